"""Promise 4, nothing unpublished leaks: which articles are out, in which order, and when that changes next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.site.newsroom import article, assembled, config, moment, names, page, site

from sitegen.content.article import Article
from sitegen.site.index import is_out, seconds_of

NOW = "2025-06-15 12:00"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": NOW}, True),
        ({"date": "2025-06-15 12:01"}, False),
        ({"date": "2025-06-15"}, True),
        ({"date": "2025-06-16"}, False),
        ({"status": "draft"}, False),
        ({"status": "withdrawn"}, False),
        ({"embargo": NOW}, True),
        ({"embargo": "2025-06-15 12:01"}, False),
        ({"date": "2025-06-15 12:01", "embargo": "2025-01-01"}, False),
        ({"expires": "2025-06-15 12:01"}, True),
        ({"expires": NOW}, False),
        ({"expires": "2025-06-15"}, True),
        ({"expires": "2025-06-14"}, False),
        ({"date": "2025-06-15T06:30:00Z"}, True),
        ({"date": "2025-06-15T06:31:00Z"}, False),
        ({"embargo": "2025-06-15T02:31-04:00"}, False),
        ({"expires": "2025-06-15T02:31-04:00"}, True),
    ],
)
def test_an_article_is_out_from_its_date_and_embargo_until_it_expires(fields: dict[str, str], expected: bool) -> None:
    """Instants decide, whatever clock they were typed on; a day that expires does so at its end."""
    assert is_out(article("a", **fields), moment(NOW)) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "draft"}, True),
        ({"date": "2030-01-01"}, True),
        ({"embargo": "2030-01-01"}, True),
        ({"status": "withdrawn"}, False),
        ({"expires": "2025-06-14"}, False),
    ],
)
def test_a_preview_lets_in_what_is_yet_to_come(fields: dict[str, str], expected: bool) -> None:
    """`--drafts` shows drafts and what is not out yet, never what was taken back."""
    assert is_out(article("a", **fields), moment(NOW), drafts=True) is expected


def test_a_draft_page_is_on_no_page_until_a_preview() -> None:
    """The same for plain pages."""
    pages = [page("about"), page("hidden", status="draft")]
    assert [found.title for found in site([], pages=pages).pages] == ["About"]
    assert [found.title for found in site([], pages=pages, drafts=True).pages] == ["About", "Hidden"]


def test_the_order_of_publication_is_that_of_instants() -> None:
    """The oldest first; the clock on which a moment was typed does not matter."""
    articles = [
        article("third", date="2025-02-27T10:00:00Z"),
        article("first", date="2025-02-27"),
        article("second", date="2025-02-27T12:00:00+05:30"),
    ]
    assert names(site(articles).articles) == ["first", "second", "third"]


def test_articles_of_one_moment_stand_in_the_order_of_their_files() -> None:
    """A tie is broken by the file's path, so that the order of directory entries decides nothing."""
    articles = [article(name, date="2025-02-27") for name in ("c", "a", "sub/aa", "b")]
    assert names(site(articles).articles) == ["a", "b", "c", "sub/aa"]
    in_order = sorted(articles, key=lambda found: (seconds_of(found), found.source))
    assert in_order == list(site(articles).articles)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "2025-07-01"}, "2025-07-01"),
        ({"date": "2025-07-01", "embargo": "2025-08-01"}, "2025-08-01"),
        ({"date": "2025-08-01", "embargo": "2025-07-01"}, "2025-08-01"),
        ({"expires": "2025-07-01 10:00"}, "2025-07-01 10:00"),
        ({"date": "2025-07-01", "expires": "2025-08-01 10:00"}, "2025-07-01"),
        ({"status": "draft", "date": "2025-07-01"}, None),
        ({"status": "withdrawn", "expires": "2025-07-01"}, None),
        ({"date": "2025-01-01"}, None),
    ],
)
def test_the_next_change_is_when_the_output_differs_without_an_edit(
    fields: dict[str, str], expected: str | None
) -> None:
    """A moment at which nothing comes out or goes is none."""
    change = site([article("a", **fields)], as_of=moment(NOW)).next_change()
    assert change == (None if expected is None else moment(expected))


