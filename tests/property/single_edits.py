"""One edit for each kind of input that a page can depend on, each to be done alone to a site that was just built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from tests.property.newsroom_desk import Desk, put, swap_letter
from tests.property.newsroom_site import NEWEST, PARENT, SECTIONS, drawing, larger, path_of, picture, sound
from tests.unit.site.newsroom import source, story

RECENT = path_of(42)
"""Among the newest: on the home page, on the fronts of lists and in feeds."""
OLD = path_of(12)
"""On closed pages of lists; others link to it, to a heading of it, and name it as related."""
DRAWN = path_of(32)
"""Its featured picture is a drawing."""
HEARD = path_of(41)
"""It can be listened to."""
LIVE = path_of(36)
"""Live coverage, with one update."""
UPDATES: list[dict[str, str]] = [
    {"time": "2025-04-28 10:30", "title": "First", "text": f"The [beginning](/{OLD})."},
    {"time": "2025-04-28 11:30", "title": "Second", "text": "Goes on.\n\n![x](/media/photo-7.png)"},
]
REQUIRED = [{"id": name.lower(), "title": name} for name in SECTIONS]

Edit = Callable[[Desk], None]

FIELDS: dict[str, Any] = {
    "title": "Another headline",
    "date": "2025-01-02 07:08",
    "section": "India",
    "desk": "Sports Desk",
    "author": ["Dev Roy", "Somebody New"],
    "updated": "2025-04-30",
    "slug": "another-slug",
    "url": "/of/its/own/",
    "id": "an-id",
    "subtitle": "Another standfirst",
    "summary": "Another summary",
    "tags": ["Chess", "A new tag"],
    "image": {"src": "/media/plan.svg", "alt": "Another picture"},
    "image again": {"src": "/media/photo-0.png", "alt": "Photo 42", "focus": "top left"},
    "audio": {"src": "/media/song.mp3", "duration": "1:02:03"},
    "status": "withdrawn",
    "embargo": "2025-06-01",
    "expires": "2025-04-30",
    "kind": "live",
    "dateline": "PUNE",
    "breaking": True,
    "featured": True,
    "highlights": ["Another line"],
    "corrections": [{"date": "2025-04-01", "text": "Another correction"}],
    "related": [path_of(20)],
    "aliases": ["/another/alias/"],
    "comments": False,
    "lang": "tlh",
    "canonical": "https://wire.example/another",
    "source": "Another wire",
    "x_note": "Another note",
}
"""Another value for each field of an article; of some, two."""
OF_OLD = ("title", "date", "section", "slug", "image", "image again", "tags", "expires", "lang")
"""Those of its fields that the pages of others show."""
OF_AUTHOR: dict[str, Any] = {
    "name": "Ann Ray Jr",
    "role": "Editor",
    "slug": "ann",
    "image": {"src": "/media/photo-1.png", "alt": "Ann"},
    "image again": {"src": "/media/photo-1.png", "alt": "Ann", "focus": "bottom"},
    "links": [{"network": "facebook", "url": "https://social.example/ann"}],
}
SECURITY = {"contact": "mailto:desk@gazette.example", "expires": "2025-12-31"}
OF_PAGE: dict[str, Any] = {
    "title": "Who we are",
    "summary": "A summary",
    "url": "/who/",
    "order": 0,
    "status": "draft",
    "aliases": ["/who-we-are/"],
}
OPTIONS: dict[str, Any] = {
    "title": "The Other Gazette",
    "url": "https://other.example/base/",
    "tagline": "Other words",
    "language": "pt-BR",
    "timezone": "Pacific/Kiritimati",
    "logo": "/media/plan.svg",
    "theme": "newsmania",
    "sections": [REQUIRED[0] | {"title": "The World"}, REQUIRED[1] | {"parent": "world"}, *REQUIRED[2:]],
    "sections again": [REQUIRED[0], REQUIRED[1] | {"parent": "sports"}, *REQUIRED[:1:-1]],
    "desks": [{"title": "News Mania Desk", "description": "Other words."}, {"title": "Sports Desk", "id": "games"}],
    "menu": [{"section": "India", "title": "Bharat"}, {"title": "Mail", "url": "mailto:a@gazette.example"}],
    "permalinks": {"tag": "/topic/{tag}/"},
    "permalinks again": {"article": "/{section}/{slug}/"},
    "theme_settings": {"accent": "#0b6e4f", "skin": "dark", "ticker": False, "footer_text": "Read twice"},
    "theme_settings again": {
        "home": ["Sports", {"section": "Europe", "shape": "C"}],
        "lead": 1,
        "article_sidebar": ["latest"],
        "share": ["email", "x"],
        "date_style": "numeric",
        "banner": {"src": "/media/plan.svg", "alt": "A plan", "url": "https://shop.example/"},
    },
    "feeds": {"items": 7},
    "feeds again": {"items": 5, "content": "summary"},
    "feeds hub": {"items": 5, "hub": "https://hub.example/"},
    "feeds image": {"items": 5, "image": "/media/photo-1.png"},
    "feeds formats": {"items": 5, "formats": ["atom"]},
    "feeds none": {"formats": []},
    "feeds authority": {"items": 5, "authority": "former.example/repo"},
    "comments": {"action": "https://forms.example/reply"},
    "search": {"external": "https://engine.example/?q={query}"},
    "social": [{"network": "youtube", "url": "https://social.example/y"}],
    "images": {"quality": 20},
    "publisher": {"name": "Other House", "email": "other@gazette.example", "founded": 2001},
    "ads": ["ads.example, 2001, RESELLER, abc1", "CONTACT=ads@gazette.example"],
    "policies": ["pages/contact.md"],
    "per_page": 6,
    "x_motto": "Read thrice",
}
"""Another value for each option of site.yaml; of some, two."""
TEMPLATES = {
    "included": "partials/tags.html",
    "included by what is included": "partials/author-words.html",
    "extended": "base.html",
    "imported": "partials/overlay.html",
    "imported by what is included": "partials/card.html",
    "a fragment": "partials/row.html",
    "a fragment of plain values": "partials/term.html",
    "a fragment of fragments": "partials/picture.html",
    "a fragment of what is imported": "partials/headline.html",
    "included by a fragment": "partials/logo.html",
    "of the home page": "home.html",
    "of articles": "article.html",
    "of lists": "listing.html",
    "of years": "year.html",
    "of plain pages": "page.html",
    "of corrections": "corrections.html",
    "of redirects": "redirect.html",
    "of the latest headlines": "latest.html",
    "of feeds": "feeds.html",
    "of the player": "partials/audio.html",
    "of what is not found": "404.html",
}
PLURAL = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "%(num)s minute read"
msgid_plural "%(num)s minutes read"
msgstr[0] "%(num)s minute"
msgstr[1] "%(num)s minutes"
"""


