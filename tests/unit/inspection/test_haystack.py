"""Texts that no file may say are found in whatever form a file says them, and others are not."""

from __future__ import annotations

import pytest

from sitegen.errors import Location
from sitegen.inspection.haystack import Haystack
from sitegen.inspection.trace import Needle


def found(texts: list[str], *files: str) -> list[list[str]]:
    """Return the texts that are found in each file, one after the other."""
    needles = [("check", Needle(text, Location("content/a.md"), "", "")) for text in texts]
    haystack = Haystack(needles)
    return [[needle.text for _, needle in haystack.search(file.encode())] for file in files]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Two banks agree to merge", "<h1>Two banks agree to merge</h1>"),
        ("Two banks\n  agree to merge", "<h1>Two banks agree to merge</h1>"),
        ('The "big" deal of R&D', "<h1>The &#34;big&#34; deal of R&amp;D</h1>"),
        ('The "big" deal of R&D', '{"title":"The \\"big\\" deal of R&D"}'),
        ("Bob's < and > of it", "<t>Bob's &lt; and &gt; of it</t>"),
        ("দুই ব্যাংক এক হচ্ছে", "<h1>দুই ব্যাংক এক হচ্ছে</h1>"),
        ("両行合併へ正式発表の見通し", "<h1>両行合併へ正式発表の見通し</h1>"),
        ("Unannounced merger", "<b>Unannounced merger</b>"),
    ],
)
def test_a_text_is_found_in_every_form(text: str, file: str) -> None:
    """Escaped for HTML, XML and JSON; in every script, with blanks or none."""
    assert found([text], file) == [[text]]


def test_only_what_is_there_is_found() -> None:
    """Words alone, or in another order, are no text."""
    texts = ["Two banks agree to merge", "Three banks agree to merge"]
    assert found(texts, "banks agree and merge", "<p>Three banks agree to merge</p>") == [[], [texts[1]]]


def test_a_line_is_told_where_it_is_met_first() -> None:
    """What stands on every page is one finding; a new line with the same text is another."""
    page = "<p>same</p>\n<li>Two banks agree to merge</li>\n"
    assert found(["Two banks agree to merge"], page, page, "<b>Two banks agree to merge</b>") == [
        ["Two banks agree to merge"], [], ["Two banks agree to merge"],
    ]  # fmt: skip
