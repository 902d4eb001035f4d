"""The settings of newsmania, seen in the pages that they shape: what readers get, not what templates are handed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.unit.output.pixel import PNG
from tests.unit.site.newsroom import built, moment, read_tree, story, write_site

from sitegen.content.moments import Moment
from sitegen.errors import ContentError
from sitegen.pages.dates import date_view

SOCIAL = [{"network": "x", "url": "https://social.example/x"}]


def write(root: Path, settings: dict[str, Any], **options: Any) -> None:
    """Write a site of some stories in two sections, with settings for its theme."""
    files: dict[str, str | bytes] = {"media/banner.png": PNG, "media/other.png": PNG}
    for day in range(10, 20):
        section = "World" if day % 2 else "Sports"
        files[f"articles/{day}.md"] = story(title=f"Story {day}", date=f"2025-01-{day}", section=section)
    options = {"theme_settings": settings, "social": SOCIAL} | options
    write_site(root, files, **options)


def page(root: Path, path: str = "index.html") -> str:
    """Build a site and return one of its pages."""
    built(root)
    return (root / "public" / path).read_text(encoding="utf-8")


def made(root: Path, path: str = "index.html", **settings: Any) -> str:
    """Write and build the site with settings; return one of its pages."""
    write(root, settings)
    return page(root, path)


ARTICLE = "2025/01/15/story-15/index.html"
SECTION = "category/world/index.html"


def headings(text: str) -> list[str]:
    """Return the headings of a page's sidebar."""
    sidebar = text[text.index('<aside class="sidebar"') :]
    return re.findall(r"<h2>([^<]*)</h2>", sidebar[: sidebar.index("</aside>")])


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the section and the shape of each block of the home page."""
    return re.findall(r'<section class="block[^"]*" data-section="(\w+)">.*?class="shape-(\w)"', text, re.DOTALL)


def test_home_has_the_blocks_in_the_order_and_shapes_of_the_settings(tmp_path: Path) -> None:
    """Those without a shape take turns; without the setting all sections do, in the order of site.yaml."""
    assert blocks(made(tmp_path)) == [("world", "a"), ("sports", "b")]
    assert blocks(made(tmp_path, home=["Sports", {"section": "world", "shape": "B"}])) == [
        ("sports", "a"),
        ("world", "b"),
    ]
    assert blocks(made(tmp_path, home=[{"section": "World", "shape": "C"}])) == [("world", "c")]
    assert blocks(made(tmp_path, home=[])) == []


@pytest.mark.parametrize("number", [0, 1, 3, 5])
def test_as_many_stories_lead_as_the_settings_say(number: int, tmp_path: Path) -> None:
    """None at all without a gap where they were."""
    text = made(tmp_path, lead=number)
    assert (f'class="lead lead-{number}"' in text) == (number > 0)
    lead = text.partition('<section class="lead')[2].partition("</section>")[0]
    assert lead.count("<article") == number


def test_sidebars_have_the_parts_in_the_order_of_the_settings(tmp_path: Path) -> None:
    """Of home, lists and articles, each its own; none at all is a choice too."""
    settings: dict[str, Any] = {
        "home_sidebar": ["follow", "recent"],
        "list_sidebar": ["sections"],
        "article_sidebar": ["latest", "more"],
    }
    assert headings(made(tmp_path, **settings)) == ["Follow us", "Recent"]
    assert headings(page(tmp_path, SECTION)) == ["Sections"]
    assert headings(page(tmp_path, "404.html")) == ["Sections", "Follow us"]
    assert headings(page(tmp_path, ARTICLE)) == ["Latest News", "More from World"]
    assert headings(made(tmp_path, SECTION, list_sidebar=[])) == []


def test_the_ticker_can_be_left_out(tmp_path: Path) -> None:
    """The page still tells the script where the latest headlines are, which the sidebar shows."""
    with_ticker, without = made(tmp_path, ARTICLE), made(tmp_path, ARTICLE, ticker=False)
    assert ('class="ticker"' in with_ticker, 'class="ticker"' in without) == (True, False)
    assert '<body data-latest="/fragments/latest.html">' in without


@pytest.mark.parametrize(("skin", "start"), [("auto", 'dir="ltr">'), ("dark", 'dir="ltr" data-skin="dark">')])
def test_the_skin_stands_in_the_first_tag(skin: str, start: str, tmp_path: Path) -> None:
    """So that nothing flashes before a style sheet or script is there."""
    for path in ("index.html", SECTION, ARTICLE, "404.html"):
        assert f'<html lang="en" {start}' in made(tmp_path, path, skin=skin)


def test_share_links_are_those_of_the_settings(tmp_path: Path) -> None:
    """In their order."""
    text = made(tmp_path, ARTICLE, share=["email", "x"])
    assert re.findall(r'<li><a class="\w+" href="(mailto:|https://[\w.]+)', text) == ["mailto:", "https://x.com"]
    assert "facebook.com" not in text


def test_no_link_leads_to_a_share_row_without_links(tmp_path: Path) -> None:
    """Without networks the row below the story waits for the buttons of script, and nothing above it leads there."""
    assert ('href="#share"' in made(tmp_path, ARTICLE), 'href="#share"' in made(tmp_path, ARTICLE, share=[])) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("style", "shown"), [("long", "15 January 2025"), ("medium", "15 Jan 2025"), ("numeric", "15/01/2025")]
)
def test_dates_in_lists_have_the_style_of_the_settings(style: str, shown: str, tmp_path: Path) -> None:
    """The byline keeps its ordinal, and machines their date."""
    assert f'<time datetime="2025-01-15">{shown}</time>' in made(tmp_path, SECTION, date_style=style)
    assert '<time datetime="2025-01-15">15th January 2025</time>' in page(tmp_path, ARTICLE)


@pytest.mark.parametrize(
    ("language", "medium", "numeric"),
    [("de", "05.02.2025", "5.2.2025"), ("hi", "5 फ़र॰ 2025", "5/2/2025"), ("pt-BR", "5 de fev. de 2025", "05/02/2025")],
)
def test_every_language_has_its_own_styles(language: str, medium: str, numeric: str) -> None:
    """From CLDR."""
    day = Moment(moment("2025-02-05"), day_only=True)
    assert (date_view(day, language, "medium").day, date_view(day, language, "numeric").day) == (medium, numeric)


def test_a_banner_is_a_picture_with_words_and_perhaps_a_link(tmp_path: Path) -> None:
    """Published with the site, measured, in the masthead of every page; not shown, it is not published."""
    banner = {"src": "/media/banner.png", "alt": "Read us <daily>", "url": "https://shop.example/"}
    text = made(tmp_path, ARTICLE, banner=banner)
    image = '<img src="/media/banner.png" alt="Read us &lt;daily&gt;" width="1" height="1" loading="lazy">'
    assert f'<a class="banner" rel="sponsored" href="https://shop.example/">{image}</a>' in text
    assert text.index('<header class="masthead">') < text.index(image) < text.index("</header>")
    del banner["url"]
    assert f'<p class="banner">{image}</p>' in made(tmp_path, banner=banner)
    assert "media/banner.png" in read_tree(tmp_path / "public")
    assert "banner" not in made(tmp_path)
    assert "media/banner.png" not in read_tree(tmp_path / "public")


def test_a_banner_that_is_not_there_is_told(tmp_path: Path) -> None:
    """At its line of site.yaml, with the file that was likely meant."""
    write(tmp_path, {"banner": {"src": "/media/baner.png", "alt": "x"}})
    with pytest.raises(ContentError) as caught:
        built(tmp_path)
    (problem,) = caught.value.problems
    assert str(problem).startswith("content/site.yaml:8:")
    assert "missing-image: there is no picture content/media/baner.png. Did you mean `/media/banner.png`?" in str(
        problem
    )


def test_the_footer_has_a_line_of_the_newsroom_s_own(tmp_path: Path) -> None:
    """After the copyright, as text."""
    assert '<p class="fine">© News Mania · Printed &amp; read</p>' in made(tmp_path, footer_text="Printed & read")
    assert '<p class="fine">© News Mania</p>' in made(tmp_path)


def test_a_setting_changes_no_page_that_does_not_show_it(tmp_path: Path) -> None:
    """Blocks change the home page alone, share links the articles alone; a colour the address of the style sheet."""
    write(tmp_path, {})
    built(tmp_path)
    write(tmp_path, {"home": ["Sports"]})
    assert built(tmp_path).written == ("index.html",)
    write(tmp_path, {"home": ["Sports"], "share": ["x"]})
    assert {path for path in built(tmp_path).written if not path.startswith("2025/01/1")} == set()
