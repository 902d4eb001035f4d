"""The HTML of a feed item: what readers elsewhere can show of an article, without our style sheet, script or page.

Addresses are whole, frames are links, and what only our page makes sense of (empty anchors, scroll boxes, classes of
alignment) is gone or said otherwise. The featured picture and the audio file stand above the text and the corrections
below, for readers that show the content alone.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import urljoin

from sitegen.content.updates import SEPARATOR
from sitegen.pages.feed import FeedItem, FeedPicture

_WHOLE: Final = re.compile("(?:https?:|mailto:|tel:)")
_NOT_WHOLE: Final = re.compile(r'\s(?:src|href|srcset|poster|cite)="(?!https?:|mailto:|tel:)')
"""Where an address may stand that leads nowhere from another host, or the words of a text that look like it."""
_TAG: Final = re.compile(r'<[a-zA-Z][^\s>"]*(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*/?>')
_ADDRESS: Final = re.compile(r'(\s)(src|href|srcset|poster|cite)="([^"]*)"')
_ANCHOR: Final = re.compile(r'<a class="anchor"[^<>]*></a>')
_EMBED: Final = re.compile(r'<figure class="embed"[^<>]*? data-title="([^"]*)"[^<>]*>(.*?)</figure>', re.DOTALL)
_TABLE: Final = re.compile(r'<div class="table"[^<>]*>')
_ALIGNED: Final = re.compile(r'(<t[dh]) class="align-(\w+)"')


def content_of(item: FeedItem, html: str, *, trusted: bool) -> str:
    """Return the HTML of an item; `html` is its body, `trusted` tells that the body holds whatever an author typed."""
    parts = [_figure(item.picture)] if item.picture else []
    if item.sound:
        parts.append(f'<p><a href="{escape(item.sound.url)}">{escape(item.sound.text)}</a></p>\n')
    story, *texts = html.split(SEPARATOR)
    parts.append(for_readers(story, item.url, trusted=trusted))
    for update, text in zip(item.updates, texts, strict=True):
        parts.append(f'<h3><a href="{escape(update.url)}">{escape(update.text)}</a></h3>\n')
        parts.append(for_readers(text, item.url, trusted=trusted))
    for note in item.notes:
        label = f"<strong>{escape(note.label)}</strong> " if note.label else ""
        parts.append(f"<p>{label}{escape(note.text)}</p>\n")
    content = "".join(parts)
    if item.direction == "ltr" and not item.language:
        return content
    language = f' lang="{item.language}"' if item.language else ""
    return f'<div{language} dir="{item.direction}">\n{content}</div>\n'


def for_readers(html: str, url: str, *, trusted: bool = False) -> str:
    """Return the HTML of a body as readers elsewhere can show it; `url` is the article's whole address."""
    if trusted:
        from sitegen.output.feeds.trusted import tamed  # What few sites need, and it takes time to load.

        html = tamed(html)
    if '<a class="anchor"' in html:
        html = _ANCHOR.sub("", html)
    if '<figure class="embed"' in html:
        html = _EMBED.sub(r"<p>\1: \2</p>", html)
    if '<div class="table"' in html:
        html = _ALIGNED.sub(r'\1 align="\2"', _TABLE.sub("<div>", html))
    if _NOT_WHOLE.search(html):
        html = _TAG.sub(lambda tag: _ADDRESS.sub(lambda found: _whole(found, url), tag[0]), html)
    return html


def _figure(picture: FeedPicture) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    caption = escape(picture.caption)
    if picture.credit:
        caption = f"{caption} <small>{escape(picture.credit)}</small>".strip()
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(picture.url)}" alt="{escape(picture.alt)}"{size}>{words}</figure>\n'


def _whole(found: re.Match[str], url: str) -> str:
    before, name, value = found.groups()
    if name == "srcset":
        candidates = (candidate.strip().split(maxsplit=1) for candidate in value.split(",") if candidate.strip())
        value = ", ".join(" ".join((_joined(url, address), *width)) for address, *width in candidates)
    else:
        value = _joined(url, value)
    return f'{before}{name}="{value}"'


def _joined(url: str, address: str) -> str:
    """Return a whole address; `address` stands in HTML, and so do its entities afterwards."""
    if _WHOLE.match(address):
        return address
    try:
        return urljoin(escape(url), address)
    except ValueError:
        return escape(url)
