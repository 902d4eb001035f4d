"""What YAML itself, or a hasty check, would read otherwise means what the editor typed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.invalid.casefile import Case, read_cases, write_site
from tests.support.sites import TINY_CONFIG

from sitegen.build import Options, build
from sitegen.config import Config, parse_config
from sitegen.content.article import parse_article

CASES = read_cases(Path(__file__).parent / "valid")


def _config() -> Config:
    config, problems = parse_config(TINY_CONFIG)
    assert config is not None, problems
    return config


def _plain(value: Any) -> Any:
    """Return a value with each of its structures as a map of names and values."""
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_value_means_what_was_typed(case: Case) -> None:
    """The article of the case has the expected values, written as `field: JSON`, and no problem."""
    ((path, raw),) = case.files.items()
    article, problems = parse_article(raw, path.removeprefix("content/"), _config())
    assert problems == ()
    values = json.loads(msgspec.json.encode(_plain(article)))
    expected = [line.partition(": ") for line in case.expected]
    assert expected
    assert {name: values[name] for name, _, _ in expected} == {name: json.loads(value) for name, _, value in expected}


def test_all_of_them_build_in_one_site(tmp_path: Path) -> None:
    """What is valid alone is valid together, to the last template."""
    root = write_site(tmp_path / "root", *(case.files for case in CASES))
    report = build(root, Options(output=tmp_path / "public", as_of=datetime(2026, 1, 1, tzinfo=UTC), drafts=True))
    assert report.articles == len(CASES) + 1
