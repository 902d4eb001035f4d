"""The address of a search engine elsewhere, which readers without script are led to: a form made of its query."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

import yaml
from msgspec import Struct

from sitegen.content.fields import JsonSchema, Reading, Scalar
from sitegen.content.kinds import WebAddress

_WORDS: Final = "{query}"


class SearchForm(Struct, frozen=True):
    """A form, sent by GET, that asks another search engine."""

    action: str
    field: str
    """The name of the field that the reader's words go into."""
    fixed: tuple[tuple[str, str], ...]
    """Name and value of each field that is sent along."""


class SearchAddress(Scalar):
    """The address of a search engine's answers, with `{query}` as the whole value of one field of its query."""

    label = "an address that starts with `https://` and has `{query}` as the value of one field"
    _ADDRESS = WebAddress("https")

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> SearchForm | None:
        address, _, query = text.partition("?")
        fields = parse_qsl(query, keep_blank_values=True)
        asked = [field for field, value in fields if value == _WORDS]
        if len(asked) != 1 or text.count(_WORDS) != 1 or "#" in text:
            self.refuse(node, name, reading, text, "Write it like `https://engine.example/?q={query}`")
            return None
        action = self._ADDRESS.parse(address, node, name, reading)
        fixed = tuple((field, value) for field, value in fields if value != _WORDS)
        return None if action is None else SearchForm(action, asked[0], fixed)

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^https:.*\?.*=\{query\}"}
