"""What Lighthouse says of the example newsroom, as far as it does not depend on the machine that says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.lighthouse import Programs, audit, serve_newsroom
from tests.support.kinds import find_page
from tests.support.tools import need_tool

TIMELESS = ("accessibility", "best-practices", "seo")

ONLY = (f"--only-categories={','.join(TIMELESS)}", "--only-audits=cumulative-layout-shift")
QUICK = (*ONLY, "--disable-full-page-screenshot", "--throttling-method=provided")
"""Without performance's other audits, and without waiting for a slow line: neither changes what is asserted."""

MOST_SHIFT = 0.02
"""The layout shift that a page must stay under; Google calls up to 0.1 good."""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The example newsroom at the address for which it is built."""
    with serve_newsroom(tmp_path_factory.mktemp("lighthouse")) as served:
        yield served


@pytest.fixture(scope="module")
def programs() -> Programs:
    """Lighthouse and what it runs on."""
    return Programs(need_tool("lighthouse"), need_tool("node"), need_tool("chromium"))


@pytest.mark.parametrize(("kind", "form"), [("home", "mobile"), ("section", "desktop"), ("article", "mobile")])
def test_lighthouse_finds_nothing_to_mend(newsroom: tuple[str, Path], programs: Programs, kind: str, form: str) -> None:
    """Accessibility, best practices and search engine optimisation are at 100, and nothing shifts while it loads."""
    url, folder = newsroom
    found = audit(url + find_page(folder, kind), form, programs, *QUICK)
    assert {name: found.scores[name] for name in TIMELESS} == dict.fromkeys(TIMELESS, 100), found.shortcomings
    assert found.cls < MOST_SHIFT


BAD_PAGE = """<!doctype html>
<html><body><p id="story">A page without language, title or description.</p><a href="#story"></a>
<script>setTimeout(() => story.insertAdjacentHTML("beforebegin", "<div style='height: 50vh'></div>"), 600);
console.error("wrong");</script></body></html>
"""


def test_lighthouse_finds_what_is_wrong(newsroom: tuple[str, Path], programs: Programs) -> None:
    """A page with something wrong in each category, and with a shift, does not pass."""
    url, folder = newsroom
    (folder / "bad.html").write_text(BAD_PAGE, encoding="utf-8")
    found = audit(url + "bad.html", "mobile", programs, *QUICK)
    assert all(found.scores[name] < 100 for name in TIMELESS), found.scores
    assert found.cls > MOST_SHIFT
