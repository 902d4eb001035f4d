"""A paragraph that is nothing but the address of a video or post becomes an embed.

The page shows a plain link and loads nothing from the other host; a click lets the theme's script put the frame there.
Adding a host is adding a Provider.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from sitegen.content.markdown.report import report_of


class Provider(Struct, frozen=True):
    name: str
    title: str
    hosts: tuple[str, ...]
    """What an address starts with that can only mean an embed, and is a mistake if it names nothing."""
    address: re.Pattern[str]
    """Matches what follows the scheme; its last group is the id."""
    frame: str
    """The address of the frame, with `{id}`."""

    @property
    def origin(self) -> str:
        """What the Content-Security-Policy must admit."""
        return "/".join(self.frame.split("/", 3)[:3])


PROVIDERS = (
    Provider(
        "youtube",
        "YouTube",
        ("youtube.com/watch", "youtu.be/", "youtube.com/shorts/", "youtube.com/live/"),
        re.compile(
            r"(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[\w=%.-]+&)*v=|shorts/|live/)|youtu\.be/)([\w-]{11})(?:[?&][\w=&%.-]*)?"
        ),
        "https://www.youtube-nocookie.com/embed/{id}",
    ),
    Provider(
        "x",
        "X",
        (),
        re.compile(r"(?:www\.|mobile\.)?(?:x|twitter)\.com/\w{1,15}/status/(\d{1,20})(?:\?[\w=&%.-]*)?"),
        "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
    ),
    Provider(
        "instagram",
        "Instagram",
        (),
        re.compile(r"(?:www\.)?instagram\.com/(?:p|reel)/([\w-]{5,40})/?(?:\?[\w=&%.-]*)?"),
        "https://www.instagram.com/p/{id}/embed/",
    ),
)


def install(md: MarkdownIt) -> None:
    md.core.ruler.push("embeds", _embeds)


def _embeds(state: StateCore) -> None:
    if "/" not in state.src:
        return
    tokens = state.tokens
    for number in range(len(tokens) - 2):
        opening, inline, closing = tokens[number : number + 3]
        if opening.type != "paragraph_open" or opening.level != 0:
            continue
        address = _only_address(inline)
        found = _provider(address) if address else None
        if not address or found is None:
            continue
        provider, id_ = found
        if not id_:
            report = report_of(state.env)
            message = f"this {provider.title} address names no video or post"
            hint = "Copy the address from the post's own page, or write it as a link with a text"
            report.add(report.locate(opening, address), "unknown-embed", message, hint)
            continue
        state.env.setdefault("frames", {})[provider.origin] = None
        opening.type, opening.tag = "embed_open", "figure"
        closing.type, closing.tag = "embed_close", "figure"
        opening.attrs = {
            "class": "embed",
            "data-embed": provider.name,
            "data-frame": provider.frame.format(id=id_),
            "data-title": provider.title,
        }


def _only_address(inline: Token) -> str:
    """Return the address of a line that is a bare link and nothing else."""
    children = inline.children or []
    if len(children) != 3 or children[0].type != "link_open" or children[0].info != "auto":
        return ""
    return str(children[0].attrs.get("href", ""))


def _provider(address: str) -> tuple[Provider, str] | None:
    """Return the provider and the id, which is empty if the address is a provider's but names nothing to embed."""
    bare = re.sub(r"^https?://", "", address)
    for provider in PROVIDERS:
        found = provider.address.fullmatch(bare)
        if found:
            return provider, found.group(1)
        if re.sub(r"^(www|m|mobile)\.", "", bare).startswith(provider.hosts):
            return provider, ""
    return None
