"""Sitemaps: every page that search engines should find is in one, nothing else is, and each is valid."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from msgspec import structs
from tests.support.sitemaps import read_sitemap, texts
from tests.unit.site.newsroom import article, author, config, edition, moment, page, planned, site

from sitegen.content.article import Article
from sitegen.content.moments import Moment
from sitegen.output.sitemap import render_sitemap
from sitegen.pages import sitemap
from sitegen.pages.page import Page
from sitegen.pages.plan import plan
from sitegen.pages.sitemap import news_rows

HOST = "https://newsmania.example"
NOW = "2025-03-01 09:00"


def maps(articles: list[Article], as_of: str = NOW, **parts: Any) -> dict[str, list[str]]:
    """Plan a site, and return the addresses in each of its sitemaps, the index included, by name; all are valid."""
    pages = planned(articles, parts.pop("settings", None), as_of=moment(as_of), **parts)
    return {
        path.removeprefix("sitemaps/").removesuffix(".xml"): texts(read_sitemap(xml(found)), "*/s:loc")
        for path, found in pages.items()
        if found.renderer == "sitemap"
    }


def xml(found: Page) -> bytes:
    return render_sitemap(found.view)  # type: ignore[arg-type]


def view(articles: list[Article], name: str, as_of: str = NOW, **parts: Any) -> Any:
    pages = planned(articles, parts.pop("settings", None), as_of=moment(as_of), **parts)
    return pages[f"{name}.xml" if name == "sitemap" else f"sitemaps/{name}.xml"].view


def test_each_month_has_a_sitemap_and_the_index_names_them_all() -> None:
    """A month is the site's: half past six in the evening of the last of January, in London, is February in Kolkata."""
    articles = [article("a", date="2025-01-31T18:30:00Z"), article("b", date="2025-01-31T18:29:59Z")]
    found = maps(articles)
    assert found["2025-02"] == [f"{HOST}/2025/02/01/story-a/"]
    assert found["2025-01"] == [f"{HOST}/2025/01/31/story-b/"]
    assert found["sitemap"] == [f"{HOST}/sitemaps/{name}.xml" for name in ("pages", "2025-02", "2025-01")]


def test_a_month_names_its_articles_from_the_oldest_on() -> None:
    """So that what was named stays where it was as others come."""
    articles = [article(name, date=f"2025-02-0{day}") for name, day in (("c", 3), ("a", 1), ("b", 2))]
    assert maps(articles)["2025-02"] == [
        f"{HOST}/2025/02/0{day}/story-{name}/" for name, day in zip("abc", (1, 2, 3), strict=True)
    ]


def test_the_sitemap_of_pages_has_all_that_are_no_articles() -> None:
    """Home, plain pages, corrections, feeds, fronts with articles, years, months; no archive or redirect."""
    settings = config(per_page=5)
    articles = [
        article(f"n{day:02}", settings, date=f"2024-12-{day:02}", section="India", author="Ann", tags=["Rail & road"])
        for day in range(1, 13)
    ]
    articles.append(
        article("z", settings, corrections=[{"date": "2025-02-28", "text": "It was two."}], aliases=["/old/"])
    )
    pages = [page("about", order=1), page("team", url="/who/", aliases=["/us/"]), page("next", status="draft")]
    found = maps(articles, settings=settings, pages=pages, authors=[author("Bo")])["pages"]
    assert found == [
        f"{HOST}{path}"
        for path in (
            "/", "/about/", "/who/", "/corrections/", "/feeds/", "/category/world/", "/category/india/",
            "/desk/news-mania-desk/", "/author/ann/", "/tag/rail-road/", "/2024/", "/2025/", "/2024/12/", "/2025/02/",
        )
    ]  # fmt: skip


