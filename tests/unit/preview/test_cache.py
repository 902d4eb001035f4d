"""A preview has a folder of its own, finds what the last one built, and never meets another preview there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.support.tools import need_tool, run_tool

from sitegen.errors import MachineError
from sitegen.output.writer import check_output
from sitegen.preview.cache import preview_folder


def test_one_preview_after_another_has_the_same_folder(tmp_path: Path) -> None:
    """With drafts another: what one lets in is no part of the other."""
    with preview_folder(tmp_path, drafts=False) as first:
        check_output(first, tmp_path)
    with preview_folder(tmp_path, drafts=False) as second, preview_folder(tmp_path, drafts=True) as drafts:
        assert second == first == tmp_path / ".sitegen" / "preview" / "site"
        assert drafts == tmp_path / ".sitegen" / "preview" / "drafts"


def test_two_previews_at_once_have_two_folders(tmp_path: Path) -> None:
    """A build by one would else be unseen by the readers of the other."""
    with preview_folder(tmp_path, drafts=False) as first, preview_folder(tmp_path, drafts=False) as second:
        assert first != second


ELSEWHERE = """\
import sys
from pathlib import Path
from sitegen.preview.cache import preview_folder
with preview_folder(Path(sys.argv[1]), drafts=False) as folder:
    folder.mkdir()
    print(folder)
"""


def test_a_site_that_cannot_be_written_to_is_built_elsewhere(tmp_path: Path) -> None:
    """In a temporary folder, which goes with the preview."""
    tmp_path.chmod(0o500)
    command: list[str | Path] = [sys.executable, "-c", ELSEWHERE, tmp_path]
    if os.geteuid() == 0:  # Whom no permission would hold.
        command = [need_tool("setpriv"), "--bounding-set=-dac_override,-dac_read_search", *command]
    done = run_tool(*command)
    folder = Path(done.stdout.strip())
    assert (done.returncode, done.stderr) == (0, "")
    assert tmp_path not in folder.parents
    assert not folder.parent.exists()


def test_what_stands_in_the_way_is_named(tmp_path: Path) -> None:
    """A file where the folder must be is an error of the machine's."""
    (tmp_path / ".sitegen").write_text("")
    with pytest.raises(MachineError, match=r"\.sitegen.*cannot be written"), preview_folder(tmp_path, drafts=False):
        pass
