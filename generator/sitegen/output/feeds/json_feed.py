"""A FeedView -> JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from sitegen.output.feeds.generator import Contents
from sitegen.pages.feed import FeedItem, FeedView

_encode = msgspec.json.Encoder().encode


def write(view: FeedView, items: Sequence[FeedItem], contents: Contents) -> tuple[bytes, list[bytes], bytes]:
    """Return the pieces of the feed of a view with some of its items, UTF-8."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.url,
        "feed_url": view.self_url,
        "description": view.description,
        "user_comment": f"{view.explanation} {view.guide.text}: {view.guide.url}",
        "language": view.language,
        "authors": [{"name": view.publisher}],
    }
    if view.picture:
        feed["icon"] = view.picture.url
    if view.hub:
        feed["hubs"] = [{"type": "WebSub", "url": view.hub}]
    head = _encode(feed)[:-1] + b',"items":[\n'
    return head, [_encode(_item(item, contents)) for item in items], b"\n]}\n"


def _item(item: FeedItem, contents: Contents) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary or item.title,
        "date_published": _written(item.published),
        "authors": [{"name": creator.text, "url": creator.url} for creator in item.creators],
        "tags": list(item.categories),
    }
    if item.body is None:
        found["content_text"] = found["summary"]
    else:
        found["content_html"] = contents(item)
    if item.updated > item.published:
        found["date_modified"] = _written(item.updated)
    if item.language:
        found["language"] = item.language
    if item.picture:
        found["image"] = item.picture.url
    if item.sound:
        size = {"size_in_bytes": item.sound.length} if item.sound.length else {}
        found["attachments"] = [
            {
                "url": item.sound.url,
                "mime_type": item.sound.type,
                **size,
                "duration_in_seconds": item.sound.seconds,
            }
        ]
    return found


def _written(moment: datetime) -> str:
    return moment.isoformat()