def test_the_corrections_page_with_words_of_its_own_is_named_once() -> None:
    """It is a plain page too then."""
    corrected = article("a", corrections=[{"date": "2025-02-28", "text": "It was two."}])
    assert maps([corrected], pages=[page("corrections")])["pages"].count(f"{HOST}/corrections/") == 1


def test_every_indexed_page_is_in_a_sitemap_and_no_other() -> None:
    """Whatever page kinds there are: those of an address of their own, but the numbered pages of lists."""
    settings = config(url="https://host.example/repo/", per_page=5, sections=["World"], desks=["News Mania Desk"])
    articles = [
        article(f"n{day:02}", settings, date=f"2025-02-{day:02}", tags=["x"], author="Ann", canonical=wire)
        for day, wire in enumerate([None] * 14 + ["https://wire.example/1"], 1)
    ]
    pages = planned(articles, settings, pages=[page("about", settings)], as_of=moment(NOW))
    named = {
        address
        for path, found in pages.items()
        if found.renderer == "sitemap" and path != "sitemap.xml"
        for address in texts(read_sitemap(xml(found)), "*/s:loc")
    }
    indexed = {
        f"https://host.example/repo/{path.removesuffix('index.html')}"
        for path, found in pages.items()
        if path.endswith(".html") and found.template not in ("redirect.html", "latest.html", "404.html")
    }
    left_out = {address for address in indexed if "/page/" in address or "/n15/" in address}
    assert len(left_out) > 5
    elsewhere = "https://host.example/repo/2025/02/15/story-n15/"
    assert named == {address for address in indexed if "/page/" not in address} - {elsewhere}


@pytest.mark.parametrize(
    ("canonical", "is_named"),
    [
        (None, True),
        ("https://newsmania.example/2025/02/27/story-%E0%A6%95/", True),
        ("https://newsmania.example/2025/02/27/story-ক/", True),
        ("https://newsmania.example/2025/02/27/story-b/", False),
        ("https://wire.example/2025/02/27/story-ক/", False),
    ],
)
def test_what_is_to_be_found_elsewhere_is_left_out(canonical: str | None, is_named: bool) -> None:
    """A month with nothing else has no sitemap, and the index knows; an article's own address is none elsewhere."""
    fields = {"title": "Story ক", "canonical": canonical}
    found = maps([article("a", **{name: value for name, value in fields.items() if value})], as_of="2025-02-28")
    assert ("2025-02" in found, "news" in found) == (is_named, is_named)
    assert (f"{HOST}/sitemaps/2025-02.xml" in found["sitemap"]) == is_named


def test_the_date_of_change_is_the_article_s_own() -> None:
    """`updated`, else `date`, as precise as it was typed; of a month the newest; of lists none is known."""
    articles = [
        article("a", date="2025-02-01"),
        article("b", date="2025-02-02 10:00"),
        article("c", date="2025-02-03", updated="2025-02-28 07:30"),
        article("d", date="2025-02-04 08:00", updated="2025-02-03"),
        article("e", date="2025-01-01", updated="2025-01-05", canonical="https://wire.example/e"),
        article("f", date="2025-01-02"),
    ]
    assert [found.modified for found in view(articles, "2025-02").pages] == [
        "2025-02-01", "2025-02-02T10:00:00+05:30", "2025-02-28T07:30:00+05:30", "2025-02-04T08:00:00+05:30",
    ]  # fmt: skip
    assert [found.modified for found in view(articles, "sitemap").sitemaps] == [
        "", "2025-02-28T07:30:00+05:30", "2025-01-02T00:00:00+05:30",
    ]  # fmt: skip
    assert {found.modified for found in view(articles, "pages").pages} == {""}


