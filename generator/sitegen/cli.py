"""The commands' surface: names, arguments and help.

What a command needs is imported when it runs, so that help is quick.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from sitegen import __version__

_ROOT = click.argument("root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="sitegen %(version)s")
def cli() -> None:
    """Turn Markdown articles into a fast static news site with feeds.

    \b
    Example: sitegen new site wire
             sitegen build wire
    """


@cli.command()
@_ROOT
@click.option("--output", type=click.Path(path_type=Path), help="Where the site goes.  [default: ROOT/public]")
@click.option("--base-url", help="Publish at this address instead of the `url` of site.yaml.")
@click.option("--as-of", metavar="TIME", help="Publish what is out at this moment.  [default: now]")
@click.option("--drafts", is_flag=True, help="Let in drafts and what is not out yet.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that share the work.  [default: one a processor]"
)
@click.option("--clean", is_flag=True, help="Forget the last build, and make everything anew.")
@click.option("--verify", is_flag=True, help="Believe nothing of the last build: look at every file, and mend it.")
@click.option("--json", "as_json", is_flag=True, help="Print one report object.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Name each file that changed, and why.")
def build(quiet: bool, verbose: bool, **options: Any) -> None:
    """Build the site in ROOT, the folder that holds content/ (default: here).

    \b
    Example: sitegen build --base-url https://host.example/repo/

    Exit status: 0 good, 1 problems in the content, 2 wrong usage, 3 the machine failed.
    """
    from sitegen.commands.build import run

    sys.exit(run(options.pop("root"), verbosity=verbose - quiet, **options))


@cli.command()
@_ROOT
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Listen there, 0 for any that is free.  [default: 8000, or the next]"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address of the machine.")
@click.option("--drafts", is_flag=True, help="Let in drafts and what is not out yet, under a banner.")
def serve(**options: Any) -> None:
    """Show the site in ROOT (default: here) in the browser, as GitHub Pages would, while it is written.

    A save shows at once, the page as far scrolled as it was; a mistake is shown over the last good page until it is
    mended. It builds into .sitegen/ and leaves public/ alone. Ctrl-C ends it.

    \b
    Example: sitegen serve --drafts --port 4000

    Exit status: 0 ended by Ctrl-C, 2 wrong usage, 3 the machine failed (the port is in use).
    """
    from sitegen.commands.serve import run

    sys.exit(run(options.pop("root"), **options))


@cli.command()
@_ROOT
@click.option("--output", type=click.Path(path_type=Path), help="A built tree to look at.  [default: a private one]")
@click.option("--base-url", help="The address it is published at, if not the `url` of site.yaml.")
@click.option("--as-of", metavar="TIME", help="Check what is out at this moment.  [default: now]")
@click.option("--skip", multiple=True, metavar="CHECK", help="Leave a check out; can be given more than once.")
@click.option(
    "--budget", type=click.IntRange(1), default=2000, show_default=True, help="Kilobytes that a page may weigh."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that share the work.  [default: one a processor]"
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--json", "as_json", is_flag=True, help="Print one report object.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print a SARIF log, for code hosts.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def check(**options: Any) -> None:
    """Check the site in ROOT: all that build says, then links, pictures, headings, feeds, leaks, sizes and names.

    It builds into a folder of its own below ROOT/.sitegen, and leaves public/ alone.

    \b
    Example: sitegen check --strict

    Exit status: 0 good, 1 errors (or warnings, with --strict), 2 wrong usage, 3 the machine failed.
    """
    if options["as_json"] and options["as_sarif"]:
        raise click.UsageError("--json and --sarif cannot be given together.")
    from sitegen.commands.check import run

    sys.exit(run(options.pop("root"), **options))


@cli.command()
@_ROOT
@click.option("--remote", default="origin", show_default=True, help="The repository to push to.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch that readers see.")
@click.option("--message", metavar="TEXT", help="Of the commit.  [default: names the commit of the sources]")
@click.option("--dry-run", is_flag=True, help="List what would change for a reader, and push nothing.")
@click.option("--allow-dirty", is_flag=True, help="Publish sources that are not committed too.")
def deploy(root: Path, **target: Any) -> None:
    """Publish the site in ROOT on a branch.

    It is built from nothing and pushed whole, to the branch from which GitHub Pages serves it. ROOT is in a git
    repository with a remote.

    \b
    Example: sitegen deploy --dry-run
             sitegen deploy --remote origin --branch gh-pages
    """
    from sitegen.commands.deploy import run
    from sitegen.deploy.publish import Target

    sys.exit(run(root, Target(**target)))


@cli.group()
def new() -> None:
    """Begin a site, or an article in one.

    \b
    Example: sitegen new site wire
             sitegen new article "A bridge opens" --root wire
    """


@new.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="Its name.  [default: an example's]")
@click.option("--url", metavar="ADDRESS", help="Where it will be published.  [default: an example's]")
@click.option(
    "--language", metavar="TAG", help="Its language; en, ar, bn and hi have words of their own.  [default: en]"
)
@click.option("--timezone", metavar="ZONE", help="The clock of its dates.  [default: this machine's]")
def new_site(folder: Path, **choices: str | None) -> None:
    """Write a small site into DIR.

    It builds at once, and has settings with every option explained, sections, a desk, a story, pages, the workflow for
    GitHub Pages and settings for editors. Nothing is ever overwritten.

    \b
    Example: sitegen new site wire --title "The Morning Wire" --timezone Asia/Kolkata
    """
    from sitegen.commands.new_site import run

    sys.exit(run(folder, **choices))


@new.command("article")
@click.argument("title")
@click.option("--section", metavar="NAME", help="Its section.  [default: the site's first]")
@click.option("--desk", metavar="NAME", help="Its desk.  [default: the site's first, unless there is an author]")
@click.option("--author", "authors", metavar="NAME", multiple=True, help="Who writes it; may be given again.")
@click.option("--date", metavar="TIME", help="When it is published.  [default: today, on the site's clock]")
@click.option("--root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The site.")
@click.option("--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR.")
def new_article(root: Path, edit: bool, **wish: Any) -> None:
    """Write a draft with this TITLE.

    It goes into its section's folder, under a name that is free. No reader sees it while it says `status: draft`;
    `sitegen build --drafts` shows it.

    \b
    Example: sitegen new article "A bridge opens" --section World --author "Piyal Chatterjee"
    """
    from sitegen.commands.new_article import run
    from sitegen.starter.article import Wish

    sys.exit(run(root, Wish(**wish), edit=edit))


@cli.command()
@click.argument("name", type=click.Choice(["article", "page", "author", "site", "settings", "theme"]))
@click.option("--table", "as_table", is_flag=True, help="Print a Markdown table instead.")
def schema(name: str, as_table: bool) -> None:
    """Print the JSON Schema of a kind of file, for editors that check YAML.

    \b
    Example: sitegen schema site > .vscode/site.schema.json
    """
    from sitegen.commands.schema import run

    sys.exit(run(name, as_table=as_table))


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that makes your shell complete commands and options.

    \b
    Example: eval "$(sitegen completion bash)"
    """
    from sitegen.commands.completion import run

    sys.exit(run(shell, cli))


