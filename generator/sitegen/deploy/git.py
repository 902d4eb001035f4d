"""The git commands that a deployment needs, and what goes wrong with them in one line each.

Nothing here changes the user's working tree, index or branches. Commits are made on a branch of a name that nobody has,
which is gone again in the end.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from sitegen.errors import MachineError, UsageError, printable
from sitegen.output.lock import locked

_ELSEWHERE: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})
"""Variables of a hook that runs a deployment, which would lead git away from the repository of the site."""
_WORKING: Final = "sitegen-deploy-"
"""How the names of branches begin that are there only while a deployment works."""
_IDENTITY: Final = re.compile(r"(.*) <(.*)> \d+ [+-]\d+")
_REFUSED: Final = re.compile(r"^!\t\S*\t\[[^\]]*\] ?\((.*)\)$", re.MULTILINE)
"""What `git push --porcelain` says of a branch that was not taken."""
_TOLD: Final = re.compile(r"^remote: (?:error: )?(.*\S)", re.MULTILINE)
"""What the host itself says of it."""
_UNREAD: Final = "fatal: Could not read from remote repository"
"""What git says after somebody else has said why."""
_OVERTAKEN: Final = re.compile(r"\(fetch first\)|\(non-fast-forward\)|cannot lock ref")
"""What is said of a branch that has moved since it was looked at: a while ago, and at this very moment."""


class Git:
    """The repository that a folder is in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run git, whatever its status. Raises MachineError if there is none."""
        return self._run(["git", *arguments], env)

    def text(self, *arguments: str) -> str:
        """Return what git prints, without the last line's end. Raises MachineError with git's own reason."""
        done = self.run(*arguments)
        if done.returncode:
            command = next(word for word in arguments if not word.startswith("-"))
            raise MachineError(f"git {command}: {reason(done.stderr)}")
        return done.stdout.removesuffix("\n")

    def check_repository(self) -> None:
        """Raise UsageError unless the folder is in a repository with a working tree."""
        done = self.run("rev-parse", "--is-inside-work-tree")
        if done.returncode or done.stdout.strip() != "true":
            hint = "Begin one there with `git init`, and commit the site"
            known = "not a git repository" in done.stderr or not done.stderr
            why = "is in no git repository" if known else f"is in no usable git repository: {reason(done.stderr)}"
            raise UsageError(f"{self._folder} {why}. {hint}")

    def check_remote(self, name: str) -> None:
        """Raise UsageError unless the repository has a remote of this name."""
        remotes = self.text("remote").split()
        if name in remotes:
            return
        if remotes:
            known = ", ".join(f"`{remote}`" for remote in remotes)
            raise UsageError(f"the repository has no remote `{printable(name)}`. Known: {known}")
        hint = f"Name the place to publish at: git remote add {printable(name)} ADDRESS"
        raise UsageError(f"the repository has no remote. {hint}")

    def check_branch(self, name: str) -> None:
        """Raise UsageError if a branch cannot be named so, or is at work on: a deployment would replace its files."""
        if self.run("check-ref-format", f"refs/heads/{name}").returncode or name.startswith("-"):
            raise UsageError(f"--branch: `{printable(name)}` can be no name of a branch")
        for block in self.text("worktree", "list", "--porcelain").split("\n\n"):
            lines = block.splitlines()
            if f"branch refs/heads/{name}" in lines:
                where = lines[0].removeprefix("worktree ")
                hint = "It is for the built site alone: choose another with --branch, or switch to another there"
                raise UsageError(f"the branch `{name}` is checked out in {where}. {hint}")

    def identity(self) -> dict[str, str]:
        """Return the variables that say who makes a commit. Raises UsageError if git was never told."""
        done = self.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
        found = _IDENTITY.fullmatch(done.stdout.strip())
        if done.returncode or found is None or not found[1] or not found[2]:
            hint = "Tell it: git config user.name NAME, and git config user.email ADDRESS"
            raise UsageError(f"git does not know who makes the commit. {hint}")
        return {"GIT_COMMITTER_NAME": found[1], "GIT_COMMITTER_EMAIL": found[2]}

    def uncommitted(self, *paths: str) -> list[str]:
        """Return which files below `paths` are not as they are committed, or not committed at all."""
        options = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
        found = self.text("--no-optional-locks", "status", *options, "--", *paths)
        return [entry[3:] for entry in found.split("\0") if entry]

    def commit(self) -> str:
        """Return the short name of the commit that is checked out; empty if there is none yet."""
        done = self.run("rev-parse", "--short", "--verify", "--quiet", "HEAD")
        return done.stdout.strip()

    def fetch(self, remote: str, branch: str) -> str | None:
        """Return the newest commit of a branch of a remote, which is then here too; None if there is no such branch.

        Raises MachineError if the remote cannot be reached.
        """
        done = self.run("ls-remote", "--heads", remote, f"refs/heads/{branch}")
        if done.returncode:
            raise MachineError(f"the remote `{remote}` cannot be read: {reason(done.stderr)}")
        tip = done.stdout.partition("\t")[0].strip()
        if not tip:
            return None
        if self.run("cat-file", "-e", f"{tip}^{{commit}}").returncode:
            done = self.run(
                "fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
            )
            if done.returncode:
                raise MachineError(f"the branch `{branch}` of `{remote}` cannot be fetched: {reason(done.stderr)}")
        return tip

    def tree(self, commit: str) -> dict[str, str]:
        """Return the files of a commit: each path with its mode and the id of its bytes."""
        entries = self.text("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        pairs = (entry.split("\t", 1) for entry in entries if entry)
        return {path: f"{about.split()[0]} {about.split()[2]}" for about, path in pairs}

    def object_format(self) -> str:
        """Return the algorithm of the repository's ids: sha1 or sha256."""
        return self.text("rev-parse", "--show-object-format")

    @contextmanager
    def imported(self, folder: Path, parent: str | None, message: str) -> Iterator[str]:
        """Yield a commit with the files of `folder`, and no others, on top of `parent`.

        Raises MachineError if git does not take them.
        """
        branch = f"{_WORKING}{secrets.token_hex(6)}"
        with self._alone():
            try:
                if parent is not None:
                    self.text("update-ref", f"refs/heads/{branch}", parent)
                command = [
                    sys.executable,
                    "-m",
                    "ghp_import",
                    f"--branch={branch}",
                    f"--message={message}",
                    str(folder),
                ]
                done = self._run(command, self.identity())
                made = self.run("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}").stdout.strip()
                if done.returncode or made in ("", parent):
                    raise MachineError(f"git could not make the commit: {reason(done.stderr or done.stdout)}")
                yield made
            finally:
                self.run("update-ref", "-d", f"refs/heads/{branch}")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other deployments from this repository waiting, and clear away what one that was killed left in it."""
        file = self._folder / self.text("rev-parse", "--git-common-dir") / "sitegen-deploy"
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(file))
            except OSError as error:
                raise MachineError(f"{file}: cannot be written: {error.strerror}") from error
            for branch in self.text("for-each-ref", "--format=%(refname)", f"refs/heads/{_WORKING}*").split():
                self.run("update-ref", "-d", branch)
            yield

    def push(self, commit: str, remote: str, branch: str) -> None:
        """Make a commit the newest of a branch of a remote. Raises MachineError if the remote does not take it."""
        done = self.run("push", "--porcelain", remote, f"{commit}:refs/heads/{branch}")
        if not done.returncode:
            return
        if _OVERTAKEN.search(done.stdout + done.stderr):
            raise MachineError(f"somebody else has published to `{branch}` of `{remote}` meanwhile. Deploy again")
        refused = _REFUSED.search(done.stdout)
        if refused is None:
            raise MachineError(f"the remote `{remote}` cannot be reached: {reason(done.stderr)}. Nothing was published")
        told = _TOLD.search(done.stderr)
        why = printable(f"{refused[1]}; {told[1].strip()}" if told else refused[1])
        raise MachineError(f"the remote `{remote}` refuses the push to `{branch}`: {why}. Nothing was published")

    def _run(self, command: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                command,
                cwd=self._folder,
                env={name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
                | {"LC_ALL": "C", **env},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        except FileNotFoundError as error:
            raise MachineError(f"{command[0]} is not installed, or not on PATH; a deployment needs it") from error


def reason(stderr: str) -> str:
    """Return why git failed, in one line of its own: the first that says so."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip() and not line.startswith(_UNREAD)]
    told = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    line = (told or lines or ["it does not say why"])[0]
    return printable(re.sub(r"^(?:fatal|error): ", "", line)).rstrip(".")
