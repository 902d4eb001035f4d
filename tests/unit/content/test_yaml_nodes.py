"""YAML's traps, caught by name: where the mistake was made, not where the parser gave up."""

from __future__ import annotations

import pytest
import yaml

from sitegen.content.yaml_nodes import MAX_DEPTH, Document
from sitegen.errors import Problem


def explain(text: str) -> str:
    """Return place, code and message of the Problem that keeps a text from being read."""
    problem = Document("a.yaml", text).compose()
    assert isinstance(problem, Problem), problem
    return f"{problem.location.line}:{problem.location.column}: {problem.code}: {problem.message}"


def trap(text: str) -> str:
    """Return place, code and message of the trap in the first value of a text that can be read; empty if none."""
    document = Document("a.yaml", text)
    root = document.compose()
    assert isinstance(root, yaml.MappingNode), root
    problem = document.trap(root.value[0][1])
    return f"{problem.location.line}:{problem.location.column}: {problem.code}" if problem else ""


ESCAPE = "a backslash in double quotes starts an escape, and YAML does not know this one"
SYNTAX = {
    "a: b: c": "1:5: unquoted-colon: a colon followed by a space starts a new value",
    "a: b\n  c: d": "2:3: indentation: this line is indented otherwise than the line above it",
    "a:b\nc: d": "1:3: missing-space: a space is missing after the colon",
    "a: b\nc:d\ne: f": "2:3: missing-space: a space is missing after the colon",
    "a: b\nc:\u00a0d\n": "2:3: missing-space: an invisible no-break space stands after the colon",
    "a: b\nc\n": "2:1: missing-colon: this line has no colon",
    "a\nb: c": "1:1: missing-colon: this line has no colon",
    "a:\n-b\n-c\n": "2:2: missing-space: a space is missing after the hyphen of a list's item",
    "a: b\nc：d\n": "2:2: missing-colon: `：` is not the plain colon that YAML reads",
    "a: b\n\tc: d": "2:1: yaml-tab: a tab stands where YAML wants spaces",
    "a:\n  b: c\n\td: e": "3:1: yaml-tab: a tab stands where YAML wants spaces",
    "a: @b": "1:4: unquoted-start: a value cannot start with `@` in YAML",
    "a: `b`": "1:4: unquoted-start: a value cannot start with a backtick in YAML",
    "a: %b": "1:4: unquoted-start: a value cannot start with `%` in YAML",
    "a: *b c": "1:4: unquoted-start: a leading `*` makes YAML look for an alias",
    "a: * b": "1:4: unquoted-start: a value cannot start with `*` in YAML",
    "a: & b": "1:4: unquoted-start: a value cannot start with `&` in YAML",
    "a: &b, c": "1:4: unquoted-start: a value cannot start with `&` in YAML",
    "a: |b": "1:4: unquoted-start: a value cannot start with `|` in YAML",
    "a: > b": "1:4: unquoted-start: a value cannot start with `>` in YAML",
    "a: !<b": "1:4: unquoted-start: a value cannot start with `!` in YAML",
    "a: , b": "1:4: unquoted-start: a value cannot start with `,` in YAML",
    "a: ] b": "1:4: unquoted-start: a value cannot start with `]` in YAML",
    "a: - b": "1:4: unquoted-start: a value cannot start with `- ` on the line of its name",
    "a: ? b": "1:4: unquoted-start: a value cannot start with `? `",
    "a: [b] c": "1:4: unquoted-start: a leading `[` makes YAML expect a list or a map",
    "a: {b} c": "1:4: unquoted-start: a leading `{` makes YAML expect a list or a map",
    "a: [b\nc: d": "1:4: unclosed-bracket: this `[` is never closed",
    "a: [": "1:4: unclosed-bracket: this `[` is never closed",
    "a: {b: c": "1:4: unclosed-bracket: this `{` is never closed",
    "a: [b,, c]": "1:7: empty-item: nothing stands before this comma",
    "a: [b c: d: e]": "1:11: unquoted-colon: a colon followed by a space starts a new value",
    "a: [b}": "1:6: missing-comma: a comma or the closing `]` is missing before this",
    "a: [b, #c]\nd: e": "1:8: swallowed-comment: YAML takes `#c]` for a comment and drops it",
    'a: "b" c': "1:8: text-after-quote: text goes on after the closing quotation mark",
    "a: 'b' c": "1:8: text-after-quote: text goes on after the closing quotation mark",
    'a: "b': "1:4: unclosed-quote: this quotation mark is never closed",
    "a: 'tis\nb: c": "1:4: unclosed-quote: this quotation mark is never closed",
    'a: "b\nc: d\ne: "f"': "1:4: unclosed-quote: this quotation mark is never closed",
    'a: "\\q"': f"1:5: unknown-escape: {ESCAPE}",
    'a: "b \\ud800"': f"1:7: unknown-escape: {ESCAPE}",
    "a: b\n---\nc: d": "2:1: second-document: a second document starts here, and only one is read",
    "a: b\n...\nc: d": "2:1: second-document: `...` ends the settings, and what follows it would be lost",
    "a: b\n%c\nd: e": "2:1: unquoted-start: a value cannot start with `%` in YAML",
    "a:\n - b\n- c": "3:1: indentation: this line does not stand under the lines that it belongs to",
    "a: b\n- c": "2:1: indentation: this line does not stand under the lines that it belongs to",
    "<<: *a": "1:5: yaml-alias: YAML merge keys (`<<`) are not read here",
    "a: b\u2028c": "1:5: line-separator: the invisible character U+2028 stands here, and YAML starts a line after it",
    "é: b\n खबर: c: d": "2:2: indentation: this line is indented otherwise than the line above it",
}


