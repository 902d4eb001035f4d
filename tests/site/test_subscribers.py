"""What a subscriber sees after the newsroom has edited, renamed, moved, corrected or taken back: nothing twice.

The site is built, subscribed to over HTTP, changed on disk, built again and fetched again; newsboat and sfeed keep what
they have of the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from tests.support.readers import Newsboat, Sfeed
from tests.support.server import Server
from tests.unit.site.newsroom import built, story, write_site

FEEDS = ("feed.xml", "feed/", "atom.xml", "category/world/feed.xml", "tag/rivers/atom.xml")
"""Those of one site that the article of these tests stands in."""
FIRST = {"title": "The ferry runs again", "date": "2025-02-27 09:00", "tags": ["Rivers"]}
TITLE, ADDRESS = "The ferry runs again", "https://newsmania.example/2025/02/27/the-ferry-runs-again/"

Change = Callable[[Path], None]


def write(root: Path, body: str = "It runs.", *, path: str = "world/ferry.md", **fields: Any) -> None:
    """Write the article anew."""
    file = root / "content" / "articles" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(story(body, **(FIRST | fields)), encoding="utf-8")


def move(root: Path) -> None:
    (root / "content" / "articles" / "world" / "ferry.md").unlink()
    write(root, path="india/deep/ferry.md", section="India")


def rename(root: Path) -> None:
    """As README.md says: the id that it had goes into the file."""
    (root / "content" / "articles" / "world" / "ferry.md").unlink()
    write(root, path="world/boats.md", id="tag:newsmania.example,2025-02-27:ferry")


CHANGES: Mapping[str, Change] = {
    "its text": lambda root: write(root, "It runs every hour."),
    "its headline, and with it its address": lambda root: write(
        root, title="The ferry has stopped", aliases=["/2025/02/27/the-ferry-runs-again/"]
    ),
    "its slug": lambda root: write(root, slug="ferry", aliases=["/2025/02/27/the-ferry-runs-again/"]),
    "its folder and section": move,
    "its file's name": rename,
    "a correction": lambda root: write(
        root, updated="2025-03-01", corrections=[{"date": "2025-03-01", "text": "It is a boat."}]
    ),
    "its tags": lambda root: write(root, tags=["Rivers", "Boats"], summary="Other words."),
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Three articles, built."""
    others = {f"articles/{name}.md": story(title=name, tags=["Rivers"]) for name in ("Older", "Oldest")}
    root = write_site(tmp_path / "site", dict(others))
    write(root)
    built(root)
    return root


@pytest.mark.parametrize("change", CHANGES)
def test_a_subscriber_who_knows_an_article_does_not_get_it_again(
    change: str, newsroom: Path, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Whatever was changed about it: each reader holds each id once, before and after, and nothing new is unread."""
    output = newsroom / "public"
    with serve(output) as server:
        there = [name for name in FEEDS if (output / name).exists()]
        urls = [server.url + name for name in there]
        newsboats = [Newsboat(tmp_path / f"newsboat{number}", [url]) for number, url in enumerate(urls)]
        sfeed = Sfeed(tmp_path / "sfeed", urls)
        before = [newsboat.reload() for newsboat in newsboats]
        sfeed.reload()
        CHANGES[change](newsroom)
        built(newsroom)
        after = [newsboat.reload() for newsboat in newsboats]
        sfeed.reload()
    assert before == after == ["3 unread articles"] * len(there)
    held = [*(newsboat.items() for newsboat in newsboats), *(sfeed.items(number) for number in range(len(there)))]
    for items in held:
        assert len(items) == len({id_ for id_, _, _ in items}) == 3


def test_a_subscriber_sees_the_new_headline_at_the_new_address(
    newsroom: Path, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """In the place of the old one; the old address leads to the new."""
    with serve(newsroom / "public") as server:
        newsboat, sfeed = (
            reader(tmp_path / reader.__name__, [server.url + "feed.xml"]) for reader in (Newsboat, Sfeed)
        )
        newsboat.reload()
        sfeed.reload()
        CHANGES["its headline, and with it its address"](newsroom)
        built(newsroom)
        newsboat.reload()
        sfeed.reload()
    for items in (newsboat.items(), sfeed.items()):
        told = {title: address for _, title, address in items}
        assert told["The ferry has stopped"] == "https://newsmania.example/2025/02/27/the-ferry-has-stopped/"
        assert TITLE not in told
    assert (newsroom / "public" / "2025" / "02" / "27" / "the-ferry-runs-again" / "index.html").is_file()


@pytest.mark.parametrize(
    "fields", [{"status": "withdrawn"}, {"status": "draft"}, {"expires": "2025-03-01"}, {"embargo": "2027-01-01"}]
)
def test_what_is_taken_back_is_in_no_feed_and_does_not_come_back(
    fields: dict[str, Any], newsroom: Path, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """A new subscriber sees nothing of it; one who had it gets it neither again nor under another name."""
    output = newsroom / "public"
    with serve(output) as server:
        url = server.url + "feed.xml"
        old = Newsboat(tmp_path / "old", [url])
        assert old.reload() == "3 unread articles"
        write(newsroom, **fields)
        built(newsroom)
        new, sfeed = Newsboat(tmp_path / "new", [url]), Sfeed(tmp_path / "sfeed", [url])
        assert new.reload() == "2 unread articles"
        sfeed.reload()
        assert {title for _, title, _ in new.items()} == {title for _, title, _ in sfeed.items()} == {"Older", "Oldest"}
        old.reload()
        held = [id_ for id_, _, _ in old.items()]
        assert len(held) == len(set(held)) <= 3
        feeds = [*output.rglob("feed.xml"), *output.rglob("atom.xml"), *output.rglob("feed.json")]
        assert len(feeds) > 12
        assert [path for path in feeds if b"ferry" in path.read_bytes()] == []


def test_a_subscriber_of_wordpress_keeps_what_was_read(
    newsroom: Path, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """Articles that bring their ids along, at the address where the old feed was, are no news."""
    with serve(newsroom / "public") as server:
        newsboat = Newsboat(tmp_path / "home", [server.url + "feed/"])
        for number in (1, 2):
            write(newsroom, id="https://newsmania.example/?p=12", slug=f"now-{number}")
            built(newsroom)
            assert newsboat.reload() == "3 unread articles"
    assert "https://newsmania.example/?p=12" in newsboat.read_guids()
