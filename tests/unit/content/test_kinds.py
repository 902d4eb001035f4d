"""Texts with a grammar of their own: what each kind takes, what it makes of it, and why it refuses the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from sitegen.content.fields import Boolean, Kind, Reading, Text
from sitegen.content.kinds import (
    Day,
    Destination,
    EmailAddress,
    Focus,
    Language,
    MediaPath,
    MomentKind,
    Pattern,
    SiteAddress,
    SitePath,
    Slug,
    WebAddress,
    Zone,
    name_refusal,
    refusal,
)
from sitegen.content.moments import Moment, parse_moment
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Problem

KOLKATA, NEW_YORK, LONDON = ZoneInfo("Asia/Kolkata"), ZoneInfo("America/New_York"), ZoneInfo("Europe/London")


def read(kind: Kind, text: str, zone: ZoneInfo = KOLKATA) -> tuple[Any, list[Problem]]:
    """Return what a kind makes of a value as it stands in a file, and its problems."""
    reading = Reading(Document("a.md", f"x: {text}\n"), zone=zone)
    root = reading.document.compose()
    assert isinstance(root, yaml.MappingNode), root
    return kind.read(root.value[0][1], "x", reading), reading.problems


def value(kind: Kind, text: str) -> Any:
    """Return the value of a text that has no problem."""
    found, problems = read(kind, text)
    assert problems == []
    return found


def hint(kind: Kind, text: str) -> str:
    """Return the hint of the only problem of a text."""
    found, (problem,) = read(kind, text)
    assert found is None
    assert (problem.location.line, problem.location.column) == (1, 4)
    return problem.hint


@pytest.mark.parametrize(
    ("text", "zone", "instant"),
    [
        ("2025-02-27", KOLKATA, "2025-02-26T18:30:00"),
        ("2025-2-7", KOLKATA, "2025-02-06T18:30:00"),
        ("2025-02-27 09:30", KOLKATA, "2025-02-27T04:00:00"),
        ("2025-02-27t09:30:15", KOLKATA, "2025-02-27T04:00:15"),
        ("2025-02-27T09:30Z", KOLKATA, "2025-02-27T09:30:00"),
        ("2025-02-27 09:30 +0100", KOLKATA, "2025-02-27T08:30:00"),
        ("2025-02-27T09:30:00.999-14:00", KOLKATA, "2025-02-27T23:30:00"),
        ("2025-01-15 12:00", NEW_YORK, "2025-01-15T17:00:00"),
        ("2025-07-15 12:00", NEW_YORK, "2025-07-15T16:00:00"),
        ("2025-03-30", LONDON, "2025-03-30T00:00:00"),
        ("2025-03-31", LONDON, "2025-03-30T23:00:00"),
        ("2025-10-26 01:30", LONDON, "2025-10-26T00:30:00"),
        ("2025-10-26T01:30+00:00", LONDON, "2025-10-26T01:30:00"),
    ],
)
def test_the_instant_of_a_moment(text: str, zone: ZoneInfo, instant: str) -> None:
    """Without an offset the site's clock counts, summer time and all; of an hour that comes twice, the first."""
    moment = parse_moment(text, zone)
    assert isinstance(moment, Moment)
    assert moment.instant.astimezone(UTC).replace(tzinfo=None).isoformat() == instant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-02-27", "2025-02-27"),
        ("2025-02-27 23:59", "2025-02-27"),
        ("2025-02-27T23:59Z", "2025-02-28"),
        ("2025-02-27T20:00-05:00", "2025-02-28"),
        ("2025-02-28T00:10+14:00", "2025-02-27"),
    ],
)
def test_the_day_is_the_sites(text: str, day: str) -> None:
    """The day of an address is that of the site's own clock, never UTC's nor the offset's."""
    moment = parse_moment(text, KOLKATA)
    assert isinstance(moment, Moment)
    assert moment.instant.date().isoformat() == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("27/02/2025", "`27/02/2025` is not a date; write it as `2025-02-27` or `2025-02-27 09:30`"),
        ("2025-02", "`2025-02` is not a date; write it as `2025-02-27` or `2025-02-27 09:30`"),
        ("২০২৫-০২-২৭", "`২০২৫-০২-২৭` is not a date; write it as `2025-02-27` or `2025-02-27 09:30`"),
        (
            "2025-02-27\n09:30\n10",
            "`2025-02-27 09:30 10` is not a date; write it as `2025-02-27` or `2025-02-27 09:30`",
        ),
        ("2025-02-30", "there is no such moment as `2025-02-30`: that month has 28 days"),
        ("1900-02-29", "there is no such moment as `1900-02-29`: that month has 28 days"),
        (
            "2025-00-01",
            "there is no such moment as `2025-00-01`: a year has 12 months, and the month comes before the day",
        ),
        ("2025-02-27 24:00", "there is no such moment as `2025-02-27 24:00`: a day ends at 23:59:59"),
        ("0001-01-01", "the year 0001 is out of range"),
        ("9999-12-31", "the year 9999 is out of range"),
    ],
)
def test_what_is_no_moment(text: str, reason: str) -> None:
    """The reason stands in an editor's words."""
    assert parse_moment(text, KOLKATA) == reason


