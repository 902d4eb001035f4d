"""What can go wrong, and how it is said.

    SitegenError                 base; `exit_status` is the command's
    ├── ContentError        1    mistakes in content, settings or theme: one or more Problems
    ├── UsageError          2    the command was called wrongly
    └── MachineError        3    the machine failed: no space, no permission, another build at work
        └── ChangedMeanwhileError    what was being built was changed under way: built again, it may be good

A mistake that an editor can mend is a Problem, a value: stages return Problems beside their results, so that one run
reports them all. ContentError carries them out of a build. What will not work as it is meant, though the site can be
built, is a Caution: it is told, and fails nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import ClassVar, Final

from msgspec import Struct

_LONGEST_TYPED: Final = 200
"""Characters of a mistyped word that are compared: the cost grows with their square."""
JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""They shape letters of Indic and Arabic scripts, so they belong to words."""


class Location(Struct, frozen=True, order=True, array_like=True):
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

    LEVEL: ClassVar[str] = "error"
    location: Location
    code: str
    """A short stable name of the kind of mistake: `unknown-section`."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """One line, as compilers print it: `path:line:column: code: message. Hint`; a Caution says `warning:` first."""
        level = "" if self.LEVEL == "error" else f"{self.LEVEL}: "
        text = f"{self.location}: {level}{self.code}: {self.message}"
        return printable(f"{text}. {self.hint}" if self.hint else text)

    def annotation(self) -> str:
        """The workflow command with which GitHub Actions marks the line in a pull request."""
        where = self.location
        message = _escape_annotation(printable(f"{self.message}. {self.hint}" if self.hint else self.message))
        path = _escape_annotation(printable(where.path)).replace(":", "%3A").replace(",", "%2C")
        return f"::{self.LEVEL} file={path},line={where.line},col={where.column},title={self.code}::{message}"


class Caution(Problem, frozen=True, order=True):
    """A warning: what will not work as it is meant, though the site can be built."""

    LEVEL: ClassVar[str] = "warning"


class SitegenError(Exception):
    """Base of all errors that a command reports in one line, without a traceback."""

    exit_status = 3


class ContentError(SitegenError):
    """Mistakes in the content; nothing was written."""

    exit_status = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """An error is made again from its Problems where it has crossed from a worker process."""
        return type(self), (self.problems,)


class UsageError(SitegenError):
    """The command was called wrongly."""

    exit_status = 2


class MachineError(SitegenError):
    """The machine could not do what was asked."""

    exit_status = 3


class ChangedMeanwhileError(MachineError):
    """A file was changed while the site was built from it; nothing was written, and another build may be good."""


class StateDamagedError(Exception):
    """A part of the last build's state is not what was written: the build starts from scratch, and nobody is told."""


def nearest(typed: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the known word that is most like the one typed, or None.

    `cutoff` is how alike two words must be, from 0 to 1.
    """
    folded: dict[str, str] = {word.casefold(): word for word in known}
    found = get_close_matches(typed.casefold()[:_LONGEST_TYPED], folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def suggest(typed: str, known: Iterable[str], *, cutoff: float = 0.6, most: int = 12) -> str:
    """Return a hint that names the known word nearest to the one typed, or all of them where they are few.

    `cutoff` is how alike two words must be, from 0 to 1; more than `most` words are not few.
    """
    words = list(dict.fromkeys(known))
    word = nearest(typed, words, cutoff=cutoff)
    return f"Did you mean `{word}`?" if word is not None else list_known(words, most=most)


def list_known(words: Collection[str], *, most: int = 12) -> str:
    """Return a hint that names all the words, empty if they are more than `most`."""
    return "Known: " + ", ".join(f"`{word}`" for word in words) if 0 < len(words) <= most else ""


def printable(text: str) -> str:
    """Return `text` as one line that a terminal shows as it is: what does not print becomes U+FFFD, a space a space."""
    return "".join(_shown(character) for character in text)


def shorten(text: str, most: int = 60) -> str:
    """Return text fit for a one-line message: printable, at most `most` characters."""
    return printable(text if len(text) <= most else f"{text[: most - 1]}…")


def _shown(character: str) -> str:
    if character.isprintable() or character in JOINERS:
        return character
    return " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"


def _escape_annotation(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
