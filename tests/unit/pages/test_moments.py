"""Time alone changes a site at the moments that it names, and at no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.site.newsroom import article, config, moment, planned, site

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.pages import sitemap
from sitegen.pages.moments import next_change
from sitegen.pages.page import Page

START = datetime(2025, 6, 15, tzinfo=UTC)
NEWEST = START + timedelta(hours=120)
MOMENTS = st.integers(0, 100).map(lambda hours: START + timedelta(hours=hours))
SECURED = config(security={"contact": "mailto:a@newsmania.example", "expires": "2025-06-17"})
PLAIN = config()


def views(articles: list[Article], settings: Config, at: datetime) -> dict[str, Any]:
    """Return all that the pages of a site show at a moment, by path."""
    pages: dict[str, Page] = planned(articles, settings, as_of=at)
    return {path: page.view for path, page in pages.items()}


@st.composite
def timed_articles(draw: st.DrawFn) -> list[Article]:
    """Articles with any dates, embargoes and expiries, of which some are breaking news for a while, or wires."""
    found = []
    for number in range(draw(st.integers(0, 9))):
        date, embargo = draw(MOMENTS), draw(st.none() | MOMENTS)
        fields: dict[str, Any] = {"date": date.isoformat(), "status": draw(st.sampled_from(["published", "draft"]))}
        fields |= {"embargo": embargo.isoformat()} if embargo else {}
        if stay := draw(st.none() | st.integers(1, 40)):
            fields["expires"] = (max(date, embargo or date) + timedelta(hours=stay)).isoformat()
        if breaking := draw(st.none() | st.just(True) | MOMENTS):
            fields["breaking"] = breaking if breaking is True else breaking.isoformat()
        if draw(st.integers(0, 4)) == 0:
            fields["canonical"] = "https://wire.example/"
        found.append(article(f"n{number}", **fields))
    return found


@given(timed_articles(), MOMENTS, st.sampled_from([PLAIN, SECURED]))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_site_is_the_same_until_its_next_change_and_another_then(
    articles: list[Article], now: datetime, settings: Config
) -> None:
    """A timer that rebuilds at that moment, not a second before, misses nothing and never runs in vain."""
    with patch.object(sitemap, "MOST_NEWS", 3):
        change = next_change(site(articles, settings, as_of=now))
        before = views(articles, settings, now)
        end = change or NEWEST + timedelta(days=3)
        quiet = [now + timedelta(hours=hour) for hour in range(1, 60, 7) if now + timedelta(hours=hour) < end]
        for at in (*quiet, end - timedelta(seconds=1)):
            assert views(articles, settings, at) == before
        if change is not None:
            assert change > now
            assert views(articles, settings, change) != before


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "2025-06-14 10:00"}, "2025-06-16 10:00"),
        ({"date": "2025-06-14 10:00", "canonical": "https://wire.example/"}, None),
        ({"date": "2025-06-10", "breaking": "2025-06-20 08:00"}, None),
        ({"date": "2025-06-10", "breaking": "2025-06-15 08:00"}, None),
    ],
)
def test_the_next_change_of_one_article(fields: dict[str, Any], expected: str | None) -> None:
    """It ceases to be news; a ticker of one article shows it either way."""
    found = next_change(site([article("a", **fields)], as_of=moment("2025-06-15 12:00")))
    assert found == (moment(expected) if expected else None)


def test_breaking_news_end_when_the_ticker_shows_others() -> None:
    """The older of two breaking headlines goes first; then all the newest are shown, as if there were none."""
    articles = [
        article("a", date="2025-06-01", breaking="2025-06-15 18:00"),
        article("b", date="2025-06-02", breaking="2025-06-16"),
        article("c", date="2025-06-03"),
    ]
    assert next_change(site(articles, as_of=moment("2025-06-15 12:00"))) == moment("2025-06-15 18:00")
    assert next_change(site(articles, as_of=moment("2025-06-15 18:00"))) == moment("2025-06-16 23:59:59")
    assert next_change(site(articles, as_of=moment("2025-06-17"))) is None


def test_security_txt_goes_at_its_end() -> None:
    """The last second of its last day, on the site's clock."""
    assert next_change(site([], SECURED, as_of=moment("2025-06-15"))) == moment("2025-06-17 23:59:59")
    assert next_change(site([], SECURED, as_of=moment("2025-06-18"))) is None
