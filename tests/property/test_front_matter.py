"""Promises 1 and 7 under chance: whatever is typed, a source file gives a value or Problems with a place in it.

Nothing raises, nothing hangs, and no HTML that a reader gets holds a script.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.config import Config, parse_config
from sitegen.content.article import parse_article, parse_author, parse_page
from sitegen.content.markdown.body import Body, fill_holes, parse_body
from sitegen.errors import Problem

ARTICLE = """\
---
title: "Envoys meet: a first step"
desk: News Mania Desk
author: [Piyal Chatterjee, Asha Rao]
date: 2025-02-27 09:30
section: World
slug: envoys-meet
aliases: [/old/one/, "/old/two/"]
tags:
- diplomacy
- Istanbul
image:
  src: https://pictures.example/fort.jpg
  alt: A fort
corrections:
- date: 2025-03-01
  text: 'A name was wrong: it''s Rao.'
breaking: false  # no longer
summary: >-
  They met
  for six hours.
x_weather: {sky: grey, hours: [9, 10]}
---

The talks[^1] went on at [the palace](https://palace.example/ "In Istanbul"), *late*.

## The vote {#vote}

![A fort](/media/fort.jpg "The fort"){credit="A. Rao"}

| Side | Votes |
|:-----|------:|
| Yes  | 10    |

<p class="note">Not <b>final</b>.</p>

https://youtu.be/dQw4w9WgXcQ

[^1]: The first.
"""
SITE = """\
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
sections: [World, {title: Asia, parent: World}]
desks: [News Mania Desk]
menu: [World, {title: Home, url: /}]
permalinks: {article: "/{year}/{slug}/"}
"""


def one_line_end(text: str) -> str:
    r"""Return text as it comes out of the decoder, with `\n` at the end of every line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


PIECES = st.sampled_from(
    [
        *("---", "...", "- ", "? ", ": ", ":", " #", "#", "&a", "*a", "!t", "<<: *a", "|", ">-", "%", "@", "`", "~"),
        *("[", "]", "{", "}", ",", '"', "'", "\\", '"\\x07"', '"\\ud800"', "\t", "\n", "\n\n", "\n  ", "  ", "\u00a0"),
        *("null", "no", "yes", "0777", "12:30", "2025-02-30", "title: x", "titel: x", "tags: [", "x_a: {", "::", "é"),
        *("\x00", "\x07", "\x85", "\ufeff", "\u2028", "\ufffe", "\U0001ffff", "\r", "\r\n", "খবর", "क्‍ष", "\u202e"),
        *("<script>", "</p>", "<a href=", "javascript:", "onclick=", "<!--", "-->", "<![CDATA[", "<?x", "&#7;", "&lt;"),
        *("[x](", ")", "![", "](y.md)", "[^1]", "[^1]: ", "{#a}", "{.a b=c}", "***", "~~", "```", "> ", "1. ", "# "),
        *("|a|b|\n|-|-|\n", "https://x.example/", "//x.example", "a@b.example", "../../etc", "sitegen-", "data:"),
    ]
)
TEXTS = st.one_of(PIECES, st.text(max_size=8))
MARKDOWN = st.lists(TEXTS, max_size=30).map(lambda pieces: one_line_end("".join(pieces)))

fuzz = settings(deadline=None, derandomize=True, max_examples=150)


def _config() -> Config:
    config, problems = parse_config(SITE)
    assert config is not None, problems
    return config


CONFIG = _config()


def _check(problems: tuple[Problem, ...], text: str) -> None:
    """Each Problem is one line with a place in the text."""
    lines = re.split("\r\n|\r|\n", text)
    for problem in problems:
        where = problem.location
        assert 1 <= where.line <= len(lines), problem
        assert 1 <= where.column <= len(lines[where.line - 1]) + 1, problem
        assert problem.code
        assert problem.message
        assert len(str(problem).splitlines()) == 1
        assert len(problem.annotation().splitlines()) == 1


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The valid article with some pieces cut out, doubled, or put in."""
    text = ARTICLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.one_of(TEXTS, st.just(text[start:end] * 2))) + text[end:]
    return text


@fuzz
@given(mutations())
@example(ARTICLE)
def test_a_changed_article_is_an_article_or_has_problems(text: str) -> None:
    """A mutated article parses, or has Problems at places of its own text; it never raises."""
    for parse in (parse_article, parse_page, parse_author):
        value, problems = parse(text.encode(errors="surrogatepass"), "articles/a.md", CONFIG)
        assert (value is None) == bool(problems)
        _check(problems, text)


@fuzz
@given(st.binary(max_size=200), st.integers(0, len(ARTICLE)))
def test_any_bytes_are_an_article_or_have_problems(raw: bytes, place: int) -> None:
    """Bytes anywhere in an article: in no encoding, in half a character, in none."""
    good = ARTICLE.encode()
    changed = good[:place] + raw + good[place:]
    value, problems = parse_article(changed, "articles/a.md", CONFIG)
    assert (value is None) == bool(problems)
    _check(problems, changed.decode("latin-1"))


@fuzz
@given(st.lists(TEXTS, max_size=25).map("".join))
def test_any_front_matter_is_read_or_has_problems(yaml: str) -> None:
    """YAML-ish text between the two lines of hyphens."""
    text = f"---\n{yaml}\n---\n\nText.\n"
    value, problems = parse_article(text.encode(errors="surrogatepass"), "articles/a.md", CONFIG)
    assert (value is None) == bool(problems)
    _check(problems, text)


@fuzz
@given(st.lists(st.one_of(TEXTS, st.sampled_from(SITE.splitlines(keepends=True))), max_size=25).map("".join))
@example(SITE)
def test_any_settings_are_read_or_have_problems(text: str) -> None:
    """YAML-ish text in place of content/site.yaml."""
    config, problems = parse_config(one_line_end(text))
    assert (config is None) == bool(problems)
    _check(problems, text)


ADDRESSES = ("href", "src", "srcset", "cite", "action", "formaction", "data", "poster", "background", "xlink:href")


class _Danger(HTMLParser):
    """Collects what could run in the HTML that a browser makes of a body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "meta", "link"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            runs = name in ADDRESSES and re.match("(?:javascript|vbscript|data):", address)
            if runs or name.startswith("on") or name == "style":
                self.found.append(f"{name}={value}")


def _dangers(body: Body) -> list[str]:
    parser = _Danger()
    parser.feed(
        fill_holes(body.parts, [' href="/x/"' if ref.kind == "link" else ' src="/x.jpg"' for ref in body.references])
    )
    parser.close()
    return parser.found


@fuzz
@given(MARKDOWN)
@example("[a](javascript:x){.anchor}")
@example('<a href="java&#10;script:x">a</a>')
@example("<!--><script>x</script>-->")
@example("<![a")
@example('<p title="--><img src=x onerror=x>">a</p>')
def test_a_body_without_problems_is_safe(text: str) -> None:
    """Random Markdown never raises; what is let through without a Problem holds nothing that runs."""
    body, problems = parse_body(text, "content/articles/a.md", 0)
    _check(problems, text)
    assert len(body.parts) == len(body.references) + 1
    if not problems:
        assert _dangers(body) == []


@fuzz
@given(MARKDOWN)
def test_a_body_depends_on_its_text_alone(text: str) -> None:
    """The same text gives the same Body, wherever it stands in its file, and where its file stands only its places."""
    first, _ = parse_body(text, "content/articles/a.md", 0)
    second, _ = parse_body(text, "content/pages/b.md", 9)
    assert (first.digest, first.parts, first.anchors, first.text) == (
        (second.digest, second.parts, second.anchors, second.text)
    )
