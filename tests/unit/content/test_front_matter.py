"""Where the front matter ends, and the facts of an article, page or author that its file gives."""

from __future__ import annotations

import pytest

from sitegen.config import Config, parse_config
from sitegen.content.article import Article, parse_article, parse_author, parse_page
from sitegen.content.front_matter import split
from sitegen.errors import Location, Problem

SITE = """\
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
sections: [World]
desks: [News Mania Desk]
"""
FIVE = "title: Envoys meet\ndesk: News Mania Desk\nauthor: Piyal Chatterjee\ndate: 2025-02-27\nsection: World\n"


@pytest.fixture(scope="module")
def config() -> Config:
    """The settings of a site with one section and one desk."""
    config, problems = parse_config(SITE)
    assert config is not None, problems
    return config


@pytest.mark.parametrize(
    ("text", "head", "body", "lines"),
    [
        ("---\na: b\n---\nText.\n", "---\na: b\n", "Text.\n", 3),
        ("---\na: b\n---\n", "---\na: b\n", "", 3),
        ("---\na: b\n---", "---\na: b\n", "", 3),
        ("---\n---\nText.", "---\n", "Text.", 2),
        ("---\na: b\n---  \n\nText.\n", "---\na: b\n", "\nText.\n", 3),
        ("---\na: |\n  ---\n---\nText.\n\n---\n\nMore.\n", "---\na: |\n  ---\n", "Text.\n\n---\n\nMore.\n", 4),
        ("---\na: b\n---c: d\n----\n---\nText.\n", "---\na: b\n---c: d\n----\n", "Text.\n", 5),
    ],
)
def test_the_front_matter_ends_at_the_first_line_of_three_hyphens(text: str, head: str, body: str, lines: int) -> None:
    """The YAML keeps its first line, so that its lines are counted as the file's."""
    assert split(text, "a.md") == (head, body, lines)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "missing-front-matter"),
        ("Text.\n", 1, "missing-front-matter"),
        ("\n\n---\na: b\n---\n", 3, "missing-front-matter"),
        ("--- \na: b\n---\n", 1, "missing-front-matter"),
        ("+++\na = 1\n+++\n", 1, "missing-front-matter"),
        ("---\na: b\n", 1, "unclosed-front-matter"),
        ("---\na: b\n--\n", 3, "unclosed-front-matter"),
        ("---\na: b\n----\n", 3, "unclosed-front-matter"),
        ("---\na: b\n—\n", 3, "unclosed-front-matter"),
        ("---\na: b\n...\n", 3, "unclosed-front-matter"),
    ],
)
def test_a_file_without_front_matter(text: str, line: int, code: str) -> None:
    """The line is that on which something nearly right stands."""
    problem = split(text, "a.md")
    assert isinstance(problem, Problem)
    assert (problem.location, problem.code) == (Location("a.md", line), code)


def article(config: Config, head: str, body: str = "\nOne *paragraph*.\n\nTwo.\n") -> Article:
    """Return the article of a file without problems."""
    found, problems = parse_article(f"---\n{head}---\n{body}".encode(), "articles/a.md", config)
    assert problems == ()
    assert found is not None
    return found


def test_five_fields_make_an_article(config: Config) -> None:
    """The issue's smallest article."""
    found = article(config, FIVE)
    assert (found.title, found.section, found.desk) == ("Envoys meet", "world", "news-mania-desk")
    assert (found.authors, found.slug, found.summary) == (("Piyal Chatterjee",), "envoys-meet", "One paragraph.")
    assert (found.status, found.kind, found.comments, found.tags) == ("published", "news", True, ())


def test_a_summary_is_kept(config: Config) -> None:
    """The first paragraph stands in only where there is none."""
    assert article(config, f"{FIVE}summary: In short.\n").summary == "In short."


def test_names_that_stand_twice_stand_once(config: Config) -> None:
    """Authors and tags, in the order in which they were typed."""
    found = article(config, FIVE.replace("Piyal Chatterjee", "[B, A, B]") + "tags: [d, c, d]\n")
    assert (found.authors, found.tags) == (("B", "A"), ("d", "c"))


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("", ["empty-body"]),
        ("\n \n", ["empty-body"]),
        ("<!-- x -->\n", ["empty-body"]),
        ("<script>x</script>\n", ["html-not-allowed"]),
        ("<p>In HTML.</p>\n", []),
        ("![A fort](https://a.example/fort.jpg)\n", []),
        ("```\ncode\n```\n", []),
        ("https://youtu.be/dQw4w9WgXcQ\n", []),
    ],
)
def test_an_article_has_a_text(config: Config, body: str, codes: list[str]) -> None:
    """Or a picture, code, an embed; a body that is refused is not called empty too."""
    problems = parse_article(f"---\n{FIVE}---\n{body}".encode(), "articles/a.md", config)[1]
    assert [problem.code for problem in problems] == codes


def test_a_draft_may_be_empty(config: Config) -> None:
    """It is not written yet."""
    assert article(config, f"{FIVE}status: draft\n", "").status == "draft"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("expires: 2025-02-27 00:00", ["never-out"]),
        ("expires: 2025-02-26", ["never-out"]),
        ("expires: 2025-02-27", []),
        ("embargo: 2025-03-01 09:00\nexpires: 2025-03-01 09:00", ["never-out"]),
        ("embargo: 2025-03-01 09:00\nexpires: 2025-03-01", []),
    ],
)
def test_an_article_that_no_reader_would_see(config: Config, fields: str, codes: list[str]) -> None:
    """It must expire after its day and its embargo."""
    problems = parse_article(f"---\n{FIVE}{fields}\n---\nText.\n".encode(), "articles/a.md", config)[1]
    assert [problem.code for problem in problems] == codes


def test_problems_of_both_halves_are_told_at_once(config: Config) -> None:
    """Of the settings, the names that become addresses, and the body."""
    raw = f"---\n{FIVE}tags: ['!', con]\nkind: blog\n---\n\n# Heading\n\n[x]()\n".encode()
    problems = parse_article(raw, "articles/a.md", config)[1]
    assert sorted((problem.location.line, problem.code) for problem in problems) == [
        *((7, "empty-slug"), (7, "empty-slug"), (8, "wrong-value"), (11, "heading-level"), (13, "empty-link")),
    ]


def test_a_plain_page_and_an_author(config: Config) -> None:
    """The same form, with fields of their own."""
    page, problems = parse_page(b"---\ntitle: About\norder: 5\n---\n\nAbout us.\n", "pages/about.md", config)
    assert problems == ()
    assert page is not None
    assert (page.title, page.order, page.summary) == ("About", 5, "About us.")
    author, problems = parse_author("---\nname: আশা রাও\n---\n\nWrites.\n".encode(), "authors/asha.md", config)
    assert problems == ()
    assert author is not None
    assert (author.name, author.slug, author.biography) == ("আশা রাও", "আশা-রাও", "Writes.")
