"""Structured data of every kind of page: typed by TypeScript, read by extruct, whole in what search engines require."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import extruct
import pytest
from tests.support.kinds import PAGES, find_page
from tests.support.sites import BuiltSite
from tests.support.tools import FILES, need_tool, run_tool

KINDS = tuple(kind for kind in PAGES if kind != "404")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CONSTRAINT = re.compile(r', "\w+-input": "[^"]*"')
"""What an action wants to be given: an annotation of properties that the types of a Graph leave out."""
MAIN = {
    "home": "NewsMediaOrganization",
    "article": "AnalysisNewsArticle",
    "live": "LiveBlogPosting",
    "author": "ProfilePage",
    "desk": "ProfilePage",
    "page": "WebPage",
    "corrections": "WebPage",
    "feeds": "WebPage",
}
"""The type of the first node; a list has CollectionPage."""
TSC = ("--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--types", "")


def read_page(site: BuiltSite, kind: str) -> str:
    return (site.folder / find_page(site.folder, kind) / "index.html").read_text(encoding="utf-8")


def graph_of(html: str) -> dict[str, Any]:
    """Return the one graph of a page."""
    (text,) = SCRIPT.findall(html)
    graph: dict[str, Any] = json.loads(text)
    return graph


def check_types(graphs: dict[str, dict[str, Any]], folder: Path) -> str:
    """Return what TypeScript says of graphs, each a constant named for its kind of page."""
    modules = FILES["tsc"].parents[2]
    (folder / "node_modules").symlink_to(modules)
    lines = ['import type { Graph } from "schema-dts";']
    texts = {kind: CONSTRAINT.sub("", json.dumps(graph)) for kind, graph in graphs.items()}
    lines += [f"export const {kind}: Graph = {text};" for kind, text in texts.items()]
    (folder / "graphs.ts").write_text("\n".join(lines), encoding="utf-8")
    need_tool("tsc")
    done = run_tool(need_tool("node"), FILES["tsc"], *TSC, "graphs.ts", cwd=folder)
    assert (done.returncode == 0) == (done.stdout == ""), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def graphs(example_site_under_repo: BuiltSite) -> dict[str, dict[str, Any]]:
    """The graph of a page of each kind."""
    return {kind: graph_of(read_page(example_site_under_repo, kind)) for kind in KINDS}


def test_every_graph_is_of_schema_org_s_types(graphs: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    """And so is the example site's of every other page."""
    assert check_types(graphs, tmp_path) == ""


@pytest.mark.parametrize(
    ("kind", "name", "wrong"),
    [("article", "headline", "headlin"), ("home", "correctionsPolicy", "correctionPolicy"), ("author", "name", "nome")],
)
def test_a_wrong_property_is_noticed(
    kind: str, name: str, wrong: str, graphs: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """Else the test above would prove nothing."""
    text = json.dumps(graphs[kind]).replace(f'"{name}":', f'"{wrong}":', 1)
    said = check_types({kind: json.loads(text)}, tmp_path)
    assert f"'{wrong}' does not exist" in said or f'"{wrong}"' in said


def test_every_page_has_one_graph_and_extruct_reads_the_same(example_site_under_repo: BuiltSite) -> None:
    """Redirects, the fragment and the page for lost readers have none."""
    seen = 0
    for file in example_site_under_repo.folder.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html or file.name in ("404.html", "latest.html"):
            assert not SCRIPT.search(html), file
            continue
        (found,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
        assert found == graph_of(html), file
        seen += 1
    assert seen > 100


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_node_says_what_the_page_is(kind: str, graphs: dict[str, dict[str, Any]]) -> None:
    """With a breadcrumb for every page but the home page, and the newsroom and the site, named once each."""
    types = [node["@type"] for node in graphs[kind]["@graph"]]
    assert types[0] == MAIN.get(kind, "CollectionPage")
    assert types.count("NewsMediaOrganization") == types.count("WebSite") == 1
    assert ("BreadcrumbList" in types) == (kind != "home")


def test_an_article_has_what_search_engines_require(example_site_under_repo: BuiltSite) -> None:
    """Headline, dates with their offset, authors with addresses, pictures in three ratios, publisher with a logo."""
    html = read_page(example_site_under_repo, "article")
    nodes = {node["@type"]: node for node in graph_of(html)["@graph"]}
    article = nodes["AnalysisNewsArticle"]
    assert article["headline"] == unescape(re.findall(r"<h1>(.*?)</h1>", html)[0])
    assert article["mainEntityOfPage"] == re.findall(r'rel="canonical" href="(.*?)"', html)[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:30", article["datePublished"])
    assert all(author["name"] and author["url"].startswith("https://") for author in article["author"])
    assert [author["@type"] for author in article["author"]][-1] == "Organization"
    files = [picture.partition("/repo/")[2] for picture in article["image"]]
    assert [re.sub(r".*-(\w)\d+\.jpg", r"\1", file) for file in files] == ["w", "s", "q"]
    assert all((example_site_under_repo.folder / file).is_file() for file in files)
    assert nodes["NewsMediaOrganization"]["logo"]["url"].startswith("https://newsmania.example/repo/media/")
    assert article["publisher"] == {"@id": nodes["NewsMediaOrganization"]["@id"]}
    assert "name" in nodes["BreadcrumbList"]["itemListElement"][-1]
    assert 'name="robots" content="max-image-preview:large"' in html


def test_the_newsroom_names_its_policies(graphs: dict[str, dict[str, Any]]) -> None:
    """Those of the settings, and the page of corrections by itself."""
    newsroom = graphs["home"]["@graph"][0]
    assert newsroom["correctionsPolicy"] == "https://newsmania.example/repo/corrections/"
    assert newsroom["publishingPrinciples"] == "https://newsmania.example/repo/editorial-policy/"


def test_a_correction_is_in_the_graph_of_its_article(example_site_under_repo: BuiltSite) -> None:
    """With its day."""
    pages = [file.read_text(encoding="utf-8") for file in example_site_under_repo.folder.glob("2*/*/*/*/index.html")]
    corrected = [page for page in pages if '<aside class="corrections"' in page]
    assert corrected
    for page in corrected:
        (comment, *_) = graph_of(page)["@graph"][0]["correction"]
        assert (comment["@type"], len(comment["datePublished"])) == ("CorrectionComment", 10)
        assert comment["text"] in unescape(page.partition('<aside class="corrections"')[2])
