"""Pictures of a built site: what is published of them and what is not, what is made again and what is never read."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.unit.pictures.photographs import moving, quartered, saved
from tests.unit.site.newsroom import built, moment, read_tree, source, story, write_site

from sitegen.build import BuildReport, Options, build
from sitegen.errors import ContentError
from sitegen.output.state import StateFolder

Opened = set[str]
_watching: list[Opened] = []
"""Where the names of opened files are noted, while a test wants them."""


def _note(event: str, values: tuple[Any, ...]) -> None:
    if event == "open" and _watching:
        _watching[-1].add(str(values[0]))


sys.addaudithook(_note)


@contextmanager
def watched() -> Iterator[Opened]:
    """Yield the names of all files that this process opens meanwhile."""
    found: Opened = set()
    _watching.append(found)
    try:
        yield found
    finally:
        _watching.pop()


def originals(opened: Opened) -> set[str]:
    """Return the names of the original pictures among some files."""
    return {Path(name).name for name in opened if "/content/media/" in name}


def photograph(number: int = 0, size: tuple[int, int] = (900, 600)) -> bytes:
    """Return a photograph unlike those of other numbers."""
    picture = quartered(*size)
    picture.paste((number * 40 % 256, 255, number), (size[0] // 3, size[1] // 3, size[0] // 2, size[1] // 2))
    return saved(picture, "JPEG")


def featuring(name: str, body: str = "Text.", **fields: Any) -> str:
    """Return an article with a featured picture."""
    focus = {"focus": fields.pop("focus")} if "focus" in fields else {}
    return story(body, image={"src": f"/media/{name}", "alt": "A fort", **focus}, **fields)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two articles with a picture each, one with two in its text, an author with a photograph."""
    return write_site(
        tmp_path,
        {
            "articles/a.md": featuring("a.jpg", title="A", author="Ann"),
            "articles/b.md": featuring("b.jpg", title="B", date="2025-02-26"),
            "articles/c.md": story("![A fort](/media/c.jpg) and [its file](/media/d.jpg)", title="C"),
            "authors/ann.md": source("Ann writes.", name="Ann", image={"src": "/media/ann.jpg", "alt": "Ann"}),
            **{f"media/{name}.jpg": photograph(number) for number, name in enumerate(("a", "b", "c", "d", "ann"))},
            "media/forgotten.jpg": photograph(9),
        },
    )


def media(root: Path) -> dict[str, bytes]:
    return read_tree(root / "public" / "media")


def shapes(root: Path) -> dict[str, int]:
    """Return how many files of each shape, or as they are, stand in media/."""
    found: dict[str, int] = {}
    for path in media(root):
        name = re.fullmatch(r"[0-9a-f]{12}-([a-z]+)\d+\.\w+", path)
        shape = name[1] if name else "as it is"
        found[shape] = found.get(shape, 0) + 1
    return found


def assert_clean(root: Path) -> None:
    """Assert that the output is what a build from scratch makes."""
    kept = read_tree(root / "public")
    clean = root / "clean"
    build(root, Options(output=clean, as_of=moment("2026-01-01"), clean=True))
    assert read_tree(clean) == kept


def edit(root: Path, path: str, content: str | bytes) -> BuildReport:
    """Write a source, build, and expect what a clean build makes."""
    (root / "content" / path).write_bytes(content.encode() if isinstance(content, str) else content)
    report = built(root)
    assert_clean(root)
    return report


def test_only_what_is_shown_is_published(root: Path) -> None:
    """Crops of featured pictures and photographs, the whole of a text's; an original only where a link leads to it."""
    built(root)
    assert shapes(root) == {"w": 2 * 4, "s": 2 * 3, "q": 2 * 3 + 3, "f": 4, "as it is": 1}
    assert media(root)["d.jpg"] == (root / "content/media/d.jpg").read_bytes()


def test_every_address_on_a_page_is_of_a_file_and_every_file_has_one(root: Path) -> None:
    """In the sources, fallbacks, feeds, heads and graphs of all pages there is no gap, and no file nobody asks for."""
    built(root)
    pages = [content.decode() for path, content in read_tree(root / "public").items() if path.endswith(("html", "xml"))]
    named = set(re.findall(r"/media/([\w.-]+)", " ".join(pages)))
    assert named == set(media(root))


