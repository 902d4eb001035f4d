"""Kinds of text with a grammar of their own: moments, slugs, paths, addresses, languages, time zones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import ClassVar, Final
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]
import yaml

from sitegen.content.fields import Boolean, JsonSchema, Reading, Scalar, spoken
from sitegen.content.moments import MOMENT, Moment, clock, parse_moment
from sitegen.errors import JOINERS, shorten, suggest
from sitegen.site.slugs import MAX_BYTES, is_reserved, slugify

_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?\.?|[0-9a-f.]*:[0-9a-f:.]+")
"""A host name, or an IPv6 address without its brackets."""
_LONGEST_PATH: Final = 1000
"""Bytes of an address below the base path: systems refuse paths that are much longer."""
_LONGEST_QUOTED: Final = 1800
"""Characters of an address below the base path once it is percent-encoded: search engines take 2,047 in all."""
_LONGEST_NAME: Final = 200
"""Bytes of a name between two slashes; file systems allow 255, of which a temporary file's ending takes a few."""
KEPT_NAMES: Final = frozenset({".git", ".sitegen", ".sitegen.staging"})
"""What stands at the top of the output folder and is no part of the site."""


class MomentKind(Scalar):
    """A date or a date and time, ISO 8601 with a space allowed for the T; in the site's zone unless it has an offset.

    `end_of_day` makes a day without a time mean its last moment, as an expiry is meant.
    """

    label = "a date (`2025-02-27`) or date and time (`2025-02-27 09:30`)"

    def __init__(self, *, end_of_day: bool = False) -> None:
        self.end_of_day = end_of_day

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> Moment | None:
        zone = reading.zone or ZoneInfo("UTC")
        moment = parse_moment(text, zone)
        if isinstance(moment, str):
            code = "impossible-date" if "no such" in moment else "wrong-value"
            reading.report(node, code, f"{spoken(name)}: {moment}")
            return None
        if moment.day_only and self.end_of_day:
            # A whole day is 24 hours on the wall; the site's zone decides which instants those are.
            return Moment(moment.instant.replace(hour=23, minute=59, second=59), True)
        return moment

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{MOMENT.pattern}$"}


class Flag(Scalar):
    """True or false, or the moment until which it is true; a day without a time means its last moment."""

    label = "true, false, or a date or date and time until which it is"
    _MOMENT = MomentKind(end_of_day=True)
    _BOOLEAN = Boolean()
    _BOOLEAN.label = label

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> Moment | bool | None:
        if text[:1].isdigit() and text not in ("0", "1"):
            return self._MOMENT.parse(text, node, name, reading)
        return self._BOOLEAN.parse(text, node, name, reading)

    def schema(self) -> JsonSchema:
        return {"anyOf": [self._BOOLEAN.schema(), self._MOMENT.schema()]}


class Day(Scalar):
    """A calendar day."""

    label = "a date (`2025-02-27`)"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> date | None:
        moment = parse_moment(text, reading.zone or ZoneInfo("UTC"))
        if isinstance(moment, str) or not moment.day_only:
            why = moment if isinstance(moment, str) else "only a day is wanted here, without a time"
            code = "impossible-date" if "no such" in why else "wrong-value"
            reading.report(node, code, f"{spoken(name)}: {why}")
            return None
        return moment.instant.date()

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^\d{4}-\d{1,2}-\d{1,2}$"}


