"""A small newsroom with something of everything: the site that is edited, built and compared with a clean build.

Fifty articles or so, in every state that an article can have; lists so short that they close pages often; a theme of
the site's own over newsmania, with one file of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from tests.support.sites import REPOSITORY
from tests.unit.output.pixel import PNG
from tests.unit.site.newsroom import source, write_site

ARTICLES = 48
FIRST = datetime(2024, 11, 3, 6, 30)
STEP = timedelta(days=4)
AS_OF = "2025-05-01"
"""The first "now": the last articles are dated after it."""
NEWEST = "articles/just-in.md"
"""The one article that is still news at AS_OF, until 18:00 on that day."""
PARENT = REPOSITORY / "themes" / "newsmania"
AUTHORS = ("Ann Ray", "Bo Lind", "Chitra Sen", "Dev Roy", "Eli Moss")
"""The first three have a file."""
SECTIONS = ("World", "Europe", "Sports", "India")
"""Europe is a part of World."""
DESKS = ("News Mania Desk", "Sports Desk")
TAGS = ("Rivers", "Trains", "Chess", "C++", "Élections", "Markets", "Weather", "Books", "কলকাতা", "Courts")
SUBJECTS = ("Ferry", "Tram", "Bridge", "Harvest", "Museum", "Budget", "Final", "Monsoon", "Court", "Library", "Port")

SETTINGS: dict[str, Any] = {
    "title": "The Small Gazette",
    "tagline": "All of it, shortly",
    "theme": "ours",
    "logo": "/media/logo.svg",
    "sections": [
        {"title": "World", "description": "Near and far."},
        {"title": "Europe", "parent": "World"},
        {"title": "Sports"},
        {"title": "India", "description": "From the hills to the coast."},
    ],
    "desks": [{"title": "News Mania Desk", "description": "The general desk."}, "Sports Desk"],
    "menu": ["World", {"section": "Sports", "title": "Games"}, {"title": "About", "url": "pages/about.md"}],
    "feeds": {"items": 5},
    "per_page": 5,
    "permalinks": {"tag": "/tag/{tag}/"},
    "policies": ["pages/policies/privacy.md"],
    "social": [{"network": "x", "url": "https://social.example/gazette"}],
    "publisher": {"name": "Gazette House", "email": "desk@gazette.example", "founded": 1999},
    "comments": {"action": "mailto:letters@gazette.example"},
    "theme_settings": {
        "banner": {"src": "/media/banner.svg", "alt": "Read us"},
        "section_colours": {"India": "#b24d0a"},
    },
    "ads": ["ads.example, 1999, DIRECT"],
    "x_motto": "Read twice",
}  # fmt: skip

BYLINE = """\
{% from "partials/name.html" import name %}
<p class="byline" data-mark="{{ asset("mark.txt") }}">{{ _("By") }}
{%- for author in view.authors %} {{ name(author) }}{% endfor -%}
{%- if view.desk %} {{ name(view.desk) }}{% endif %} {{ view.extra.get("x_note", "") }}
{{ view.site.extra.get("x_motto", "") }}
<time datetime="{{ view.date.iso }}">{{ view.date.ordinal }}</time></p>
"""
NAME = """\
{% macro name(term) %}<a href="{{ term.url }}">{{ term.text }}</a>{% endmacro %}
"""
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "By"
msgstr "Written by"

msgid "Read More"
msgstr "Read on"
"""
THEME = {
    "theme.yaml": "name: ours\nparent: newsmania\nset: {lead: 3}\nbundles: {style.css: [styles/ours.css]}\n",
    "assets/styles/ours.css": "h1 { color: var(--accent) }\n",
    "templates/partials/byline.html": BYLINE,
    "templates/partials/name.html": NAME,
    "assets/mark.txt": "A mark\n",
    "translations/en.po": CATALOGUE,
}


def path_of(number: int) -> str:
    """Return the path of article `number` below content/."""
    return f"articles/{('world', 'sports', '2025')[number % 3]}/{number:02}-{SUBJECTS[number % 11].lower()}.md"


def picture(number: int) -> bytes:
    """Return a picture that differs from that of any other number, but not in its size."""
    return PNG + f"{number:08}".encode()


def larger(number: int) -> bytes:
    """Return a picture of more than one point, in a colour that its number gives it."""
    out = BytesIO()
    Image.new("RGB", (40 + number % 7, 30), (number * 37 % 256, number * 11 % 256, 200)).save(out, "PNG")
    return out.getvalue()


def sound(number: int) -> bytes:
    """Return an MP3 file's beginning, longer for each number."""
    return b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\0" * number


