"""The report names the feeds that a WebSub hub is to be told of: those with news, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.site.newsroom import story, write_site

from sitegen.build import BuildReport, Options, build
from sitegen.cli import cli

HUB = "https://hub.example/"
HOST = "https://newsmania.example/repo"


def made(root: Path) -> BuildReport:
    options = Options(root / "public", "2025-06-01", base_url=f"{HOST}/", workers=1)
    return build(root, options)


def site(root: Path, hub: str | None) -> Path:
    """Write a site of two sections with a story each."""
    articles = {"a": story(title="A"), "b": story(title="B", section="India")}
    files = {f"articles/{name}.md": text for name, text in articles.items()}
    return write_site(root, files, feeds={"hub": hub} if hub else {"items": 20})


def test_the_feeds_of_one_new_story_are_named(tmp_path: Path) -> None:
    """At the addresses by which they call themselves, the site's own first; those of another section are not."""
    root = site(tmp_path, HUB)
    first = made(root)
    assert (first.hub, first.topics[:3]) == (
        HUB,
        tuple(f"{HOST}/{name}" for name in ("atom.xml", "feed.json", "feed.xml")),
    )
    assert f"{HOST}/category/india/feed.xml" in first.topics
    (root / "content/articles/c.md").write_text(story(title="C"))
    second = made(root)
    named = [topic.removeprefix(HOST) for topic in second.topics if topic.endswith("feed.xml")]
    assert named == ["/feed.xml", "/category/world/feed.xml", "/desk/news-mania-desk/feed.xml"]
    for topic in second.topics:
        path = topic.removeprefix(f"{HOST}/")
        assert path in second.written
        assert topic in (root / "public" / path).read_text()
    assert {path for path in second.written if path.endswith(("/feed.xml", "atom.xml", "feed.json"))} <= {
        topic.removeprefix(f"{HOST}/") for topic in second.topics
    }


def test_an_update_and_a_correction_are_news_of_their_feeds(tmp_path: Path) -> None:
    """Live coverage and the corrections page have feeds beside those of lists."""
    root = site(tmp_path, HUB)
    made(root)
    updates = [{"time": "2025-02-27 10:00", "title": "It begins", "text": "It has begun."}]
    live = story(title="A", kind="live", updates=updates, corrections=[{"date": "2025-03-01", "text": "Ten."}])
    (root / "content/articles/a.md").write_text(live)
    topics = made(root).topics
    assert {f"{HOST}/2025/02/27/a/feed.xml", f"{HOST}/corrections/feed.xml", f"{HOST}/feed.xml"} <= set(topics)


@pytest.mark.parametrize("hub", [HUB, None])
def test_nothing_is_to_be_told_where_nothing_is_new(hub: str | None, tmp_path: Path) -> None:
    """A build of an unchanged site, an edit that no feed shows, a site without a hub."""
    root = site(tmp_path, hub)
    first = made(root)
    assert bool(first.topics) == bool(hub)
    assert (made(root).hub, made(root).topics) == ("", ())
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("---\ntitle: About\n---\nText.\n")
    changed = made(root)
    assert "about/index.html" in changed.written
    assert changed.topics == ()


def test_the_report_that_is_printed_has_them(tmp_path: Path) -> None:
    """Under --json, of a build that fails too."""
    root = site(tmp_path, HUB)

    def printed() -> dict[str, object]:
        done = CliRunner().invoke(cli, ["build", str(root), "--as-of", "2025-06-01", "--json"])
        report: dict[str, object] = json.loads(done.stdout)
        return report

    first = printed()
    assert first["hub"] == HUB
    assert "https://newsmania.example/feed.xml" in first["topics"]  # type: ignore[operator]
    (root / "content/articles/c.md").write_text(story(title="C", section="Wrold"))
    failed = printed()
    assert (failed["hub"], failed["topics"], bool(failed["problems"])) == ("", [], True)