def test_a_day_of_expiry_lasts_to_its_end() -> None:
    """On the site's clock; a time that was typed is kept."""
    expires = MomentKind(end_of_day=True)
    assert value(expires, "2025-02-27").instant == datetime(2025, 2, 27, 23, 59, 59, tzinfo=KOLKATA)
    assert value(expires, "2025-02-27 10:00").instant == datetime(2025, 2, 27, 10, tzinfo=KOLKATA)


def test_a_day_has_no_time() -> None:
    """A correction has a day."""
    assert value(Day(), "2025-02-27").isoformat() == "2025-02-27"
    assert read(Day(), "2025-02-27 10:00")[0] is None


@pytest.mark.parametrize(("text", "meant"), [("true", True), ("True", True), ("FALSE", False), ("false", False)])
def test_booleans(text: str, meant: bool) -> None:
    """True and false are the words; what else YAML takes for them is a mistake."""
    assert value(Boolean(), text) is meant


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("yes", "Write `x: true`"),
        ("On", "Write `x: true`"),
        ("1", "Write `x: true`"),
        ("n", "Write `x: false`"),
        ("off", "Write `x: false`"),
        ('"true"', "Write `x: true`"),
        ("perhaps", "Write `x: true` or `x: false`"),
    ],
)
def test_what_is_no_boolean(text: str, says: str) -> None:
    """The hint says what was probably meant, and only where it is plain."""
    assert hint(Boolean(), text) == says


@pytest.mark.parametrize(
    ("text", "meant"),
    [("no", "no"), ("0o17", "0o17"), ("12:30:45", "12:30:45"), ("  two\n   words ", "two words"), ("-.inf", "-.inf")],
)
def test_text_is_what_was_typed(text: str, meant: str) -> None:
    """Runs of white space become one space; nothing else changes."""
    assert value(Text(), text) == meant


@pytest.mark.parametrize("text", ["envoys-meet", "2025", "কলকাতার-খবর", "no"])
def test_slugs(text: str) -> None:
    """A slug is what slugify gives."""
    assert value(Slug(), text) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Envoys", "Write `envoys`"),
        ("a/b", "Write `a-b`"),
        ("a.b", "Write `a-b`"),
        ("aux", "Windows refuses files of that name: choose another"),
    ],
)
def test_what_is_no_slug(text: str, says: str) -> None:
    """The hint is the slug to write."""
    assert hint(Slug(), text) == says


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/old/story/", "/old/story/"),
        ("/old/story", "/old/story/"),
        ("/old/story.html", "/old/story.html"),
        ("/old/story.php", "/old/story.php/"),
        ("/version-1.2", "/version-1.2/"),
        ("/caf%C3%A9/", "/café/"),
        ("/cafe\u0301/", "/café/"),
        ("/a%20b/", "/a b/"),
        ("/100%/", "/100%/"),
        ("/.well-known/x/", "/.well-known/x/"),
        ("/খবর/", "/খবর/"),
    ],
)
def test_paths_on_the_site(text: str, path: str) -> None:
    """Decoded and composed, with a slash at the end unless it is a page's file."""
    assert value(SitePath(), text) == path


