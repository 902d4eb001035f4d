"""Style sheets and scripts made smaller: comments and needless white space go, nothing else; `/*!` notices stay.

Style sheets go through rcssmin. For scripts the libraries at hand will not do: rjsmin takes a regular expression after
`=>` for a division, and a template within a template for code; those that parse the language take every script for a
module, or bring a run-time of their own. So a script is cut into its tokens here, as ECMAScript's lexical grammar has
them, and is left as it stands where a `/` can be read in two ways.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SPACED_URL: Final = re.compile(r"""url\(\s+["']""", re.IGNORECASE)
"""What rcssmin takes the blanks out of, inside the quotes too."""
_TOKEN: Final = re.compile(
    r"""
      (?P<blank>   [\s\ufeff]+ | //[^\n\r\u2028\u2029]* | /\*(?!!).*?\*/ )
    | (?P<notice>  /\*!.*?\*/ )
    | (?P<text>    "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<word>    [\w$#@\\]+ )
    | (?P<mark>    \+\+ | -- | => | \?\.(?!\d) | [^\s"'`/] )
    """,
    re.VERBOSE | re.DOTALL,
)
_PATTERN: Final = re.compile(r"/(?![*/])(?:[^/\\\[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+/\w*")
_BEFORE_PATTERN: Final = frozenset(
    "await case default delete do else extends in instanceof new of return throw typeof void yield".split()
)
"""Words after which a `/` starts a regular expression; after any other it divides."""
_HEADS: Final = frozenset("if while for with".split())
"""Words whose brackets a statement follows."""
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_LINE_ENDS: Final = frozenset("\n\r\u2028\u2029")
_OPEN_END: Final = frozenset("{([,;")
"""No statement ends after these, so that a line may be joined to them..."""
_OPEN_START: Final = frozenset("})],;")
"""...nor does one begin with these."""


class _UnclearError(Exception):
    """The script cannot be cut into tokens for certain."""


def minify(name: str, text: str) -> str:
    """Return a style sheet or a script without comments and needless white space; the name's ending tells which."""
    return _minify_css(text) if name.endswith(".css") else _minify_js(text)


@lru_cache(maxsize=64)
def _minify_css(text: str) -> str:
    if _SPACED_URL.search(text):
        return text.strip()
    import rcssmin

    return str(rcssmin.cssmin(text, keep_bang_comments=True))


@lru_cache(maxsize=64)
def _minify_js(text: str) -> str:
    try:
        return _join(_Cutter(text).tokens())
    except _UnclearError:
        return text.strip()


class _Cutter:
    """Cuts one script into tokens; what stands between two of them is a blank or the end of a line."""

    def __init__(self, text: str) -> None:
        self._text, self._place = text, 0
        self._last = ""
        """The last token that is not blank."""
        self._open: list[tuple[str, str]] = []
        """What closes each open bracket, and the token before it."""
        self._closed = ""
        """The token before the bracket that the last token closed."""

    def tokens(self) -> list[str]:
        found: list[str] = []
        while self._place < len(self._text):
            found.append(self._next())
        if self._open:
            raise _UnclearError
        return found

    def _next(self) -> str:
        character = self._text[self._place]
        match = _TOKEN.match(self._text, self._place)
        if match is not None and match.lastgroup == "blank":
            self._place = match.end()
            return "\n" if _LINE_ENDS & set(match.group()) else " "
        if match is not None and match.lastgroup == "notice":
            self._place = match.end()
            return match.group()
        if character == "`":
            token = self._template()
        elif match is not None:
            token, self._place = match.group(), match.end()
        elif character == "/":
            token = self._slash()
        else:
            raise _UnclearError
        if token in _CLOSING:
            self._open.append((_CLOSING[token], self._last))
        elif token in (")", "]", "}"):
            closes, self._closed = self._open.pop() if self._open else ("", "")
            if closes != token:
                raise _UnclearError
        self._last = token
        return token

    def _slash(self) -> str:
        """Return the regular expression or the division that starts here."""
        last = self._last
        if last in ("}", "++", "--") or (last == ")" and self._closed == "await"):
            raise _UnclearError
        divides = last[-1:].isalnum() or last[-1:] in ("_", "$", '"', "'", "`", ")", "]")
        if last in _BEFORE_PATTERN or (last == ")" and self._closed in _HEADS):
            divides = False
        match = None if divides else _PATTERN.match(self._text, self._place)
        if not divides and match is None:
            raise _UnclearError
        token = match.group() if match else "/"
        self._place += len(token)
        return token

    def _template(self) -> str:
        """Return the template literal that starts here, as it stands, with the templates within it."""
        start, place = self._place, self._place + 1
        while True:
            character = self._text[place : place + 1]
            if not character:
                raise _UnclearError
            if character == "`":
                break
            if character == "\\":
                place += 2
            elif self._text.startswith("${", place):
                place = self._substitution(place + 2)
            else:
                place += 1
        self._place = place + 1
        return self._text[start : self._place]

    def _substitution(self, place: int) -> int:
        """Return the place after the `}` of a substitution whose code starts at `place`."""
        inner = _Cutter(self._text)
        inner._place, inner._open = place, [("}", "")]
        while inner._open:
            if inner._place >= len(self._text):
                raise _UnclearError
            inner._next()
        return inner._place


def _join(tokens: list[str]) -> str:
    """Return the tokens with a blank, or the end of a line, where leaving it out would change what they mean."""
    joined: list[str] = []
    gap = ""
    for token in tokens:
        if token in (" ", "\n"):
            gap = "\n" if "\n" in (gap, token) else " "
            continue
        if joined and gap and _is_needed(gap, joined[-1], token):
            joined.append(gap)
        joined.append(token)
        gap = ""
    return "".join(joined)


def _is_needed(gap: str, before: str, after: str) -> bool:
    if gap == "\n":
        return before not in _OPEN_END and after not in _OPEN_START
    ends, starts = before[-1], after[0]
    if _is_word(ends) and _is_word(starts):
        return True
    # `a + +b`, `a - --b`, `a / /b/`, `a ? .5 : b`, `a < !--b`; `/b/ in c`; `1 .toFixed()`.
    if ends in "+-/<?" and starts in "+-/!.?":
        return True
    return (len(before) > 1 and ends == "/" and _is_word(starts)) or (ends.isdigit() and starts == ".")


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$#@\\"