def test_each_file_has_the_size_that_the_page_gives_it(root: Path) -> None:
    """So that nothing jumps while it loads."""
    built(root)
    for path, content in read_tree(root / "public").items():
        for found in (
            re.finditer(
                r'<img[^>]*src="/media/([^"]+)"[^>]* width="(\d+)" height="(\d+)"', content.decode(errors="replace")
            )
            if path.endswith("html")
            else ()
        ):
            picture = Image.open(io.BytesIO(media(root)[found[1]]))
            assert picture.size == (int(found[2]), int(found[3]))
        assert not re.search(rb"<img(?![^>]* width=)", content) or not path.endswith("html")


def test_an_enclosure_has_the_length_of_its_file(root: Path) -> None:
    """RSS wants it in bytes; feeds are planned before the file is made."""
    built(root)
    feed = (root / "public/feed.xml").read_text()
    found = re.findall(
        r'<enclosure url="https://newsmania.example/media/([^"]+)" length="(\d+)" type="image/jpeg"', feed
    )
    assert len(found) == 2
    assert all(len(media(root)[name]) == int(length) for name, length in found)


def test_a_text_s_picture_has_sources_on_its_page_and_a_whole_address_in_feeds(root: Path) -> None:
    """Feed readers know neither `srcset` nor the site's address."""
    built(root)
    page = (root / "public/2025/02/27/c/index.html").read_text()
    assert re.search(
        r'<picture><source type="image/webp" srcset="/media/\w+-f480.webp 480w, [^"]+" sizes="[^"]+">'
        r'<img src="/media/\w+-f900.jpg" width="900" height="600" decoding="async" data-tone="\w\w" alt="A fort" '
        r'loading="lazy"></picture>', page
    )  # fmt: skip
    feed = (root / "public/feed.xml").read_text()
    assert re.search(
        r'<img src="https://newsmania.example/media/\w+-f900.jpg" width="900" height="600" alt="A fort"', feed
    )
    assert "<picture>" not in feed


def test_an_unchanged_build_opens_no_original(root: Path) -> None:
    """Nor does one in which something else has changed; the first opens every one that is shown, and no other."""
    with watched() as first:
        built(root)
    assert originals(first) == {"a.jpg", "b.jpg", "c.jpg", "d.jpg", "ann.jpg"}
    with watched() as unchanged:
        assert built(root).written == ()
    (root / "content/articles/a.md").write_text(featuring("a.jpg", "Other words.", title="A", author="Ann"))
    with watched() as edited:
        assert built(root).written
    assert (originals(unchanged), originals(edited)) == (set(), set())


def test_a_lost_output_is_filled_from_what_was_kept(root: Path) -> None:
    """No original is opened again; nor is one unpacked where the state alone is lost."""
    built(root)
    before = media(root)
    for name in before:
        (root / "public/media" / name).unlink()
    with watched() as opened:
        built(root)
    assert media(root) == before
    assert originals(opened) == {"d.jpg"}


def test_what_was_kept_is_not_believed_when_damaged(root: Path) -> None:
    """It is made again, to the byte."""
    built(root)
    before = media(root)
    kept = sorted(StateFolder(root, root / "public").pictures().glob("*/*"))
    assert len(kept) == len(before) - 1
    for number, path in enumerate(kept):
        path.write_bytes(path.read_bytes()[: -1 - number])
    for name in before:
        (root / "public/media" / name).unlink()
    built(root)
    assert media(root) == before


def kept(root: Path) -> int:
    """Return how many renditions are kept."""
    return sum(path.is_file() for path in StateFolder(root, root / "public").pictures().glob("*/*"))


def test_another_picture_under_the_same_name_takes_its_place(root: Path) -> None:
    """All of its addresses are others; the old ones are gone from the output and from what is kept."""
    built(root)
    before = media(root)
    report = edit(root, "media/a.jpg", photograph(17))
    gone = before.keys() - media(root).keys()
    assert len(gone) == 10
    assert {f"media/{name}" for name in gone} <= set(report.removed)
    built(root)
    assert kept(root) == len(media(root)) - 1