def drawing(width: int, number: int = 0) -> bytes:
    """Return an SVG of a width in pixels; those of other numbers differ, but not in their size."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="10"><!--{number:08}--></svg>'.encode()


def write_newsroom(root: Path) -> Path:
    """Write the newsroom's sources into `root`."""
    write_site(root, dict(_files()), **SETTINGS)
    for path, text in THEME.items():
        file = root / "themes" / "ours" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def _files() -> Iterator[tuple[str, str | bytes]]:
    for number in range(ARTICLES):
        yield path_of(number), source(_body(number), **_fields(number))
        if number % 11 == 5:
            yield path_of(number).replace(".md", ".png"), picture(100 + number)
    yield NEWEST, source("It is out.", title="Just in", date="2025-04-29 18:00", section="World", desk=DESKS[0])
    yield from ((f"media/photo-{number}.png", picture(number)) for number in range(8))
    yield from ((f"media/{name.split()[0].lower()}.svg", drawing(20 + len(name))) for name in AUTHORS[:3])
    yield "media/logo.svg", drawing(10)
    yield "media/banner.svg", drawing(60)
    yield "media/plan.svg", drawing(200)
    yield "media/table.csv", b"a,b\n"
    yield "media/talk.mp3", sound(10)
    yield "media/song.mp3", sound(20)
    for number, name in enumerate(AUTHORS[:3]):
        image = {"src": f"/media/{name.split()[0].lower()}.svg", "alt": name}
        links = [{"network": "x", "url": f"https://social.example/{number}"}]
        slug = name.lower().replace(" ", "-")
        yield f"authors/{slug}.md", source(f"{name} writes.", name=name, role="Reporter", image=image, links=links)
    yield "pages/about.md", source("We print. [Privacy](policies/privacy.md) comes first.", title="About us", order=1)
    yield "pages/contact.md", source("Write to us.", title="Contact", aliases=["/write/"])
    yield "pages/corrections.md", source("What was wrong.", title="Corrections", order=90)
    yield "pages/policies/privacy.md", source("No cookies.\n\n## Data\n\nNone.", title="Privacy")
    yield "pages/next.md", source("To come.", title="What comes", status="draft")
    yield "static/robots.txt", "User-agent: *\n"
    yield "static/.well-known/security.txt", "Contact: mailto:desk@gazette.example\n"


def _fields(number: int) -> dict[str, Any]:
    moment = FIRST + STEP * number
    fields: dict[str, Any] = {
        "title": f"{SUBJECTS[number % 11]} news of round {number}",
        "date": f"{moment:%Y-%m-%d}" if number % 3 == 0 else f"{moment:%Y-%m-%d %H:%M}",
        "section": SECTIONS[number % 4],
        "tags": [TAGS[(number * 3 + step) % len(TAGS)] for step in (0, 1, 4)],
    }
    if number % 5:
        fields["desk"] = DESKS[number % 2]
    if number % 4 != 1 or not number % 5:
        fields["author"] = [AUTHORS[number % 5], AUTHORS[(number + 2) % 5]] if number % 6 == 0 else AUTHORS[number % 5]
    if number % 3 == 0:
        fields["image"] = {"src": f"/media/photo-{number % 7}.png", "alt": f"Photo {number}", "caption": "So it was"}
    if number % 11 == 5:
        fields["image"] = {"src": path_of(number).rpartition("/")[2].replace(".md", ".png"), "alt": "Beside"}
    if number % 2:
        fields["summary"] = f"What happened in round {number}, in short."
    return fields | _seldom(number)


def _seldom(number: int) -> dict[str, Any]:
    """Return what few articles have."""
    kinds: dict[int, dict[str, Any]] = {
        1: {"audio": {"src": "/media/talk.mp3", "duration": "12:34"}},
        2: {"image": {"src": "/media/plan.svg", "alt": "A plan"}},
        3: {"related": [path_of(1), path_of(12)], "subtitle": "With more"},
        4: {"corrections": [{"date": "2025-02-01", "text": "The ferry was late."}], "updated": "2025-02-01 10:00"},
        5: {"aliases": [f"/old/{number}/"], "dateline": "DELHI"},
        6: {"highlights": ["One", "Two"], "kind": "opinion"},
        7: {"featured": True, "x_note": "noted"},
        8: {"source": "Wire", "canonical": f"https://wire.example/{number}", "lang": "bn"},
        9: {"id": f"gazette-{number}", "comments": False},
    }
    fields = dict(kinds.get(number % 10, {}))
    if number % 15 == 7:
        fields["breaking"] = True
    states: dict[int, dict[str, Any]] = {
        28: {"translates": path_of(27)},
        30: {"expires": "2025-05-20"},
        31: {"expires": "2025-04-01"},
        36: {
            "kind": "live",
            "updates": [{"time": "2025-03-27 18:00", "title": "It begins", "text": f"After [this](/{path_of(12)})."}],
        },
        37: {"breaking": "2025-05-01 12:00"},
        34: {"date": "2025-03-20 09:00"},
        35: {"date": "2025-03-20 09:00"},
        40: {"embargo": "2025-05-10 12:00"},
        43: {"status": "withdrawn"},
        44: {"status": "draft"},
    }
    return fields | states.get(number, {})


def _body(number: int) -> str:
    earlier = path_of(max(0, number // 4 * 4 - 4))
    paragraphs = [
        f"The {SUBJECTS[number % 11].lower()} was in the news for the {number}. time. See [the {SECTIONS[number % 4]}"
        f" pages](/category/{SECTIONS[number % 4].lower()}/).",
        f"## Background\n\nIt began [earlier](/{earlier}#background), as [was told](/{earlier}).",
    ]
    if number % 6 == 1:
        paragraphs.append(f"![A photo](/media/photo-{number % 8}.png)")
    if number % 12 == 2:
        paragraphs.append("[The figures](/media/table.csv), [who we are](/about/) and ![a plan](/media/plan.svg).")
    if number % 12 == 5:
        paragraphs.append("A note.[^1]\n\n[^1]: Below the line.\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    if number % 16 == 9:
        paragraphs.append("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    return "\n\n".join([*paragraphs, "So much for that."])
