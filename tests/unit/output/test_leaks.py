"""Promise 4, nothing unpublished leaks: not a word of it in any file of the output, nor in a file's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.output.pixel import signed
from tests.unit.site.newsroom import built, read_tree, source, story, write_site

HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "scheduled": {"date": "2026-06-01"},
    "embargoed": {"embargo": "2026-06-01"},
    "expired": {"expires": "2025-06-01"},
    "withdrawn": {"status": "withdrawn"},
}


def secret(kind: str) -> str:
    """Return an article in which every field and file holds the word of its kind: xdraftx, xscheduledx ..."""
    word = f"x{kind}x"
    fields = {
        "title": f"Title {word}",
        "slug": f"slug-{word}",
        "subtitle": f"Subtitle {word}",
        "summary": f"Summary {word}",
        "author": f"Author {word}",
        "tags": [f"Tag {word}", "Common"],
        "image": {"src": f"/media/{word}.png", "alt": f"Alt {word}", "caption": word, "credit": word},
        "audio": {"src": f"/media/{word}.mp3", "duration": "1:00"},
        "dateline": word,
        "highlights": [word],
        "corrections": [{"date": "2025-03-01", "text": word}],
        "aliases": [f"/old/{word}/"],
        "id": f"id-{word}",
        "source": word,
        "breaking": True,
        "featured": True,
        "x_word": word,
    }
    return story(
        f"Body {word} ![alt {word}](/media/{word}-body.png) [file](/files/{word}.pdf)", **fields | HIDDEN[kind]
    )


def write_newsroom(root: Path) -> Path:
    """Write a site in which one article is out, and one of each kind is not; all name one another where they may."""
    body = "".join(f" [to {number}]({name}.md)" for number, name in enumerate(HIDDEN) if name != "draft")
    files: dict[str, str | bytes] = {
        "articles/out.md": story(f"Text.{body}", title="Out", tags=["Common"], author="Ann", related=[
            f"articles/{kind}.md" for kind in HIDDEN
        ]),
        "authors/ann.md": source("Ann writes.", name="Ann"),
        "pages/hidden.md": source("Body xpagex", title="Title xpagex", summary="xpagex", status="draft"),
    }  # fmt: skip
    for kind in HIDDEN:
        word = f"x{kind}x"
        photograph = {"src": f"/media/{word}-photo.png", "alt": "x"}
        files[f"articles/{kind}.md"] = secret(kind)
        files[f"authors/{kind}.md"] = source(f"Life of {word}", name=f"Author {word}", role=word, image=photograph)
        files |= {f"media/{word}{part}.png": signed(f"{word}{part}-picture") for part in ("", "-body", "-photo")}
        files[f"files/{word}.pdf"] = b"%PDF"
        files[f"media/{word}.mp3"] = b"ID3\x04\0\0\0\0\0\0"
    menu = [{"section": "World"}, {"title": "Soon", "url": "articles/scheduled.md"}]
    return write_site(root, files, menu=menu)


def leaks(output: Path, word: str) -> list[str]:
    """Return the files of the output that hold a word, in whatever case, or are named by it."""
    needle = word.encode()
    return [path for path, content in read_tree(output).items() if needle in path.encode() + content.lower()]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom, built as of the first of January 2026."""
    root = write_newsroom(tmp_path_factory.mktemp("leaks"))
    built(root)
    return root


@pytest.mark.parametrize("kind", [*HIDDEN, "page"])
def test_not_a_word_of_what_is_not_out_is_in_the_output(kind: str, newsroom: Path) -> None:
    """Pages, lists, feeds, redirects, media, the names of files and folders."""
    assert leaks(newsroom / "public", f"x{kind}x") == []


def test_the_words_are_found_where_they_may_stand(newsroom: Path, tmp_path: Path) -> None:
    """The search itself works: in a preview, what is to come is there, in pages, feeds and media."""
    root = write_newsroom(tmp_path)
    built(root, drafts=True)
    for kind in ("draft", "scheduled", "embargoed"):
        found = leaks(root / "public", f"x{kind}x")
        for part in ("", "-body", "-photo"):
            pictures = leaks(root / "public", f"x{kind}x{part}-picture")
            assert pictures
            assert all(path.startswith("media/") for path in pictures)
        assert f"media/files/x{kind}x.pdf" in found
        assert f"media/x{kind}x.mp3" in found
        assert f"old/x{kind}x/index.html" in found
        assert {
            "index.html",
            "feed.xml",
            "atom.xml",
            "feed.json",
            "tag/common/index.html",
            "corrections/index.html",
        } <= set(found)
    for kind in ("expired", "withdrawn"):
        assert leaks(root / "public", f"x{kind}x") == []