def set_field(path: str, name: str, value: Any, desk: Desk) -> None:
    desk.set(path, **{name.split()[0]: value})


def cover(path: str, updates: list[dict[str, str]], desk: Desk) -> None:
    desk.set(path, kind="live", updates=updates)


def set_body(path: str, change: Callable[[str], str], desk: Desk) -> None:
    desk.set(path, change(desk.body(path)))


def set_option(name: str, value: Any, desk: Desk) -> None:
    desk.configure(**{name.split()[0]: value})


def write(path: str, content: str | bytes, desk: Desk) -> None:
    desk.write(path, content)


def remove(path: str, desk: Desk) -> None:
    desk.remove(path)


def say_instead(path: str, option: str, value: Any, desk: Desk) -> None:
    """Let an option make a file that stood in content/static/."""
    desk.remove(path)
    desk.configure(**{option: value})


def write_theme(path: str, content: str, desk: Desk) -> None:
    put(desk.theme / path, content)


def remove_theme(path: str, desk: Desk) -> None:
    (desk.theme / path).unlink()


def move(path: str, new: str, desk: Desk) -> None:
    desk.write(new, (desk.content / path).read_bytes())
    desk.remove(path)


def swap(path: str, keep_time: bool, desk: Desk) -> None:
    swap_letter(desk.content / path, keep_time=keep_time)


def override(name: str, desk: Desk) -> None:
    desk.override(name, 1)


def wish(change: dict[str, Any], desk: Desk) -> None:
    desk.wish = replace(desk.wish, **change)


