"""What happens to the settings, the theme and the static files of a site, and to what its builds are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from tests.property.field_edits import LONGEST, MOMENTS, day, words
from tests.property.newsroom_desk import Desk, Edit, put
from tests.property.newsroom_site import PARENT, SECTIONS

TEMPLATES = sorted(path.relative_to(PARENT / "templates").as_posix() for path in PARENT.glob("templates/**/*.html"))


def _sections(desk: Desk, chance: Random) -> list[dict[str, str]]:
    """Return the sections: one retitled under its old id, described anew, under another, or in another order."""
    sections = [{"id": name.lower(), "title": name} for name in SECTIONS]
    sections[1]["parent"] = chance.choice(["world", "india"])
    chosen = chance.choice(sections)
    chosen["description"] = words(chance)
    if chance.random() < 0.3:
        chosen["title"] = words(chance)
    return chance.sample(sections, len(sections))


OPTIONS: dict[str, Callable[[Desk, Random], Any]] = {
    "title": lambda desk, chance: words(chance),
    "tagline": lambda desk, chance: chance.choice([None, words(chance)]),
    "url": lambda desk, chance: f"https://gazette.example/{chance.choice(['', 'repo/', 'a/b/'])}",
    "language": lambda desk, chance: chance.choice(["en", "en-IN", "pt-BR", "bn", "ar"]),
    "timezone": lambda desk, chance: chance.choice(["Asia/Kolkata", "Europe/Dublin", "Pacific/Kiritimati"]),
    "logo": lambda desk, chance: chance.choice([None, "/media/logo.svg", "/media/plan.svg"]),
    "theme": lambda desk, chance: chance.choice(["ours", "newsmania"]),
    "sections": _sections,
    "desks": lambda desk, chance: ["News Mania Desk", {"title": "Sports Desk", "description": words(chance)}],
    "menu": lambda desk, chance: chance.choice(
        [None, [{"section": "India"}, {"title": words(chance), "url": "/corrections/"}]]
    ),
    "permalinks": lambda desk, chance: {
        "tag": chance.choice(["/tag/{tag}/", "/topic/{tag}/"]),
        "article": chance.choice(["/{year}/{month}/{day}/{slug}/", "/{section}/{slug}/"]),
    },
    "feeds": lambda desk, chance: {
        "items": chance.choice([3, 5, 9]),
        "content": chance.choice(["full", "summary"]),
    },
    "comments": lambda desk, chance: chance.choice(
        [None, {"form": False}, {"action": "https://forms.example/reply"}]
    ),
    "social": lambda desk, chance: chance.choice([None, [{"network": "x", "url": f"https://x.example/{chance.random()}"}]]),
    "theme_settings": lambda desk, chance: chance.choice([None, {
        "accent": chance.choice(["#0b6e4f", "#c8102e", "navy"]),
        "home": chance.choice([[], chance.sample(["world", "india", "sports"], 2)]),
        "lead": chance.choice([0, 1, 3, 5]),
        "ticker": chance.random() < 0.5,
        "home_sidebar": chance.sample(["recent", "picks", "sections", "follow"], chance.randint(0, 4)),
        "date_style": chance.choice(["long", "medium", "numeric"]),
        "footer_text": words(chance),
    }]),
    "publisher": lambda desk, chance: chance.choice([None, {"name": words(chance), "founded": 2001}]),
    "robots": lambda desk, chance: chance.choice([None, {"training": chance.choice(["allow", "disallow"])}]),
    "ads": lambda desk, chance: chance.choice([None, [f"ads.example, {chance.randrange(99)}, RESELLER"]]),
    "security": lambda desk, chance: chance.choice(
        [None, {"contact": "mailto:a@gazette.example", "expires": day(chance)[:10]}]
    ),
    "images": lambda desk, chance: {"most_megabytes": chance.randint(1, 9)},
    "policies": lambda desk, chance: chance.choice([None, ["pages/about.md"], ["pages/policies/privacy.md"]]),
    "per_page": lambda desk, chance: chance.randint(5, 9),
    "raw_html": lambda desk, chance: chance.choice(["sanitised", "trusted"]),
    "x_motto": lambda desk, chance: chance.choice([None, words(chance)]),
}  # fmt: skip


def set_option(desk: Desk, chance: Random) -> str:
    name = chance.choice(list(OPTIONS))
    value = OPTIONS[name](desk, chance)
    desk.configure(**{name: value})
    return f"site.yaml: {name} is {value!r}"


def override_template(desk: Desk, chance: Random) -> str:
    name, mark = chance.choice(TEMPLATES), chance.randrange(1000)
    desk.override(name, mark)
    return f"templates/{name}: overridden, with the mark {mark}"


def drop_template(desk: Desk, chance: Random) -> str:
    file = chance.choice([*sorted((desk.theme / "templates").rglob("*.html")), None])
    if file is None:
        return "no template is dropped"
    file.unlink()
    return f"{file.name}: overridden no more"


def break_template(desk: Desk, chance: Random) -> str:
    name, mistake = chance.choice(TEMPLATES), chance.choice(["{% if %}", "{{ view.nothing }}", '{{ asset("no.css") }}'])
    put(desk.theme / "templates" / name, (PARENT / "templates" / name).read_text(encoding="utf-8") + mistake)
    return f"templates/{name}: has the mistake {mistake}"


def translate(desk: Desk, chance: Random) -> str:
    label, language = chance.choice(["By", "Read More", "Home", "Latest News"]), chance.choice(["en", "en", "pt", "bn"])
    text = words(chance).replace("%", "")
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    put(desk.theme / "translations" / f"{language}.po", f'{header}msgid "{label}"\nmsgstr "{text}"\n')
    return f"translations/{language}.po: {label!r} is {text!r}"


def change_asset(desk: Desk, chance: Random) -> str:
    name = chance.choice(["mark.txt", "mark.txt", "new.txt", "style.css", "icons.svg"])
    file = desk.theme / "assets" / name
    if file.exists() and name != "mark.txt" and chance.random() < 0.5:
        file.unlink()
        return f"assets/{name}: removed"
    put(file, f"/* {words(chance)} */")
    return f"assets/{name}: changed"


def change_static(desk: Desk, chance: Random) -> str:
    path = f"static/{chance.choice(['robots.txt', 'ads.txt', 'deep/er/CNAME', '.well-known/security.txt'])}"
    if (desk.content / path).exists() and chance.random() < 0.4:
        desk.remove(path)
        return f"{path}: removed"
    desk.write(path, words(chance))
    return f"{path}: written"


def move_time(desk: Desk, chance: Random) -> str:
    desk.wish = replace(desk.wish, as_of=f"{MOMENTS + timedelta(days=chance.randrange(150, LONGEST)):%Y-%m-%d %H:%M}")
    return f"--as-of {desk.wish.as_of}"


def change_wish(desk: Desk, chance: Random) -> str:
    address = chance.choice([None, None, "https://host.example/repo/"])
    desk.wish = replace(desk.wish, drafts=chance.random() < 0.3, base_url=address)
    return f"{desk.wish}"


SITE_EDITS: dict[Edit, int] = {
    set_option: 8, override_template: 4, drop_template: 3, break_template: 1, translate: 2, change_asset: 2,
    change_static: 2, move_time: 4, change_wish: 2,
}  # fmt: skip
"""Each edit, and how often it comes."""
