"""The commands' surface: each has an example that it takes, help is quick, colours are for terminals alone."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.support.command import run_sitegen
from tests.support.processes import unmeasured
from tests.support.sites import REPOSITORY
from tests.unit.site.newsroom import story, write_site

from sitegen import __version__
from sitegen.cli import cli
from sitegen.commands.colour import paint
from sitegen.errors import Caution, Location, Problem

HEAVY = {
    "babel", "feedgen", "ghp_import", "jinja2", "lxml", "markdown_it", "msgspec", "nh3", "PIL", "rich", "starlette",
    "uvicorn", "watchfiles", "yaml",
}  # fmt: skip
"""Libraries that take longer to load than the help of a command may take to print."""


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    """The path of every command, groups included: `()` for sitegen itself, `("new", "site")`."""
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, *path, name)


COMMANDS = list(commands(cli))


def find(path: tuple[str, ...]) -> click.Command:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group), path
        command = command.commands[name]
    return command


def help_of(path: tuple[str, ...]) -> str:
    done = CliRunner().invoke(cli, [*path, "--help"], prog_name="sitegen", terminal_width=80)
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_an_example_that_it_takes(path: tuple[str, ...]) -> None:
    """Under its own name, with commands, options and arguments that there are."""
    shown = help_of(path).split("Options:")[0].partition("Example: ")[2].split("\n\n")[0]
    examples = [line.strip() for line in shown.splitlines() if line.strip()]
    assert examples
    for example in examples:
        typed = example[example.index("sitegen ") :].partition(" > ")[0].partition(")")[0]
        words = shlex.split(typed)[1:]
        named: list[str] = []
        while isinstance(find(tuple(named)), click.Group):
            named.append(words.pop(0))
        assert tuple(named[: len(path)]) == path
        command = find(tuple(named))
        _, rest, _ = command.make_parser(click.Context(command)).parse_args(words)
        assert rest == []


def test_help_is_for_people() -> None:
    """Every command says what it does in a sentence of its own, and every option has a help."""
    for path in COMMANDS:
        command = find(path)
        assert command.get_short_help_str(200).endswith((".", "nothing is overwritten")), path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (path, parameter.name)


def test_the_manual_has_every_command_and_option() -> None:
    """README.md lists each command once, with all its options and no others."""
    manual = (REPOSITORY / "README.md").read_text().partition("## Commands\n\n```\n")[2].partition("```")[0]
    usages = re.sub(r"\n +", " ", manual).splitlines()
    leaves = [path for path in COMMANDS if not isinstance(find(path), click.Group)]
    for path in leaves:
        (usage,) = (line for line in usages if line.startswith(f"sitegen {' '.join(path)} "))
        listed = set(re.findall(r"(?<![\w-])--?[a-z-]+", usage))
        options = [option for option in find(path).params if isinstance(option, click.Option)]
        assert [option.name for option in options if not listed & {*option.opts}] == [], path
        assert listed <= {name for option in options for name in option.opts}, path
    assert len(usages) == len(leaves)


def test_the_version_is_told() -> None:
    done = CliRunner().invoke(cli, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"sitegen {__version__}\n")


def test_help_loads_nothing_heavy() -> None:
    """What a command needs is loaded when it runs: the help of each is there at once."""
    code = (
        "import sys\nfrom sitegen.cli import cli\n"
        f"for path in {COMMANDS!r}:\n"
        "    cli([*path, '--help'], prog_name='sitegen', standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured())
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("sitegen.")} == {"sitegen.cli"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_completion_for_each_shell(shell: str) -> None:
    """A script that asks sitegen itself what may follow."""
    done = CliRunner().invoke(cli, ["completion", shell])
    assert done.exit_code == 0
    assert f"_SITEGEN_COMPLETE={shell}_complete" in done.stdout
    assert CliRunner().invoke(cli, ["completion", "cmd"]).exit_code == 2


def test_bash_completes_with_it(tmp_path: Path) -> None:
    """In a real bash: commands, commands of a group, options, choices."""
    (tmp_path / "sitegen").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sitegen "$@"\n')
    (tmp_path / "sitegen").chmod(0o755)
    bash = shutil.which("bash")
    assert bash is not None
    script = (
        'eval "$(sitegen completion bash)"\n'
        'try() {\n COMPREPLY=(); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sitegen_completion sitegen\n'
        ' echo "${COMPREPLY[*]}"\n}\n'
        "try sitegen bu; try sitegen new a; try sitegen build --dr; try sitegen completion z\n"
    )
    env = unmeasured() | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([bash, "--norc", "-c", script], capture_output=True, text=True, check=True, env=env)
    assert (done.stdout.splitlines(), done.stderr) == (["build", "article", "--drafts", "zsh"], "")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one problem."""
    return write_site(tmp_path_factory.mktemp("faulty"), {"articles/a.md": story(title="A", section="Wrold")})


def at_a_terminal(root: Path, **env: str) -> str:
    """Build a site at a real terminal; return what it shows."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in unmeasured().items() if name not in ("NO_COLOR", "GITHUB_ACTIONS")}
    command = [sys.executable, "-m", "sitegen", "build", "--quiet", str(root)]  # a slow one would show a bar
    running = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm", **env}
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:
        pass  # Nobody writes to it any more.
    os.close(ours)
    assert running.wait() == 1
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_shows_colours(faulty: Path) -> None:
    """The place in bold, the kind in red, and the words as they are elsewhere."""
    plain = run_sitegen("build", "--quiet", faulty, env={"GITHUB_ACTIONS": ""}).stderr
    shown = at_a_terminal(faulty)
    assert "\x1b" not in plain
    assert shown.startswith("\x1b[1mcontent/articles/a.md:5:10\x1b[0m: \x1b[31munknown-section\x1b[0m: the site has no")
    assert re.sub(r"\x1b\[\d+m", "", shown) == plain


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colours_gets_none(wish: dict[str, str], faulty: Path) -> None:
    assert "\x1b" not in at_a_terminal(faulty, **wish)


@pytest.mark.parametrize("kind", [Problem, Caution])
def test_colours_change_no_letter(kind: type[Problem], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in the file's name and in the message."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    problem = kind(Location("content/a: b\x1b[2J.md", 3, 4), "a-kind", "a-kind: of \x1b message", "A hint")
    painted = paint(problem, sys.stderr)
    assert re.sub(r"\x1b\[(?:0|1|31|33)m", "", painted) == str(problem)
    assert painted.count("\x1b") == 4
