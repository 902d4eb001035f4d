"""Promise 5, every address resolves: links by source path, files of content/, paths on the site, and pictures."""

from __future__ import annotations

import pytest
from tests.unit.site.newsroom import article, assembled, author, config, content, fitted, measured, page, site

from sitegen.content.markdown.body import fill_holes
from sitegen.errors import Location
from sitegen.pictures.markup import BODY_SIZES
from sitegen.pictures.renditions import Look, Rendition
from sitegen.site.urls import locate


def digest_of(asset: str) -> str:
    return measured(asset).digest


def href(link: str, *, url: str = "https://news.example/", assets: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return what `[x](link)` in articles/world/here.md becomes on the page and in the feed."""
    settings = config(url=url)
    articles = [
        article("world/here", settings, body=f"[x]({link})"),
        article("world/there", settings, title="There", body="## Part one"),
        article("later", settings, title="Later", date="2030-01-01"),
        article("gone", settings, title="Gone", status="withdrawn"),
        article("own", settings, title="Own", url="/old ü/own.html"),
    ]
    pages, authors = [page("about", settings)], [author("ann", settings, name="Ann")]
    found = site(articles, settings, pages=pages, authors=authors, assets=assets)
    body = articles[0].body
    resolved = found.resolved(articles[0])
    return tuple(fill_holes(body.parts, values) for values in (resolved.page, resolved.feed))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("there.md", "2025/02/27/there/"),
        ("../world/there.md", "2025/02/27/there/"),
        ("/articles/world/there.md", "2025/02/27/there/"),
        ("there.md#part-one", "2025/02/27/there/#part-one"),
        ("there.md?x=1#part-one", "2025/02/27/there/?x=1#part-one"),
        ("../../pages/about.md", "about/"),
        ("../own.md", "old%20%C3%BC/own.html"),
        ("/category/world/", "category/world/"),
        ("/feed.xml", "feed.xml"),
        ("/", ""),
    ],
)
def test_a_link_leads_under_the_base_path(link: str, path: str) -> None:
    """By source path or by address, at `/` and at `/repo/`; in a feed the address is whole."""
    assert href(link) == (f'<p><a href="/{path}">x</a></p>\n', f'<p><a href="https://news.example/{path}">x</a></p>\n')
    assert href(link, url="https://host.example/repo/") == (
        f'<p><a href="/repo/{path}">x</a></p>\n',
        f'<p><a href="https://host.example/repo/{path}">x</a></p>\n',
    )


@pytest.mark.parametrize("link", ["../later.md", "../gone.md", "../../authors/ann.md"])
def test_a_link_to_what_is_not_out_is_plain_text(link: str) -> None:
    """Neither an address nor a mistake: the link comes when its target does (promise 4)."""
    assert href(link) == ("<p><a>x</a></p>\n", "<p><a>x</a></p>\n")


def test_a_link_to_a_file_publishes_it() -> None:
    """A document that something links to is copied, under the base path; one that nothing links to is not."""
    page_html, feed_html = href("/files/Report%202025.pdf", assets=("files/Report 2025.pdf", "files/secret.pdf"))
    assert page_html == '<p><a href="/media/files/Report%202025.pdf">x</a></p>\n'
    assert feed_html == '<p><a href="https://news.example/media/files/Report%202025.pdf">x</a></p>\n'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[x](nowhere.md)", "broken-link"),
        ("[x](nowhere/)", "broken-link"),
        ("[x](../../../etc/passwd)", "broken-link"),
        ("[x](a.md#nothing)", "broken-fragment"),
        ("[x](draft.md)", "link-to-draft"),
        ("![x](none.jpg)", "missing-image"),
        ("![x](/../../../etc/passwd.jpg)", "missing-image"),
    ],
)
def test_a_link_to_nothing_is_a_mistake_with_its_place(body: str, code: str) -> None:
    """The line and column are those of the address."""
    articles = [article("a"), article("b", body=f"Text\nand {body}"), article("draft", status="draft")]
    _, problems = assembled(articles)
    assert [(problem.code, problem.location) for problem in problems] == [
        (code, Location("content/articles/b.md", 8, 9 if body.startswith("[") else 10))
    ]


def test_every_article_with_the_same_dead_link_is_named() -> None:
    """One path that is linked from three articles is three mistakes: all are reported at once (promise 1)."""
    _, found = fitted(content([article(name, body="[x](/nowhere/)") for name in "abc"]))
    assert [(path, where.path) for path, where in found.expected] == [
        ("/nowhere/", f"content/articles/{name}.md") for name in "abc"
    ]


def test_only_pictures_that_something_shows_are_published() -> None:
    """A featured picture and one in a body are; those of what is not out, and the forgotten ones, are not."""
    assets = [f"media/{name}.jpg" for name in ("featured", "body", "later", "drafted", "expired", "forgotten", "logo")]
    articles = [
        article("a", image={"src": "/media/featured.jpg", "alt": "x"}, body="![x](/media/body.jpg)"),
        article("b", date="2030-01-01", image={"src": "/media/later.jpg", "alt": "x"}),
        article("c", status="draft", body="![x](/media/drafted.jpg)"),
        article("d", expires="2025-05-01", body="![x](/media/expired.jpg)"),
    ]
    _, found = fitted(content(articles, config(logo="/media/logo.jpg"), assets=assets))
    assert found.pictures == {digest_of("media/body.jpg"), digest_of("media/featured.jpg")}
    assert sorted(found.published) == ["media/logo.jpg"]


def test_the_photograph_of_an_author_without_a_page_is_not_published() -> None:
    """Who writes only what is not out yet is not announced by a file in media/ either; a missing one is told."""
    photograph = {"src": "/media/ann.jpg", "alt": "Ann"}
    ann = author("ann", name="Ann", image=photograph)
    later = article("later", date="2030-01-01", author="Ann")
    assert fitted(content([later], authors=[ann], assets=["media/ann.jpg"]))[1].pictures == frozenset()
    assert [problem.code for problem in assembled([later], authors=[ann])[1]] == ["missing-image"]
    _, found = fitted(content([article("now", author="Ann")], authors=[ann], assets=["media/ann.jpg"]))
    assert found.pictures == {digest_of("media/ann.jpg")}


def test_a_drawing_beside_its_article_is_published_by_its_folder() -> None:
    """Two drawings of one name in two folders are two files."""
    articles = [article(f"{name}/story", body="![x](photo.svg)") for name in ("one", "two")]
    _, found = fitted(content(articles, assets=["articles/one/photo.svg", "articles/two/photo.svg"]))
    assert [path for path, _ in found.published.values()] == [
        "/media/articles/one/photo.svg",
        "/media/articles/two/photo.svg",
    ]


def test_a_picture_has_its_size_on_the_page() -> None:
    """Width and height keep the text from jumping while the picture loads; a feed has one address, which is whole."""
    shown = article("a", body="![A fort](/media/a.jpg)")
    resolved = site([shown], assets=["media/a.jpg"]).resolved(shown)
    name = Look(measured("media/a.jpg"), (50, 50), 75).path(Rendition("full", 1200, 675, "jpg"))
    widths = ", ".join(f"{name.replace('1200.jpg', str(width))}.webp {width}w" for width in (480, 800, 1200))
    assert resolved.page == (
        f'<picture><source type="image/webp" srcset="{widths}" sizes="{BODY_SIZES}">',
        f' src="{name}" width="1200" height="675" decoding="async" data-tone="7b"',
        "</picture>",
    )
    assert resolved.feed == ("", f' src="https://newsmania.example{name}" width="1200" height="675"', "")


def test_a_drawing_is_shown_as_it_is() -> None:
    """It is sharp at any size."""
    shown = article("a", body="![A fort](/media/a&b.svg)")
    resolved = site([shown], assets=["media/a&b.svg"]).resolved(shown)
    assert resolved.page == ("", ' src="/media/a&amp;b.svg" width="1200" height="675"', "")
    assert resolved.feed[1] == ' src="https://newsmania.example/media/a&amp;b.svg" width="1200" height="675"'


def test_a_picture_on_another_host_is_left_where_it_is() -> None:
    """Nothing is fetched at a build."""
    shown = article("a", image={"src": "https://host.example/a.jpg", "alt": "x"})
    found, findings = fitted(content([shown]))
    picture = found.picture(shown)
    assert picture is not None
    assert picture.url == "https://host.example/a.jpg"
    assert findings.published == {}


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("b.md", "articles/world/b.md"),
        ("./b.md", "articles/world/b.md"),
        ("../b.md", "articles/b.md"),
        ("/media/x.jpg", "media/x.jpg"),
        ("//media//x.jpg", "media/x.jpg"),
        ("/../x.jpg", "x.jpg"),
        ("../../../x.jpg", "../x.jpg"),
    ],
)
def test_a_path_never_leaves_content(target: str, file: str) -> None:
    """A target that climbs out keeps its `..`, and so names no file (promise 7)."""
    assert locate(target, "articles/world/a.md") == file
