"""One Markdown rule a file: each module has `install(md)`, which adds its rule to the parser.

A new file here is a new rule. They are installed in the order of their names; a rule that depends on another's tokens
says so by its place in markdown-it's core chain, not by its name.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from markdown_it import MarkdownIt


def install_rules(md: MarkdownIt) -> None:
    """Add every rule of this package to the parser."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        import_module(f"{__name__}.{module.name}").install(md)
