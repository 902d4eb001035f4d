"""Promise 7: every page tells the browser to load nothing, and to send nothing, that the site's own settings do not."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.property.newsroom_site import AS_OF, write_newsroom
from tests.unit.site.newsroom import built

OWN = ["'self'"]
NONE = ["'none'"]
EMBED = re.compile(r'data-frame="(https://[^/"]+)')


class Head(HTMLParser):
    """What stands in a page's head, in order, and whatever could run or colour without a file."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.policies: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if (values.get("http-equiv") or "").lower() == "content-security-policy":
            assert not {"link", "script", "style"} & set(self.tags), "the policy comes too late"
            self.policies.append(values["content"] or "")
        is_data = values.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self.inline.append(tag)
        self.inline += [name for name in values if name == "style" or name.startswith("on")]


def policy_of(page: str) -> dict[str, list[str]]:
    """Return the sources of each directive of a page's one policy."""
    (policy,) = Head(page).policies
    directives = [directive.split() for directive in policy.split(";")]
    names = [name for name, *_ in directives]
    assert len(set(names)) == len(names)
    return {name: sources for name, *sources in directives}


@pytest.mark.parametrize(
    ("comments", "origin"),
    [
        ({"action": "https://forms.example:8443/reply?to=desk"}, ["https://forms.example:8443"]),
        ({"action": "mailto:desk@gazette.example"}, ["mailto:"]),
        ({"action": "https://forms.example/reply", "form": False}, []),
        ({}, []),
    ],
)
def test_every_page_has_a_strict_policy(comments: dict[str, Any], origin: list[str], tmp_path: Path) -> None:
    """Of every kind: home, lists, articles, plain pages, corrections, years, 404, redirects and the fragment.

    Scripts, styles and requests are the site's own; a form is sent to the site, or where its settings say.
    """
    write_newsroom(tmp_path)
    settings = tmp_path / "content" / "site.yaml"
    lines = [line for line in settings.read_text().splitlines() if not line.startswith("comments:")]
    settings.write_text("\n".join([*lines, f"comments: {json.dumps(comments)}\n"]))
    built(tmp_path, as_of=AS_OF)
    files = sorted((tmp_path / "public").rglob("*.html"))
    framed = 0
    for file in files:
        page = file.read_text(encoding="utf-8")
        policy = policy_of(page)
        assert Head(page).inline == []
        fallback = policy.pop("default-src")
        assert fallback == NONE
        assert policy.get("script-src", OWN) == policy.get("style-src", OWN) == policy.get("connect-src", OWN) == OWN
        assert policy["base-uri"] == NONE
        assert policy["form-action"] in ([*OWN, *origin], NONE)
        frames = sorted(set(EMBED.findall(page)))
        assert policy.get("frame-src", NONE) == (frames or NONE)
        framed += bool(frames)
        others = {name: sources for name, sources in policy.items() if name not in ("img-src", "frame-src")}
        sources = {source for sources in others.values() for source in sources}
        assert sources <= {"'self'", "'none'", *origin}
        if '<form method="post"' in page:
            assert policy["form-action"] == [*OWN, *origin]
    kinds = {"index.html", "404.html", "fragments/latest.html", "2025/index.html", "about/index.html"}
    kinds |= {"corrections/index.html", "category/world/index.html", "write/index.html"}
    assert kinds <= {file.relative_to(tmp_path / "public").as_posix() for file in files}
    assert framed


def test_a_banner_may_come_from_another_host(tmp_path: Path) -> None:
    """Every page that shows it admits its host, and says nothing of a size that is not known."""
    write_newsroom(tmp_path)
    settings = tmp_path / "content" / "site.yaml"
    banner = {"banner": {"src": "https://pictures.example/b.png", "alt": "A banner"}}
    lines = [line for line in settings.read_text().splitlines() if not line.startswith("theme_settings:")]
    settings.write_text("\n".join([*lines, f"theme_settings: {json.dumps(banner)}\n"]))
    built(tmp_path, as_of=AS_OF)
    pages = [file.read_text(encoding="utf-8") for file in sorted((tmp_path / "public").rglob("*.html"))]
    showing = [
        page for page in pages if '<img src="https://pictures.example/b.png" alt="A banner" loading="lazy">' in page
    ]
    assert len(showing) == sum('class="banner"' in page for page in pages) > 10
    assert all("https://pictures.example" in policy_of(page)["img-src"] for page in showing)


def test_the_store_of_what_script_fetches_shows_its_icons(tmp_path: Path) -> None:
    """Opened by its own address it breaks none of its own rules: the icons are pictures of the site."""
    write_newsroom(tmp_path)
    built(tmp_path, as_of=AS_OF)
    page = (tmp_path / "public/fragments/latest.html").read_text(encoding="utf-8")
    assert "icons." in page
    assert policy_of(page)["img-src"] == ["'self'", "data:"]
