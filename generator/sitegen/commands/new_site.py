"""`sitegen new site`: a small site that builds at once."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path

from sitegen.commands.say import say
from sitegen.errors import SitegenError
from sitegen.starter.site import Choices, create_site, site_files


def run(folder: Path, *, title: str | None, url: str | None, language: str | None, timezone: str | None) -> int:
    """Write a new site into `folder`; return the exit status."""
    try:
        files = site_files(Choices(title, url, language, timezone), datetime.now(UTC))
        create_site(folder, files)
    except SitegenError as error:
        say(error)
        return error.exit_status
    for path in files:
        print(folder / path)
    print(f"A site of {len(files)} files. See it: sitegen serve {shlex.quote(str(folder))}")
    return 0
