"""Sitemaps as the protocol's schemas read them; the schemas of schemas/ are written anew from its description."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

_SCHEMAS: Final = Path(__file__).parent / "schemas"
_SPACES: Final = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
MOST_BYTES: Final = 50 * 1024 * 1024


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_SCHEMAS / name)))


def read_sitemap(content: bytes) -> etree._Element:
    """Return the root of a sitemap, or of an index of them; raise AssertionError if it is not valid, or too large."""
    root = etree.fromstring(content)
    schema = _schema("siteindex.xsd" if root.tag == f"{{{_SPACES['s']}}}sitemapindex" else "sitemap.xsd")
    assert schema.validate(root), schema.error_log
    assert len(content) <= MOST_BYTES
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    """Return the texts at an XPath, with the prefixes s, image and news."""
    found = root.xpath(f"{path}/text()", namespaces=_SPACES)
    assert isinstance(found, list)
    return [str(text) for text in found]


def sitemaps(output: Path, url: str) -> dict[str, etree._Element]:
    """Return the root of every sitemap that the index of an output folder names, by its name; all are valid.

    `url` is the site's, with a slash at its end. Raises AssertionError if one is missing, or one is there unnamed.
    """
    index = read_sitemap((output / "sitemap.xml").read_bytes())
    names = [address.removeprefix(url) for address in texts(index, "s:sitemap/s:loc")]
    assert sorted(names) == sorted(f"sitemaps/{path.name}" for path in (output / "sitemaps").iterdir())
    return {Path(name).stem: read_sitemap((output / name).read_bytes()) for name in names}