def test_the_pictures_of_an_article_are_those_on_this_site() -> None:
    """The featured one first, each once, at the address that feeds and other sites show; drawings as they are."""
    body = "![x](/media/b.jpg)\n\n![y](https://pictures.example/c.jpg)\n\n![z](/media/d.svg)\n\n![x](/media/b.jpg)"
    told = article("a", body=body, image={"src": "/media/a & b.svg", "alt": "x"})
    found = view([told], "2025-02", assets=["media/a & b.svg", "media/b.jpg", "media/d.svg"]).pages[0].pictures
    assert [picture.removeprefix(f"{HOST}/media/") for picture in found[::2]] == ["a%20&%20b.svg", "d.svg"]
    assert found[1].endswith(("-f1200.jpg", "-f1280.jpg"))
    assert len(found) == 3


def test_a_gallery_is_cut_where_the_file_could_grow_too_large() -> None:
    """An entry has ten thousand bytes at the most, so that a file of 5,000 has fewer than 50 MB."""
    body = "\n\n".join(f"![x](/media/{'long-' * 20}{number}.svg)" for number in range(200))
    assets = [f"media/{'long-' * 20}{number}.svg" for number in range(200)]
    pages = planned([article("a", body=body)], assets=assets)
    found = pages["sitemaps/2025-02.xml"]
    assert 20 < len(found.view.pages[0].pictures) < 200  # type: ignore[attr-defined]
    assert len(xml(found)) < 10_200
    assert sitemap.MOST_ARTICLES * (sitemap.MOST_BYTES + 100) < 50 * 1024 * 1024
    assert sitemap.MOST_ARTICLES <= sitemap.MOST_PAGES <= 50_000


def test_a_large_month_is_cut_into_parts_of_which_only_the_last_grows() -> None:
    """Each named by the index, with the date of its own newest change; a part with nothing to name is left out."""
    articles = [article(f"n{day}", date=f"2025-02-0{day}", updated=f"2025-02-{30 - 3 * day}") for day in range(1, 8)]
    with patch.object(sitemap, "MOST_ARTICLES", 3):
        found = maps(articles)
        index = view(articles, "sitemap").sitemaps
        fewer = maps(articles[:-1])
        wires = [article(f"n{day}", date=f"2025-02-0{day}", canonical="https://wire.example/") for day in (4, 5, 6)]
        gap = maps([*articles[:3], *wires, articles[6]])
    days = {"2025-02": (1, 2, 3), "2025-02-2": (4, 5, 6), "2025-02-3": (7,)}
    for name, of in days.items():
        assert found[name] == [f"{HOST}/2025/02/0{day}/story-n{day}/" for day in of]
    assert [(each.address.rpartition("/")[2], each.modified[:10]) for each in index if "2025" in each.address] == [
        ("2025-02.xml", "2025-02-27"), ("2025-02-2.xml", "2025-02-18"), ("2025-02-3.xml", "2025-02-09"),
    ]  # fmt: skip
    assert {name: found[name] for name in ("2025-02", "2025-02-2")} == {
        name: fewer[name] for name in fewer if "-02" in name
    }
    assert sorted(name for name in gap if "-02" in name) == ["2025-02", "2025-02-3"]
    assert not any(address.endswith("2025-02-2.xml") for address in gap["sitemap"])


def test_the_largest_month_in_one_file_and_one_article_more() -> None:
    """At the real limit: the second file begins with the 5,001st article, and both are valid."""
    first = moment("2025-02-01")
    template = article("n", date="2025-02-01")
    made = edition(
        structs.replace(
            template,
            source=f"articles/n{number:04}.md",
            slug=f"n{number:04}",
            date=Moment(first + timedelta(minutes=number)),
        )
        for number in range(sitemap.MOST_ARTICLES + 1)
    )
    whole, rest = plan(made, "sitemap/2025-02")
    assert [whole.path, rest.path] == ["sitemaps/2025-02.xml", "sitemaps/2025-02-2.xml"]
    assert len(read_sitemap(xml(whole))) == sitemap.MOST_ARTICLES
    assert texts(read_sitemap(xml(rest)), "*/s:loc") == [f"{HOST}/2025/02/04/n5000/"]
    (index,) = plan(made, "sitemap")
    named = texts(read_sitemap(xml(index)), "*/s:loc")
    assert [address.rpartition("/")[2] for address in named] == ["pages.xml", "2025-02.xml", "2025-02-2.xml"]


