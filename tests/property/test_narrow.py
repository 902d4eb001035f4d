"""Promise 2 where several things happen between two builds: a narrow build is what a clean one would be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.unit.site.newsroom import moment, read_tree, story, write_site

from sitegen.build import Options, build
from sitegen.errors import ContentError

LATER = "2025-06-01 10:00"


def options(output: Path, as_of: str = "2025-06-01 09:00", **more: Any) -> Options:
    return Options(output=output, as_of=moment(as_of), workers=1, **more)


def write(root: Path, name: str, **fields: Any) -> None:
    body = fields.pop("body", "Text.")
    text = story(body, **({"title": f"Story {name}"} | fields))
    (root / "content" / "articles" / f"{name}.md").write_text(text, encoding="utf-8")


def picture(root: Path, name: str, width: int) -> None:
    file = root / "content" / "media" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, 10)).save(file)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Eighty articles, so that most are far from each other; one is scheduled, one is about to expire."""
    files = {
        f"articles/d{day:02}.md": story(title=f"Day {day}", date=f"2025-03-{day % 28 + 1:02} 0{day % 10}:00")
        for day in range(80)
    }
    site = write_site(tmp_path / "site", files, per_page=5, feeds={"items": 5})
    write(site, "soon", date="2025-06-01 09:30", tags=["x"], body="One.\n\nTwo.")
    write(site, "gone", date="2025-05-30", expires="2025-06-01 09:45", tags=["x"], body="One.\n\nTwo.")
    write(site, "flash", date="2025-05-30 09:30", breaking="2025-06-01 09:50", body="One.\n\nTwo.")
    write(site, "zz", id="taken", date="2024-01-01")
    picture(site, "far.png", 20)
    write(site, "pictured", date="2023-01-01", section="India", image={"src": "/media/far.png", "alt": "Far"})
    write(site, "chooser", date="2025-05-01", section="Sports", related=["articles/pictured.md"])
    (site / "content" / "pages").mkdir()
    (site / "content" / "pages" / "about.md").write_text("---\ntitle: About\n---\nUs.\n", encoding="utf-8")
    write(site, "moved", date="2023-02-01", section="India", aliases=["/old/"])
    return site


def both(root: Path, tmp_path: Path, change: Callable[[Path], None], as_of: str = LATER) -> tuple[Any, Any]:
    """Build, change the site, and build it narrowly and cleanly; return the trees, or the problems, of both."""
    build(root, options(root / "public"))
    change(root)
    results: list[Any] = []
    for output, clean in ((root / "public", False), (tmp_path / "clean", True)):
        try:
            build(root, options(output, as_of, clean=clean))
            results.append(read_tree(output))
        except ContentError as error:
            results.append(list(map(str, error.problems)))
    return results[0], results[1]


def edit_and_pass(root: Path) -> None:
    """The scheduled and the expiring article are edited in their texts alone, before their moments pass."""
    write(root, "soon", date="2025-06-01 09:30", tags=["x"], body="One.\n\nTwo, mended.")
    write(root, "gone", date="2025-05-30", expires="2025-06-01 09:45", tags=["x"], body="One.\n\nTwo, mended.")


def pass_by(root: Path) -> None:
    """Nothing but time goes by: one comes out, one expires, one is breaking news and news no more."""


def edit_what_ages(root: Path) -> None:
    """An article is edited in its text alone while it ceases to be breaking news, and news."""
    write(root, "flash", date="2025-05-30 09:30", breaking="2025-06-01 09:50", body="One.\n\nTwo, mended.")


def prolong_what_ages(root: Path) -> None:
    """It is made to be breaking news for longer, at a moment when it is so no more by what it said before."""
    write(root, "flash", date="2025-05-30 09:30", breaking="2025-06-01 23:00", body="One.\n\nTwo.")


def edit_beside_older(root: Path) -> None:
    """An article is edited while one comes to stand right before it."""
    write(root, "d40", title="Day 40", date="2025-03-13 00:00", body="Mended.")
    write(root, "aa", date="2025-03-12 23:59")


def take_a_page(root: Path) -> None:
    write(root, "new", url="/about/")


def take_an_alias(root: Path) -> None:
    write(root, "new", aliases=["/old/"])


def take_an_article(root: Path) -> None:
    write(root, "new", url="/2023/02/01/story-moved/")


def stand_in_a_folder(root: Path) -> None:
    write(root, "new", url="/old.html", aliases=["/2023/02.html", "/about/index.html"])


def take_an_id(root: Path) -> None:
    write(root, "aa", id="taken")


def measure_anew(root: Path) -> None:
    picture(root, "far.png", 30)


def break_what_is_linked(root: Path) -> None:
    write(root, "moved", date="2023-02-01", section="India", aliases=["/old/"], body="## New", desk="Nobody's")
    write(root, "d10", title="Day 10", date="2025-03-11 00:00", body="[x](moved.md#new)")


def drop_what_is_linked(root: Path) -> None:
    write(root, "d10", title="Day 10", date="2025-03-11 00:00", body="[x](/tag/x/)")
    write(root, "soon", date="2025-06-01 09:30")
    write(root, "gone", date="2025-05-30", expires="2025-06-01 09:45")


CASES = [
    pass_by, edit_what_ages, prolong_what_ages, edit_and_pass, edit_beside_older, take_a_page, take_an_alias,
    take_an_article, stand_in_a_folder, take_an_id, measure_anew, break_what_is_linked, drop_what_is_linked,
]  # fmt: skip


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_a_narrow_build_is_a_clean_one(change: Callable[[Path], None], root: Path, tmp_path: Path) -> None:
    """The same bytes, or the same problems, word for word."""
    narrow, clean = both(root, tmp_path, change)
    assert narrow == clean


def test_a_smaller_limit_of_pictures_is_seen(root: Path, tmp_path: Path) -> None:
    """What was measured before is not admitted for that alone."""
    (root / "content" / "media" / "far.png").write_bytes(
        (root / "content" / "media" / "far.png").read_bytes() + bytes(3 * 1024 * 1024)
    )

    def lower(site: Path) -> None:
        file = site / "content" / "site.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "images: {most_megabytes: 1}\n", encoding="utf-8")

    narrow, clean = both(root, tmp_path, lower)
    assert narrow == clean
    assert any("bad-image" in problem for problem in clean)
