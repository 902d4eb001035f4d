"""Search bundles of a site: which are made, which are left as they are, and what is not in them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from tests.unit.output.test_leaks import HIDDEN, write_newsroom
from tests.unit.site.newsroom import article, built, config, planned, read_tree, source, story, view_at, write_site

from sitegen import scope
from sitegen.errors import ContentError, MachineError
from sitegen.output import keys, search
from sitegen.output.keys import Keys
from sitegen.pages import reach
from sitegen.pages.page import Page
from sitegen.search import binary

ARTICLES = {
    "a": story("The herons of 2023 came early.", title="Herons", date="2023-05-01", tags=["Birds"]),
    "b": story("A budget of 2024.", title="Budget", date="2024-02-01", author="Ann Lee", section="India"),
    "c": story("Rain fell in 2024.", title="Rain", date="2024-07-01", lang="hi"),
    "d": story("Trams run in 2025.", title="Trams", date="2025-01-05", tags=["Rails", "Birds"]),
}


def write(root: Path, **options: Any) -> Path:
    """Write a newsroom with articles of three years, one of them in Hindi."""
    files = {f"articles/{name}.md": text for name, text in ARTICLES.items()}
    return write_site(root, files, **({"search": True} | options))


def edit(root: Path, name: str, text: str | None) -> None:
    file = root / "content" / "articles" / f"{name}.md"
    file.unlink() if text is None else file.write_text(text)


def bundles(root: Path) -> dict[str, bytes]:
    """Return the files that Pagefind makes, by path."""
    return {path: content for path, content in read_tree(root / "public/search").items() if "/" in path}


@contextmanager
def indexed() -> Iterator[list[list[str]]]:
    """Note the addresses of the records that Pagefind is given: a list for each time."""
    seen: list[list[str]] = []

    def index(records: Iterable[dict[str, Any]]) -> dict[str, bytes]:
        given = list(records)
        seen.append([record["url"] for record in given])
        return binary.index(given)

    with patch.object(search, "index", index):
        yield seen


def clean(root: Path, folder: Path) -> dict[str, bytes]:
    """Return what a build from scratch makes of the same sources."""
    (folder / "themes").mkdir(parents=True)
    (folder / "content").symlink_to(root / "content")
    built(folder)
    return read_tree(folder / "public")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom, built."""
    root = write(tmp_path_factory.mktemp("search"))
    built(root)
    return root


def test_a_year_is_a_bundle_and_the_program_is_one_for_all(newsroom: Path) -> None:
    """The program has a folder for each language; a year has an index for each in which it has articles."""
    top = {path.partition("/")[0] for path in bundles(newsroom)}
    assert top == {"2023", "2024", "2025", f"pagefind-{binary.version()}"}
    languages = {
        year: set(json.loads(bundles(newsroom)[f"{year}/pagefind-entry.json"])["languages"])
        for year in ("2023", "2024", "2025")
    }
    assert languages == {"2023": {"en"}, "2024": {"en", "hi"}, "2025": {"en"}}
    programs = {path.split("/")[1] for path in bundles(newsroom) if path.startswith("pagefind-")}
    assert programs == {"en", "hi", "pagefind.js"}


def test_the_page_knows_the_years_of_each_language() -> None:
    """The site's own first; a year in which all is in other languages is none of its own."""
    settings = config(search=True)
    articles = [
        article("a", settings, date="2023-01-01"),
        article("b", settings, date="2024-01-01", lang="hi-IN"),
        article("c", settings, date="2025-12-31T23:30:00Z"),
        article("d", settings, date="2025-01-01", lang="en-GB"),
    ]
    view = view_at(planned(articles, settings), "search/index.html")
    assert json.loads(view.indexes) == [
        {"language": "en", "exact": False, "years": [2025, 2023]},
        {"language": "hi", "exact": True, "years": [2024]},
    ]
    assert [year.text for year in view.years] == ["2025", "2024", "2023"]


def test_a_site_that_does_not_search_has_no_trace_of_it(tmp_path: Path) -> None:
    """No field, no file, no word in a policy, no action for machines."""
    built(write(tmp_path, search=False))
    tree = read_tree(tmp_path / "public")
    assert not [path for path in tree if re.search("search|suggest|pagefind", path)]
    pages = b"".join(content for path, content in tree.items() if path.endswith(".html"))
    assert not [word for word in (b"search", b"wasm", b"suggest") if word in pages.lower()]


