"""The theme's icons: one for each network that a profile can be on."""

from __future__ import annotations

import re

import pytest
from tests.support.sites import REPOSITORY

from sitegen.content.front_matter import NETWORKS

ICONS = (REPOSITORY / "themes/newsmania/assets/icons.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_has_an_icon(network: str) -> None:
    """The footer and the top bar show a profile by its icon alone."""
    assert re.search(rf'<symbol id="{network}" viewBox="0 0 24 24"><(?:path|circle|rect) ', ICONS)
