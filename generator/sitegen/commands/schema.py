"""`sitegen schema`: prints what the validating tables say, for editors and for the manual."""

from __future__ import annotations

import json

from sitegen.schema import json_schema, reference_table


def run(name: str, *, as_table: bool) -> int:
    """Print the JSON Schema, or the Markdown reference table, of one kind of file; return the exit status."""
    if as_table:
        print(reference_table(name), end="")
    else:
        print(json.dumps(json_schema(name), ensure_ascii=False, indent=2))
    return 0
