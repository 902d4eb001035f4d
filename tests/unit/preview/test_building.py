"""The process that builds says what a build came to, and which style sheets a site has or will have."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.support.sites import REPOSITORY, TINY_CONFIG, write_tiny_site

from sitegen.preview.building import Base, Built, Failed, Job, Message, Styles, work

PATIENCE = 120
"""Seconds that a build of the smallest site may take."""


@contextmanager
def building(job: Job) -> Iterator[Connection]:
    """Run the process that builds; yield the end of its pipe that the preview holds."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(job, theirs))
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join(PATIENCE)
        assert process.exitcode == 0, "it ends when nobody wants anything of it any more"


def ask(pipe: Connection, *changed: str) -> list[Message]:
    """Ask for a build because of changed paths; return all that is told until its end."""
    pipe.send(frozenset(changed))
    told: list[Message] = []
    while not told or not isinstance(told[-1], Built | Failed):
        assert pipe.poll(PATIENCE), "it says nothing"
        told.append(pipe.recv())
    return told


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A site with a theme of its own, which has one part of the style sheet."""
    root = write_tiny_site(tmp_path / "site")
    styles = root / "themes" / "own" / "assets" / "styles"
    styles.mkdir(parents=True)
    (root / "themes" / "own" / "theme.yaml").write_text("name: own\nparent: newsmania\n")
    (root / "content" / "site.yaml").write_text(
        TINY_CONFIG.replace("newsmania\n", "own\n").replace(".example/", ".example/a/")
    )
    (styles / "ground.css").write_text((REPOSITORY / "themes/newsmania/assets/styles/ground.css").read_text())
    return Job(root, root / ".sitegen" / "preview" / "site", drafts=False)


def test_a_style_sheet_is_told_ahead_and_is_the_one_that_is_built(job: Job) -> None:
    """By the address of the one that pages have; bytes and digest are those of the file that then stands there."""
    with building(job) as pipe:
        base, built = ask(pipe)
        assert base == Base("/a/")
        assert isinstance(built, Built)
        assert not built.is_styled
        (before,) = (job.output / "assets").glob("style.*.css")
        sheet = job.root / "themes" / "own" / "assets" / "styles" / "ground.css"
        sheet.write_text(f"{sheet.read_text()}\nbody {{ margin: 7px }}\n")
        _, ahead, exact, end = ask(pipe, "themes/own/assets/styles/ground.css")
        (after,) = (job.output / "assets").glob("style.*.css")
        assert isinstance(ahead, Styles)
        assert ahead == exact
        assert list(ahead.sheets) == [f"/a/assets/{before.name}"]
        (told,) = ahead.sheets.values()
        assert (told.href, told.content) == (f"/a/assets/{after.name}", after.read_bytes())
        page = (job.output / "index.html").read_text()
        assert f'href="{told.href}" integrity="{told.integrity}"' in page
        assert isinstance(end, Built)
        assert end.is_styled


def test_a_build_that_more_than_style_sheets_asked_for_tells_none_ahead(job: Job) -> None:
    """Nor does one for a style sheet that is no theme's: a page may show it in ways of its own."""
    with building(job) as pipe:
        ask(pipe)
        for changed in (("themes/own/a.css", "content/articles/istanbul.md"), ("content/static/a.css",)):
            assert [type(message) for message in ask(pipe, *changed)] == [Base, Built]


def test_a_build_that_fails_tells_why_and_the_next_one_goes_on(job: Job) -> None:
    """Settings that cannot be read have no base path; what is wrong in an article is told with its lines."""
    article = job.root / "content" / "articles" / "istanbul.md"
    good = article.read_text()
    article.write_text(good.replace("World", "Wrold"))
    with building(job) as pipe:
        _, failed = ask(pipe)
        assert isinstance(failed, Failed)
        assert "unknown-section" in str(failed.error)
        assert [line["text"] for line in failed.shown["problems"][0]["excerpt"] if "at" in line] == ["section: Wrold"]
        article.write_text(good)
        assert isinstance(ask(pipe, "content/articles/istanbul.md")[-1], Built)
        (job.root / "content" / "site.yaml").write_text("title: [")
        (failed,) = ask(pipe, "content/site.yaml")
        assert isinstance(failed, Failed)
        (job.root / "content" / "site.yaml").unlink()
        (failed,) = ask(pipe, "content/site.yaml")
        assert isinstance(failed, Failed)
        assert "is no site" in str(failed.error)
