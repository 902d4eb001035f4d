"""What the three formats of a feed must have in common, and what a schema says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
from lxml import etree
from tests.support.readers import feedsmith

_QUOTED = re.compile(r"tag:[^:]*:(?:[^:]*/)?id/(.*)")
_SCHEMAS = Path(__file__).parent / "schemas"


@cache
def _atom() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(_SCHEMAS / "atom.rng")))


@cache
def _json_feed() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads((_SCHEMAS / "json-feed.schema.json").read_text(encoding="utf-8")))


def atom_mistakes(path: Path) -> str:
    """What keeps a file from being Atom; empty if nothing does."""
    schema = _atom()
    return "" if schema.validate(etree.parse(str(path))) else str(schema.error_log)


def json_mistakes(path: Path) -> list[str]:
    """What keeps a file from being a JSON feed."""
    errors = _json_feed().iter_errors(json.loads(path.read_text(encoding="utf-8")))
    return [f"{error.json_path}: {error.message}" for error in errors]


def assert_agreement(folders: Iterable[Path]) -> list[dict[str, Any]]:
    """Fail unless feedsmith reads the same in the three feeds of each folder; return the items, field by field."""
    places = list(folders)
    feeds = feedsmith(*(place / name for place in places for name in ("feed.xml", "atom.xml", "feed.json")))
    found: list[dict[str, Any]] = []
    for number, place in enumerate(places):
        rss, atom, plain = feeds[3 * number : 3 * number + 3]
        assert (rss["format"], atom["format"], plain["format"]) == ("rss", "atom", "json")
        heads = [_rss_head(rss["feed"]), _atom_head(atom["feed"]), _json_head(plain["feed"])]
        assert heads[0] == heads[1] == heads[2], place
        items = zip(
            map(_rss_item, rss["feed"].get("items", [])),
            map(_atom_item, atom["feed"].get("entries", [])),
            map(_json_item, plain["feed"].get("items", [])),
            strict=True,
        )
        found += [_agreed(forms) for forms in items]
    return found


def _agreed(forms: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return all that the forms of an item say, of which no two say another thing."""
    agreed: dict[str, Any] = {}
    for form in forms:
        assert {"id", "url", "title", "summary", "content", "authors", "tags", "published", "updated"} <= form.keys()
        assert {name: agreed[name] for name in form if name in agreed} == {
            name: value for name, value in form.items() if name in agreed
        }
        agreed |= form
    return agreed


def _rss_head(feed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": feed["title"],
        "url": feed["link"],
        "description": feed["description"],
        "language": feed["language"],
        "hub": next((link["href"] for link in feed["atom"]["links"] if link["rel"] == "hub"), None),
        "picture": feed.get("image", {}).get("url"),
    }


def _atom_head(feed: Mapping[str, Any]) -> dict[str, Any]:
    links = {link["rel"]: link["href"] for link in feed["links"]}
    return {
        "title": feed["title"]["value"],
        "url": links["alternate"],
        "description": feed["subtitle"]["value"],
        "language": feed["xml"]["lang"],
        "hub": links.get("hub"),
        "picture": feed.get("logo"),
    }


def _json_head(feed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": feed["title"],
        "url": feed["home_page_url"],
        "description": feed["description"],
        "language": feed["language"],
        "hub": next((hub["url"] for hub in feed.get("hubs", [])), None),
        "picture": feed.get("icon"),
    }


def _rss_item(item: Mapping[str, Any]) -> dict[str, Any]:
    published = parsedate_to_datetime(item["pubDate"])
    enclosure = next(iter(item.get("enclosures", [])), None)
    return {
        "id": item["guid"]["value"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content": item.get("content", {}).get("encoded"),
        "published": published,
        "updated": datetime.fromisoformat(item["atom"]["updated"]) if "atom" in item else published,
        "authors": item["dc"]["creators"],
        "tags": [category["name"] for category in item["categories"]],
        "language": next(iter(item["dc"].get("languages", [])), None),
        "enclosure": enclosure and (enclosure["url"], enclosure["type"], enclosure["length"] or None),
        "picture": _picture(item),
        "image": _picture(item).get("url"),
        "seconds": _seconds(item.get("itunes", {}).get("duration")),
    }


def _atom_item(item: Mapping[str, Any]) -> dict[str, Any]:
    links = {link.get("rel", "alternate"): link for link in item["links"]}
    enclosure = links.get("enclosure")
    return {
        # What is no IRI stands, quoted, at the end of one.
        "id": unquote(found[1]) if (found := _QUOTED.fullmatch(item["id"])) else item["id"],
        "url": links["alternate"]["href"],
        "title": item["title"]["value"],
        "summary": item["summary"]["value"],
        "content": item.get("content", {}).get("value"),
        "published": datetime.fromisoformat(item["published"]),
        "updated": datetime.fromisoformat(item["updated"]),
        "authors": [author["name"] for author in item["authors"]],
        "people": [(author["name"], author["uri"]) for author in item["authors"]],
        "tags": [category["term"] for category in item["categories"]],
        "language": item.get("xml", {}).get("lang"),
        "enclosure": enclosure and (enclosure["href"], enclosure["type"], enclosure.get("length")),
        "picture": _picture(item),
        "image": _picture(item).get("url"),
    }


def _json_item(item: Mapping[str, Any]) -> dict[str, Any]:
    published = datetime.fromisoformat(item["date_published"])
    found = {
        "id": item["id"],
        "url": item["url"],
        "title": item["title"],
        "summary": item["summary"],
        "content": item.get("content_html"),
        "published": published,
        "updated": datetime.fromisoformat(item["date_modified"]) if "date_modified" in item else published,
        "authors": [author["name"] for author in item["authors"]],
        "people": [(author["name"], author["url"]) for author in item["authors"]],
        "tags": item["tags"],
        "language": item.get("language"),
        "image": item.get("image"),
        "seconds": None,
    }
    for sound in item.get("attachments", []):
        found["enclosure"] = sound["url"], sound["mime_type"], sound.get("size_in_bytes")
        found["seconds"] = sound["duration_in_seconds"]
    return found


def _picture(item: Mapping[str, Any]) -> dict[str, Any]:
    """What Media RSS says of an item's picture."""
    found: dict[str, Any] = next(iter(item.get("media", {}).get("contents", [])), {})
    return found


def _seconds(typed: int | str | None) -> int | None:
    if not isinstance(typed, str):
        return typed
    seconds = 0
    for part in typed.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds
