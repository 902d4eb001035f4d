"""The front matter of articles, plain pages and authors: where it ends, and its tables of fields."""

from __future__ import annotations

import re
from typing import Final

from sitegen.content.fields import Boolean, Choice, Field, Integer, ListOf, Record, Term, Text
from sitegen.content.kinds import (
    Day,
    Duration,
    Flag,
    Focus,
    Language,
    MediaPath,
    MomentKind,
    SitePath,
    Slug,
    WebAddress,
)
from sitegen.content.updates import UPDATE
from sitegen.errors import Location, Problem

KINDS = ("news", "opinion", "analysis", "review", "live")
_NEARLY_CLOSED: Final = re.compile(r"^(?:--|-{4,}|- - -|[–—]{1,3}-?|\.\.\.|\+\+\+|\*\*\*|___)(?=[ \t]*$)", re.MULTILINE)
"""What is written for the line that closes the front matter."""
STATUSES = ("draft", "published", "withdrawn")
NETWORKS = (
    "bluesky", "facebook", "instagram", "linkedin", "mastodon", "telegram", "threads", "website", "whatsapp", "x",
    "youtube",
)  # fmt: skip

IMAGE = Record(
    Field("src", MediaPath(), "the picture's file", required=True, example="/media/name.jpg"),
    Field("alt", Text(), "what the picture shows, for those who do not see it", required=True, example="A red fort"),
    Field("caption", Text(), "printed under the picture", default=""),
    Field("credit", Text(), "who made it", default=""),
    Field("focus", Focus(), "the point that no crop may lose; the middle if absent"),
)
SOUND_TYPES: Final = {
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav",
    ".flac": "audio/flac",
}  # fmt: skip
"""The media type of audio files, by their endings."""
AUDIO = Record(
    Field("src", MediaPath(), "the audio file", required=True, example="/media/name.mp3"),
    Field("duration", Duration(), "how long it plays", required=True, example="12:34"),
    Field("type", Choice(*dict.fromkeys(SOUND_TYPES.values())), "its media type, if its ending does not tell"),
    Field("length", Integer(0, 10**11), "its bytes, if it is on another host; a file here is measured"),
)
SOCIAL = Record(
    Field("network", Choice(*NETWORKS), "which icon stands for it", required=True, example="x"),
    Field("url", WebAddress(), "the profile's address", required=True, example="https://x.example/name"),
    Field("title", Text(), "the link's text, if not the network's name", default=""),
)
CORRECTION = Record(
    Field("date", Day(), "when it was corrected", required=True, example="2025-03-01"),
    Field("text", Text(), "what was wrong and what is right", required=True, example="An earlier version said ..."),
)