def test_the_page_alone_may_run_wasm_and_asks_not_to_be_indexed(newsroom: Path) -> None:
    """It is in no sitemap either; every page has the field, and says to machines how to ask."""
    pages = {path: text for path, text in read_tree(newsroom / "public").items() if path.endswith("index.html")}
    assert [path for path, text in pages.items() if b"wasm-unsafe-eval" in text] == ["search/index.html"]
    assert b'<meta name="robots" content="noindex">' in pages["search/index.html"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in unescape(pages["search/index.html"].decode())
    assert not [
        path for path, text in read_tree(newsroom / "public").items() if "sitemap" in path and b"/search/" in text
    ]
    shown = [text for text in pages.values() if b'<aside class="top-bar"' in text]
    assert len(shown) > 10
    assert all(b'<form class="field" role="search" action="/search/"' in text for text in shown)
    assert b'"urlTemplate":"https://newsmania.example/search/?q={search_term_string}"' in pages["index.html"]


def test_another_engine_is_a_form_that_the_policy_admits(tmp_path: Path) -> None:
    """For readers without script, on this page alone."""
    built(write(tmp_path, search={"external": "https://engine.example/find?site=a.example&q={query}"}))
    text = (tmp_path / "public/search/index.html").read_text()
    assert '<form class="engine" action="https://engine.example/find">' in text
    assert 'name="q" required>' in text
    assert '<input type="hidden" name="site" value="a.example">' in text
    assert "form-action 'self' https://engine.example;" in text
    assert "engine.example" not in (tmp_path / "public/index.html").read_text()


EDITS: dict[str, tuple[str, str | None, set[str]]] = {
    "a new article": ("e", story("Kites.", title="Kites", date="2025-03-01"), {"2025"}),
    "a body": ("d", ARTICLES["d"].replace("Trams run", "Trams stop"), {"2025"}),
    "a title of a closed year": ("a", ARTICLES["a"].replace("Herons", "Storks"), {"2023"}),
    "a date from one year to another": ("a", ARTICLES["a"].replace("2023-05-01", "2024-05-01"), {"2023", "2024"}),
    "an article taken back": ("b", ARTICLES["b"].replace("---\n", "---\nstatus: draft\n", 1), {"2024"}),
    "the only article of a year": ("a", None, {"2023"}),
    "a new language": ("d", ARTICLES["d"].replace("---\n", "---\nlang: ar\n", 1), {"2025", "program"}),
    "the only one in a language": ("c", None, {"2024", "program"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_indexes_its_years_and_leaves_what_a_clean_build_makes(name: str, tmp_path: Path) -> None:
    """No other year is indexed, nor does a byte of it change; what is not needed any more is gone."""
    root = write(tmp_path / "site")
    built(root)
    before = bundles(root)
    file, text, years = EDITS[name]
    edit(root, file, text)
    with indexed() as seen:
        built(root)
    gone = {"2023"} if name in ("a date from one year to another", "the only article of a year") else set()
    assert len(seen) == len(years - gone)
    after = bundles(root)
    assert read_tree(root / "public") == clean(root, tmp_path / "clean")
    for year in {"2023", "2024", "2025"} - years:
        mine = {path: content for path, content in before.items() if path.startswith(f"{year}/")}
        assert mine
        assert mine == {path: content for path, content in after.items() if path.startswith(f"{year}/")}
    assert not [path for path in after for year in gone if path.startswith(f"{year}/")]


def test_nothing_is_indexed_where_nothing_changed(tmp_path: Path) -> None:
    """Nor where a template, a setting or a page that search knows nothing of changed; all is made, to be verified."""
    root = write(tmp_path)
    built(root)
    write_site(root, {"pages/about.md": source("Us.", title="About")}, search=True, tagline="Other words")
    with indexed() as seen:
        built(root)
        assert seen == []


def test_a_damaged_or_missing_file_is_made_again(tmp_path: Path) -> None:
    """Whichever of a bundle's it is."""
    root = write(tmp_path)
    built(root)
    before = bundles(root)
    for path in (min(before), next(path for path in before if "fragment/" in path)):
        file = root / "public/search" / path
        file.write_bytes(b"damaged")
        built(root)
        assert bundles(root) == before
        file.unlink()
        built(root)
        assert bundles(root) == before


def test_a_site_that_is_searched_no_more_loses_all_of_it(tmp_path: Path) -> None:
    """And one that was not gets it: the same as a clean build, either way."""
    root = write(tmp_path / "site", search=False)
    for searched in (False, True, False):
        write_site(root, {}, search=searched)
        built(root)
        assert (root / "public/search").exists() == searched
        assert read_tree(root / "public") == clean(root, tmp_path / f"clean-{searched}-{len(list(tmp_path.iterdir()))}")


def test_if_pagefind_fails_the_site_stays_as_it_was(tmp_path: Path) -> None:
    """Nothing is half-written, and the next build does what this one could not."""
    root = write(tmp_path)
    built(root)
    before = read_tree(root / "public")
    edit(root, "e", story("Kites.", title="Kites", date="2025-03-01"))
    with patch.object(binary, "_binary", lambda: "/bin/false"), pytest.raises(MachineError, match="Pagefind ended"):
        built(root)
    assert read_tree(root / "public") == before
    assert any(path.startswith("search/2025/index/") for path in built(root).written)


@pytest.mark.parametrize("path", ["search/index.html", "search/2025/pagefind-entry.json", "search/2025"])
def test_a_file_of_the_site_s_own_may_not_stand_where_search_does(path: str, tmp_path: Path) -> None:
    """As everywhere, nothing is overwritten in silence."""
    root = write(tmp_path)
    write_site(root, {f"static/{path}": "mine"}, search=True)
    with pytest.raises(ContentError, match="address-taken"):
        built(root)


def texts(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a bundle as a reader's browser sees it: unpacked."""
    for path, content in bundles(root).items():
        yield path, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom in which one article is out and one of each kind is not, searchable."""
    root = write_newsroom(tmp_path_factory.mktemp("guarded"))
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text() + "search: true\n")
    built(root)
    return root


@pytest.mark.parametrize("kind", [*HIDDEN, "page"])
def test_not_a_byte_of_what_is_not_out_is_in_a_bundle(kind: str, guarded: Path) -> None:
    """Fragments, chunks and filters are looked into; what is out is found there, so that the test looks right."""
    word = f"x{kind}x".encode()
    found = dict(texts(guarded))
    assert any(b"Out" in content for path, content in found.items() if "fragment/" in path)
    assert [path for path, content in found.items() if word in content.lower() or word in path.encode()] == []
    suggested = (guarded / "public/search/suggestions.json").read_bytes()
    assert word not in suggested.lower()
    assert b"Out" in suggested


def test_what_is_shown_and_indexed_of_an_article(newsroom: Path) -> None:
    """The row has what a list's row has; the text is the body's, plain."""
    found = dict(texts(newsroom))
    (fragment,) = [
        json.loads(content[12:])
        for path, content in found.items()
        if path.startswith("2024/fragment/") and b"Budget" in content
    ]
    assert fragment["content"] == "A budget of 2024."
    assert fragment["meta"] == {
        "title": "Budget", "section": "India", "id": "india", "front": "/category/india/", "day": "1 February 2024",
        "byline": "News Mania Desk / Ann Lee", "iso": "2024-02-01",
    }  # fmt: skip


def test_a_body_is_searched_with_all_that_can_be_read_in_it() -> None:
    """Headings, lists, quotations, tables, code and HTML; no markup, no address, no script."""
    text = (
        "First *words* with a [link](https://a.example/).\n\n## Heading\n\n- item\n\n> quoted\n\n| cell | b |\n|-|-|\n"
        "| c | d |\n\n```\ncode\n```\n\n<div>raw &amp; <b>html</b></div>\n"
    )
    body = article("a", config(search=True), body=text).body
    assert body.prose.split("\n") == [
        "First words with a link.", "Heading", "item", "quoted", "cell", "b", "c", "d", "code", "raw & html",
    ]  # fmt: skip
    assert article("a", config(), body=text).body.prose == ""


@contextmanager
def without_records() -> Iterator[None]:
    whole = Keys.parts

    def parts(self: Keys, page: Page) -> list[bytes]:
        return [b""] if page.renderer == "search" else whole(self, page)

    with patch.object(keys.Keys, "parts", parts):
        yield


@contextmanager
def unreached() -> Iterator[None]:
    whole = reach.reached
    with patch.object(
        scope, "reached", lambda *given: {unit for unit in whole(*given) if not str(unit).startswith("search")}
    ):
        yield


@pytest.mark.parametrize("dropped", [without_records, unreached])
def test_what_a_bundle_depends_on_is_missed_if_it_is_dropped(dropped: Callable[[], Any], tmp_path: Path) -> None:
    """A key without the records, or an edit that does not reach its year, leaves a bundle stale."""
    root = write(tmp_path / "site")
    with dropped():
        built(root)
        edit(root, *EDITS["a body"][:2])
        built(root)
        stale = read_tree(root / "public")
    assert stale != clean(root, tmp_path / "clean")
