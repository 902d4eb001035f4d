"""Newsroom copy becomes a valid article, whatever the state in which it arrives, or a Problem with its place."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from sitegen.config import Config, parse_config
from sitegen.content.article import Article, parse_article
from sitegen.errors import MachineError
from sitegen.importers.newsroom import Imported, import_newsroom

SITE = """
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
sections: [World, India, Politics, Business, Sports, Science & Tech, {title: Delhi, parent: India}]
desks: [News Mania Desk, Business Desk, Sports Desk]
"""
PIYAL = ["Piyal Chatterjee"]
BYLINE = "News Mania Desk / Piyal Chatterjee / 27th February 2025"
HEAD = f"World\n\nEnvoys meet\n\n{BYLINE}\n\n"
STORY = ["The talks took six hours.", "They will go on."]
FURNITURE = (
    "Related Articles\n\nAnother story\n\nLeave a Reply\n\nYour email address will not be published. "
    "Required fields are marked *\n\nComment *\n\nName *\n\nPost Comment\n\nBack to top button\n"
)


def _config() -> Config:
    config, problems = parse_config(SITE)
    assert config is not None, problems
    return config


CONFIG = _config()


def _import(root: Path, *copies: str | bytes) -> Imported:
    files = []
    for number, copy in enumerate(copies, 1):
        files.append(root / f"{number}.txt")
        files[-1].write_bytes(copy if isinstance(copy, bytes) else copy.encode())
    return import_newsroom(root, files, CONFIG)


def _article(root: Path, copy: str | bytes) -> Article:
    """Import `copy` and return the article that was written."""
    imported = _import(root, copy)
    assert imported.problems == ()
    (path,) = imported.written
    article, problems = parse_article((root / path).read_bytes(), path.removeprefix("content/"), CONFIG)
    assert article is not None, problems
    return article


def _paragraphs(root: Path, copy: str | bytes) -> list[str]:
    """Import `copy` and return the paragraphs of the file that was written, as Markdown."""
    _article(root, copy)
    (file,) = (root / "content").rglob("*.md")
    return file.read_text(encoding="utf-8").split("\n---\n\n")[1].rstrip("\n").split("\n\n")


def test_the_design_example_comes_out_as_an_editor_would_write_it(tmp_path: Path) -> None:
    copy = "World\n\nEnvoys of two powers meet in Istanbul\n\n" + BYLINE + "\n\nOne.\n\nTwo.\n\n" + FURNITURE
    imported = _import(tmp_path, copy)
    path = "content/articles/world/envoys-of-two-powers-meet-in-istanbul.md"
    assert imported == Imported((path,), ())
    assert (tmp_path / path).read_text(encoding="utf-8") == (
        "---\n"
        "title: Envoys of two powers meet in Istanbul\n"
        "desk: News Mania Desk\n"
        "author: Piyal Chatterjee\n"
        "date: 2025-02-27\n"
        "section: World\n"
        "---\n"
        "\n"
        "One.\n"
        "\n"
        "Two.\n"
    )


LINES = ["World", "Envoys meet", BYLINE, *STORY, "Related Articles", "Another story", "Leave a Reply"]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param("\n\n".join(LINES), id="empty lines between the blocks"),
        pytest.param("\n".join(LINES), id="no empty lines at all"),
        pytest.param("\n\n\n\n".join(LINES), id="many empty lines"),
        pytest.param("\n\n \t\n" + "\n\xa0\n\u200b\n".join(LINES) + "\n \n", id="lines of invisible characters"),
        pytest.param("\n".join(LINES[:4]) + "\n\n\xa0\n" + "\n".join(LINES[4:]), id="one stray empty line"),
        pytest.param("\n\n".join(LINES[:3]) + "\n\n" + "\n".join(LINES[3:]), id="empty lines in the head only"),
        pytest.param("\r\n\r\n".join(LINES), id="CRLF"),
        pytest.param("\r".join(LINES), id="CR"),
        pytest.param("\n\n".join(f"\xa0{line}\u200b \xa0" for line in LINES), id="no-break and zero-width spaces"),
        pytest.param("\n\n".join(LINES).replace(" ", "\xa0"), id="no-break spaces only"),
        pytest.param("\n\n".join(LINES[:5]), id="no furniture"),
        pytest.param("\n\n".join([*LINES[:5], "BACK TO TOP BUTTON"]), id="furniture in capitals, incomplete"),
        pytest.param("\n\n".join([*LINES[:5], "Facebook", "X (Twitter)", "Print", *LINES[5:]]), id="share row below"),
        pytest.param("\n\n".join([*LINES[:5], "- Leave a Reply Cancel reply:"]), id="label with marks around it"),
        pytest.param("\n\n".join([*LINES[:5], "Comment *", "Name *"]), id="form labels only"),
        pytest.param("\n\n".join([*LINES[:3], "1 minute read", "Facebook", *LINES[3:]]), id="share row above"),
        pytest.param("\n\n".join(["Home / World / Envoys meet", *LINES]), id="breadcrumb"),
        pytest.param("\n\n".join(["Home/World/Env\N{HORIZONTAL ELLIPSIS}", *LINES]), id="cut breadcrumb"),
        pytest.param("\n\n".join(["Home » World", *LINES]), id="breadcrumb with arrows"),
        pytest.param("\n\n".join(["Home", "World", *LINES]), id="breadcrumb on lines"),
        pytest.param("\n\n".join(["Home", "/", "World", "/", "Envoys meet", *LINES]), id="whole breadcrumb on lines"),
        pytest.param("\n\n".join(["Home / World / Envoys meet", *LINES[1:]]), id="section in the breadcrumb only"),
        pytest.param(
            "\n".join(["Skip to content", "NEWS MANIA", "Thursday, 27 February 2025", "Menu", "Search for", *LINES]),
            id="labels above",
        ),
        pytest.param(
            "\n".join(["Home", "World", "India", "Politics", "Business", "Sports", "Science & Tech", *LINES]), id="menu"
        ),
        pytest.param("\n\n".join(["wORLD", *LINES[1:]]), id="section in another case"),
        pytest.param("\n\n".join(["World", "Envoys\nmeet", *LINES[2:]]), id="wrapped headline"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_story_however_it_arrives(tmp_path: Path, copy: str, encoding: str) -> None:
    article = _article(tmp_path, copy.encode(encoding))
    assert (article.title, article.section, article.desk) == ("Envoys meet", "world", "news-mania-desk")
    assert list(article.authors) == PIYAL
    assert article.date.instant.isoformat() == "2025-02-27T00:00:00+05:30"
    assert article.body.text == " ".join(STORY)
    assert article.body.excerpt == STORY[0]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        pytest.param(
            "They met for six hours on\nThursday at the residence of\nthe consul general.\n\nIt ended.",
            ["They met for six hours on Thursday at the residence of the consul general.", "It ended."],
            id="wrapped",
        ),
        pytest.param(
            "It began at ten.\nIt ended at four.\n\nNothing was signed.",
            ["It began at ten.", "It ended at four.", "Nothing was signed."],
            id="whole lines",
        ),
        pytest.param(
            "They met on Thursday in\nIstanbul. They will go on\ntalking.\n\nIt ended.",
            ["They met on Thursday in Istanbul. They will go on talking.", "It ended."],
            id="wrapped before a capital",
        ),
        pytest.param(
            "What was said\nThey met for six hours at the residence\nof the consul general.\n\nIt ended.",
            ["What was said", "They met for six hours at the residence of the consul general.", "It ended."],
            id="heading over wrapped lines",
        ),
    ],
)
def test_wrapped_lines_are_joined_and_whole_lines_are_not(tmp_path: Path, story: str, expected: list[str]) -> None:
    assert _paragraphs(tmp_path, HEAD + story) == expected


def test_a_sentence_that_mentions_a_label_does_not_end_the_story(tmp_path: Path) -> None:
    story = ["See Related Articles below, or Leave a Reply.", "Tags are old.", "Back to top button: a history."]
    assert _paragraphs(tmp_path, HEAD + "\n\n".join(story)) == story


@pytest.mark.parametrize(
    ("byline", "desk", "authors", "moment"),
    [
        ("News Mania Desk/Piyal Chatterjee/27th February 2025", "news-mania-desk", PIYAL, "2025-02-27"),
        ("News Mania Desk | Piyal Chatterjee | 27 February 2025", "news-mania-desk", PIYAL, "2025-02-27"),
        ("news mania desk / 1st March 2025", "news-mania-desk", [], "2025-03-01"),
        ("Piyal Chatterjee / February 27, 2025", None, PIYAL, "2025-02-27"),
        ("By Piyal Chatterjee | 2025-02-27", None, PIYAL, "2025-02-27"),
        ("Posted by: Piyal Chatterjee / 27 Feb 2025", None, PIYAL, "2025-02-27"),
        (
            "Business Desk / Asha Rao and Piyal Chatterjee / 22nd Sept. 2024",
            "business-desk",
            ["Asha Rao", "Piyal Chatterjee"],
            "2024-09-22",
        ),
        (
            "Asha Rao, Ravi, and Piyal Chatterjee / 2025-02-27",
            None,
            ["Asha Rao", "Ravi", "Piyal Chatterjee"],
            "2025-02-27",
        ),
        ("Ravi & Science Correspondent / 2025-02-27", None, ["Ravi & Science Correspondent"], "2025-02-27"),
        ("Asha Rao & Science Correspondent / 2025-02-27", None, ["Asha Rao", "Science Correspondent"], "2025-02-27"),
        (
            "Science and Technology Correspondent / 2025-02-27",
            None,
            ["Science and Technology Correspondent"],
            "2025-02-27",
        ),
        ("Sports Desk / Asha Rao / Ravi / 2025-02-27", "sports-desk", ["Asha Rao", "Ravi"], "2025-02-27"),
        ("27th February 2025 / Piyal Chatterjee / Sports Desk", "sports-desk", PIYAL, "2025-02-27"),
        ("Sports Desk / 27th February 2025 09:30", "sports-desk", [], "2025-02-27T09:30"),
        ("Sports Desk / February 27, 2025 at 9.05 p.m.", "sports-desk", [], "2025-02-27T21:05"),
        ("Sports Desk / 27 February 2025, 12:15 am IST", "sports-desk", [], "2025-02-27T00:15"),
        ("Sports Desk / 2025-02-27T22:00:30Z", "sports-desk", [], "2025-02-28T03:30:30"),
        ("Sports Desk / 2025-02-27 09:30+0530", "sports-desk", [], "2025-02-27T09:30"),
        ("Sports Desk / Thursday, 27 February 2025", "sports-desk", [], "2025-02-27"),
        ("Sports Desk / 29 February 2024", "sports-desk", [], "2024-02-29"),
    ],
)
def test_bylines_in_all_their_forms(
    tmp_path: Path, byline: str, desk: str | None, authors: list[str], moment: str
) -> None:
    article = _article(tmp_path, f"World\nEnvoys meet\n{byline}\nIt ended.")
    assert (article.desk, list(article.authors)) == (desk, authors)
    assert article.date.instant.isoformat().startswith(moment)


SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_seed_becomes_an_article_without_furniture(tmp_path: Path, seed: Path) -> None:
    imported = import_newsroom(tmp_path, [seed], CONFIG)
    assert imported.problems == ()
    (path,) = imported.written
    assert Path(path).stem == seed.stem
    article, _ = parse_article((tmp_path / path).read_bytes(), path.removeprefix("content/"), CONFIG)
    assert article is not None
    assert 250 <= article.body.words <= 450
    assert not re.search(r"repl(y|ies)|related articles|required fields|back to top", article.body.text, re.IGNORECASE)


def test_the_seeds_are_five_or_more_and_hold_the_design_example() -> None:
    assert len(SEEDS) >= 5
    text = next(seed for seed in SEEDS if seed.name.startswith("envoys")).read_text(encoding="utf-8")
    assert text.split("\n\n")[:3] == ["World", "Envoys of two powers meet in Istanbul", BYLINE]


def test_a_section_below_another_is_told_apart_from_it(tmp_path: Path) -> None:
    assert _article(tmp_path, f"Home / India\nIndia\nDelhi\nAir clears\n{BYLINE}\nIt rained.").section == "delhi"


@pytest.mark.parametrize(
    ("copy", "place", "code", "hint"),
    [
        ("", "1:1", "empty-file", "page"),
        (" \n\xa0\n\u200b\n", "1:1", "empty-file", "page"),
        (f"Wrold\n\nEnvoys meet\n\n{BYLINE}\n\nIt ended.", "1:1", "unknown-section", "Did you mean `World`?"),
        (f"Menu\n\xa0 Weather\nEnvoys meet\n{BYLINE}\nIt ended.", "2:3", "unknown-section", "Known: `World`"),
        (f"Envoys meet\n{BYLINE}\nIt ended.", "1:1", "missing-section", "`World`"),
        (f"World\nIndia\nEnvoys meet\n{BYLINE}\nIt ended.", "2:1", "ambiguous-section", "own section"),
        (f"World\n{BYLINE}\nIt ended.", "2:1", "missing-headline", "headline"),
        (f"World\nEnvoys meet\nThey talk\n{BYLINE}\nIt ended.", "2:1", "unexpected-line", "on a line of its own"),
        (f"World\n\nEnvoys meet\n\nThey talk\n\n{BYLINE}\nIt ended.", "3:1", "unexpected-line", "on a line of its own"),
        ("World\nEnvoys meet\nIt ended.\nSo it did.", "3:1", "missing-byline", "Desk / Author"),
        (
            f"World\nEnvoys meet\nIt ended.\nRelated Articles\nOther\n{BYLINE}\nIt began.",
            "3:1",
            "missing-byline",
            "Desk / Author",
        ),
        ("World\nEnvoys meet\n27th February 2025\nIt ended.", "3:1", "missing-byline", "Desk / Author"),
        ("World\nEnvoys meet\nNews Mania Desk / Piyal Chatterjee\nIt ended.", "3:1", "missing-date", "27th"),
        (f"World\nEnvoys meet\n{BYLINE}", "3:1", "no-paragraphs", "text"),
        (f"World\nEnvoys meet\n{BYLINE}\n\xa0\nLeave a Reply\nWell done.", "3:1", "no-paragraphs", "text"),
        (
            HEAD.replace("Mania Desk", "Manya Desk") + "It ended.",
            "5:1",
            "unknown-desk",
            "Did you mean `News Mania Desk`?",
        ),
        (HEAD.replace("News Mania Desk", "Asha Rao") + "It ended.", "5:1", "unknown-desk", "Known: `News Mania Desk`"),
        (
            HEAD.replace("News Mania Desk / Piyal Chatterjee", "Delhi Bureau") + "It ended.",
            "5:1",
            "unknown-desk",
            "Known",
        ),
        (
            HEAD.replace("Piyal Chatterjee", "Sport Desk") + "It ended.",
            "5:19",
            "unknown-desk",
            "Did you mean `Sports Desk`?",
        ),
        (HEAD.replace("Piyal Chatterjee", "Sports Desk") + "It ended.", "5:19", "wrong-byline", "one desk"),
        (HEAD.replace("Piyal Chatterjee", "1 May 2025") + "It ended.", "5:32", "wrong-byline", "Desk / Author"),
        (HEAD.replace("Piyal Chatterjee", "???") + "It ended.", "5:1", "empty-slug", "Spell"),
        (HEAD.replace("27th", "31st") + "It ended.", "5:38", "impossible-date", "calendar"),
        (HEAD.replace("2025", "2025 25:00") + "It ended.", "5:38", "impossible-date", "calendar"),
        (HEAD.replace("2025", "2025 13:00 pm") + "It ended.", "5:38", "impossible-date", "calendar"),
        (HEAD.replace("27th", "Friday, 27th") + "It ended.", "5:38", "impossible-date", "day of the week"),
        (HEAD.replace("February", "Febuary") + "It ended.", "5:38", "wrong-date", "Did you mean `February`?"),
        (HEAD.replace("27th February 2025", "late in 2025") + "It ended.", "5:38", "wrong-date", "27th"),
        (HEAD.replace("27th February 2025", "27/02/2025") + "It ended.", "5:38", "ambiguous-date", "27th"),
        (HEAD.replace("2025", "2025 09:30 GMT") + "It ended.", "5:38", "unknown-zone", "Z"),
        (HEAD + f"It ended.\n\n{BYLINE}\n\nIt began.", "9:1", "second-byline", "file of its own"),
        (HEAD.replace("Envoys meet", "???") + "It ended.", "3:1", "empty-slug", "letters"),
        (HEAD.replace("Envoys meet", "Con") + "It ended.", "3:1", "empty-slug", "letters"),
        (HEAD + "It \x0cended.", "7:4", "control-character", "Delete"),
        (
            f"World\nEnvoys meet\n{BYLINE}\nOn Thursday the\nenvoys met\nfor long.\nIt ended.",
            "4:1",
            "wrapped-lines",
            "empty line",
        ),
    ],
)
def test_copy_that_is_not_understood_gets_the_line_and_the_reason(
    tmp_path: Path, copy: str, place: str, code: str, hint: str
) -> None:
    imported = _import(tmp_path, copy)
    assert imported.written == ()
    assert [(str(problem.location), problem.code) for problem in imported.problems] == [
        (f"{tmp_path}/1.txt:{place}", code)
    ]
    assert hint in imported.problems[0].hint
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("copy", "place", "code"),
    [
        (HEAD.encode() + b"It cost \x80 5.", "7:9", "encoding"),
        (HEAD.encode() + b"It \0 ended.", "7:4", "nul-byte"),
        (b"\xff\xfeW\0o\0r\0l", "1:1", "encoding"),
        (b"\xff\xfe\0\0W\0\0\0", "1:1", "nul-byte"),
        (b"x" * (4 * 1024 * 1024 + 1), "1:1", "file-too-large"),
    ],
    ids=["Windows-1252", "NUL", "broken UTF-16", "UTF-32", "too large"],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, copy: bytes, place: str, code: str) -> None:
    (problem,) = _import(tmp_path, copy).problems
    assert (str(problem.location), problem.code) == (f"{tmp_path}/1.txt:{place}", code)


def test_all_mistakes_of_all_files_are_reported_and_nothing_is_written(tmp_path: Path) -> None:
    bad = "Wrold\n\nEnvoys meet\n\nNews Manya Desk / 31st June 2025\n\nRelated Articles"
    imported = _import(tmp_path, HEAD + "It ended.", bad, bad.replace("31st", "1st"))
    assert imported.written == ()
    assert [problem.code for problem in imported.problems] == [
        *["impossible-date", "unknown-desk", "unknown-section", "no-paragraphs"],
        *["unknown-desk", "unknown-section", "no-paragraphs"],
    ]
    assert not (tmp_path / "content").exists()


def test_missing_files_and_folders_are_problems_like_others(tmp_path: Path) -> None:
    imported = import_newsroom(tmp_path, [tmp_path / "none.txt", tmp_path], CONFIG)
    assert [problem.code for problem in imported.problems] == ["no-such-file", "not-a-file"]


def test_paths_are_named_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("World\n", encoding="utf-8")
    problems = import_newsroom(Path(), [Path("in/a.txt")], CONFIG).problems
    assert {problem.location.path for problem in problems} == {"in/a.txt"}


def test_articles_are_written_in_the_order_of_the_files(tmp_path: Path) -> None:
    copies = [HEAD.replace("Envoys", name) + "It ended." for name in ("Zebras", "Ants", "Mice")]
    written = _import(tmp_path, *copies).written
    assert written == tuple(f"content/articles/world/{name}-meet.md" for name in ("zebras", "ants", "mice"))


def test_an_article_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    first = _import(tmp_path, HEAD + "It ended.")
    again = _import(tmp_path, HEAD + "Something else.", HEAD.replace("Envoys", "Ants") + "It ended.")
    assert (again.written, [problem.code for problem in again.problems]) == ((), ["exists"])
    assert str(again.problems[0].location) == f"{tmp_path}/1.txt:3:1"
    assert (tmp_path / first.written[0]).read_text(encoding="utf-8").endswith("It ended.\n")
    assert len(list((tmp_path / "content").rglob("*.md"))) == 1


def test_a_broken_link_is_not_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "content/articles/world"
    folder.mkdir(parents=True)
    (folder / "envoys-meet.md").symlink_to(tmp_path / "elsewhere.md")
    assert [problem.code for problem in _import(tmp_path, HEAD + "It ended.").problems] == ["exists"]
    assert not (tmp_path / "elsewhere.md").exists()


def test_two_files_with_one_target_are_a_problem(tmp_path: Path) -> None:
    imported = _import(tmp_path, HEAD + "It ended.", HEAD.replace("Envoys meet", "Envoys  Meet!") + "It began.")
    assert (imported.written, [problem.code for problem in imported.problems]) == ((), ["same-article"])
    assert str(imported.problems[0].location) == f"{tmp_path}/2.txt:3:1"


def test_a_folder_that_leads_out_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "content/articles/world").symlink_to(tmp_path / "outside")
    assert [problem.code for problem in _import(tmp_path, HEAD + "It ended.").problems] == ["link-to-folder"]


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/world").write_text("", encoding="utf-8")
    assert [problem.code for problem in _import(tmp_path, HEAD + "It ended.").problems] == ["not-a-folder"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("fails", ["taken", "disk full"])
def test_nothing_stays_of_an_import_that_fails_half_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str, links: bool
) -> None:
    """Another program takes the second name, or the disk fills, after all was checked."""
    taken = tmp_path / "content/articles/world/mice-meet.md"
    link, fsync, synced = os.link, os.fsync, 0

    def racing_link(source: Path, target: Path) -> None:
        if fails == "taken" and target == taken and not taken.exists():
            taken.write_text("theirs", encoding="utf-8")
        if not links:
            raise OSError(errno.EOPNOTSUPP, "no links here")
        link(source, target)

    def failing_fsync(number: int) -> None:
        nonlocal synced
        synced += 1
        if fails == "disk full" and synced == (4 if not links else 2):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(number)

    monkeypatch.setattr(os, "link", racing_link)
    monkeypatch.setattr(os, "fsync", failing_fsync)
    copies = [HEAD.replace("Envoys", name) + "It ended." for name in ("Ants", "Mice")]
    if fails == "taken":
        assert [problem.code for problem in _import(tmp_path, *copies).problems] == ["exists"]
        assert taken.read_text(encoding="utf-8") == "theirs"
    else:
        with pytest.raises(MachineError, match="cannot be written: No space left on device"):
            _import(tmp_path, *copies)
    left = [path.name for path in (tmp_path / "content").rglob("*") if path.is_file()]
    assert left == (["mice-meet.md"] if fails == "taken" else [])


def test_articles_are_made_as_readable_as_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "ordinary").touch()
    (path,) = _import(tmp_path, HEAD + "It ended.").written
    assert (tmp_path / path).stat().st_mode == (tmp_path / "ordinary").stat().st_mode
