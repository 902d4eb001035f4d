"""Builds a site from nothing, and publishes exactly that on a branch: all of it, or none.

The build goes into a folder of its own, so that neither the user's output nor what is remembered of it is touched. Only
pictures that were made before are taken over: they are kept under checksums.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from sitegen.build import BuildReport, Options, build
from sitegen.config import SITE_FILE, Config, load_config
from sitegen.deploy.changes import Changes, changes_between, tree_of
from sitegen.deploy.git import Git
from sitegen.errors import ContentError, Location, MachineError, Problem, UsageError, printable, shorten
from sitegen.output.state import StateFolder
from sitegen.output.writer import MARK

_SOURCES: Final = ("content", "themes")
"""What a site is built from, below its root."""
_DOMAIN_FILE: Final = "CNAME"
"""In it GitHub Pages looks for a site's own domain."""
_SHARED_HOST: Final = ".github.io"
_EXAMPLES: Final = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")
"""Domains that are nobody's (RFC 2606, RFC 6761)."""


class Target(Struct, frozen=True):
    """Where and how to publish."""

    remote: str = "origin"
    branch: str = "gh-pages"
    message: str | None = None
    """Of the commit; None for one that names the commit of the sources."""
    allow_dirty: bool = False
    """Whether to publish what is not committed."""
    dry_run: bool = False
    """Whether to look only."""


class Deployment(Struct, frozen=True):
    """What was published, or would be."""

    config: Config
    report: BuildReport
    changes: Changes
    commit: str
    """The new commit; empty if there is none."""


def deploy(root: Path, target: Target, *, progress: bool = False) -> Deployment:
    """Build the site in `root` and push it to a branch; nothing is pushed if nothing differs.

    Raises ContentError with the Problems of the site, UsageError if the repository is not ready for it, MachineError if
    git, the remote or the disk refuses. The branch is then as it was.
    """
    git = Git(root)
    git.check_repository()
    git.check_branch(target.branch)
    git.check_remote(target.remote)
    message = _message(git, target)
    config, problems = load_config(root)
    if config is None:
        raise ContentError(problems)
    domain = own_domain(config)
    if not target.dry_run:
        git.identity()
    tip = git.fetch(target.remote, target.branch)
    before = git.tree(tip) if tip else {}
    _check_is_a_site(before, target)
    with _built(root, progress=progress) as (folder, report):
        _name_domain(folder, domain)
        after = tree_of(folder, git.object_format())
        changes = changes_between(before, after)
        if target.dry_run or not changes:
            return Deployment(config, report, changes, "")
        with git.imported(folder, tip, message) as commit:
            if git.tree(commit) != after:
                raise MachineError("git did not take the files as they were built. Nothing was published")
            git.push(commit, target.remote, target.branch)
    return Deployment(config, report, changes, commit)


def own_domain(config: Config) -> str:
    """Return the domain that the site has for itself; empty for one below another's, as project sites are.

    Raises ContentError if the address is an example's still.
    """
    host = urlsplit(config.url).hostname or ""
    if host.endswith(tuple(f".{name}" for name in _EXAMPLES)) or host in _EXAMPLES:
        hint = "Write the address at which readers will find the site, such as `https://you.github.io/repo/`"
        message = f"`{host}` is a name for examples, which no reader can reach"
        raise ContentError([Problem(config.place("url"), "example-address", message, hint)])
    return "" if config.base_path != "/" or host.endswith(_SHARED_HOST) else host


def _check_is_a_site(published: Mapping[str, str], target: Target) -> None:
    """Raise UsageError if a branch holds anything but a site, whose place the built one would take."""
    where = f"the branch `{target.branch}` of `{target.remote}` holds"
    hint = "The built site would take their place: choose another with --branch"
    if any(path == SITE_FILE or path.endswith(f"/{SITE_FILE}") for path in published):
        raise UsageError(f"{where} the sources of a site. {hint}")
    if published and "index.html" not in published:
        raise UsageError(f"{where} files that are no site, {printable(min(published))} for one. {hint}")


def _message(git: Git, target: Target) -> str:
    """Return the message of the commit. Raises UsageError if sources are not committed, and that was not allowed."""
    dirty = git.uncommitted(*_SOURCES)
    if dirty and not target.allow_dirty:
        more = f" and {len(dirty) - 1} more" if len(dirty) > 1 else ""
        hint = "Commit first, or publish what is there with --allow-dirty"
        raise UsageError(f"{printable(dirty[0])}{more}: not committed as it is. {hint}")
    if target.message is not None:
        return target.message
    source = git.commit() or "sources that are not committed"
    return f"Publish {source}" + (", and changes that are not committed" if dirty and git.commit() else "")


@contextmanager
def _built(root: Path, *, progress: bool) -> Iterator[tuple[Path, BuildReport]]:
    """Build the site in a folder of its own, which is gone in the end; yield it with the report."""
    with tempfile.TemporaryDirectory(prefix="sitegen-deploy-") as scratch:
        output = Path(scratch).resolve() / "site"
        state = StateFolder(root.resolve(), output)
        try:
            _share_pictures(root.resolve(), state)
            report = build(root, Options(output, datetime.now(UTC), progress=progress))
            (output / MARK).unlink()
            yield output, report
        finally:
            shutil.rmtree(state.path, ignore_errors=True)


def _share_pictures(root: Path, state: StateFolder) -> None:
    """Let a build take the pictures that builds of ROOT/public made, and keep there those that it makes."""
    kept = StateFolder(root, root / "public").pictures()
    with suppress(OSError):  # Without them it takes longer, and no more.
        kept.mkdir(parents=True, exist_ok=True)
        state.path.mkdir()
        state.pictures().symlink_to(kept, target_is_directory=True)


def _name_domain(folder: Path, domain: str) -> None:
    """Put the site's own domain where GitHub Pages looks for it.

    Raises ContentError if content/static/ has another there.
    """
    file = folder / _DOMAIN_FILE
    if file.exists():
        named = file.read_text(encoding="utf-8", errors="replace").strip()
        if named.lower() != domain:
            meant = f"`{domain}`" if domain else "none: it is below another's"
            message = f"the file names the domain `{shorten(named)}`, and by `url` in {SITE_FILE} it is {meant}"
            hint = "Mend one of them; the file can go, since it is written from `url`"
            raise ContentError([Problem(Location(f"content/static/{_DOMAIN_FILE}"), "domain", message, hint)])
    elif domain:
        file.write_text(f"{domain}\n", encoding="utf-8")
