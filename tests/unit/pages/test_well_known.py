"""robots.txt, ads.txt and security.txt: what the settings say, in the words of their standards, and who will see it."""

from __future__ import annotations

import re
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from tests.unit.site.newsroom import config, content, fitted, moment, planned, planned_site

from sitegen.pages.crawlers import TRAINING, USER_FETCH
from sitegen.pages.well_known import cautions

SECURITY = {"contact": "mailto:security@newsmania.example", "expires": "2026-06-30"}
SECURITY_FILE = ".well-known/security.txt"


def text(name: str, as_of: str = "2026-01-01", **options: Any) -> str | None:
    """Return the text of a file that options make, or None if there is none."""
    found = planned([], config(**options), as_of=moment(as_of)).get(name)
    return None if found is None else found.view.text  # type: ignore[attr-defined]


def robots(**choices: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse((text("robots.txt", robots=choices) or "").splitlines())
    return parser


def told(as_of: str = "2026-01-01", static: tuple[str, ...] = (), **options: Any) -> list[str]:
    """Return the cautions of a site without articles."""
    assets = [f"static/{name}" for name in static]
    found, _ = fitted(content([], config(**options), assets=assets, as_of=moment(as_of)))
    return [f"{caution.code}: {caution.message}" for caution in cautions(found)]


@pytest.mark.parametrize("search", ["allow", "disallow"])
@pytest.mark.parametrize("training", ["allow", "disallow"])
@pytest.mark.parametrize("user_fetch", ["allow", "disallow"])
def test_each_kind_of_crawler_is_let_in_or_not(search: str, training: str, user_fetch: str) -> None:
    """Whatever the two others are told: a crawler obeys the group that names it and no other (RFC 9309, 2.2.1)."""
    parser = robots(search=search, training=training, user_fetch=user_fetch)
    address = "https://newsmania.example/2025/02/27/story-a/"
    for tokens, choice in (
        (("Googlebot", "Bingbot", "OAI-SearchBot"), search),
        (TRAINING, training),
        (USER_FETCH, user_fetch),
    ):
        assert {token: parser.can_fetch(token, address) for token in tokens} == dict.fromkeys(tokens, choice == "allow")


def test_a_newsroom_is_found_and_read_but_no_training_data() -> None:
    """What is chosen where nothing is said."""
    assert text("robots.txt") == text(
        "robots.txt", robots={"search": "allow", "training": "disallow", "user_fetch": "allow"}
    )


def test_robots_txt_names_the_index_of_sitemaps() -> None:
    """By its whole address, base path included; rules are about what lies below it."""
    found = text("robots.txt", url="https://host.example/repo/", robots={"search": "disallow"})
    assert found is not None
    assert found.splitlines()[-1] == "Sitemap: https://host.example/repo/sitemap.xml"
    assert "User-agent: *\nDisallow: /repo/\n" in found


def test_tokens_are_words_that_crawlers_can_match() -> None:
    """Letters, hyphens and underscores (RFC 9309, 2.2.1); none is of two kinds."""
    assert all(re.fullmatch("[A-Za-z_-]+", token) for token in (*TRAINING, *USER_FETCH))
    assert not {token.lower() for token in TRAINING} & {token.lower() for token in USER_FETCH}


def test_ads_txt_has_the_lines_of_the_settings() -> None:
    """In their order, domains in lower case, the relation in capitals; without any there is no file."""
    lines = [
        "Ads.Example,pub-1,direct",
        "OwnerDomain = newsmania.example",
        "ads.example, 2, RESELLER, f08c47fec0942fa0",
    ]
    assert text("ads.txt", ads=lines) == (
        "ads.example, pub-1, DIRECT\nOWNERDOMAIN=newsmania.example\nads.example, 2, RESELLER, f08c47fec0942fa0\n"
    )
    assert text("ads.txt") is None
    assert text("ads.txt", ads=[]) is None


def test_security_txt_says_whom_to_tell() -> None:
    """RFC 9116: contacts in their order, the end of the last day, the site's language, policy, its own address."""
    contacts = ["https://newsmania.example/report", "mailto:security@newsmania.example"]
    security = SECURITY | {"contact": contacts, "policy": "https://newsmania.example/policy/"}
    assert text(SECURITY_FILE, security=security, language="bn") == (
        "Contact: https://newsmania.example/report\n"
        "Contact: mailto:security@newsmania.example\n"
        "Expires: 2026-06-30T23:59:59+05:30\n"
        "Preferred-Languages: bn\n"
        "Policy: https://newsmania.example/policy/\n"
        "Canonical: https://newsmania.example/.well-known/security.txt\n"
    )
    assert text(SECURITY_FILE) is None


def test_an_expired_security_txt_is_taken_down_and_told() -> None:
    """Nobody may rely on it any more; the site is built all the same, since news cannot wait."""
    assert text(SECURITY_FILE, "2026-06-30 23:59:58", security=SECURITY) is not None
    assert text(SECURITY_FILE, "2026-06-30 23:59:59", security=SECURITY) is None
    assert told("2026-06-30 23:59:58", security=SECURITY) == []
    assert told("2026-06-30 23:59:59", security=SECURITY) == [
        "stale-security: `security` held until 2026-06-30, so security.txt is left out"
    ]


def test_what_lies_below_a_base_path_is_seen_by_nobody() -> None:
    """Each file that there is, is named, whether an option makes it or content/static/ has it."""
    project = "https://host.example/repo/"
    message = "unseen-files: crawlers look for {} at https://host.example/ alone, never below /repo/"
    assert told(url=project) == [message.format("robots.txt")]
    assert told(url=project, ads=["a.example, 1, DIRECT"], security=SECURITY) == [
        message.format(f"robots.txt, ads.txt and {SECURITY_FILE}")
    ]
    assert told(url=project, static=("ads.txt",)) == [message.format("robots.txt and ads.txt")]
    assert told() == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("robots.txt", {"robots": {"training": "allow"}}),
        ("ads.txt", {"ads": ["a.example, 1, DIRECT"]}),
        (SECURITY_FILE, {"security": SECURITY}),
    ],
)
def test_a_file_of_the_newsroom_s_own_stands_instead_unless_an_option_says_the_same(
    name: str, options: dict[str, Any]
) -> None:
    """One of the two would be lost in silence: the mistake names the file and the way out."""
    file = f"static/{name}"
    pages, problems = planned_site(*fitted(content([], assets=[file])), [file])
    (own,) = [page for page in pages if page.path == name]
    assert (own.renderer, problems) == ("copy", ())
    _, problems = planned_site(*fitted(content([], config(**options), assets=[file])), [file])
    column = len(next(iter(options))) + len(": x")
    assert [str(problem) for problem in problems] == [
        f"content/{file}:1:1: address-taken: the address /{name} is claimed by content/site.yaml:8:{column} too. "
        "Take the file out of content/static/, or the option of site.yaml out that makes it"
    ]