REFUSED = {
    "old/story": "Start it with `/`",
    "https://a.example/": "Leave out the host",
    "/": "That is the home page's own address",
    "/?p=1": "A static host cannot tell addresses apart by what follows `?` or `#`",
    "/a#b": "A static host cannot tell addresses apart by what follows `?` or `#`",
    "//a.example/": "Each part between two slashes needs a name",
    "/../a/": "`.` and `..` would leave the site's folders",
    "/a/./b/": "`.` and `..` would leave the site's folders",
    "/a\\b/": "`\\` can stand in no file name on Windows",
    "/a:b/": "`:` can stand in no file name on Windows",
    "/NUL/": "Windows refuses a file or folder named `NUL`",
    "/a./": "Windows refuses a file or folder named `a.`",
    "/a\x00b/": "The invisible character U+0000 stands in it",
    "/a\u200bb/": "The invisible character U+200B stands in it",
    "/a\u00a0b/": "The invisible character U+00A0 stands in it",
    "/.git/config": "`/.git` is kept for the tools that publish the site",
    "/.Sitegen/": "`/.Sitegen` is kept for the tools that publish the site",
    "/" + "খ" * 70 + "/": f"`{'খ' * 39}…` is too long for the name of a file",
    "/" + "a/" * 600: "An address may have 1000 bytes",
    "/" + "ক/" * 200: "An address may have 1800 characters, and each of these takes several in a link",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_can_be_no_address(path: str) -> None:
    """Each refusal says the way out."""
    assert refusal(path) == REFUSED[path]


def test_joiners_may_stand_in_names() -> None:
    """They belong to words of Indic and Persian scripts."""
    assert name_refusal("می\u200cخواهم") == ""


def test_a_path_must_be_utf_8() -> None:
    """A quoted byte of another encoding names no file."""
    assert hint(SitePath(), "/caf%E9/") == "What follows `%` is not UTF-8"


@pytest.mark.parametrize(
    "text", ["fort.jpg", "../fort.jpg", "/media/fort.jpg", "https://a.example/fort.jpg", "a b.jpg"]
)
def test_paths_of_pictures(text: str) -> None:
    """Beside the file, from content/, or on another host."""
    assert value(MediaPath(), text) == text


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("70% 30%", (70, 30)), ("0% 100%", (0, 100)), ("top right", (100, 0)), ("right top", (100, 0)),
        ("left", (0, 50)), ("bottom", (50, 100)), ("center", (50, 50)), ("Centre Top", (50, 0)), ("20%", (20, 50)),
        ("left 20%", (0, 20)), ("20% top", (20, 0)), ("bottom center", (50, 100)),
    ],
)  # fmt: skip
def test_focus_points(text: str, point: tuple[int, int]) -> None:
    """From the left, then from the top, in hundredths; words may come in either order."""
    assert value(Focus(), text) == point


@pytest.mark.parametrize(
    ("text", "says"),
    [("101% 0%", ""), ("left right", ""), ("70 30", "Write `70% 30%`"), ("a b c", ""), ("-5% 0%", "")],
)
def test_what_is_no_focus_point(text: str, says: str) -> None:
    """More than the whole, two words of one direction, no unit, too many."""
    assert hint(Focus(), text) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("http://a.example/fort.jpg", "Pictures from other hosts need `https://`"),
        ("//a.example/fort.jpg", "Pictures from other hosts need `https://`"),
        ("data:image/png;base64,x", "Pictures from other hosts need `https://`"),
        ("C:/fort.jpg", "Pictures from other hosts need `https://`"),
        ("media\\fort.jpg", "Write `/` between folders"),
        ("https:///fort.jpg", ""),
    ],
)
def test_what_is_no_path_of_a_picture(text: str, says: str) -> None:
    """Other schemes, a disk, backslashes, no host."""
    assert hint(MediaPath(), text) == says


