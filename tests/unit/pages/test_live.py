"""Live coverage: its page, its feed and its structured data; and the feed of corrections."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.unit.output.test_rss import feed
from tests.unit.site.newsroom import (
    article,
    assembled,
    built,
    config,
    moment,
    planned,
    story,
    view_at,
    write_site,
)

from sitegen.content.article import Article
from sitegen.content.updates import SEPARATOR

UPDATES = [
    {"time": "2025-02-27 10:31", "title": "It begins", "text": "The *speech*."},
    {"time": "2025-02-27 23:55:20", "title": "It ends", "text": "Two paragraphs.\n\nSee [it](/articles/b.md)."},
    {"time": "2025-02-27 12:00", "title": "It goes on", "text": "On and on."},
]
PATH = "2025/02/27/story-a/"


def live(**fields: Any) -> Article:
    return article("a", **({"kind": "live", "updates": UPDATES, "body": "An introduction."} | fields))


def view_of(*articles: Article, **given: Any) -> Any:
    return view_at(planned(articles, **given), f"{PATH}index.html")


def test_the_newest_update_comes_first() -> None:
    """However they stand in the file; each has the anchor that its time gives."""
    view = view_of(live(), article("b"))
    assert [(update.title, update.anchor, update.time.time) for update in view.updates] == [
        ("It ends", "update-20250227-235520", "23:55"),
        ("It goes on", "update-20250227-1200", "12:00"),
        ("It begins", "update-20250227-1031", "10:31"),
    ]


def test_their_texts_are_parts_of_the_body_in_that_order() -> None:
    """So that links are checked, words counted and pictures made as in any text."""
    found = live()
    story, *updates = "".join(found.body.parts).split(SEPARATOR)
    assert story == "<p>An introduction.</p>\n"
    assert [update[:12] for update in updates] == ["<p>Two parag", "<p>On and on", "<p>The <em>s"]
    assert [reference.target for reference in found.body.references] == ["/articles/b.md"]
    assert found.body.words == 11
    assert {"update-20250227-1200"} < set(found.body.anchors)


def test_the_newest_update_is_the_last_change() -> None:
    """Unless a later one was given."""
    assert view_of(live(), article("b")).updated.iso == "2025-02-27T23:55:20+05:30"
    assert view_of(live(updated="2025-03-02"), article("b")).updated.iso == "2025-03-02"


@pytest.mark.parametrize("drafts", [False, True])
def test_an_update_in_another_s_link_can_be_linked_to(drafts: bool) -> None:
    """By its anchor, which is checked as that of a heading is."""
    pages = planned([live(), article("b", body="[x](a.md#update-20250227-1031)")], drafts=drafts)
    body = view_at(pages, "2025/02/27/story-b/index.html").body
    assert body.resolved == (f' href="/{PATH}#update-20250227-1031"',)


def test_a_heading_of_the_story_takes_no_id_of_the_page(tmp_path: Path) -> None:
    """`## Updates` is a likely heading; an id that stands twice leads readers of either astray."""
    text = story("The story.\n\n## Updates\n\nSoon.", title="A", kind="live", updates=UPDATES[:1])
    built(write_site(tmp_path, {"articles/a.md": text}))
    ids = re.findall(r' id="([^"]+)"', (tmp_path / "public/2025/02/27/a/index.html").read_text("utf-8"))
    assert {"updates", "update-20250227-1031"} < set(ids)
    assert len(ids) == len(set(ids))


def test_the_texts_of_a_page_can_link_to_each_other() -> None:
    """The story to an update, an update to another and to a heading of the story; in feeds by whole addresses."""
    texts = ["See [before](#update-20250227-1031).", "See [the *plan*](#the-plan) and [after](#update-20250227-1200)."]
    updates = [UPDATES[2] | {"text": texts[0]}, UPDATES[0] | {"text": texts[1]}]
    found = live(updates=updates, body="It [began](#update-20250227-1031).\n\n## The plan\n\nNone.")
    item = json.loads(feed(found, path=f"{PATH}feed.json"))["items"][0]
    address = f"https://newsmania.example/{PATH}#update-20250227-1031"
    assert item["content_html"] == f'<p>See <a href="{address}">before</a>.</p>\n'


def test_structured_data_is_a_live_blog() -> None:
    """LiveBlogPosting with a BlogPosting for each update, its text plain."""
    node = json.loads(view_of(live(), article("b")).head.graph)["@graph"][0]
    assert (node["@type"], node["coverageStartTime"]) == ("LiveBlogPosting", "2025-02-27")
    assert node["dateModified"] == "2025-02-27T23:55:20+05:30"
    assert node["liveBlogUpdate"][0] == {
        "@type": "BlogPosting",
        "headline": "It ends",
        "url": f"https://newsmania.example/{PATH}#update-20250227-235520",
        "datePublished": "2025-02-27T23:55:20+05:30",
        "articleBody": "Two paragraphs. See it.",
    }


def test_an_update_without_a_paragraph_has_no_text_there() -> None:
    """A list alone, for instance: what is not known is left out."""
    (update,) = json.loads(view_of(live(updates=[UPDATES[0] | {"text": "- One\n- Two"}])).head.graph)["@graph"][0][
        "liveBlogUpdate"
    ]
    assert update["headline"] == "It begins"
    assert "articleBody" not in update


def test_the_hour_that_comes_twice_is_in_order() -> None:
    """When summer time ends, 1:40 comes before 1:20."""
    settings = config(timezone="America/New_York")
    times = ["2025-11-02 01:40 -04:00", "2025-11-02 01:20 -05:00"]
    updates = [{"time": time, "title": time, "text": "Text."} for time in times]
    found = article("a", settings, kind="live", updates=updates)
    assert [update.title for update in found.updates] == times[::-1]


def test_coverage_seen_from_a_moment_before_it_is_no_mistake() -> None:
    """A build as of an earlier day goes on; one amid the coverage says what it would show too early."""
    settings, found = config(), live(updates=UPDATES[:1])
    for day, codes in (("2025-02-26", []), ("2025-02-27 10:30", ["early-update"]), ("2025-02-27 10:31", [])):
        _, problems = assembled([found], settings, as_of=moment(day))
        assert [problem.code for problem in problems] == codes, day


def test_its_feed_has_an_item_for_each_update() -> None:
    """With an id that stands as long as its time does, an address of its own, and whole addresses in its text."""
    found = json.loads(feed(live(), article("b"), path=f"{PATH}feed.json"))
    assert [item["title"] for item in found["items"]] == ["It ends", "It goes on", "It begins"]
    first = found["items"][0]
    assert first["id"] == "tag:newsmania.example,2025-02-27:a#update-20250227-235520"
    assert first["url"] == f"https://newsmania.example/{PATH}#update-20250227-235520"
    assert first["date_published"] == "2025-02-27T18:25:20+00:00"
    assert first["content_html"].endswith('See <a href="https://newsmania.example/2025/02/27/story-b/">it</a>.</p>\n')


def test_feeds_of_summaries_hold_no_text_of_updates() -> None:
    """A summary of each in its own feed, the article's in the others."""
    settings = config(feeds={"content": "summary"})
    (item, *_) = json.loads(feed(live(), article("b"), path=f"{PATH}feed.json", settings=settings))["items"]
    assert (item["content_text"], item.get("content_html")) == ("Two paragraphs. See it.", None)
    (whole, *_) = json.loads(feed(live(updates=UPDATES[:1]), path="feed.json", settings=settings))["items"]
    assert whole["content_text"] == "An introduction."


