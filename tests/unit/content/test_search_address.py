"""The address of another search engine is read as the form that asks it."""

from __future__ import annotations

import pytest
from tests.unit.site.newsroom import config, settings

from sitegen.config import parse_config
from sitegen.content.search_address import SearchForm


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("https://engine.example/?q={query}", SearchForm("https://engine.example/", "q", ())),
        (
            "https://engine.example/find?site=news.example&words={query}&lang=en&exact=",
            SearchForm(
                "https://engine.example/find", "words", (("site", "news.example"), ("lang", "en"), ("exact", ""))
            ),
        ),
        (
            "https://engine.example:8443/s?a%20b=c%26d&q={query}",
            SearchForm("https://engine.example:8443/s", "q", (("a b", "c&d"),)),
        ),
    ],
)
def test_the_query_is_cut_into_fields(address: str, form: SearchForm) -> None:
    """The reader's words go into one of them, the others are sent as they are."""
    found = config(search={"external": address})
    assert (found.search, found.search_form) == (True, form)


@pytest.mark.parametrize(
    "address",
    [
        "https://engine.example/",
        "https://engine.example/{query}",
        "https://engine.example/?q=a{query}",
        "https://engine.example/?q={query}&r={query}",
        "https://engine.example/?{query}=q",
        "https://engine.example/?q={query}#top",
        "http://engine.example/?q={query}",
        "/search/?q={query}",
        "javascript:alert(1)?q={query}",
    ],
)
def test_what_no_form_can_send_is_refused(address: str) -> None:
    """Nor what is not sent safely."""
    found, problems = parse_config(settings(search={"external": address}))
    assert found is None
    assert [problem.code for problem in problems] == ["wrong-value"]


def test_search_is_off_unless_it_is_asked_for() -> None:
    """By a word, or by what it is to be like."""
    assert config().search is False
    for asked, expected in ((False, False), (True, True), ({}, True)):
        assert config(search=asked).search is expected
    assert config(search={"on": False, "external": "https://engine.example/?q={query}"}).search is False
