"""`sitegen import newsroom`: newsroom copy in, articles out, and where they went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.commands.say import say
from sitegen.config import load_config
from sitegen.errors import ContentError, SitegenError
from sitegen.importers.newsroom import import_newsroom


def run(root: Path, files: Sequence[Path]) -> int:
    """Import FILES into the site in ROOT; return the exit status."""
    try:
        config, problems = load_config(root)
        if config is None:
            raise ContentError(problems)
        imported = import_newsroom(root, files, config)
        if imported.problems:
            raise ContentError(imported.problems)
    except SitegenError as error:
        say(error)
        return error.exit_status
    for path in imported.written:
        print(path)
    return 0
