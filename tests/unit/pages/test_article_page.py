"""The article page: what its view holds, in the words and addresses of the site."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.unit.site.newsroom import article, author, config, measured, planned, view_at

from sitegen.config import Config
from sitegen.content.article import Article
from sitegen.pages.article import share_links
from sitegen.pictures.renditions import CENTRE, Look, Rendition


def view_of(of: Article, *others: Article, settings: Config | None = None, **parts: Any) -> Any:
    """Return the view of an article's page."""
    pages = planned([of, *others], settings, **parts)
    views: list[Any] = [page.view for page in pages.values() if page.template == "article.html"]
    return next(view for view in views if view.title == of.title)


def test_the_byline_has_its_parts() -> None:
    """Desk, author and the date with an English ordinal, each a link where it has a page."""
    view = view_of(article("a", author="Piyal Chatterjee"))
    assert (view.desk.text, view.desk.url) == ("News Mania Desk", "/desk/news-mania-desk/")
    assert [(link.text, link.url) for link in view.authors] == [("Piyal Chatterjee", "/author/piyal-chatterjee/")]
    assert (view.date.ordinal, view.date.day, view.date.iso) == ("27th February 2025", "27 February 2025", "2025-02-27")
    assert (view.section.text, view.section.url) == ("World", "/category/world/")


def test_an_author_is_called_as_the_term_is() -> None:
    """One person has one name on all pages, and stands in a byline once."""
    old = article("old", date="2025-01-01", author="A. K. Rao")
    view = view_of(article("new", desk=None, author=["a k rao", "A. K. Rao"]), old)
    assert [(link.text, link.url) for link in view.authors] == [("A. K. Rao", "/author/a-k-rao/")]
    assert view.desk is None


def test_the_breadcrumb_leads_through_the_section_and_its_parent() -> None:
    """Home / India / Delhi / the headline, which is where the reader is."""
    settings = config(sections=[{"title": "India"}, {"title": "Delhi", "parent": "India"}])
    view = view_of(article("a", settings, section="Delhi"), settings=settings)
    assert [(link.text, link.url) for link in view.breadcrumb] == [
        ("Home", "/"),
        ("India", "/category/india/"),
        ("Delhi", "/category/delhi/"),
        ("Story a", ""),
    ]


def test_neighbours_are_those_published_before_and_after() -> None:
    """On the whole site, whatever their section; the first and the last have one."""
    articles = [article(name, date=f"2025-01-0{day}", section="Sports") for day, name in enumerate("abc", 1)]
    first, middle, last = (view_of(*articles[n:], *articles[:n]) for n in range(3))
    assert (first.previous, first.next.title) == (None, "Story b")
    assert (middle.previous.title, middle.next.title) == ("Story a", "Story c")
    assert (last.previous.title, last.next) == ("Story b", None)


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (220, 1), (329, 1), (331, 2), (660, 3)])
def test_reading_time_is_that_of_220_words_a_minute(words: int, minutes: int) -> None:
    """At least a minute."""
    assert view_of(article("a", body="word " * words)).minutes == minutes


def test_fields_of_one_s_own_reach_the_template() -> None:
    """`x_` fields of an article, an author, a page and the settings are in the views, as typed."""
    settings = config(x_banner={"text": "Hello", "show": True})
    ann = author("ann", settings, name="Ann", x_pronouns="she")
    view = view_of(article("a", settings, author="Ann", x_map=["1", "2"]), settings=settings, authors=[ann])
    assert view.extra == {"x_map": ["1", "2"]}
    assert view.site.extra == {"x_banner": {"text": "Hello", "show": True}}
    assert view.boxes[0].extra == {"x_pronouns": "she"}


def test_corrections_are_dated() -> None:
    """In the words of the site's language."""
    view = view_of(article("a", corrections=[{"date": "2025-03-01", "text": "It was ten."}]))
    assert [(entry.date.ordinal, entry.text) for entry in view.corrections] == [("1st March 2025", "It was ten.")]


def test_an_author_s_box_shows_what_the_file_says() -> None:
    """Only authors with a file have a box."""
    ann = author("ann", body="Ann *writes*.", name="Ann Lee", role="Reporter", links=[
        {"network": "x", "url": "https://x.example/ann"},
    ])  # fmt: skip
    (box,) = view_of(article("a", author=["Ann Lee", "Bob"]), authors=[ann]).boxes
    assert (box.name, box.initials, box.role, box.biography, box.url) == (
        "Ann Lee", "AL", "Reporter", "Ann writes.", "/author/ann-lee/",
    )  # fmt: skip
    assert [(link.text, link.url) for link in box.links] == [("X", "https://x.example/ann")]