@cli.group(name="import")
def import_() -> None:
    """Turn copy in another form into articles under content/.

    \b
    Example: sitegen import newsroom seeds/*.txt
    """


@import_.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The site.")
def newsroom(files: tuple[Path, ...], root: Path) -> None:
    """Import newsroom copy: section, headline, byline line, paragraphs, each a block of its own.

    Nothing is ever overwritten, and nothing is written unless every FILE is understood.

    \b
    Example: sitegen import newsroom seeds/*.txt
    """
    from sitegen.commands.import_newsroom import run

    sys.exit(run(root, files))


def main() -> None:
    """Run the command line; a mistake of sitegen's own ends in a plain word too, its traceback kept for who asks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A terminal may not know the script of a file's name.
    try:
        cli(prog_name="sitegen")
    except SystemExit as ended:
        _end(ended.code)
    except Exception as error:
        if os.environ.get("SITEGEN_TRACEBACK"):
            raise
        click.echo(f"sitegen: internal error: {type(error).__name__}: {error}", err=True)
        click.echo("This is a mistake of sitegen, not yours. SITEGEN_TRACEBACK=1 shows where, for a report.", err=True)
        sys.exit(3)


def _end(code: str | int | None) -> None:
    """End the process at once: to take a large archive's values apart one by one would take longer than some builds."""
    if isinstance(code, str):
        click.echo(code, err=True)
    with suppress(OSError):  # Whoever read what was printed may have gone.
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
