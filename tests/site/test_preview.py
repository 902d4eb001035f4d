"""A preview goes on whatever happens beside it: a process that is killed, another preview, the hour, sitegen itself."""

from __future__ import annotations

import os
import shutil
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.support.preview import SECONDS, Preview, previewing
from tests.support.sites import REPOSITORY, TINY_ARTICLE, TINY_HEADLINE, TINY_PARAGRAPHS, write_tiny_site
from tests.support.tools import give_up
from tests.support.trees import look

ADDRESS = "2025/02/27/russian-and-us-diplomats-meet-in-istanbul-on-the-work-of-their-embassies/"


def write(root: Path, body: str = TINY_PARAGRAPHS[0], *, name: str = "istanbul", **fields: str) -> None:
    """Write an article: the one of the smallest site, with other values of some fields."""
    text = TINY_ARTICLE.format(title=fields.pop("title", TINY_HEADLINE), body=body)
    for field, value in fields.items():
        text = text.replace("date: 2025-02-27", f"date: {value}") if field == "date" else text.replace(field, value)
    (root / "content" / "articles" / f"{name}.md").write_text(text)


def see(preview: Preview, path: str, words: str) -> None:
    """Wait until a page has some words."""
    end = time.monotonic() + SECONDS
    while words not in preview.fetch(path)[1]:
        assert time.monotonic() < end, f"{path} never said {words!r}"
        time.sleep(0.02)


def is_alive(group: int) -> bool:
    """Tell whether there is any process of a group."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_tiny_site(tmp_path / "site")


def test_a_killed_builder_is_replaced(root: Path) -> None:
    """It may have been too large for the machine: that is said, and the next save builds again."""
    with previewing(root) as preview:
        children = Path(f"/proc/{preview.running.pid}/task/{preview.running.pid}/children")
        if not children.is_file():
            give_up("this system does not tell the children of a process")
        for child in children.read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
        write(root, "Written to a dead process.")
        preview.wait_for(lambda line: "the process that builds has ended" in line)
        assert preview.fetch(ADDRESS)[0] == 200
        write(root, "Written to a living one.")
        see(preview, ADDRESS, "Written to a living one.")
        assert preview.interrupt()[0] == 0


def test_ctrl_c_ends_it_in_the_middle_of_the_first_build(root: Path) -> None:
    """Without a word more, wherever it stands; nothing of it goes on."""
    preview = Preview(root)
    try:
        preview.wait_for(lambda line: line.startswith("Building"))
        assert preview.interrupt()[0] == 0
        assert len(preview.lines) == 1
        end = time.monotonic() + SECONDS
        while is_alive(preview.running.pid):
            assert time.monotonic() < end, "something of it goes on"
            time.sleep(0.02)
    finally:
        preview.close()


def test_two_previews_of_one_site_both_show_what_is_saved(root: Path) -> None:
    """Each builds for itself; a build for readers meanwhile is made beside them."""
    with previewing(root) as first, previewing(root) as second:
        write(root, "Seen twice.")
        see(first, ADDRESS, "Seen twice.")
        see(second, ADDRESS, "Seen twice.")
        assert first.origin != second.origin
        first.running.send_signal(signal.SIGTERM)
        assert first.running.wait(SECONDS) == 0


def test_an_article_comes_out_at_its_hour_without_a_save(root: Path) -> None:
    """The preview looks at the clock for the moment that the last build named."""
    with previewing(root) as preview:
        moment = datetime.now(ZoneInfo("Asia/Kolkata")) + timedelta(seconds=3)
        write(root, "At its hour.", name="ahead", title="Ahead", date=f"{moment:%Y-%m-%d %H:%M:%S}")
        see(preview, f"{moment:%Y/%m/%d}/ahead/", "At its hour.")


def test_a_site_that_was_good_before_is_shown_though_it_is_broken_now(root: Path) -> None:
    """The last good one that a preview has built, until the mistake is mended; public/ is none of it."""
    with previewing(root) as preview:
        assert preview.interrupt()[0] == 0
    before = look(root / ".sitegen" / "preview" / "site")
    write(root, "Never seen.", World="Wrold")
    with previewing(root) as preview:
        status, page = preview.fetch(ADDRESS)
        assert (status, TINY_PARAGRAPHS[1] in page) == (200, True)
        assert any("unknown-section" in line for line in preview.lines)
        assert look(root / ".sitegen" / "preview" / "site") == before
        write(root, "Mended.")
        see(preview, ADDRESS, "Mended.")
    assert not (root / "public").exists()


def test_a_site_whose_address_changes_is_served_there(root: Path) -> None:
    """The base path is that of the settings as they now are, and the new address is said."""
    config = root / "content" / "site.yaml"
    with previewing(root) as preview:
        config.write_text(config.read_text().replace("newsmania.example/", "newsmania.example/repo/"))
        preview.wait_for(lambda line: line == f"Open {preview.origin}/repo/")
        assert TINY_HEADLINE in preview.fetch(f"repo/{ADDRESS}")[1]
        assert preview.fetch(ADDRESS)[0] == 404


def test_sitegens_own_code_may_change_under_a_preview(root: Path, tmp_path: Path) -> None:
    """What builds is loaded anew then: pages made by old code must not pass for the new one's."""
    package = tmp_path / "source" / "generator"
    shutil.copytree(REPOSITORY / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "themes", tmp_path / "source" / "themes")
    with previewing(root, env={"PYTHONPATH": str(package)}) as preview:
        code = package / "sitegen" / "pages" / "reading_time.py"
        code.write_text(f"{code.read_text()}\n\nprint('new code', flush=True)\n")
        write(root, "Made by the new code.")
        see(preview, ADDRESS, "Made by the new code.")
        assert "new code" in preview.lines
