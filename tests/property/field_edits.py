"""A value at random for every field of an article's front matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.property.newsroom_desk import Desk
from tests.property.newsroom_site import AUTHORS, DESKS, SECTIONS, SUBJECTS, TAGS

MOMENTS = datetime(2024, 10, 1, 8)
LONGEST = 320
"""Days from MOMENTS within which things are dated; the "now" of the builds moves among them."""


def day(chance: Random) -> str:
    """Return a day, sometimes with a time."""
    moment = MOMENTS + timedelta(days=chance.randrange(LONGEST), minutes=chance.randrange(600))
    return f"{moment:%Y-%m-%d}" if chance.random() < 0.4 else f"{moment:%Y-%m-%d %H:%M}"


def words(chance: Random) -> str:
    """Return a few words that hardly ever come twice."""
    return f"{chance.choice(SUBJECTS)} & {chance.choice(SUBJECTS).lower()} “{chance.randrange(10000)}”"


def image(desk: Desk, chance: Random) -> dict[str, str] | None:
    """Return a featured picture among those that there are, one elsewhere, or none."""
    kind = chance.random()
    if kind < 0.2:
        return None
    if kind < 0.3:
        return {"src": f"https://pictures.example/{chance.randrange(9)}.jpg", "alt": "Elsewhere"}
    pictures = [f"/{path}" for path in desk.files("", ".png") + desk.files("", ".svg")]
    found = {"src": chance.choice(pictures), "alt": words(chance)}
    if chance.random() < 0.3:
        found["focus"] = chance.choice(("left", "top right", "30% 70%"))
    return found | {"caption": words(chance), "credit": "A. Reader"} if kind < 0.6 else found


def audio(chance: Random) -> dict[str, Any]:
    """Return audio that is here, or elsewhere."""
    length = f"{chance.randint(1, 59)}:{chance.randint(10, 59)}"
    if chance.random() < 0.3:
        return {"src": f"https://cdn.example/{chance.randrange(9)}.mp3", "duration": length, "length": 1234}
    return {"src": f"/media/{chance.choice(['talk', 'song'])}.mp3", "duration": length}


def _some(values: tuple[str, ...], chance: Random) -> list[str]:
    return chance.sample(values, chance.randint(1, 3))


def _maybe(value: Any, chance: Random) -> Any:
    """Return the value, or None, so that fields are taken out too."""
    return value if chance.random() < 0.7 else None


FIELDS: dict[str, Callable[[Desk, Random], Any]] = {
    "title": lambda desk, chance: words(chance),
    "date": lambda desk, chance: day(chance),
    "section": lambda desk, chance: chance.choice(SECTIONS),
    "desk": lambda desk, chance: chance.choice(DESKS),
    "author": lambda desk, chance: chance.choice([chance.choice(AUTHORS), _some(AUTHORS, chance)]),
    "updated": lambda desk, chance: _maybe(day(chance), chance),
    "slug": lambda desk, chance: _maybe(f"slug-{chance.randrange(1000)}", chance),
    "url": lambda desk, chance: _maybe(f"/at/{chance.randrange(1000)}/", chance),
    "id": lambda desk, chance: _maybe(f"id-{chance.randrange(1000)}", chance),
    "subtitle": lambda desk, chance: _maybe(words(chance), chance),
    "summary": lambda desk, chance: _maybe(words(chance), chance),
    "tags": lambda desk, chance: _maybe(_some((*TAGS, "rivers", "c++", "New tag"), chance), chance),
    "image": image,
    "audio": lambda desk, chance: _maybe(audio(chance), chance),
    "status": lambda desk, chance: chance.choice(["draft", "published", "published", "withdrawn"]),
    "embargo": lambda desk, chance: _maybe(day(chance), chance),
    "expires": lambda desk, chance: _maybe(day(chance), chance),
    "kind": lambda desk, chance: chance.choice(["news", "opinion", "analysis", "review", "live"]),
    "dateline": lambda desk, chance: _maybe(words(chance), chance),
    "breaking": lambda desk, chance: _maybe(chance.choice([True, day(chance)]), chance),
    "featured": lambda desk, chance: _maybe(True, chance),
    "highlights": lambda desk, chance: _maybe([words(chance)], chance),
    "corrections": lambda desk, chance: _maybe([{"date": day(chance)[:10], "text": words(chance)}], chance),
    "related": lambda desk, chance: _maybe(chance.sample(desk.articles(), 2), chance),
    "aliases": lambda desk, chance: _maybe([f"/old/{chance.randrange(60)}/"], chance),
    "comments": lambda desk, chance: _maybe(False, chance),
    "lang": lambda desk, chance: _maybe(chance.choice(["bn", "hi"]), chance),
    "canonical": lambda desk, chance: _maybe(f"https://wire.example/{chance.randrange(99)}", chance),
    "source": lambda desk, chance: _maybe(words(chance), chance),
    "x_note": lambda desk, chance: _maybe(words(chance), chance),
}
