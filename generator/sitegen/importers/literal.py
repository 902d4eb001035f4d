"""Plain text -> Markdown and YAML that say exactly that text, with few marks more: an editor reads them."""

from __future__ import annotations

import re
from typing import Final

_INLINE = re.compile(r"[\\`*_\[<{~]")
"""What may open a code span, emphasis, link, footnote, tag, attribute list or strikethrough."""
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?<=/)/|(?<=\S)@(?=\S)")
"""Where a bare address would become a link: an escape within it keeps it text."""
_BLOCK = re.compile(r"[#>+-]")
_NUMBER = re.compile(r"(\d{1,9})(?=[.)])")

_PLAIN = re.compile(r"[^\W\d_](?:[\w .'’()&/+-]|,(?= ))*")
_PLAIN_ITEM = re.compile(r"[^\W\d_][\w .'’()-]*")
_WORDS_OF_YAML: Final = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def markdown(paragraph: str) -> str:
    """Return the Markdown (CommonMark 0.31 and the rules of content/markdown/) that shows `paragraph` as it is.

    `paragraph` is one line without white space at its ends.
    """
    text = _INLINE.sub(r"\\\g<0>", paragraph)
    text = _ENTITY.sub(r"\\&", text)
    text = _ADDRESS.sub(r"\\\g<0>", text)
    if _BLOCK.match(text):
        return f"\\{text}"
    return _NUMBER.sub(r"\1\\", text, count=1) if _NUMBER.match(text) else text


def yaml_text(text: str, *, item: bool = False) -> str:
    """Return the YAML 1.1 scalar that is `text`, plain if no reader of YAML could take it for anything else.

    `text` is one line; `item` is for an item of a list in brackets.
    """
    plain = (_PLAIN_ITEM if item else _PLAIN).fullmatch(text)
    if plain and text.casefold() not in _WORDS_OF_YAML and text == text.strip():
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
