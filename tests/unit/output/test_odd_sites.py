"""Sites at the edges: each builds, every address of it resolves at `/` and under `/repo/`, and its HTML holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.unit.output.crawler import Page, broken_links
from tests.unit.output.pixel import PNG
from tests.unit.site.newsroom import built, read_tree, source, story, write_site

Files = dict[str, str | bytes]

ROUND: Files = {
    "articles/a.md": story(
        "Text [b](b.md#part) [about](/pages/about.md) [feed](/feed.xml) ![x](photo.png)[^1]\n\n[^1]: Note.",
        title="One", author=["Ann", "Bob Lee"], tags=["G20", "কলকাতা", "C++"], aliases=["/old/one.html", "/old/one/"],
        image={"src": "/media/a b.png", "alt": "x"}, corrections=[{"date": "2025-03-01", "text": "x"}],
        breaking=True, featured=True, highlights=["x"],
    ),
    "articles/b.md": story(
        "## Part\n\nText [a](a.md).\n\nhttps://youtu.be/abcdefghijk", title="ইস্তাম্বুলে বৈঠক", section="India",
    ),
    "articles/photo.png": PNG,
    "media/a b.png": PNG,
    "media/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
    "authors/ann.md": source("Ann.", name="Ann", image={"src": "/media/a b.png", "alt": "Ann"}),
    "pages/about.md": source("About [us](#us).\n\n## Us", title="About us"),
    "pages/team/index.md": source("Team.", title="Team"),
    "static/robots.txt": "User-agent: *\n",
}  # fmt: skip
"""A site with something of everything."""

SITES: dict[str, tuple[Files, dict[str, Any]]] = {
    "everything": (ROUND, {
        "logo": "/media/logo.svg",
        "menu": [
            {"section": "World"}, {"title": "About", "url": "/pages/about.md#us"}, {"title": "F", "url": "/feed.xml"},
        ],
    }),
    "no articles": ({}, {}),
    "one article": ({"articles/a.md": story()}, {}),
    "one day": ({f"articles/n{n}.md": story(title=f"Story {n}", tags=["x"]) for n in range(30)}, {"per_page": 5}),
    "many pages": (
        {f"articles/n{n}.md": story(title=f"N {n}", date=f"2025-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(60)},
        {"per_page": 5},
    ),
    "subsections": (
        {"articles/a.md": story(section="Delhi")},
        {"sections": [{"title": "World"}, {"title": "India"}, {"title": "Delhi", "parent": "India"}]},
    ),
    "no desks": ({"articles/a.md": story(desk=None, author="Ann")}, {"desks": []}),
    "html addresses": ({"articles/a.md": story("[b](b.md)", url="/2019/story.html"),
                        "articles/b.md": story("[a](/2019/story.html)", title="B", url="/2019/story/index.html")}, {}),
    "aliases below another": (
        {"articles/a.md": story(title="A", aliases=["/2025/02/27/b/old/", "/2025/02/27/b/x.html"]),
         "articles/b.md": story(title="B")}, {},
    ),
    "an author like a desk": ({"articles/a.md": story(author="News Mania Desk")}, {}),
    "one tag in two spellings": (
        {"articles/a.md": story(tags=["C++", "C"]), "articles/b.md": story(title="B", tags=["c"])}, {},
    ),
    "emoji": ({"articles/a.md": story(title="🎉 Party 🎊", tags=["🎉 fun"], author="👩‍🔬 Ann")}, {}),
    "an enormous title": ({"articles/a.md": story(title="word " * 4000 + "কলকাতা" * 200)}, {}),
    "patterns": (
        ROUND,
        {"permalinks": {"article": "/{section}/{slug}/", "section": "/s/{section}/", "author": "/by/{author}/",
                        "desk": "/d/{desk}/", "tag": "/t/{tag}/", "year": "/archive/{year}/",
                        "month": "/archive/{year}-{month}/", "page": "/p/{path}/"}},
    ),
    "other letters": ({"articles/a.md": story(title="Ein Fest & mehr", section="Größe & Maß", tags=["100 %"])},
                      {"sections": ["Größe & Maß", "ভারত"]}),
}  # fmt: skip
LANGUAGES = ("ar", "hi", "bn", "pt-BR", "zz", "en-IN", "zh-Hant-TW")
URLS = (
    "https://news.example/",
    "https://host.example/repo/",
    "http://localhost:8000/a/b/",
    "https://host.example/réponse & more/",
)


def built_at(root: Path, url: str) -> Path:
    """Build a site for an address; return the output folder."""
    built(root, base_url=url)
    return root / "public"


@pytest.mark.parametrize("url", URLS[:2])
@pytest.mark.parametrize("kind", SITES)
def test_every_address_of_an_odd_site_resolves(kind: str, url: str, tmp_path: Path) -> None:
    """Pages, feeds, redirects, pictures, style sheets and scripts (promise 5)."""
    files, options = SITES[kind]
    output = built_at(write_site(tmp_path, files, **options), url)
    assert broken_links(output, url) == []


@pytest.mark.parametrize("url", URLS)
def test_every_address_resolves_wherever_the_site_is_published(url: str, tmp_path: Path) -> None:
    """At the root, in a repository's folder, on a port, deep down, under letters that an address quotes."""
    output = built_at(write_site(tmp_path, ROUND, logo="/media/logo.svg"), url.replace(" ", "%20"))
    assert broken_links(output, url.replace(" ", "%20")) == []
    for path in output.rglob("*.html"):
        addresses = Page(path.read_text(encoding="utf-8")).links
        assert all(address.isascii() and " " not in address for address in addresses), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_in_any_language_builds(language: str, tmp_path: Path) -> None:
    """Whether it has a translation, data of its own, or neither; the direction follows."""
    output = built_at(write_site(tmp_path, ROUND, language=language), URLS[1])
    assert broken_links(output, URLS[1]) == []
    home = (output / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in home


def test_the_crawler_sees_a_broken_link(tmp_path: Path) -> None:
    """In a page, a feed, a style sheet; without the base path; to a fragment that is not there."""
    output = built_at(write_site(tmp_path, ROUND), URLS[1])
    (output / "page.html").write_text('<a href="/about/"></a><img src="x.png"><a href="/repo/about/#them"></a>')
    (output / "bad.css").write_text("a { background: url(none.png) }")
    feed = (output / "feed.xml").read_text(encoding="utf-8")
    (output / "bad.xml").write_text(feed.replace("/repo/2025/", "/repo/2024/"), encoding="utf-8")
    broken = broken_links(output, URLS[1])
    assert {link.split(": ")[0] for link in broken} == {"page.html", "bad.css", "bad.xml"}
    assert len([link for link in broken if link.startswith("page.html")]) == 3


SIGNS = "<script>alert(1)</script> \" ' & </title> --> ]]> {{ 7 * 7 }} {% raw %} &lt;b&gt; %(x)s %s"


def test_signs_in_every_text_field_are_shown_and_never_run(tmp_path: Path) -> None:
    """Markup, quotes, ends of comments, template and format signs: the text arrives whole in pages and feeds."""
    text = SIGNS
    fields: dict[str, Any] = {
        "title": f"T {text}", "subtitle": text, "summary": text, "author": f"A {text}", "tags": [f"G {text}"],
        "dateline": text, "highlights": [text], "corrections": [{"date": "2025-03-01", "text": text}], "source": text,
        "id": text, "image": {"src": "/media/a.png", "alt": text, "caption": text, "credit": text}, "breaking": True,
    }  # fmt: skip
    root = write_site(
        tmp_path,
        {
            "articles/a.md": story(**fields),
            "authors/a.md": source(f"Bio {text.replace('<script>alert(1)</script>', '').replace('</title>', '')}",
                                   name=f"A {text}", role=text),
            "pages/p.md": source(title=f"P {text}", summary=text),
            "media/a.png": PNG,
        },
        title=f"S {text}", tagline=text, publisher={"name": text},
        sections=[{"title": "World", "description": text}, {"title": f"W {text}"}],
        desks=[{"title": "News Mania Desk", "description": text}],
        social=[{"network": "x", "url": "https://x.example/a", "title": text}],
        menu=[{"section": "World", "title": text}],
    )  # fmt: skip
    output = built_at(root, URLS[1])
    assert broken_links(output, URLS[1]) == []
    for path in output.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script\b[^>]*>", page)
        assert all(" src=" in script or "application/ld+json" in script for script in scripts), path
        assert "alert(1)</script>" not in page, path
        assert "49" not in re.sub(r"[\w.-]*\.\w{10}\.\w+|sha384-\S+", "", page), path
    article = next(path for path in output.glob("2025/02/27/*/index.html"))
    assert text in Text(article.read_text(encoding="utf-8")).title
    for path in output.rglob("*.xml"):
        etree.parse(str(path))
        assert b"<script" not in path.read_bytes()


class Text(Page):
    """A page whose title is kept."""

    def __init__(self, text: str) -> None:
        self.title = ""
        self._inside = False
        super().__init__(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self._inside = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_the_output_tells_nothing_of_the_machine(tmp_path: Path) -> None:
    """Neither the checkout's path, nor the site's, nor the clock's year, nor the user's name (promise 2)."""
    root = write_site(tmp_path / "Qwertz", ROUND)
    output = built_at(root, URLS[0])
    for path, content in read_tree(output).items():
        for needle in (str(tmp_path), "Qwertz", str(Path(__file__).parents[3]), "site-packages", "/generator/"):
            assert needle.encode() not in content, path


@pytest.mark.parametrize("moments", [("2025-03-01", "2026-01-01 10:11:12", "2031-07-08 09:10:11")])
def test_the_moment_of_the_build_is_in_no_file(moments: tuple[str, ...], tmp_path: Path) -> None:
    """`as_of` decides which articles are out, and shows nowhere: years later, the same bytes."""
    root = write_site(tmp_path, ROUND)
    trees = []
    for moment in moments:
        built(root, as_of=moment)
        trees.append(read_tree(root / "public"))
    assert trees[0] == trees[1] == trees[2]
    for path, content in trees[0].items():
        text = content.decode(errors="replace") if path.endswith((".html", ".xml")) else ""
        assert set(re.findall(r"\b20[2-3]\d\b", text)) <= {"2025"}, path


def test_a_build_into_a_folder_of_another_site_makes_it_this_one_s(tmp_path: Path) -> None:
    """An output that was sitegen's is swept: nothing of the other site stays."""
    one = write_site(tmp_path, {"articles/a.md": story(title="First")})
    built(one)
    (one / "content" / "articles" / "a.md").unlink()
    (one / "content" / "articles" / "b.md").write_text(story(title="Second"))
    report = built(one)
    assert "2025/02/27/first/index.html" in report.removed
    assert not (one / "public" / "2025" / "02" / "27" / "first").exists()
    clean = write_site(tmp_path / "clean", {"articles/b.md": story(title="Second")})
    built(clean)
    assert read_tree(clean / "public") == read_tree(one / "public")