def test_the_picture_has_its_size_caption_and_credit() -> None:
    """And its whole address goes into what other sites show of the article."""
    image = {"src": "/media/a b.jpg", "alt": "A fort", "caption": "The fort", "credit": "Ann"}
    settings = config(url="https://host.example/repo/")
    view = view_of(article("a", settings, image=image), settings=settings, assets=["media/a b.jpg"])
    wide = Look(measured("media/a b.jpg"), CENTRE, 75).path(Rendition("wide", 1200, 675, "jpg"))
    assert (view.image.wide.src, view.image.wide.width, view.image.wide.height) == (f"/repo{wide}", 1200, 675)
    assert (view.image.alt, view.image.caption, view.image.credit) == ("A fort", "The fort", "Ann")
    assert view.head.image == f"https://host.example/repo{wide}"


def test_a_republished_article_names_its_original() -> None:
    """`canonical` takes the place of the own address in the head; `source` is the credit."""
    view = view_of(article("a", canonical="https://other.example/story", source="The Other"))
    assert (view.head.canonical, view.source) == ("https://other.example/story", "The Other")


def test_share_links_carry_the_address() -> None:
    """Plain links, the address unspoilt in each, whatever signs it holds; none needs script."""
    address = "https://host.example/repo/a%20b/?x=1&y=2#z"
    links = {link.network: link.url for link in share_links(address)}
    queries = {network: parse_qs(urlsplit(url).query) for network, url in links.items()}
    assert queries == {
        "facebook": {"u": [address]},
        "x": {"url": [address]},
        "linkedin": {"url": [address]},
        "whatsapp": {"text": [address]},
        "telegram": {"url": [address]},
        "email": {"body": [address]},
    }
    assert all(url.isascii() and " " not in url for url in links.values())


@pytest.mark.parametrize(
    ("action", "expected", "encoding"),
    [
        ("https://forms.example/reply", "https://forms.example/reply", "application/x-www-form-urlencoded"),
        ("mailto:a@b.example", "mailto:a@b.example?subject=Reply%20to%3A%20Story%20a", "text/plain"),
        ("mailto:a@b.example?cc=c@d.example",
         "mailto:a@b.example?cc=c@d.example&subject=Reply%20to%3A%20Story%20a", "text/plain"),
        (None, "", "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_reply_goes_where_the_newsroom_wants_it(action: str | None, expected: str, encoding: str) -> None:
    """To an address or by mail, with the headline as its subject; without an action the form stands closed."""
    settings = config(comments={"action": action} if action else {"form": True})
    reply = view_of(article("a", settings), settings=settings).reply
    assert (reply.action, reply.encoding, reply.subject) == (expected, encoding, "Reply to: Story a")


def test_the_reply_form_can_be_left_out() -> None:
    """On the whole site, or on one article."""
    assert (
        view_of(article("a", config(comments={"form": False})), settings=config(comments={"form": False})).reply is None
    )
    assert view_of(article("a", comments=False)).reply is None


def test_a_view_holds_a_body_by_its_digest() -> None:
    """The HTML is not in it, but all that it is made from is: text, rules and what the links resolve to."""
    one, two = (article("a", body=f"Text {n} [x](/)") for n in "12")
    bodies = [view_of(of).body for of in (one, two)]
    assert bodies[0].digest != bodies[1].digest
    assert bodies[0].resolved == (' href="/"',)
    assert bodies[0].source == "articles/a.md"


def test_editing_a_body_changes_one_page() -> None:
    """Lists show cards, never bodies: with a summary of its own, only the article's page and its feeds change."""
    others = [article(f"n{number}", date=f"2025-01-0{number}") for number in range(1, 5)]
    before, after = (planned([article("a", body=body, summary="S"), *others]) for body in ("One.", "Two."))
    changed = [path for path, page in after.items() if before[path].view != page.view]
    assert [path for path in changed if not path.endswith((".xml", ".json"))] == ["2025/02/27/story-a/index.html"]


def test_the_view_of_a_page_leads_back_to_nothing() -> None:
    """A view holds plain data: no Article, no Site, no Config, at any depth."""
    pages = planned([article("a", author="Ann", tags=["x"], x_a={"b": ["c"]})])
    for page in pages.values():
        assert_plain(page.view)


def assert_plain(value: Any) -> None:
    """Assert that a value is made of views, texts, numbers and dates."""
    if hasattr(value, "__struct_fields__"):
        assert type(value).__module__.startswith("sitegen.pages."), type(value)
        for name in value.__struct_fields__:
            assert_plain(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            assert_plain(item)
    elif isinstance(value, dict):
        assert_plain(list(value.items()))
    else:
        assert value is None or type(value).__name__ in {"str", "int", "bool", "float", "datetime"}, type(value)


def test_pages_are_planned_under_the_base_path_but_not_into_it() -> None:
    """The base path is in every address and in no file's path."""
    settings = config(url="https://host.example/repo/")
    pages = planned([article("a", settings)], settings)
    assert view_at(pages, "2025/02/27/story-a/index.html").site.home_url == "/repo/"
    assert not any(path.startswith("repo") for path in pages)
