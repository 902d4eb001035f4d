"""What can go wrong, and how it is said.

    SitegenError                 base; `exit_status` is the command's
    ├── ContentError        1    mistakes in content, settings or theme: one or more Problems
    ├── UsageError          2    the command was called wrongly
    └── MachineError        3    the machine failed: no space, no permission, another build at work

A mistake that an editor can mend is a Problem, a value: stages return Problems beside their results, so that one run
reports them all. ContentError carries them out of a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from msgspec import Struct


class Location(Struct, frozen=True, order=True):
    """A place in a source file."""

    path: str
    """As the editor knows it: relative to the site's root, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Struct, frozen=True, order=True):
    """One mistake: where, which kind, what is wrong and how to mend it."""

    location: Location
    code: str
    """A short stable name of the kind of mistake: `unknown-section`."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """One line, as compilers print it: `path:line:column: code: message. Hint`."""
        text = f"{self.location}: {self.code}: {self.message}"
        return f"{text}. {self.hint}" if self.hint else text

    def annotation(self) -> str:
        """The workflow command with which GitHub Actions marks the line in a pull request."""
        where = self.location
        message = _escape_annotation(f"{self.message}. {self.hint}" if self.hint else self.message)
        path = _escape_annotation(where.path).replace(":", "%3A").replace(",", "%2C")
        return f"::error file={path},line={where.line},col={where.column},title={self.code}::{message}"


class SitegenError(Exception):
    """Base of all errors that a command reports in one line, without a traceback."""

    exit_status = 3


class ContentError(SitegenError):
    """Mistakes in the content; nothing was written."""

    exit_status = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(SitegenError):
    """The command was called wrongly."""

    exit_status = 2


class MachineError(SitegenError):
    """The machine could not do what was asked."""

    exit_status = 3


def suggest(typed: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return a hint that names the known word nearest to the one typed, or all of them where they are few.

    `cutoff` is how alike two words must be, from 0 to 1.
    """
    words = list(dict.fromkeys(known))
    folded: dict[str, str] = {word.casefold(): word for word in words}
    nearest = get_close_matches(typed.casefold(), folded, n=1, cutoff=cutoff)
    if nearest:
        return f"Did you mean `{folded[nearest[0]]}`?"
    return f"Known: {_join(words)}" if 0 < len(words) <= 12 else ""


def _join(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _escape_annotation(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