@pytest.mark.parametrize("text", SYNTAX)
def test_a_text_that_cannot_be_read(text: str) -> None:
    """Line, column and reason are those of the mistake."""
    assert explain(text) == SYNTAX[text]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &b c", "1:4: unquoted-start"),
        ("a: !b c", "1:4: unquoted-start"),
        ("a: !!int 3", "1:4: unquoted-start"),
        ("a: |\nb: c", "1:4: unquoted-start"),
        ("a: b #c", "1:6: swallowed-comment"),
        ("a: b # c", "1:6: swallowed-comment"),
        ("a: b  #c", "1:7: swallowed-comment"),
        ("a: b\t#c", "1:6: swallowed-comment"),
        ("a: #b", "1:4: swallowed-comment"),
        ('a: "b\\e"', "1:4: control-character"),
        ('a: "\\0"', "1:4: control-character"),
        ("a: b\n  - c", "2:3: indentation"),
        *(
            (text, "")
            for text in ("a: b  # c", "a: b   # c", 'a: "b" # c', "a: b#c", "a: '#b'", "a: |\n  b # c\n", "a: b\n  -c")
        ),
        *(
            (text, "")
            for text in ("a: no", "a: 12:30", "a: b:c", "a: it's", "a: [b]", "a: -b", "a: ?b", "a: \U0001f600")
        ),
    ],
)
def test_a_value_that_is_read_otherwise(text: str, place: str) -> None:
    """Anchors, tags, blocks, comments, escapes and joined items are told; plain values and plain comments are not."""
    assert trap(text) == place


@pytest.mark.parametrize("text", ["", "\n", "---\n", "# nothing\n", "---\n# nothing\n"])
def test_nothing_is_no_problem(text: str) -> None:
    """Whether something must be there, its fields know."""
    assert Document("a.yaml", text).compose() is None


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth(opening: str) -> None:
    """Some levels are read, many are refused, and brackets within a text are none."""
    inner = "a:\n" if opening in ("- ", "? ") else "a: "
    assert isinstance(Document("a", inner + opening * (MAX_DEPTH + 1)).compose(), Problem)
    assert explain(inner + opening * 3000).endswith("yaml-depth: this is nested more than 40 deep")
    assert isinstance(Document("a", f'a: "{"[" * 1000}"\n').compose(), yaml.MappingNode)


def test_places_count_characters() -> None:
    """Not bytes: an editor shows the third character of a line as the third, in every script."""
    assert explain("खबर: कल: आज") == "1:8: unquoted-colon: a colon followed by a space starts a new value"
    assert explain("😀: a: b") == "1:5: unquoted-colon: a colon followed by a space starts a new value"
