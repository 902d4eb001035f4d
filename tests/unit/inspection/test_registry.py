"""The manual names the checks as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

import sitegen.checks
from sitegen.inspection.look import DEFAULT_BUDGET
from sitegen.inspection.registry import all_checks, reference_table

README = Path(__file__).parents[3] / "README.md"


def test_the_manual_has_the_table_of_the_checks(updates: bool) -> None:
    """What each finds and how it is mended, from its own words."""

    def with_table(text: str) -> str:
        return re.sub(r"(?<=<!-- checks -->\n).*?(?=<!-- /checks -->)", reference_table(), text, flags=re.DOTALL)

    text = README.read_text(encoding="utf-8")
    if updates:
        README.write_text(with_table(text), encoding="utf-8")
    assert with_table(text) == README.read_text(encoding="utf-8")
    assert "<!-- checks -->" in text
    assert f"`--budget` ({DEFAULT_BUDGET:,} kB)" in text


def test_the_folder_is_the_list() -> None:
    """Every file is a check, and does something."""
    files = {path.stem for path in Path(sitegen.checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert {check.id for check in all_checks().values()} == {name.replace("_", "-") for name in files}
    for check in all_checks().values():
        assert any((check.on_page, check.on_feed, check.on_tree, check.on_site, check.seek)), check.id
        assert check.level in ("error", "warning")
