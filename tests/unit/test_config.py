"""content/site.yaml -> Config: every option read, every default, every mistake told once and at its place."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitegen.config import Config, MenuEntry, Policy, load_config, parse_config
from sitegen.errors import Location, UsageError

SMALLEST = """\
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
sections: [World]
"""
FULL = """\
title: News Mania
url: https://newsmania.example/repo
tagline: All the news
language: bn
timezone: America/New_York
logo: /media/logo.svg
theme: evening
sections:
- World
- {title: Science & Tech, id: science, description: Of stars}
- {title: Asia, parent: world}
desks:
- News Mania Desk
- {title: Sports Desk, description: Of games}
menu:
- science
- {section: World, title: The world}
- {title: About, url: pages/about.md}
permalinks: {article: "/{section}/{slug}/"}
feeds: {items: 50, content: summary}
comments: {form: false, action: "mailto:replies@newsmania.example"}
social:
- {network: mastodon, url: https://social.example/@newsmania}
publisher: {name: Mania Media, email: news@newsmania.example, founded: 2011}
images: {most_megabytes: 2}
policies: [{page: pages/ethics.md, about: ethics}]
per_page: 10
raw_html: trusted
x_weather: Kolkata
"""


def read(text: str, base_url: str | None = None) -> Config:
    """Return the Config of settings without problems."""
    config, problems = parse_config(text, base_url)
    assert problems == ()
    assert config is not None
    return config


def says(extra: str, text: str = SMALLEST) -> list[str]:
    """Return the problems of the smallest settings with `extra` at their end."""
    config, problems = parse_config(text + extra)
    assert config is None
    return [str(problem).removeprefix("content/site.yaml:") for problem in problems]


def test_the_smallest_settings() -> None:
    """Five options are enough; all the others have their defaults."""
    config = read(SMALLEST)
    assert (config.title, config.url, config.base_path) == ("News Mania", "https://newsmania.example/", "/")
    assert (config.theme, config.tagline, config.logo, config.publisher) == ("newsmania", "", "", "News Mania")
    assert (config.feed_items, config.full_feeds, config.per_page) == (20, True, 20)
    assert (config.reply_form, config.reply_action, config.trusted_html) == (True, "", False)
    assert (config.founded, config.policies, config.social, config.desks) == (None, (), (), ())
    assert config.image_bytes == 8 * 1024 * 1024
    assert config.permalinks.article == "/{year}/{month}/{day}/{slug}/"
    assert config.menu == (MenuEntry("world", "World", "", Location("content/site.yaml", 5, 11)),)


def test_all_settings() -> None:
    """Every option of the table reaches the Config."""
    config = read(FULL)
    assert (config.url, config.base_path, config.language) == ("https://newsmania.example/repo/", "/repo/", "bn")
    assert config.zone == ZoneInfo("America/New_York")
    assert [(section.id, section.title, section.parent) for section in config.sections] == [
        ("world", "World", None),
        ("science", "Science & Tech", None),
        ("asia", "Asia", "world"),
    ]
    assert [(desk.id, desk.description) for desk in config.desks] == [
        ("news-mania-desk", ""),
        ("sports-desk", "Of games"),
    ]
    assert [(entry.section, entry.title, entry.url) for entry in config.menu] == [
        ("science", "Science & Tech", ""),
        ("world", "The world", ""),
        (None, "About", "pages/about.md"),
    ]
    assert (config.permalinks.article, config.permalinks.tag) == ("/{section}/{slug}/", "/tag/{tag}/")
    assert (config.feed_items, config.full_feeds, config.per_page, config.image_bytes) == (50, False, 10, 2 * 1024**2)
    assert (config.reply_form, config.reply_action) == (False, "mailto:replies@newsmania.example")
    assert (config.publisher, config.publisher_email, config.founded) == ("Mania Media", "news@newsmania.example", 2011)
    assert [(social.network, social.title) for social in config.social] == [("mastodon", "")]
    assert (config.policies, config.trusted_html, config.extra) == (
        (Policy("pages/ethics.md", "ethics"),),
        True,
        {"x_weather": "Kolkata"},
    )


def test_sections_and_desks_by_title_or_id() -> None:
    """The names that articles may use."""
    config = read(FULL)
    assert config.terms["section"]["Science & Tech"] == config.terms["section"]["science"] == "science"
    assert config.terms["desk"] == {
        "News Mania Desk": "news-mania-desk",
        "news-mania-desk": "news-mania-desk",
        "Sports Desk": "sports-desk",
        "sports-desk": "sports-desk",
    }


def test_the_menu_shows_sections_of_the_first_level() -> None:
    """Without a `menu`, a section under another is not in it."""
    config = read(SMALLEST.replace("[World]", "[World, {title: Asia, parent: World}]"))
    assert [entry.section for entry in config.menu] == ["world"]


def test_places_of_values() -> None:
    """A later check names the line of the option; an option that is not there the file."""
    config = read(FULL)
    assert config.place("policies.0.page") == Location("content/site.yaml", 26, 19)
    assert config.place("nothing") == Location("content/site.yaml")


def test_another_base_url() -> None:
    """`--base-url` takes the place of `url`, checked alike."""
    assert read(SMALLEST, "https://a.example/b").url == "https://a.example/b/"
    with pytest.raises(UsageError, match=r"`--base-url` must be the site's address .*Begin it with `https://`"):
        parse_config(SMALLEST, "a.example")


def test_bytes_that_are_no_settings(tmp_path: Path) -> None:
    """A folder without settings is wrong usage; settings that are no text have a problem."""
    with pytest.raises(UsageError, match=r"it has no content/site\.yaml"):
        load_config(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_bytes(SMALLEST.encode("utf-16"))
    assert [problem.code for problem in load_config(tmp_path)[1]] == ["encoding"]


MISTAKES = {
    "menu: [World, Sport]": "6:15: unknown-section: the site has no section `Sport`. Known: `World`",
    "menu: [{title: X, url: /x/, section: World}]": (
        "6:8: menu-item: the menu item has a `section` and a `url`. Keep one of them"
    ),
    "desks: [A, a]": (
        "6:12: duplicate-desk: `a` has the title or the id of another desk, `A`. "
        "Articles name it by either, so give it a title and an `id` of its own"
    ),
    "desks: [con]": ("6:9: empty-slug: no address can be made from `con`. Write it as `{title: ..., id: some-words}`"),
    "feeds: {item: 3}": "6:9: unknown-field: there is no field `item`. Did you mean `items`?",
    "per_page: 1": "6:11: wrong-value: `per_page` must be a whole number from 5 to 200, not `1`",
    "colour: red": "6:1: unknown-field: there is no field `colour`. Names of your own start with `x_`",
}


@pytest.mark.parametrize("extra", MISTAKES)
def test_mistakes(extra: str) -> None:
    """Each at its own place."""
    assert says(extra) == [MISTAKES[extra]]


def test_one_mistake_is_told_once() -> None:
    """A section that cannot be read does not make its menu item, or its subsection, a mistake too."""
    sections = "[{titel: Sport}, {title: Cricket, parent: Sport}, World]"
    text = SMALLEST.replace("[World]", sections)
    assert says("menu: [Sport, World]\n", text) == [
        "5:13: unknown-field: there is no field `titel`. Did you mean `title`?"
    ]


def test_all_mistakes_are_told_at_once() -> None:
    """In every part of the settings."""
    text = SMALLEST.replace("Asia/Kolkata", "Asia/Calcuta").replace("url: https", "url: ftp")
    assert sorted(line.split(":")[0] for line in says("menu: [Sport]\nper_page: no\n", text)) == ["2", "4", "6", "7"]