@pytest.mark.parametrize(
    "text",
    ["https://a.example", "http://a.example:8080/x?y#z", "https://[::1]/", "https://ख.example/", "https://a_b.c/"],
)
def test_addresses(text: str) -> None:
    """Whole addresses, with a port or a host in any script."""
    assert value(WebAddress(), text) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a.example",
            "//a.example",
            "https://",
            "https:///x",
            "https:a.example",
            "ftp://a.example",
            "javascript:alert(1)",
        ),
        *("https://a b.example/", "https://user:pass@a.example/", "https://a.example:99999/", "https://a.example:0/"),
        *("https://..../", "https://-a-/", 'https://a.example/"x', "https://[::1", "mailto:news@example.com"),
    ],
)
def test_what_is_no_address(text: str) -> None:
    """No host, no scheme, another scheme, a password, a port that there is not."""
    assert read(WebAddress(), f"'{text}'")[0] is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/repo", "https://a.example/repo/"),
        ("https://a.example/repo/", "https://a.example/repo/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("https://a.example/खबर/", "https://a.example/%E0%A4%96%E0%A4%AC%E0%A4%B0/"),
    ],
)
def test_the_sites_own_address(text: str, address: str) -> None:
    """Its path is the base path; it ends in a slash, and is quoted for feeds."""
    assert value(SiteAddress(), text) == address


def test_destinations() -> None:
    """A path stays as it is for the site to check, an address is checked here."""
    assert value(Destination(), "pages/about.md") == "pages/about.md"
    assert value(Destination(), "mailto:news@example.com") == "mailto:news@example.com"
    assert read(Destination(), "javascript:alert(1)")[0] is None


@pytest.mark.parametrize(
    ("text", "good"),
    [("news@example.com", True), ("a.b+c@x.example", True), ("news", False), ("a@b", False), ("a b@c.d", False)],
)
def test_mail(text: str, good: bool) -> None:
    """One address, no name beside it."""
    assert (read(EmailAddress(), text)[0] is not None) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        *(("en", True), ("bn", True), ("pt-BR", True), ("zh-Hans-CN", True), ("es-419", True), ("no", True)),
        *(("english", False), ("en_US", False), ("e", False), ("12", False), ("en-", False)),
    ],
)
def test_languages(text: str, good: bool) -> None:
    """BCP 47: language, script, region, with hyphens."""
    assert (read(Language(), text)[0] is not None) == good


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Asia/Kolkatta", "Did you mean `Asia/Kolkata`?"),
        ("asia/kolkata", "Did you mean `Asia/Kolkata`?"),
        ("IST", ""),
        ("localtime", ""),
        ("../../etc/passwd", ""),
        ("+05:30", ""),
    ],
)
def test_what_is_no_time_zone(text: str, says: str) -> None:
    """Names of the IANA list, in its spelling: another machine must read the same zone."""
    assert hint(Zone(), text) == says
    assert value(Zone(), "Asia/Kolkata") == KOLKATA


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/{year}/{slug}/", None),
        ("/{slug}/{slug}/", None),
        ("/{year}/", "Without `{slug}` two pages would get one address"),
        ("/{slugg}/", "There is no `{slugg}`; known: `{year}`, `{slug}`"),
        ("/{slug!r}/", "There is no `{slug!r}`; known: `{year}`, `{slug}`"),
        ("/{slug", "A brace has no partner"),
        ("/{{slug}}/", "A brace has no partner"),
        ("/../{slug}/", "`.` and `..` would leave the site's folders"),
        ("{slug}/", "Start it with `/`"),
        ("/{slug}", "End it with `/`"),
        ("/.git/{slug}/", "`/.git` is kept for the tools that publish the site"),
    ],
)
def test_patterns_of_addresses(text: str, says: str | None) -> None:
    """A path with words in braces, of which the needed ones must be there."""
    kind = Pattern("year", "slug", needs=("slug",))
    if says is None:
        assert value(kind, f'"{text}"') == text
    else:
        assert hint(kind, f'"{text}"') == says