def test_a_day_later_each_is_where_it_should_be_and_nowhere_else(tmp_path: Path) -> None:
    """By time alone: pages, lists, feeds, sitemaps, redirects and media; what is no news is not among the news."""
    root = write_newsroom(tmp_path)
    built(root, as_of="2026-05-31 23:59:59")
    assert not any(leaks(root / "public", f"x{kind}x") for kind in HIDDEN)
    built(root, as_of="2026-06-01")
    for kind, day in (("scheduled", "2026/06/01"), ("embargoed", "2025/02/27")):
        found = set(leaks(root / "public", f"x{kind}x"))
        assert found >= {
            "index.html", "feed.xml", "category/world/index.html", "category/world/feed.xml", "corrections/index.html",
            "sitemaps/pages.xml", f"sitemaps/{day[:7].replace('/', '-')}.xml", f"{day}/slug-x{kind}x/index.html",
            f"old/x{kind}x/index.html", f"author/author-x{kind}x/index.html", f"tag/tag-x{kind}x/feed.xml",
            f"media/files/x{kind}x.pdf",
        }  # fmt: skip
        assert ("sitemaps/news.xml" in found) == (kind == "scheduled")
        assert leaks(root / "public", f"x{kind}x-body-picture")
    for kind in ("draft", "expired", "withdrawn"):
        assert leaks(root / "public", f"x{kind}x") == []


def test_what_expires_is_there_until_its_last_second(tmp_path: Path) -> None:
    """And then nowhere, not in a sitemap nor as a file that nothing shows any more."""
    root = write_newsroom(tmp_path)
    built(root, as_of="2025-06-01 23:59:58")
    found = leaks(root / "public", "xexpiredx")
    assert {"index.html", "feed.xml", "sitemaps/pages.xml", "sitemaps/2025-02.xml"} <= set(found)
    built(root, as_of="2025-06-01 23:59:59")
    assert leaks(root / "public", "xexpiredx") == []


def test_what_is_out_names_nothing_of_the_rest(newsroom: Path) -> None:
    """The article that links to all of them is there, its links as plain text, the menu without the item."""
    page = (newsroom / "public" / "2025" / "02" / "27" / "out" / "index.html").read_text()
    assert "to 1" in page
    assert "Soon" not in page


@pytest.mark.parametrize("change", ["status: draft", "status: withdrawn", "expires: 2025-06-01", "embargo: 2027-01-01"])
def test_what_is_taken_back_goes_from_an_output_that_had_it(change: str, tmp_path: Path) -> None:
    """The next build leaves not a word of it, whichever way it was taken back."""
    image = {"src": "/media/xsecretx.png", "alt": "x"}
    fields = {
        "title": "xsecretx",
        "tags": ["xsecretx"],
        "author": "xsecretx",
        "image": image,
        "aliases": ["/xsecretx/"],
    }
    article = story("xsecretx", **fields)
    files: dict[str, str | bytes] = {
        "articles/a.md": article,
        "articles/b.md": story(title="B"),
        "media/xsecretx.png": signed("xsecretx"),
    }
    root = write_site(tmp_path, files)
    built(root)
    assert len(leaks(root / "public", "xsecretx")) > 10
    pictures = set(read_tree(root / "public" / "media"))
    assert len(pictures) > 3
    (root / "content" / "articles" / "a.md").write_text(article.replace("---\n", f"---\n{change}\n", 1))
    report = built(root)
    assert leaks(root / "public", "xsecretx") == []
    assert {f"media/{path}" for path in pictures} <= set(report.removed)


def test_what_is_scheduled_comes_out_by_time_alone(tmp_path: Path) -> None:
    """The same sources at a later moment: the report said when."""
    root = write_site(tmp_path, {"articles/a.md": story(title="xsecretx", date="2026-03-01 09:30")})
    report = built(root)
    assert leaks(root / "public", "xsecretx") == []
    assert report.next_change is not None
    assert report.next_change.isoformat() == "2026-03-01T09:30:00+05:30"
    assert built(root, as_of="2026-03-01 09:29").written == ()
    assert "2026/03/01/xsecretx/index.html" in built(root, as_of="2026-03-01 09:30").written
