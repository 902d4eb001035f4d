"""Promise 6, readable by whatever reads the standard: the Nu HTML Checker has nothing to say about the example site."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote, unquote

from tests.support.server import Server
from tests.support.sites import BuiltSite
from tests.support.tools import need_tool, run_tool

PLANTED = {
    "planted.html": "<!doctype html><html><title>Planted</title><foo></foo>",
    "planted.css": "a { colour: red }",
    "planted.svg": '<svg xmlns="http://www.w3.org/2000/svg"><foo/></svg>',
}
"""Invalid files added to each run, to prove that the checker looks at all kinds."""

LOOPBACK = ("-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all")
"""vnu refuses addresses on this machine unless told otherwise."""


STRUCTURED = '<script type="application/ld+json">'
"""vnu holds a policy against structured data too; HTML does not (4.12.1: a data block is no script to be blocked)."""


def check_with_vnu(site: BuiltSite, serve: Callable[..., AbstractContextManager[Server]]) -> list[str]:
    """What vnu says of the HTML, CSS and SVG files of a site: `path:line: message`, one text a message.

    Pages and style sheets are fetched over HTTP, since a Content-Security-Policy's 'self' means nothing to a file.
    Drawings are given as files, since vnu takes SVG for HTML when it comes over HTTP.
    """
    vnu = (need_tool("java"), *LOOPBACK, "-jar", need_tool("vnu"), "--format", "json", "--stdout")
    with serve(site.folder, site.base) as server:
        served = [path for ending in ("*.html", "*.css") for path in sorted(site.folder.rglob(ending))]
        # As a browser asks for them: of an address that is not quoted, vnu does not know what is 'self' to it.
        urls = [server.url + quote(path.relative_to(site.folder).as_posix()) for path in served]
        done = run_tool(*vnu, "--also-check-css", "--also-check-svg", *urls, *sorted(site.folder.rglob("*.svg")))
    assert done.stdout.startswith("{"), f"vnu gave no report: {done.stderr}"
    said = []
    for message in json.loads(done.stdout)["messages"]:
        path = unquote(message.get("url", "")).removeprefix(server.url).removeprefix(f"file:{site.folder}/")
        if message["message"].startswith("Inline script violates") and STRUCTURED in message.get("extract", ""):
            continue
        kind = message.get("subType", message["type"])
        said.append(f"{path}:{message.get('lastLine', 0)}: {kind}: {message['message']} [{message.get('extract', '')}]")
    return said


def shorten(said: list[str]) -> str:
    """The messages, each kind once with how often it comes; a fault in a template comes on every page."""
    first: dict[str, str] = {}
    for text in said:
        first.setdefault(text.split(": ", 1)[1], text)
    often = Counter(text.split(": ", 1)[1] for text in said)
    return "\n".join(f"{often[key]} x {text}" for key, text in list(first.items())[:40])


def test_every_page_and_style_sheet_is_valid(
    either_site: BuiltSite, tmp_path: Path, serve: Callable[..., AbstractContextManager[Server]]
) -> None:
    """No page, redirect, fragment, style sheet or drawing of the example site draws an error or a warning from vnu."""
    site = BuiltSite(tmp_path, either_site.base)
    shutil.copytree(either_site.folder, site.folder, dirs_exist_ok=True)
    for name, text in PLANTED.items():
        (site.folder / name).write_text(text, encoding="utf-8")
    said = check_with_vnu(site, serve)
    planted = [text for text in said if text.startswith("planted.")]
    assert {text.partition(":")[0] for text in planted} == set(PLANTED)
    faults = [text for text in said if text not in planted]
    assert not faults, shorten(faults)
