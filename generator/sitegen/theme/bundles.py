"""What theme.yaml says of bundles: which parts each style sheet or script is put together from, in which order."""

from __future__ import annotations

import yaml

from sitegen.content.fields import JsonSchema, Kind, ListOf, Reading, Scalar, join, open_map
from sitegen.errors import shorten

BUNDLED = (".css", ".js")
"""The endings of assets that can be put together from parts."""


class AssetName(Scalar):
    """A file below assets/, by its path from there."""

    label = "the path of a style sheet or script below assets/ (`styles/tokens.css`)"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        hint = ""
        if "\\" in text:
            hint = "Write `/` between folders"
        elif any(part == "" or part.startswith(".") for part in text.split("/")):
            hint = "Write it as it is called from assets/, without `.` or `/` before a name"
        elif not text.endswith(BUNDLED):
            hint = "Its name ends in `.css` or `.js`"
        if hint:
            self.refuse(node, name, reading, text, hint)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"\.(?:css|js)$"}


class Bundles(Kind):
    """The parts of each bundle by its name: `{style.css: [styles/tokens.css, styles/page.css]}`."""

    label = "map of an asset's name to a list of its parts, files below assets/"
    _name, _parts = AssetName(), ListOf(AssetName())

    def read(self, node: yaml.Node, name: str, reading: Reading) -> dict[str, tuple[str, ...]] | None:
        hint = "Write `style.css: [styles/tokens.css, styles/page.css]` under it"
        bundles = open_map(node, name, reading, "names and lists of parts", hint)
        if bundles is None:
            return None
        found: dict[str, tuple[str, ...]] = {}
        for text, key, child in bundles:
            inner = join(name, text)
            reading.places[inner] = reading.document.locate(key)
            bundle = self._name.read(key, inner, reading)
            if not isinstance(child, yaml.SequenceNode):
                hint = f"Write `{shorten(text)}: [styles/tokens.css]`, or a line `- styles/tokens.css` for each"
                reading.report(child, "wrong-type", f"`{inner}` must be a list of parts", hint)
                continue
            parts = self._parts.read(child, inner, reading)
            if bundle is None or parts is None:
                continue
            ending = bundle[bundle.rindex(".") :]
            for part in parts:
                if part is not None and not part.endswith(ending):
                    where = reading.places[f"{inner}.{parts.index(part)}"]
                    hint = f"The parts of `{bundle}` end in `{ending}`"
                    reading.report(where, "wrong-value", f"`{part}` can be no part of `{bundle}`", hint)
            found[bundle] = tuple(part for part in parts if part is not None)
        return found

    def schema(self) -> JsonSchema:
        return {"type": "object", "additionalProperties": self._parts.schema()}