def test_other_feeds_have_the_whole_coverage() -> None:
    """Each update under its moment and title."""
    (item, *_) = json.loads(feed(live(updates=UPDATES[:1]), path="feed.json"))["items"]
    assert item["content_html"] == (
        "<p>An introduction.</p>\n"
        f'<h3><a href="https://newsmania.example/{PATH}#update-20250227-1031">'
        "27 February 2025, 10:31: It begins</a></h3>\n"
        "<p>The <em>speech</em>.</p>\n"
    )
    assert item["date_modified"] == "2025-02-27T05:01:00+00:00"


def test_coverage_without_an_update_has_no_feed() -> None:
    """It may have begun with its introduction; nor has a site without feeds."""
    assert f"{PATH}feed.xml" not in planned([live(updates=[])])
    settings = config(feeds={"formats": []})
    pages = planned([live(), article("b")], settings)
    assert f"{PATH}feed.xml" not in pages
    assert view_at(pages, f"{PATH}index.html").live_feed == ""


def test_coverage_at_an_address_without_a_folder_has_its_feed_in_one() -> None:
    """An old `story.html` is no folder that a feed could stand in; its page, its head and its feed name one address."""
    pages = planned([live(url="/old/story.html"), article("b")])
    files = {"old/story/feed.xml", "old/story/feed/index.xml", "old/story/atom.xml", "old/story/feed.json"}
    assert {path for path in pages if path.startswith("old/")} == {"old/story.html", *files}
    view, found = view_at(pages, "old/story.html"), view_at(pages, "old/story/feed.xml")
    assert (view.live_feed, view.head.feeds[-1].url) == ("/old/story/feed.xml",) * 2
    assert found.self_url == "https://newsmania.example/old/story/feed.xml"
    assert found.url == "https://newsmania.example/old/story.html"


def test_corrections_have_a_feed() -> None:
    """An item for each, the newest first, of whatever age the article is; it keeps its id when the words change."""
    old = article("old", date="2024-01-01", corrections=[{"date": "2025-03-01", "text": "Ten, not nine."}])
    twice = [{"date": "2025-02-28", "text": "One."}, {"date": "2025-02-28", "text": "Two."}]
    items = json.loads(feed(article("a", corrections=twice), old, path="corrections/feed.json"))["items"]
    assert [item["title"] for item in items] == ["Correction: Story old", *["Correction: Story a"] * 2]
    assert [item["id"] for item in items] == [
        "tag:newsmania.example,2024-01-01:old#correction-2025-03-01",
        "tag:newsmania.example,2025-02-27:a#correction-2025-02-28-2",
        "tag:newsmania.example,2025-02-27:a#correction-2025-02-28",
    ]
    assert [item["content_text"] for item in items] == ["Ten, not nine.", "Two.", "One."]
    assert items[0]["url"] == "https://newsmania.example/2024/01/01/story-old/#corrections"


def test_without_a_correction_there_is_no_feed_of_them() -> None:
    """Nor a link to one."""
    pages = planned([article("a")])
    assert not any(path.startswith("corrections/") for path in pages)