def test_a_touched_picture_is_looked_at_and_nothing_more(root: Path) -> None:
    """Its bytes are the same, whatever its time says."""
    built(root)
    path = root / "content/media/a.jpg"
    path.write_bytes(path.read_bytes())
    assert built(root).written == ()


def test_a_focus_changes_the_crops_alone(root: Path) -> None:
    """On every page that shows them; those of other pictures stay."""
    built(root)
    before = media(root)
    report = edit(root, "articles/a.md", featuring("a.jpg", title="A", author="Ann", focus="0% 0%"))
    after = media(root)
    assert len(after) == len(before)
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 10
    assert {"index.html", "feed.xml", "2025/02/27/a/index.html"} <= set(report.written)


def test_an_alternative_text_makes_no_picture(root: Path) -> None:
    """Only pages change."""
    built(root)
    report = edit(root, "articles/a.md", featuring("a.jpg", title="A", author="Ann").replace("A fort", "A palace"))
    assert report.written
    assert not any(path.startswith("media/") for path in (*report.written, *report.removed))


def test_two_pictures_change_places(root: Path) -> None:
    """Every page shows the other one, and no file of a picture is written."""
    built(root)
    first, second = ((root / "content/media" / name).read_bytes() for name in ("a.jpg", "b.jpg"))
    (root / "content/media/a.jpg").write_bytes(second)
    report = edit(root, "media/b.jpg", first)
    assert report.written
    assert not any(path.startswith("media/") for path in (*report.written, *report.removed))


def test_a_renamed_picture_is_the_same(root: Path) -> None:
    """Its article names the new file; nothing is written for it."""
    built(root)
    (root / "content/media/a.jpg").rename(root / "content/media/z.jpg")
    report = edit(root, "articles/a.md", featuring("z.jpg", title="A", author="Ann"))
    assert report.written == ()


def test_a_deleted_picture_is_a_mistake_at_the_article(root: Path) -> None:
    """The last good site stands."""
    built(root)
    before = read_tree(root / "public")
    (root / "content/media/a.jpg").unlink()
    with pytest.raises(ContentError) as caught:
        built(root)
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.path) == ("missing-image", "content/articles/a.md")
    assert read_tree(root / "public") == before


def test_equal_pictures_share_their_files(root: Path) -> None:
    """Two names of the same bytes are one picture; it stays until the last that shows it has gone."""
    built(root)
    alone = media(root)
    edit(root, "media/b.jpg", (root / "content/media/a.jpg").read_bytes())
    assert len(media(root)) == len(alone) - 10
    edit(root, "articles/b.md", story(title="B", date="2025-02-26"))
    assert len(media(root)) == len(alone) - 10
    edit(root, "articles/a.md", story(title="A", author="Ann"))
    assert len(media(root)) == len(alone) - 20


@pytest.mark.parametrize("change", [{"status": "draft"}, {"date": "2026-06-01"}, {"expires": "2025-06-01"}])
def test_what_is_taken_back_takes_its_picture_along(root: Path, change: dict[str, str]) -> None:
    """Every file of it, and what was kept of it."""
    built(root)
    before = media(root)
    edit(root, "articles/b.md", featuring("b.jpg", **({"title": "B", "date": "2025-02-26"} | change)))
    assert len(media(root)) == len(before) - 10
    assert kept(root) == len(media(root)) - 1


def test_a_picture_that_another_still_shows_stays(root: Path) -> None:
    """In the shapes in which that one shows it."""
    built(root)
    edit(root, "articles/c.md", story("![A fort](/media/a.jpg)", title="C"))
    edit(root, "articles/a.md", featuring("a.jpg", title="A", author="Ann", status="draft"))
    assert shapes(root)["f"] == 4
    assert shapes(root)["w"] == 4


