"""The manual and the schemas say what the validating tables say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

import sitegen.schema
from sitegen.schema import RECORDS, json_schema, reference_table

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Path(sitegen.schema.__file__).parent / "schemas"


def with_tables(readme: str) -> str:
    """Return the manual with every reference table made anew."""

    def table(found: re.Match[str]) -> str:
        return f"<!-- reference:{found.group(1)} -->\n{reference_table(found.group(1))}<!-- /reference -->"

    return re.sub(r"<!-- reference:(\w+) -->\n.*?<!-- /reference -->", table, readme, flags=re.DOTALL)


def test_the_manual_has_every_reference_table(updates: bool) -> None:
    """README.md documents each kind of file, as its table stands now."""
    file = ROOT / "README.md"
    readme = file.read_text()
    if updates:
        file.write_text(with_tables(readme))
    assert with_tables(readme) == file.read_text()
    assert set(re.findall(r"<!-- reference:(\w+) -->", readme)) == set(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_the_packaged_schema_is_current(name: str, updates: bool) -> None:
    """The JSON Schema files in the package are what the tables give."""
    file = SCHEMAS / f"{name}.schema.json"
    made = json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"
    if updates:
        file.write_text(made)
    assert made == file.read_text()


@pytest.mark.parametrize("name", RECORDS)
def test_the_schema_is_a_schema(name: str) -> None:
    """Each is a valid draft 7 JSON Schema."""
    jsonschema.Draft7Validator.check_schema(json_schema(name))


def test_the_example_newsroom_fits_the_schemas() -> None:
    """What sitegen accepts, an editor with the schema accepts: every file of content/."""
    for name, pattern in (("article", "articles/**/*.md"), ("page", "pages/*.md"), ("author", "authors/*.md")):
        validator = jsonschema.Draft7Validator(json_schema(name))
        files = sorted((ROOT / "content").glob(pattern))
        assert files
        for file in files:
            front_matter = file.read_text().split("\n---\n", 1)[0]
            validator.validate(yaml.load(front_matter, Loader=yaml.BaseLoader) | _typed(front_matter))
    site = yaml.safe_load((ROOT / "content/site.yaml").read_text())
    jsonschema.Draft7Validator(json_schema("site")).validate(site)


def _typed(front_matter: str) -> dict[str, object]:
    """Return the values that an editor's YAML 1.2 reads as booleans or numbers."""
    loaded: dict[str, object] = yaml.load(front_matter, Loader=yaml.SafeLoader)
    return {key: value for key, value in loaded.items() if isinstance(value, bool | int)}


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("article", {"title": "T", "date": "2025-02-27", "section": "World"}),
        ("article", {"title": "T", "date": "27/02/2025", "section": "World", "desk": "D"}),
        ("article", {"title": "T", "date": "2025-02-27", "section": "World", "desk": "D", "titel": "T"}),
        ("site", {"title": "T"}),
        ("author", {"role": "R"}),
    ],
)
def test_the_schema_refuses_what_sitegen_refuses(name: str, bad: dict[str, object]) -> None:
    """Missing, mistyped and ill-formed fields are marked in the editor too."""
    assert list(jsonschema.Draft7Validator(json_schema(name)).iter_errors(bad))
