"""Subscribers: newsboat and sfeed, each with a home of its own, and feedsmith, which reads files."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from tests.support.tools import need_tool, run_tool

COMPLAINT: Final = re.compile(r"^\[[^]]*\] (?:USERERROR|CRITICAL|ERROR|WARN): .*", re.MULTILINE)
"""The lines of newsboat's log that are more than information."""
_SFEEDRC: Final = """\
sfeedpath="$HOME/feeds"
merge() {
	# By id alone, and the newer line first; sfeed's own way also tells items apart by their titles and links.
	sort -s -t '	' -u -k6,6 "$3" "$2" 2>/dev/null
}
feeds() {
"""
_READ_FEEDS: Final = Path(__file__).parents[1] / "tools" / "read_feeds.mjs"


class Newsboat:
    """A subscriber: newsboat with a home, a list of feeds and a cache of its own."""

    def __init__(self, home: Path, urls: Sequence[str]) -> None:
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        (home / "urls").write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
        (home / "config").write_text("reload-threads 4\n", encoding="utf-8")

    def reload(self) -> str:
        """Fetch every feed; what newsboat then says of unread articles. Complaints in its log fail the test."""
        log = self.home / "log"
        done = run_tool(
            *(need_tool("newsboat"), "-u", "urls", "-c", "cache.db", "-C", "config", "-l", "6", "-d", log),
            *("-x", "reload", "print-unread"),
            cwd=self.home,
            env={"HOME": str(self.home), "LC_ALL": "C.UTF-8"},
        )
        assert done.returncode == 0, done.stderr
        assert COMPLAINT.findall(log.read_text(encoding="utf-8", errors="replace")) == []
        return done.stdout.strip()

    def read_guids(self) -> list[str]:
        """The guids of the items that newsboat holds."""
        return [guid for guid, _, _ in self.items()]

    def items(self) -> list[tuple[str, str, str]]:
        """The guid, the title and the address of each item that newsboat holds."""
        with closing(sqlite3.connect(self.home / "cache.db")) as cache:
            return list(cache.execute("SELECT guid, title, url FROM rss_item WHERE deleted = 0"))


class Sfeed:
    """A subscriber: sfeed with a home of its own, whose feeds are named by what follows the address of the host."""

    def __init__(self, home: Path, urls: Sequence[str]) -> None:
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        feeds = "".join(f"\tfeed 'feed{number}' '{url}'\n" for number, url in enumerate(urls))
        (home / "sfeedrc").write_text(f"{_SFEEDRC}{feeds}}}\n", encoding="utf-8")
        (home / "feeds").mkdir(exist_ok=True)

    def reload(self) -> None:
        """Fetch every feed."""
        done = run_tool(need_tool("sfeed"), self.home / "sfeedrc", env={"HOME": str(self.home), "LC_ALL": "C.UTF-8"})
        assert done.returncode == 0, done.stdout + done.stderr
        assert "FAIL" not in done.stdout, done.stdout

    def items(self, number: int = 0) -> list[tuple[str, str, str]]:
        """The id, the title and the address of each item that sfeed holds of a feed."""
        text = (self.home / "feeds" / f"feed{number}").read_text(encoding="utf-8")
        fields = (line.split("\t") for line in text.splitlines())
        return [(line[5], line[1], line[2]) for line in fields]


def feedsmith(*files: Path) -> list[Mapping[str, Any]]:
    """What feedsmith makes of each feed: its `format`, and its parts as they are called there in `feed`."""
    need_tool("feedsmith")
    done = run_tool(need_tool("node"), _READ_FEEDS, *files)
    assert done.returncode == 0, done.stderr
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found