ARTICLE = Record(
    Field("title", Text(), "the headline", required=True, example="Envoys of two powers meet in Istanbul"),
    Field("date", MomentKind(), "when it was first published", required=True, example="2025-02-27"),
    Field("section", Term("section"), "where it belongs", required=True, example="World"),
    Field("desk", Term("desk"), "the desk's byline; this or `author` is required"),
    Field("author", ListOf(Text(), single=True), "who wrote it; details stand in content/authors/", default=()),
    Field("updated", MomentKind(), "the last change that matters to a reader"),
    Field("slug", Slug(), "the last part of the address; from the title if absent"),
    Field("url", SitePath(), "the exact address, instead of the pattern's"),
    Field("id", Text(), "the feeds' stable id; from the day of `date` and the file's name if absent"),
    Field("subtitle", Text(), "the standfirst under the headline", default=""),
    Field("summary", Text(), "the excerpt in lists and feeds; the first paragraph if absent", default=""),
    Field("tags", ListOf(Text()), "keywords", default=()),
    Field("image", IMAGE, "the featured picture"),
    Field("audio", AUDIO, "the story to listen to: a player on its page, an enclosure in feeds"),
    Field("status", Choice(*STATUSES), "a draft and a withdrawn article are on no page", default="published"),
    Field("embargo", MomentKind(), "not to be out before this moment"),
    Field("expires", MomentKind(end_of_day=True), "not to be out after this moment"),
    Field("kind", Choice(*KINDS), "what sort of article it is", default="news"),
    Field("dateline", Text(), "the filing place", default=""),
    Field("breaking", Flag(), "in the ticker, for good or until a moment", default=False),
    Field("featured", Boolean(), "in the home page's lead grid", default=False),
    Field("highlights", ListOf(Text()), "the `Story Highlights` box", default=()),
    Field("updates", ListOf(UPDATE), "the entries of live coverage, in any order", default=()),
    Field("corrections", ListOf(CORRECTION), "shown on the page and on the corrections page", default=()),
    Field("related", ListOf(Text()), "chosen related articles, by source path", default=()),
    Field("translates", Text(), "the article of which this is a translation, by source path"),
    Field("aliases", ListOf(SitePath()), "old paths that lead here", default=()),
    Field("comments", Boolean(), "the reply form", default=True),
    Field("lang", Language(), "the article's language, if not the site's"),
    Field("canonical", WebAddress(), "the address of the original of a republished article"),
    Field("source", Text(), "the credit of a republished article", default=""),
    title="front matter",
    free="x_",
)
PAGE = Record(
    Field("title", Text(), "the page's heading", required=True, example="About us"),
    Field("summary", Text(), "the description for search engines; the first paragraph if absent", default=""),
    Field("url", SitePath(), "the exact address; from the file's path if absent"),
    Field("order", Integer(0, 9999), "its place among the pages in the footer, the smallest first", default=100),
    Field("status", Choice("draft", "published"), "a draft is on no page", default="published"),
    Field("aliases", ListOf(SitePath()), "old paths that lead here", default=()),
    Field("lang", Language(), "the page's language, if not the site's"),
    title="front matter",
    free="x_",
)
AUTHOR = Record(
    Field("name", Text(), "the byline, as articles give it", required=True, example="Piyal Chatterjee"),
    Field("role", Text(), "what the author does", default=""),
    Field("slug", Slug(), "the last part of the author's address; from the name if absent"),
    Field("image", IMAGE, "a photograph"),
    Field("links", ListOf(SOCIAL), "where readers find the author", default=()),
    title="front matter",
    free="x_",
)


def split(text: str, path: str) -> tuple[str, str, int] | Problem:
    """Return the YAML, the body and the number of lines before the body, or the Problem of the front matter's form.

    The YAML keeps the opening `---`, so that its line numbers are the file's.
    """
    if not text.startswith("---\n"):
        stripped = text.lstrip()
        line = text[: len(text) - len(stripped)].count("\n") + 1
        hint = "The first line is `---`, then the fields, then a line `---` again, then the text"
        if stripped.startswith("---"):
            message = "the opening `---` must be alone on the very first line of the file"
            return Problem(Location(path, line), "missing-front-matter", message, hint)
        message = "the file has no front matter"
        if stripped.startswith("+++"):
            message = "the front matter is TOML (`+++`), which is not read"
        return Problem(Location(path), "missing-front-matter", message, hint)
    end = text.find("\n---", 3)
    while end >= 0 and text[end + 4 : end + 5] not in ("", "\n"):
        rest = text[end + 4 : text.find("\n", end + 4)] if "\n" in text[end + 4 :] else text[end + 4 :]
        if not rest.strip():
            break
        end = text.find("\n---", end + 4)
    if end < 0:
        hint = "Close it with a line `---` before the text"
        meant = _NEARLY_CLOSED.search(text, 4)
        if meant:
            where = Location(path, text.count("\n", 0, meant.start()) + 1)
            message = f"`{meant.group()}` does not close the front matter"
            return Problem(where, "unclosed-front-matter", message, "Write `---`, three hyphens alone on the line")
        return Problem(Location(path), "unclosed-front-matter", "the front matter is never closed", hint)
    line_end = text.find("\n", end + 4)
    body = text[line_end + 1 :] if line_end >= 0 else ""
    head = text[: end + 1]
    return head, body, head.count("\n") + 1