@pytest.mark.parametrize("workers", [2, 4])
def test_any_number_of_processes_makes_the_same_bytes(root: Path, workers: int) -> None:
    """Feeds too, which tell the lengths of files that another process made."""
    for number in range(20):
        (root / f"content/media/more-{number}.jpg").write_bytes(photograph(number + 20))
        (root / f"content/articles/more-{number}.md").write_text(
            featuring(f"more-{number}.jpg", title=f"More {number}")
        )
    built(root)
    other = root / "other"
    build(root, Options(output=other, as_of=moment("2026-01-01"), workers=workers))
    assert read_tree(other) == read_tree(root / "public")


def test_a_moving_picture_moves_in_the_article_and_stands_still_in_lists(root: Path) -> None:
    """And stands still in the article for readers who ask for less motion."""
    (root / "content/media/a.gif").write_bytes(moving("GIF", loop=0))
    edit(root, "articles/a.md", featuring("a.gif", "![It moves](/media/a.gif)", title="A", author="Ann"))
    page = (root / "public/2025/02/27/a/index.html").read_text()
    reduced = (
        r'<source media="\(prefers-reduced-motion: reduce\)" type="image/webp" srcset="/media/\w+-{}320.webp 320w"'
    )
    for letter in "wf":
        assert re.search(reduced.format(letter), page)
        assert re.search(
            rf'srcset="/media/\w+-{letter}m320.webp 320w"[^>]*><img src="/media/\w+-{letter}m320.gif"', page
        )
    assert "m320" not in (root / "public/index.html").read_text()
    assert shapes(root)["wm"] == shapes(root)["fm"] == 2
    assert re.search(r'og:image" content="https://newsmania.example/media/\w+-w320.jpg"', page)


def test_a_page_lets_in_the_pictures_that_it_shows_and_no_others(root: Path) -> None:
    """The policy names their hosts page by page."""
    (root / "content/articles/d.md").write_text(
        story(
            "![Here](https://body.example:8443/x.jpg) ![There](https://ümlaut.example/y.jpg)",
            title="D",
            date="2025-02-20",
            image={"src": "https://pictures.example/d.jpg", "alt": "D"},
        )
    )
    built(root)

    def allowed(path: str) -> str:
        found = re.search(r"img-src ([^;]*);", (root / "public" / path).read_text())
        assert found
        return found[1]

    assert allowed("2025/02/20/d/index.html") == (
        "'self' data: https://body.example:8443 https://pictures.example https://xn--mlaut-jva.example"
    )
    assert allowed("index.html") == "'self' data: https://pictures.example"
    assert allowed("404.html") == "'self' data: https://pictures.example"
    assert allowed("desk/sports-desk/index.html") == "'self' data:"


def test_a_quality_is_another_picture(root: Path) -> None:
    """Under other addresses, and lighter."""
    built(root)
    before = media(root)
    settings = (root / "content/site.yaml").read_text()
    edit(root, "site.yaml", settings + "images: {quality: 30}\n")
    after = media(root)
    assert before.keys() & after.keys() == {"d.jpg"}
    assert sum(map(len, after.values())) < sum(map(len, before.values()))


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_picture_that_breaks_is_named_where_it_is_shown(root: Path, cut: float) -> None:
    """An upload that broke off: the article, the line, the reason."""
    built(root)
    path = root / "content/media/a.jpg"
    path.write_bytes(path.read_bytes()[: round(path.stat().st_size * cut)])
    with pytest.raises(ContentError) as caught:
        built(root)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.location)) == ("bad-image", "content/articles/a.md:6:16")
    assert "damaged" in problem.message


def test_a_drawing_is_published_as_it_is(root: Path) -> None:
    """By its own name, in the first build and after an edit of it or of its article."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
    (root / "content/media/plan.svg").write_bytes(drawing)
    edit(root, "articles/b.md", featuring("plan.svg", title="B", date="2025-02-26"))
    assert media(root)["plan.svg"] == drawing
    edit(root, "articles/b.md", featuring("plan.svg", title="B again", date="2025-02-26"))
    assert edit(root, "media/plan.svg", drawing.replace(b"40", b"50")).written
    assert 'width="50" height="30"' in (root / "public/2025/02/26/b-again/index.html").read_text()
