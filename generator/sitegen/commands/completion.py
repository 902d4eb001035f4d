"""`sitegen completion`: prints what makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


def run(shell: str, command: click.Command) -> int:
    """Print the script for `shell` that completes the words of `command`; return the exit status."""
    maker = get_completion_class(shell)
    assert maker is not None, shell
    print(maker(command, {}, "sitegen", "_SITEGEN_COMPLETE").source())
    return 0
