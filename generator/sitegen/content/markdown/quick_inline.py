"""The inline parser, in which a character is looked at only by the rules that start at it.

markdown-it asks every rule at every place; a dozen of them answer no because of the first character alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import text as skip_text

Rule = Callable[[StateInline, bool], bool]


class QuickInline(ParserInline):
    """Gives the tokens that `parser` would give.

    `rules` are its enabled rules in their order, each with the texts at which alone it acts; the rule for plain text,
    which has none, is built in.
    """

    def __init__(self, parser: ParserInline, rules: Iterable[tuple[Rule, tuple[str, ...]]]) -> None:
        self.ruler, self.ruler2 = parser.ruler, parser.ruler2
        self.terminator_re = parser.terminator_re
        self._extra_terminator_chars = parser._extra_terminator_chars
        self._rules: dict[str, list[Rule]] = {}
        for rule, starts in rules:
            for character in dict.fromkeys(start[0] for start in starts):
                self._rules.setdefault(character, []).append(rule)
        self._acts = re.compile(f"[{re.escape(''.join(self._rules))}]")

    def tokenize(self, state: StateInline) -> None:
        """Turn the text from `state.pos` to `state.posMax` into tokens."""
        end = state.posMax
        nested = state.md.options["maxNesting"]
        while state.pos < end:
            start = state.pos
            found = self._acts.search(state.src, start, end)
            stop = found.start() if found else end
            if stop > start:
                state.append_pending(state.src[start:stop])
                state.pos = stop
                continue
            for rule in self._rules[state.src[start]] if state.level < nested else ():
                if rule(state, False):
                    break
            else:
                state.append_pending(state.src[state.pos])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the name is markdown-it's
        """Move `state.pos` behind the next token, without making it."""
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        else:
            state.level += 1
            rules = self._rules.get(state.src[start]) or (skip_text,)
            done = any(rule(state, True) for rule in rules)
            state.level -= 1
            if done:
                state.cache[start] = state.pos
                return
        state.pos += 1
        state.cache[start] = state.pos
