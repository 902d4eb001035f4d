"""What a page says to the checks, however its HTML is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.checks import broken_link, heading_order, heavy_page, missing_alt
from sitegen.inspection.look import Look, has_anchor
from sitegen.inspection.page import Page, Reader
from sitegen.inspection.tree import Tree

FILES = {
    "index.html": 100,
    "a.html": 100,
    "wide.webp": 900,
    "phone.webp": 300,
    "small.webp": 10,
    "all.jpg": 5000,
    "s.css": 50,
}
TREE = Tree(Path(), FILES, (), "https://site.example", "/")


def read(html: str) -> Page:
    """Return a page at the root of the tree."""
    return Reader(TREE).read("index.html", html.encode())


def broken(html: str) -> list[str]:
    """Return the tags with an address that leads nowhere."""
    return [trace.raw for trace in broken_link.on_page(read(html), Look(TREE))]


@pytest.mark.parametrize(
    "tag",
    ["<a href=no.html>", "<a href='no.html'>", '<A CLASS="x" HREF="no.html">', '<a title="a > b" href="no.html">',
     '<a\n  href="no.html"\n>', '<a href="/no.html">', '<img alt="" srcset="a.html 1x, no.png 2x">',
     '<source srcset="no.webp 640w">', '<script src="no.js">', '<link rel="stylesheet" href="no.css">',
     '<video poster="no.jpg">', '<iframe src="no.html">', '<form action="no.html">', '<object data="no.pdf">',
     '<meta property="og:image" content="https://site.example/no.jpg">', '<use href="no.svg#icon"/>',
     '<meta http-equiv="refresh" content="0; url=no.html">', '<a href="/no/?a=1&amp;b=2">'],
)  # fmt: skip
def test_every_address_is_looked_at(tag: str) -> None:
    """Of whatever element and in whatever quotes; a tag of a script is none."""
    closing = "</script>" if tag.startswith("<script") else ""
    assert broken(f"<p>{tag}text{closing}</p>") == [tag]


@pytest.mark.parametrize(
    "html",
    ["<!-- <a href=no.html> -->", "<script>'<a href=no.html>'</script>", "<style>/* <a href=no.html> */</style>",
     "<textarea><a href=no.html></textarea>", "<abbr href=no.html>", '<p data-href="no.html">', "<a name=x>",
     '<form action="">', '<meta name="description" content="no.html">'],
)  # fmt: skip
def test_what_is_no_link_is_not_looked_at(html: str) -> None:
    """Comments, scripts, texts of fields, other attributes."""
    assert broken(html) == []


@pytest.mark.parametrize("piece", ['<a href="x', "<script>", "<!-- ", "<title>", "<h1>x", "<a title='", "<style><"])
def test_a_torn_page_is_read_in_the_time_of_a_whole_one(piece: str) -> None:
    """What is never closed is looked through once, not once for each time that it begins: else this would not end."""
    page = read(f'<html><img alt="">{piece * 200_000}')
    assert list(missing_alt.on_page(page, Look(TREE))) == []


def test_a_tag_met_again_means_the_same_from_where_it_stands() -> None:
    """An address from the page on is resolved on every page anew."""
    reader = Reader(Tree(Path(), {"a/b.html": 1, "index.html": 1}, (), "https://site.example", "/"))
    html = b'<a href="b.html">x</a> <a href="/index.html">y</a>'
    assert [element.links[0].target.file for element in reader.read("a/index.html", html).elements] == ["a/b.html"]
    assert [element.links[0].target.why for element in reader.read("index.html", html).elements] == [
        "leads to no file of the site"
    ]


@pytest.mark.parametrize(
    ("html", "is_there"),
    [(' id="x"', True), (" id='x'", True), (" id=x>", True), (' name="x"', True), (' id="xy"', False),
     (' data-id="x"', False), (" id=xy>", False)],
)  # fmt: skip
def test_an_anchor_is_an_id_or_a_name(html: str, is_there: bool) -> None:
    """In whatever quotes, and whole."""
    assert has_anchor(f"<p{html}>".encode(), "x") is is_there


@pytest.mark.parametrize(
    ("html", "found"),
    [('<img src="all.jpg">', 1), ('<img src="all.jpg" alt>', 0), ('<img src="all.jpg" alt="">', 0),
     ('<img src="all.jpg" alt="A fort">', 0), ('<img src="all.jpg" alt="IMG_2041.JPG">', 1),
     ('<input type="image" src="all.jpg">', 1), ('<input type="text">', 0), ('<area href="/">', 1), ("<area>", 0),
     ('<img src="all.jpg" aria-hidden="true">', 0), ('<a href="/"><img src="all.jpg" alt=""></a>', 1),
     ('<a href="/"> <picture><source srcset="all.jpg"><img src="all.jpg" alt></picture> </a>', 1),
     ('<a href="/"><img src="all.jpg" alt="Home"></a>', 0), ('<a href="/"><img src="all.jpg" alt=""> Home</a>', 0),
     ('<a href="/" aria-label="Home"><img src="all.jpg" alt=""></a>', 0)],
)  # fmt: skip
def test_a_picture_has_words_of_its_own(html: str, found: int) -> None:
    """Or says that it needs none, unless it is all that a link has; a file's name says nothing."""
    assert len(list(missing_alt.on_page(read(html), Look(TREE)))) == found


@pytest.mark.parametrize(
    ("headings", "found"),
    [("1 2 3 2", 0), ("2 1", 0), ("1 3", 1), ("1 2 4 5 2", 1), ("1 1 2", 1), ("2 3", 1), ("", 1), ("3 1 2", 1)],
)
def test_headings_tell_the_order_of_a_page(headings: str, found: int) -> None:
    """One first heading, and no level left out on the way down; a heading may stand above the first."""
    html = "".join(f"<h{level}>Part</h{level}>" for level in headings.split())
    assert len(list(heading_order.on_page(read(f"<html><body>{html}"), Look(TREE)))) == found
    assert list(heading_order.on_page(read(f"<div>{html}"), Look(TREE))) == []


def test_a_page_weighs_what_a_phone_loads() -> None:
    """Each file once; of a picture's forms and sizes, one."""
    html = (
        '<link rel="stylesheet" href="s.css"><link rel="alternate" href="all.jpg"><picture>'
        '<source srcset="small.webp 320w, phone.webp 640w, wide.webp 1280w"><img src="all.jpg" alt=""></picture>'
        '<img src="phone.webp" alt="">'
    )
    page = read(html)
    assert dict(heavy_page._loaded(page)).keys() == {"s.css", "phone.webp"}
    one_byte_more = Look(TREE, budget=0)
    (trace,) = heavy_page.on_page(page, one_byte_more)
    assert trace.message.startswith("the page weighs ")
