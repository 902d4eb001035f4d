"""`sitegen schema` prints what editors and the manual take."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sitegen.cli import cli
from sitegen.schema import RECORDS, json_schema, reference_table


@pytest.mark.parametrize("name", RECORDS)
def test_the_command_prints_the_schema_and_the_table(name: str) -> None:
    """The JSON Schema by default, the Markdown table on request."""
    printed = CliRunner().invoke(cli, ["schema", name])
    assert (printed.exit_code, json.loads(printed.output)) == (0, json_schema(name))
    table = CliRunner().invoke(cli, ["schema", name, "--table"])
    assert (table.exit_code, table.output) == (0, reference_table(name))


def test_an_unknown_kind_is_wrong_usage() -> None:
    """Status 2, and the kinds that there are."""
    refused = CliRunner().invoke(cli, ["schema", "articles"])
    assert refused.exit_code == 2
    assert "'article'" in refused.output
