"""The newsroom in Arabic, whose pages run from right to left: the ground on which browser tests see that direction."""

from __future__ import annotations

import pytest
from tests.support.kinds import PATTERNS, find_page
from tests.support.sites import BuiltSite


@pytest.mark.parametrize("kind", PATTERNS)
def test_the_newsroom_has_every_kind_of_page(arabic_site: BuiltSite, kind: str) -> None:
    """No kind of page goes unseen from right to left for want of an example of it."""
    page = find_page(arabic_site.folder, kind)
    assert kind == "404" or (arabic_site.folder / page / "index.html").is_file()


def test_a_section_has_an_archive(arabic_site: BuiltSite) -> None:
    """The links between the pages of a list are among what is seen."""
    assert (arabic_site.folder / "category/business/page/1/index.html").is_file()
