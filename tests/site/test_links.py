"""Promise 5, every address resolves: lychee follows each link of the example site, at `/` and under `/repo/`."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.support.sites import HOST, BuiltSite
from tests.support.tools import need_tool, run_tool

PLANTED = '<!doctype html><title>Planted</title><a href="nowhere.html">broken</a>'
"""A page with a broken link added to each run, to prove that lychee saw the folder at all."""


def find_broken_links(site: BuiltSite) -> dict[str, list[str]]:
    """The broken links, fragments included, in the files of a site: each file's path and what it links to.

    Absolute addresses of the site itself (canonical links, feeds, sitemaps) are looked up too; those of other hosts are
    left alone, as nothing here goes out to the network.
    """
    this_site = f"^{re.escape(HOST)}/(.*)$ file://{site.host}/$1"
    done = run_tool(
        *(need_tool("lychee"), "--offline", "--no-progress", "--no-ignore", "--include-fragments", "--format", "json"),
        *("--extensions", "html,xml,css", "--index-files", "index.html,index.xml"),
        *("--root-dir", site.host, "--remap", this_site, "."),
        cwd=site.folder,
    )
    assert done.stdout.startswith("{"), f"lychee gave no report: {done.stderr}"
    report = json.loads(done.stdout)
    assert report["total"] > 1
    return {
        path.removeprefix("./"): [f"{link['url']}: {link['status']['text']}" for link in links]
        for path, links in report["error_map"].items()
    }


def test_no_link_is_broken(either_site: BuiltSite, tmp_path: Path) -> None:
    """Every link and fragment in every page, feed, sitemap and style sheet leads to something that was built."""
    site = BuiltSite(tmp_path, either_site.base)
    shutil.copytree(either_site.folder, site.folder, dirs_exist_ok=True)
    (site.folder / "planted.html").write_text(PLANTED, encoding="utf-8")
    broken = find_broken_links(site)
    assert "nowhere.html" in broken.pop("planted.html")[0]
    listing = [f"{path} -> {link}" for path, links in sorted(broken.items()) for link in links]
    assert not listing, f"{len(listing)} broken links\n" + "\n".join(listing[:40])