def test_many_pages_are_cut_too() -> None:
    """A tag more than fits begins another file."""
    with patch.object(sitemap, "MOST_PAGES", 4):
        found = maps([article("a", tags=["x", "y"])])
    assert [len(found[name]) for name in ("pages", "pages-2")] == [4, 4]
    assert f"{HOST}/sitemaps/pages-2.xml" in found["sitemap"]


@pytest.mark.parametrize(
    ("date", "is_news"),
    [
        ("2025-03-01 09:00:00", True),
        ("2025-02-27 09:00:01", True),
        ("2025-02-27 09:00:00", False),
        ("2025-02-27T03:30:01Z", True),
    ],
)
def test_news_are_those_of_the_last_two_days(date: str, is_news: bool) -> None:
    """To the second; without any there is no news sitemap, and the index names none."""
    found = maps([article("a", date=date)])
    assert ("news" in found, f"{HOST}/sitemaps/news.xml" in found["sitemap"]) == (is_news, is_news)


def test_the_news_sitemap_tells_what_google_asks_for() -> None:
    """Newest first: the newspaper's name and language, the moment with its offset, the title; escaped."""
    settings = config(title="News & Mania", language="en-IN")
    articles = [
        article("a", settings, date="2025-02-28", title='The "quick" <fox> & co'),
        article("b", settings, date="2025-02-28T10:00:00Z", title="কলকাতা", lang="bn"),
    ]
    pages = planned(articles, settings, as_of=moment(NOW))
    root = read_sitemap(xml(pages["sitemaps/news.xml"]))
    told = {name: texts(root, f"//news:{name}") for name in ("name", "language", "publication_date", "title")}
    assert told == {
        "name": ["News & Mania"] * 2,
        "language": ["bn", "en"],
        "publication_date": ["2025-02-28T15:30:00+05:30", "2025-02-28T00:00:00+05:30"],
        "title": ["কলকাতা", 'The "quick" <fox> & co'],
    }


def test_a_thousand_news_are_named_at_the_most() -> None:
    """The newest; what gives an address elsewhere takes no place."""
    articles = [article(f"n{hour}", date=f"2025-02-28 {hour:02}:00") for hour in range(12)]
    articles.append(article("wire", date="2025-02-28 13:00", canonical="https://wire.example/"))
    with patch.object(sitemap, "MOST_NEWS", 5):
        found = maps(articles)["news"]
        assert news_rows(site(articles, as_of=moment(NOW))) == [11, 10, 9, 8, 7]
    assert found == [f"{HOST}/2025/02/28/story-n{hour}/" for hour in (11, 10, 9, 8, 7)]
    assert sitemap.MOST_NEWS == 1000


def test_an_odd_address_is_quoted_then_escaped() -> None:
    """What RFC 3986 refuses is percent-encoded, what XML refuses is an entity; the base path counts."""
    settings = config(url="https://host.example/a%20b/")
    told = article("a", settings, url="/it's/&/ক/")
    pages = planned([told], settings)
    raw = xml(pages["sitemaps/2025-02.xml"]).decode()
    assert "<loc>https://host.example/a%20b/it&#x27;s/&amp;/%E0%A6%95/</loc>" in raw
    assert texts(read_sitemap(raw.encode()), "*/s:loc") == ["https://host.example/a%20b/it's/&/%E0%A6%95/"]


def test_a_site_without_articles_has_its_pages_in_a_sitemap() -> None:
    """Home and the list of feeds at least, so that none is ever empty."""
    assert maps([]) == {"sitemap": [f"{HOST}/sitemaps/pages.xml"], "pages": [f"{HOST}/", f"{HOST}/feeds/"]}