class Slug(Scalar):
    label = f"a slug: lower-case words joined by hyphens, {MAX_BYTES} bytes at most"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        slug = slugify(text)
        if slug != text or not slug or is_reserved(slug):
            hint = f"Write `{slug}`" if slug and slug != text else "Windows refuses files of that name: choose another"
            self.refuse(node, name, reading, text, hint)
            return None
        return slug

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^[^A-Z/\\\\.?#\\s]+$"}


class SitePath(Scalar):
    """The path of an address on this site, decoded: `/2024/old-story/`."""

    label = "a path on the site (`/2024/old-story/`)"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        path, why = _decode(text)
        why = why or refusal(path)
        if why:
            self.refuse(node, name, reading, text, why)
            return None
        # A host sends what ends otherwise as a download, and leads `/old.php` to the folder `/old.php/` where it can.
        return path if path.endswith(("/", ".html", ".htm")) else path + "/"

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^/[^?#\\\\]*$"}


def _decode(text: str) -> tuple[str, str]:
    """Return the path that a quoted path means, composed (NFC), and why it means none."""
    try:
        return normalize("NFC", unquote(text, errors="strict")), ""
    except UnicodeDecodeError:
        return "", "What follows `%` is not UTF-8"


def refusal(path: str) -> str:
    """Return why `path` (decoded) can be no address of this site, with the way out; empty if it can."""
    if not path.startswith("/"):
        return "Leave out the host" if "://" in path else "Start it with `/`"
    if path == "/":
        return "That is the home page's own address"
    if "?" in path or "#" in path:
        return "A static host cannot tell addresses apart by what follows `?` or `#`"
    segments = path[1:].split("/")
    if "" in segments[:-1]:
        return "Each part between two slashes needs a name"
    if len(path.encode()) > _LONGEST_PATH:
        return f"An address may have {_LONGEST_PATH} bytes"
    if len(quote(path)) > _LONGEST_QUOTED:
        return f"An address may have {_LONGEST_QUOTED} characters, and each of these takes several in a link"
    if segments[0].casefold() in KEPT_NAMES:
        return f"`/{segments[0]}` is kept for the tools that publish the site"
    return next(filter(None, map(name_refusal, segments)), "")


def name_refusal(name: str) -> str:
    """Return why `name` can be no name of a file or folder on every system, with the way out; empty if it can."""
    if name in (".", ".."):
        return "`.` and `..` would leave the site's folders"
    if is_reserved(name):
        return f"Windows refuses a file or folder named `{shorten(name, 40)}`"
    if len(name.encode()) > _LONGEST_NAME:
        return f"`{shorten(name, 40)}` is too long for the name of a file"
    for character in name:
        if character in '<>:"|*?\\':
            return f"`{character}` can stand in no file name on Windows"
        if not character.isprintable() and character not in JOINERS:
            return f"The invisible character U+{ord(character):04X} stands in it"
    return ""


class MediaPath(Scalar):
    """A path beside the file, a path from content/ with a leading slash, or an https address. Checked later."""

    label = "a path beside the file, a path from content/ (`/media/x.jpg`) or an https address"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        if text.startswith("https://"):
            return WebAddress("https").parse(text, node, name, reading)
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
            self.refuse(node, name, reading, text, "Pictures from other hosts need `https://`")
            return None
        if "\\" in text:
            self.refuse(node, name, reading, text, "Write `/` between folders")
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string"}


class Focus(Scalar):
    """The point of a picture that no crop may lose, in hundredths of its width and height from the upper left."""

    label = "two percentages, from the left and from the top (`70% 30%`), or words (`top right`)"
    _PER_CENT = re.compile(r"(\d{1,3})%")
    _ACROSS: Final = {"left": 0, "center": 50, "centre": 50, "right": 100}
    _DOWN: Final = {"top": 0, "center": 50, "centre": 50, "bottom": 100}

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> tuple[int, int] | None:
        words = text.lower().split()
        given = [*words, "center"] if len(words) == 1 else words
        if len(given) == 2:
            for across, down in (given, given[::-1]):
                place = self._number(across, self._ACROSS), self._number(down, self._DOWN)
                if place[0] is not None and place[1] is not None:
                    return place[0], place[1]
        bare = re.fullmatch(r"(\d{1,3})[ ,]+(\d{1,3})", text)
        self.refuse(node, name, reading, text, f"Write `{bare[1]}% {bare[2]}%`" if bare else "")
        return None

    def _number(self, word: str, words: dict[str, int]) -> int | None:
        found = self._PER_CENT.fullmatch(word)
        return words.get(word) if found is None else int(found[1]) if int(found[1]) <= 100 else None

    def schema(self) -> JsonSchema:
        place = r"(?:\d{1,3}%|left|cent(?:er|re)|right|top|bottom)"
        return {"type": "string", "pattern": f"^{place}(?:\\s+{place})?$"}


class WebAddress(Scalar):
    """An absolute address with one of the given schemes."""

    def __init__(self, *schemes: str) -> None:
        self.schemes = schemes or ("https", "http")
        self.label = "an address that starts with " + " or ".join(
            f"`{scheme}:`" if scheme == "mailto" else f"`{scheme}://`" for scheme in self.schemes
        )

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        try:
            parts = urlsplit(text)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            self.refuse(node, name, reading, text)
            return None
        good = parts.scheme in self.schemes and not re.search(r'[\s<>"\\^`{|}\x00-\x1f]', text) and port != 0
        if parts.scheme == "mailto":
            good = good and re.fullmatch(r"[^@\s/?]+@[^@\s/?]+\.[^@\s/?]+(\?.*)?", parts.path) is not None
        else:
            good = good and _HOST.fullmatch(host) is not None and parts.username is None
        if not good:
            self.refuse(node, name, reading, text)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^(?:" + "|".join(self.schemes) + "):"}


class Destination(Scalar):
    """Where a link of the settings leads. Paths are checked later."""

    label = "a path on the site, a page's file or an https address"
    _ADDRESS = WebAddress("https", "http", "mailto")

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        return self._ADDRESS.parse(text, node, name, reading) if re.match(r"[A-Za-z][\w+.-]*:|//", text) else text

    def schema(self) -> JsonSchema:
        return {"type": "string"}


class EmailAddress(Scalar):
    label = "an e-mail address"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        if not re.fullmatch(r"[^@\s<>()\",;:]+@[^@\s<>()\",;:]+\.[^@\s<>()\",;:.]+", text):
            self.refuse(node, name, reading, text)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "email"}


class AdsLine(Scalar):
    """A record or a variable of ads.txt, written as the IAB's ads.txt 1.1 has them."""

    label = "a line of ads.txt (`ads.example, 1234, DIRECT`, `OWNERDOMAIN=news.example`)"
    _DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
    _ACCOUNT = r"[^\s,;#\"]+"
    _VARIABLES: ClassVar = {
        "CONTACT": r"\S.*",
        "SUBDOMAIN": _DOMAIN,
        "OWNERDOMAIN": _DOMAIN,
        "MANAGERDOMAIN": rf"{_DOMAIN}(?:\s*,\s*[A-Za-z]{{2}})?",
        "INVENTORYPARTNERDOMAIN": _DOMAIN,
    }

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        line, why = self._record(text) if "," in text.partition("=")[0] or "=" not in text else self._variable(text)
        why = "Leave comments to YAML: `# ...` behind the line" if "#" in text else why
        if why:
            self.refuse(node, name, reading, text, why)
            return None
        return line

    def _record(self, text: str) -> tuple[str, str]:
        """Return a record with its fields as they are compared, and why it is none."""
        fields = [field.strip() for field in text.split(",")]
        if not 3 <= len(fields) <= 4:
            return (
                "",
                "Three or four fields stand between commas: system, account, DIRECT or RESELLER, authority's id",
            )
        domain, account, relation, *authority = fields
        if not re.fullmatch(self._DOMAIN, domain):
            return "", f"The first field is the advertising system's domain, not `{shorten(domain, 40)}`"
        if not re.fullmatch(self._ACCOUNT, account):
            return "", "The second field is the account's id, without spaces or semicolons"
        if relation.upper() not in ("DIRECT", "RESELLER"):
            return "", f"The third field is DIRECT or RESELLER, not `{shorten(relation, 40)}`"
        if authority and not re.fullmatch(r"[A-Za-z0-9]+", authority[0]):
            return "", "The fourth field is the id that a certification authority gave the system: letters and digits"
        return ", ".join((domain.lower(), account, relation.upper(), *authority)), ""

    def _variable(self, text: str) -> tuple[str, str]:
        word, _, value = (part.strip() for part in text.partition("="))
        pattern = self._VARIABLES.get(word.upper())
        if pattern is None:
            return "", suggest(word.upper(), self._VARIABLES)
        if not re.fullmatch(pattern, value):
            return "", f"`{word.upper()}=` takes a domain" if pattern != r"\S.*" else f"`{word.upper()}=` is empty"
        return f"{word.upper()}={value}", ""

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^[^#]+(?:,[^#]+,|=).+$"}


class Authority(Scalar):
    """What makes the ids of a site's articles its own in tag URIs (RFC 4151): a host, with a path after it or not."""

    label = "a host name (`news.example`), with a path after it or not"
    _FORM = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+(?:/[\w.~%!$&'()*+;=:@-]+)*", re.ASCII)

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        if not self._FORM.fullmatch(text):
            bare = re.sub(r"^https?://|/$", "", text.lower())
            hint = f"Write `{bare}`" if bare != text and self._FORM.fullmatch(bare) else ""
            self.refuse(node, name, reading, text, hint)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self._FORM.pattern}$"}


class Duration(Scalar):
    """A length of time in minutes and seconds, or hours, minutes and seconds; the value is in seconds."""

    label = "a length of time (`12:34` or `1:02:03`)"
    _FORM = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})", re.ASCII)

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> int | None:
        found = self._FORM.fullmatch(text)
        hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
        least = 60 if found and found[1] is not None else 100
        total = (hours * 60 + minutes) * 60 + seconds
        if not total or seconds >= 60 or minutes >= least:
            whole = text.isascii() and text.isdigit() and 0 < int(text) < 360000 and len(text) < 7
            hint = f"Write `{clock(int(text))}`" if whole else "Write minutes and seconds, with a colon between them"
            self.refuse(node, name, reading, text, hint)
            return None
        return total

    def schema(self) -> JsonSchema:
        return {"type": ["string", "integer"]}


class SiteAddress(WebAddress):
    """The site's own address: scheme, host and base path; the value ends in a slash."""

    label = "the site's address (`https://news.example/` or `https://host.example/repo/`)"

    def __init__(self) -> None:
        super().__init__("https", "http")
        self.label = type(self).label

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        address = super().parse(text, node, name, reading)
        if address is None:
            return None
        parts = urlsplit(address)
        path, why = _decode(parts.path)
        if path not in ("", "/"):
            why = why or refusal(path)
        if "?" in address or "#" in address:
            why = "Leave out what follows `?` or `#`"
        if not parts.netloc.isascii():
            why = "Write the host in its ASCII form, which starts with `xn--`"
        if why:
            self.refuse(node, name, reading, text, why)
            return None
        return f"{parts.scheme}://{parts.netloc}{quote(path.rstrip('/'))}/"


class Language(Scalar):
    label = "a language tag (`en`, `bn`, `pt-BR`)"
    _TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z0-9]{5,8})*")

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        if not self._TAG.fullmatch(text):
            self.refuse(node, name, reading, text, "Use BCP 47 tags with a hyphen")
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self._TAG.pattern}$"}


