"""`sitegen deploy`: the built site on a branch, and what that changes for a reader."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.commands.say import say, say_each
from sitegen.deploy.changes import lines_of
from sitegen.deploy.publish import Target, deploy
from sitegen.errors import SitegenError
from sitegen.site.urls import Addresses

_MOST: Final = 50
"""Pages that are listed once they are published; a dry run lists all."""


def run(root: Path, target: Target) -> int:
    """Publish the site in `root`, or tell what would change; return the exit status."""
    try:
        done = deploy(root, target, progress=True)
    except SitegenError as error:
        say(error)
        return error.exit_status
    say_each(done.report.warnings)
    where = f"{target.branch} of {target.remote}"
    if not done.changes:
        print(f"Nothing to publish: {where} holds this site already")
        return 0
    *pages, counted = lines_of(done.changes, Addresses(done.config.url, done.config.base_path))
    shown = pages if target.dry_run else pages[:_MOST]
    for line in shown:
        print(line)
    if len(shown) < len(pages):
        print(f"... and {len(pages) - len(shown)} more")
    print(counted)
    if target.dry_run:
        print(f"A dry run: {where} is as it was")
    else:
        print(f"Published on {where}, as commit {done.commit[:12]}")
    return 0
