"""Style sheets and scripts come out smaller, and mean what they meant."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.support.tools import need_tool

from sitegen.theme.folders import PACKAGED
from sitegen.theme.minify import minify

STYLES = {
    "/* a */ a { b: c ; }\n\n\na:hover{d:e}": "a{b:c}a:hover{d:e}",
    "@media (width >= 40em) and (hover: hover) { a { b: c } }": "@media (width>=40em) and (hover:hover){a{b:c}}",
    "@container card (inline-size > 20em) { a { b: c } }": "@container card (inline-size>20em){a{b:c}}",
    "@supports not (a: b) { c { d: e } }": "@supports not (a:b){c{d:e}}",
    "a { width: calc( 100% - (2 * var(--x)) ) }": "a{width:calc(100% - (2 * var(--x)))}",
    "a { color: color-mix(in srgb, red 20%, white) }": "a{color:color-mix(in srgb,red 20%,white)}",
    "a { color: rgb(0 0 0 / 50%); margin: 0 -1px }": "a{color:rgb(0 0 0 / 50%);margin:0 -1px}",
    "a { &:hover { b: c } & .d { e: f } > g { h: i } }": "a{&:hover{b:c}& .d{e:f}>g{h:i}}",
    "a :is(b, c) > d :hover { e: f }": "a :is(b,c)>d :hover{e:f}",
    ":root { --empty: ; --font: 'A  B' , serif }": ":root{--empty:;--font:'A  B',serif}",
    'a { content: "/* a  b */" }': 'a{content:"/* a  b */"}',
    "a { background: url( 'a  b.svg' ) }": "a { background: url( 'a  b.svg' ) }",
    "/*! Licence */ a { b: c }": "/*! Licence */a{b:c}",
}
SCRIPTS = {
    "// a\nlet b = 1; // c\n\n  let d = `e`;\n": "let b = 1; // c\nlet d = `e`;",
    "function f() {\n  return\n  a;\n}\n": "function f() {\nreturn\na;\n}",
    "a = b\n  // c\n  .d()": "a = b\n.d()",
    "a = /\\/\\/  b/.test(`// ${`c`}`);": "a = /\\/\\/  b/.test(`// ${`c`}`);",
}
SPANNING = ["a = `b\n  // c`", "/* a\n  // b\n*/ c", "/*! Licence */\n  a", "a = 'b\\\n  // c'"]
"""Texts and comments that may span lines."""


@pytest.mark.parametrize("text", STYLES)
def test_a_style_sheet_keeps_what_means_something(text: str) -> None:
    """In CSS as browsers read it now; what rcssmin would break is left as it stands."""
    assert minify("a.css", text) == STYLES[text]


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_script_keeps_its_lines(text: str) -> None:
    """Their ends may end statements; only whole comments and indentation go."""
    assert minify("a.js", text) == SCRIPTS[text]


@pytest.mark.parametrize("text", SPANNING)
def test_a_script_with_what_may_span_lines_is_left_as_it_stands(text: str) -> None:
    """Better too long than wrong."""
    assert minify("a.js", f"\n{text}\n") == text


def test_the_theme_s_own_scripts_are_scripts_still(tmp_path: Path) -> None:
    """Node reads each of them, as a module, and they lose a tenth and more."""
    node = need_tool("node")
    files = sorted(PACKAGED[1].glob("newsmania/assets/**/*.js"))
    assert files
    before = after = 0
    for number, file in enumerate(files):
        text = file.read_text(encoding="utf-8")
        small = minify(file.name, text)
        before, after = before + len(text), after + len(small)
        (tmp_path / f"{number}.mjs").write_text(small, encoding="utf-8")
        subprocess.run([node, "--check", tmp_path / f"{number}.mjs"], check=True, timeout=60)
        assert not re.search(r"^\s*//|^ |\n\n", small, re.MULTILINE)
    assert after < 0.9 * before