class Zone(Scalar):
    label = "a time zone of the IANA list (`Asia/Kolkata`)"

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> ZoneInfo | None:
        # The machine's own list also holds `localtime`, and names in any case where its file system ignores that.
        known = (Path(tzdata.__file__).parent / "zones").read_text(encoding="utf-8").split()
        if text not in known:
            self.refuse(node, name, reading, text, suggest(text, known, cutoff=0.7))
            return None
        return ZoneInfo(text)

    def schema(self) -> JsonSchema:
        return {"type": "string"}


class Pattern(Scalar):
    """The pattern of a permalink: a path in which words in braces are filled in."""

    def __init__(self, *words: str, needs: tuple[str, ...]) -> None:
        self.words, self.needs = words, needs
        self.label = "a path pattern with " + ", ".join(f"`{{{word}}}`" for word in words)

    def parse(self, text: str, node: yaml.ScalarNode, name: str, reading: Reading) -> str | None:
        used = re.findall(r"\{([^{}]*)\}", text)
        sample = re.sub(r"\{[^{}]*\}", "x", text)
        why = refusal(sample)
        unknown = [word for word in used if word not in self.words]
        missing = [word for word in self.needs if word not in used]
        if unknown:
            why = f"There is no `{{{unknown[0]}}}`; known: " + ", ".join(f"`{{{word}}}`" for word in self.words)
        elif "{" in sample or "}" in sample:
            why = "A brace has no partner"
        elif missing:
            why = f"Without `{{{missing[0]}}}` two pages would get one address"
        elif not why and not text.endswith("/"):
            why = "End it with `/`"
        if why:
            self.refuse(node, name, reading, text, why)
            return None
        return text

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": "^/.*/$"}