def test_in_a_preview_only_expiry_is_a_change() -> None:
    """`--drafts` shows what is scheduled already."""
    articles = (article("a", date="2025-07-01"), article("b", date="2025-07-02", expires="2025-08-01 10:00"))
    assert site(articles, as_of=moment(NOW), drafts=True).next_change() == moment("2025-08-01 10:00")


MOMENTS = st.integers(0, 40).map(lambda hours: datetime(2025, 6, 15, tzinfo=UTC) + timedelta(hours=hours))


@st.composite
def timed_articles(draw: st.DrawFn) -> list[Article]:
    """Articles with any statuses, dates, embargoes and expiries within two days."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        fields = {"status": draw(st.sampled_from(["published", "draft", "withdrawn"]))}
        date, embargo = draw(MOMENTS), draw(st.none() | MOMENTS)
        stay = draw(st.none() | st.integers(1, 20))
        fields["date"] = date.isoformat()
        if embargo:
            fields["embargo"] = embargo.isoformat()
        if stay:
            fields["expires"] = (max(date, embargo or date) + timedelta(hours=stay)).isoformat()
        found.append(article(f"n{number}", **fields))
    return found


@given(timed_articles(), MOMENTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_between_now_and_the_next_change_nothing_changes_and_then_something_does(
    articles: list[Article], now: datetime
) -> None:
    """A timer that rebuilds at `next_change` and at no other moment misses nothing and never runs in vain."""

    def out(at: datetime) -> list[str]:
        return [found.source for found in articles if is_out(found, at)]

    change = site(articles, as_of=now).next_change()
    end = change or datetime(2025, 7, 1, tzinfo=UTC)
    hours = int((end - now).total_seconds() // 3600)
    assert all(out(now + timedelta(hours=hour)) == out(now) for hour in range(hours))
    assert out(end - timedelta(seconds=1)) == out(now)
    if change:
        assert out(change) != out(now)


def test_what_is_not_out_is_checked_before_its_day() -> None:
    """A mistake in a scheduled article is told now, not at the midnight when nobody is there to mend it."""
    image = {"src": "/media/none.jpg", "alt": "None"}
    scheduled = article("later", date="2030-01-01", image=image, body="[x](nowhere.md)")
    _, problems = assembled([scheduled])
    assert sorted(problem.code for problem in problems) == ["broken-link", "missing-image"]


@pytest.mark.parametrize("fields", [{"status": "withdrawn"}, {"expires": "2025-03-01"}, {"status": "draft"}])
def test_what_is_gone_for_good_needs_its_pictures_no_more(fields: dict[str, str]) -> None:
    """A withdrawn, expired or unfinished article does not keep the newsroom from tidying its media."""
    gone = article("gone", image={"src": "/media/none.jpg", "alt": "None"}, **fields)
    assert assembled([gone])[1] == ()


@pytest.mark.parametrize("zone", ["Pacific/Niue", "UTC", "Pacific/Kiritimati"])
def test_an_instant_is_the_same_on_every_clock(zone: str) -> None:
    """The clock on which `as_of` is given does not decide what is out."""
    at, found = moment("2025-06-15 12:00"), article("a", date="2025-06-15 12:00", expires="2025-06-15 13:00")
    clock = config(timezone=zone).zone
    assert is_out(found, at.astimezone(clock))
    assert not is_out(found, (at - timedelta(seconds=1)).astimezone(clock))
    assert not is_out(found, (at + timedelta(hours=1)).astimezone(clock))


@pytest.mark.parametrize(("zone", "expected"), [("Pacific/Kiritimati", True), ("Asia/Kolkata", False)])
def test_a_day_begins_on_the_site_s_clock(zone: str, expected: bool) -> None:
    """A date without a time is midnight in the newsroom, wherever the machine stands."""
    found = article("a", config(timezone=zone), date="2025-06-16")
    assert is_out(found, datetime(2025, 6, 15, 12, 0, tzinfo=UTC)) is expected