def _parent(path: str) -> str:
    return Path(PARENT, path).read_text(encoding="utf-8")


def _theme_yaml(*lines: str) -> str:
    return "\n".join(["name: ours", "parent: newsmania", *lines, ""])


def _first_part(bundle: str) -> str:
    """Return the parent's file that is the first part of a bundle."""
    parts = yaml.safe_load(_parent("theme.yaml"))["bundles"][bundle]
    return f"assets/{parts[0]}"


EDITS: dict[str, Edit] = {
    **{f"a new article's {name}": partial(set_field, RECENT, name, value) for name, value in FIELDS.items()},
    **{f"an old article's {name}": partial(set_field, OLD, name, FIELDS[name]) for name in OF_OLD},
    "a new article's body": partial(set_body, RECENT, "Another beginning.\n\n{}".format),
    "a new article's breaking, for a while": partial(set_field, RECENT, "breaking", "2025-06-01"),
    "the newest article's title": partial(set_field, NEWEST, "title", "Another headline"),
    "the newest article's picture": partial(set_body, NEWEST, lambda body: f"{body}\n\n![x](/media/photo-7.png)"),
    "an old article's body": partial(set_body, OLD, "Another beginning.\n\n{}".format),
    "live coverage": partial(cover, RECENT, UPDATES),
    "an update more": partial(set_field, LIVE, "updates", UPDATES),
    "an update's text": partial(set_field, LIVE, "updates", [UPDATES[0] | {"text": "Another text"}]),
    "a translation": partial(write, "articles/hi.md", story(title="Wahan", lang="hi", translates=path_of(27))),
    "a translation of a republished article": partial(
        write, "articles/hi.md", story(title="Wahan", lang="hi", translates=path_of(38))
    ),
    "a translation less": partial(set_field, path_of(28), "translates", None),
    "a translation's address": partial(set_field, path_of(28), "slug", "elsewhere"),
    "an original's address": partial(set_field, path_of(27), "slug", "elsewhere"),
    "an author's account": partial(
        set_field, "authors/ann-ray.md", "links", [{"network": "mastodon", "url": "https://social.example/@ann"}]
    ),
    "a body's length": partial(set_body, RECENT, lambda body: body + " word" * 900),
    "a body's embed": partial(set_body, OLD, lambda body: f"{body}\n\nhttps://www.youtube.com/watch?v=abcdefghijk"),
    "a body's picture": partial(set_body, OLD, lambda body: f"{body}\n\n![x](/media/photo-7.png)"),
    "a body's link": partial(set_body, OLD, lambda body: f"{body}\n\n[x](/{RECENT})"),
    "a body's letter": partial(swap, RECENT, False),
    "a body's letter, the file's time kept": partial(swap, RECENT, True),
    "an article more": partial(write, "articles/more.md", story(title="More", date="2025-04-30", author="Ann Ray")),
    "an article more in the past": partial(write, "articles/more.md", story(title="More", date="2024-12-24")),
    "an article less": partial(remove, RECENT),
    "the order of two articles of one moment": partial(move, path_of(35), "articles/z.md"),
    "a picture's bytes": partial(write, "media/photo-0.png", picture(99)),
    "a picture's size": partial(write, "media/photo-0.png", picture(99) + b"more"),
    "a picture's form": partial(write, "media/photo-0.png", larger(99)),
    "a picture like another": partial(write, "media/photo-0.png", picture(1)),
    "a text's picture": partial(write, "media/photo-7.png", picture(98)),
    "a featured picture's width": partial(write, "media/plan.svg", drawing(300)),
    "a photograph's width": partial(write, "media/ann.svg", drawing(300)),
    "the banner's width": partial(write, "media/banner.svg", drawing(300)),
    "the logo's width": partial(write, "media/logo.svg", drawing(300)),
    "an audio's duration": partial(set_field, HEARD, "audio", {"src": "/media/talk.mp3", "duration": "0:59"}),
    "an audio file's bytes": partial(write, "media/talk.mp3", sound(30)),
    "a document": partial(write, "media/table.csv", "c,d\n"),
    **{f"an author's {name}": partial(set_field, "authors/ann-ray.md", name, to) for name, to in OF_AUTHOR.items()},
    "an author's biography": partial(set_body, "authors/bo-lind.md", "{} And more.".format),
    "an author's file": partial(write, "authors/dev-roy.md", source("Dev writes.", name="Dev Roy")),
    "an author's file less": partial(remove, "authors/chitra-sen.md"),
    **{f"a page's {name}": partial(set_field, "pages/contact.md", name, value) for name, value in OF_PAGE.items()},
    "a page's body": partial(set_body, "pages/about.md", "{} And more.".format),
    "the corrections' words": partial(set_body, "pages/corrections.md", "{} And more.".format),
    "the corrections' page less": partial(remove, "pages/corrections.md"),
    "a page more": partial(write, "pages/more.md", source("More.", title="More")),
    **{f"the option {name}": partial(set_option, name, value) for name, value in OPTIONS.items()},
    **{f"a template {kind}": partial(override, name) for kind, name in TEMPLATES.items()},
    "a template of the site's own": partial(write_theme, "templates/partials/byline.html", "<p>Nobody</p>"),
    "a template imported by the site's own": partial(
        write_theme, "templates/partials/name.html", "{% macro name(term) %}{{ term.text }}{% endmacro %}"
    ),
    "a template of the site's own less": partial(remove_theme, "templates/partials/byline.html"),
    "an asset of one template": partial(write_theme, "assets/mark.txt", "Another mark\n"),
    "an asset of every page": partial(
        write_theme, "assets/styles/page.css", _parent("assets/styles/page.css") + "p { margin: 0 }"
    ),
    "a part of a bundle": partial(write_theme, "assets/styles/ours.css", "h1 { color: var(--ink) }"),
    "a part of a bundle in its parent's place": partial(write_theme, _first_part("site.js"), "// Nothing\n"),
    "a part of a bundle less": partial(write_theme, "theme.yaml", _theme_yaml("set: {lead: 3}")),
    "a default of a setting": partial(
        write_theme, "theme.yaml", _theme_yaml("set: {accent: teal}", "bundles: {style.css: [styles/ours.css]}")
    ),
    "an asset of fragments": partial(write_theme, "assets/icons.svg", _parent("assets/icons.svg") + "\n"),
    "an asset of feeds": partial(write_theme, "assets/feed.css", _parent("assets/feed.css") + "\n"),
    "an asset of nothing": partial(write_theme, "assets/new.txt", "New\n"),
    "a label of a template": partial(write_theme, "translations/en.po", 'msgid "By"\nmsgstr "Of"\n'),
    "a label of a view": partial(write_theme, "translations/en.po", 'msgid "Home"\nmsgstr "Start"\n'),
    "a label of feeds": partial(
        write_theme,
        "translations/en.po",
        'msgid "This is a feed: an address that feed readers follow for news."\nmsgstr "Subscribe."\n',
    ),
    "a link of feeds": partial(write_theme, "translations/en.po", 'msgid "How to subscribe"\nmsgstr "How"\n'),
    "a label with a number": partial(write_theme, "translations/en.po", PLURAL),
    "the labels less": partial(remove_theme, "translations/en.po"),
    "a file as it is": partial(write, "static/robots.txt", "User-agent: x\n"),
    "a file as it is more": partial(write, "static/deep/ads.txt", "ads\n"),
    "a file as it is less": partial(remove, "static/.well-known/security.txt"),
    "the site's own robots.txt less": partial(remove, "static/robots.txt"),
    "the option robots": partial(say_instead, "static/robots.txt", "robots", {"user_fetch": "disallow"}),
    "the option security": partial(say_instead, "static/.well-known/security.txt", "security", SECURITY),
    "the end of breaking news": partial(wish, {"as_of": "2025-05-01 12:00"}),
    "the age of news": partial(wish, {"as_of": "2025-05-01 18:00"}),
    "the day of a new article": partial(wish, {"as_of": "2025-05-05"}),
    "the day of many articles": partial(wish, {"as_of": "2025-07-01"}),
    "the day before": partial(wish, {"as_of": "2025-02-01"}),
    "the drafts": partial(wish, {"drafts": True}),
    "the address": partial(wish, {"base_url": "https://host.example/repo/"}),
}  # fmt: skip
"""By what it changes."""
