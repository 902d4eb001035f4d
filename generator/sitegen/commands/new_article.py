"""`sitegen new article`: a draft in its place, and an editor on it if asked."""

from __future__ import annotations

import os
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from sitegen.commands.say import say
from sitegen.config import load_config
from sitegen.errors import ContentError, MachineError, SitegenError, UsageError
from sitegen.starter.article import Wish, plan_article, write_article


def run(root: Path, wish: Wish, *, edit: bool) -> int:
    """Write a new article into the site in `root`, open it in the user's editor if asked; return the exit status."""
    try:
        config, problems = load_config(root)
        if config is None:
            raise ContentError(problems)
        editor = editor_command() if edit else []
        article = plan_article(root, config, wish, datetime.now(UTC))
        write_article(root, article)
        print(root / article.path, flush=True)
        if editor:
            _open(editor, root / article.path)
    except SitegenError as error:
        say(error)
        return error.exit_status
    return 0


def editor_command() -> list[str]:
    """Return the user's editor, $VISUAL or $EDITOR, with the arguments that it is to have.

    Raises UsageError if there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""), posix=os.name != "nt")
        except ValueError as error:
            raise UsageError(f"${name} is no command: {error}. Set it to one, such as `nano`") from error
        if words:
            return words
    raise UsageError("--edit: no editor is named. Set $VISUAL or $EDITOR to its command, such as `nano`")


def _open(editor: list[str], file: Path) -> None:
    """Wait for the editor to end. Raises MachineError if it is not there, or fails."""
    try:
        status = subprocess.run([*editor, str(file)], check=False).returncode
    except OSError as error:
        message = f"the editor `{editor[0]}` cannot be started: {error.strerror}"
        raise MachineError(f"{message}. The article is written; $VISUAL or $EDITOR names the editor") from error
    if status:
        raise MachineError(f"the editor `{editor[0]}` ended with status {status}. The article is written")
