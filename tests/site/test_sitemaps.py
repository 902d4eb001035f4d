"""Promise 5 for crawlers: sitemaps are valid, name every page that may be found, and nothing that is not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.support.command import Outcome
from tests.support.sitemaps import sitemaps, texts
from tests.support.sites import AS_OF, BuiltSite

_REFRESH = re.compile(r'http-equiv="?refresh')
_NO_INDEX = re.compile(r'<meta name="?robots"? content="?noindex')


def file_of(site: BuiltSite, address: str) -> Path:
    """Return the file that a host shows at an address of the site."""
    assert address.startswith(site.url), address
    path = unquote(address.removeprefix(site.url))
    return site.folder / (f"{path}index.html" if path == "" or path.endswith("/") else path)


def may_be_found(site: BuiltSite) -> set[str]:
    """Return the paths of the pages that ask no crawler to leave them out, but the numbered ones of lists."""
    pages = {path.relative_to(site.folder).as_posix(): path for path in site.folder.rglob("*.html")}
    texts_of = {name: path.read_text(encoding="utf-8") for name, path in pages.items() if "/page/" not in name}
    hidden = ("fragments/",)
    return {
        name
        for name, text in texts_of.items()
        if not name.startswith(hidden) and not _REFRESH.search(text) and not _NO_INDEX.search(text)
    }


def check(site: BuiltSite) -> None:
    """Compare the sitemaps of a site with its pages."""
    found = sitemaps(site.folder, site.url)
    assert {"pages", "2025-02"} <= found.keys()
    addresses = [address for root in found.values() for address in texts(root, "s:url/s:loc")]
    assert len(addresses) == len(set(addresses))
    files = {file_of(site, address).relative_to(site.folder).as_posix() for address in addresses}
    assert files == may_be_found(site)
    pictures = {picture for root in found.values() for picture in texts(root, "//image:loc")}
    assert pictures
    assert not [picture for picture in pictures if not file_of(site, picture).is_file()]


def test_the_sitemaps_of_the_example(either_site: BuiltSite) -> None:
    """At the root of a host and under a base path."""
    check(either_site)


def test_the_sitemaps_of_a_newsroom_in_arabic(arabic_site: BuiltSite) -> None:
    """Whose addresses are percent-encoded."""
    check(arabic_site)


@pytest.mark.parametrize("flags", [(), ("--verify",), ("--clean",)])
def test_what_machines_look_for_stays_where_it_is(
    flags: tuple[str, ...], sitegen: Callable[..., Outcome], tiny_site: Path
) -> None:
    """A folder with a dot is the site's as any other: the next build leaves it, whatever that believes."""
    config = tiny_site / "content" / "site.yaml"
    options = "ads: ['ads.example, 1, DIRECT']\nsecurity: {contact: mailto:a@newsmania.example, expires: 2026-12-31}\n"
    config.write_text(config.read_text(encoding="utf-8") + options, encoding="utf-8")
    public = tiny_site / "public"
    files = [public / name for name in ("robots.txt", "ads.txt", ".well-known/security.txt", ".nojekyll")]
    assert sitegen("build", tiny_site, "--as-of", AS_OF).status == 0
    before = [file.read_bytes() for file in files]
    outcome = sitegen("build", tiny_site, "--as-of", AS_OF, *flags)
    assert (outcome.status, outcome.stderr) == (0, "")
    assert " 0 written, 0 removed," in outcome.stdout
    assert [file.read_bytes() for file in files] == before
