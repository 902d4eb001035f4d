"""`sitegen new article`: valid whatever the title, in its place, under a free name; its editor opens on it."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from tests.unit.site.newsroom import story

from sitegen.cli import cli
from sitegen.config import Config, parse_config
from sitegen.errors import UsageError
from sitegen.starter.article import Wish, plan_article

SETTINGS = """\
title: News Mania
url: https://newsmania.example/
language: en
timezone: Asia/Kolkata
sections: [World, {title: Science & Tech, id: science}]
desks: [News Mania Desk, Sports Desk]
"""
NOW = datetime(2025, 2, 27, 20, 0, tzinfo=UTC)
"""The 28th of February in Kolkata."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site without articles, with one author."""
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "authors").mkdir()
    (tmp_path / "content" / "authors" / "piyal.md").write_text("---\nname: Piyal Chatterjee\n---\nWrites.\n")
    (tmp_path / "content" / "site.yaml").write_text(SETTINGS)
    return tmp_path


def new_article(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["new", "article", "--root", str(root), *arguments])


def config_of(root: Path) -> Config:
    config, problems = parse_config((root / "content/site.yaml").read_text())
    assert config is not None, problems
    return config


def head_of(content: bytes) -> dict[str, object]:
    """The front matter as any reader of YAML has it."""
    values: dict[str, object] = yaml.safe_load(content.decode().split("\n---\n")[0])
    return values


TITLES = [
    "A bridge opens between two towns",
    'The "Iron" bridge: it\'s open, at last',
    "@newsroom: what's on",
    "#1 in the world",
    "- a dash, first",
    "[Updated] Rain {heavy} & wind | more",
    "100% of 12:30, 0777 and no",
    "no",
    "null",
    "2025-02-27",
    "C:\\path\\new and a ` mark",
    "Rain 🌧️ stops play",
    "🎉",
    "হাওড়া সেতুতে আলো: ফিরল ভিড়",
    "सोना-मर्ग की सुरंग खुली",
    "افتتاح جسر بين مدينتين",
    "CON",
    "   spaces \t and\nlines   ",
    "x" * 300,
    "---",
    "{{ not a template }} %s {site}",
]


def test_any_title_gives_an_article_that_builds(root: Path) -> None:
    """Quotation marks, colons, emoji, other scripts, YAML's own words: the headline is what was typed."""
    for title in TITLES:
        done = new_article(root, "--date", "2025-02-27", "--", title)
        assert (done.exit_code, done.stderr) == (0, ""), title
        file = Path(done.stdout.strip())
        assert file.parent == root / "content/articles/world"
        assert head_of(file.read_bytes())["title"] == " ".join(title.split())
    built = CliRunner().invoke(cli, ["build", str(root), "--drafts", "--as-of", "2025-03-01", "--json"])
    report = json.loads(built.stdout)
    assert (report["problems"], report["articles"]) == ([], len(TITLES))


def test_it_is_dated_today_on_the_sites_clock(root: Path) -> None:
    """Not on that of the machine; section and desk are the first, and it is a draft."""
    article = plan_article(root, config_of(root), Wish("A bridge opens"), NOW)
    assert article.path == "content/articles/world/a-bridge-opens.md"
    assert article.content.decode().startswith(
        "---\ntitle: A bridge opens\ndesk: News Mania Desk\ndate: 2025-02-28\nsection: World\nstatus: draft\n---\n"
    )


@pytest.mark.parametrize(
    ("date", "typed"),
    [
        ("2024-12-24", "2024-12-24"),
        ("2024-12-24 9:30", "2024-12-24 09:30"),
        ("2024-12-24T21:30:00Z", "2024-12-25 03:00"),
        ("2024-12-24 09:30:15", "2024-12-24 09:30:15"),
    ],
)
def test_a_date_may_be_given(date: str, typed: str, root: Path) -> None:
    """It is written on the site's clock."""
    article = plan_article(root, config_of(root), Wish("A bridge opens", date=date), NOW)
    assert f"\ndate: {typed}\n" in article.content.decode()


def test_section_desk_and_authors_are_the_sites_own(root: Path) -> None:
    """By title or id, in any case, written as the site has them; an author alone is a byline."""
    config = config_of(root)
    wish = Wish("A", section="science", desk="sports-desk", authors=("piyal chatterjee", "Ravi, K."))
    article = plan_article(root, config, wish, NOW)
    assert article.path == "content/articles/science/a.md"
    assert head_of(article.content) == {
        "title": "A",
        "desk": "Sports Desk",
        "author": ["Piyal Chatterjee", "Ravi, K."],
        "date": datetime(2025, 2, 28).date(),
        "section": "Science & Tech",
        "status": "draft",
    }
    alone = plan_article(root, config, Wish("A", authors=("New Person",)), NOW)
    assert "desk" not in head_of(alone.content)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--section", "Wrold"], "--section: the site has no section `Wrold`. Did you mean `World`?"),
        (["--section", "Xyz"], "Known: `World`, `Science & Tech`"),
        (["--desk", "Sport Desk"], "--desk: the site has no desk `Sport Desk`. Did you mean `Sports Desk`?"),
        (["--author", "Piyal Chaterjee"], "Did you mean `Piyal Chatterjee`?"),
        (["--author", " "], "--author: the name is empty"),
        (["--date", "tomorrow"], "--date: `tomorrow` is not a date"),
        (["--date", "2025-02-30"], "--date: there is no such moment"),
    ],
)
def test_what_the_site_does_not_have_is_a_wrong_call(arguments: list[str], message: str, root: Path) -> None:
    """Status 2, and what was meant; nothing is written."""
    done = new_article(root, "A", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr
    assert list((root / "content/articles").rglob("*.md")) == []


@pytest.mark.parametrize("title", ["", " \n", "a\x07b", "a\x00b", "a\udcffb"])
def test_a_title_that_can_be_none_is_a_wrong_call(title: str, root: Path) -> None:
    done = new_article(root, title)
    assert done.exit_code == 2
    assert "can be no title" in done.stderr
    assert list((root / "content/articles").rglob("*.md")) == []


def test_a_site_without_a_desk_needs_an_author(root: Path) -> None:
    (root / "content/site.yaml").write_text(SETTINGS.replace("desks: [News Mania Desk, Sports Desk]\n", ""))
    done = new_article(root, "A")
    assert (done.exit_code, "--author" in done.stderr) == (2, True)
    assert new_article(root, "A", "--author", "Piyal Chatterjee").exit_code == 0


def test_no_name_and_no_address_is_taken_twice(root: Path) -> None:
    """Not by a file in another section's folder, by another's slug, url or alias, nor by an equal title of that day."""
    articles = root / "content/articles"
    (articles / "sports").mkdir()
    (articles / "sports" / "File.md").write_text(story(title="Something else"))
    (articles / "b.md").write_text(story(title="Same headline"))
    (articles / "c.md").write_text(story(title="C", slug="my-slug"))
    (articles / "d.md").write_text(story(title="D", url="/2025/02/27/my-url/"))
    (articles / "e.md").write_text(story(title="E", aliases=["/2025/02/27/my-alias/"]))
    (articles / "f.md").write_text(story(title="Of another day", date="2025-02-26"))
    names = []
    for title in ("File", "Same headline", "My slug", "My url", "My alias", "Of another day", "File", "File"):
        done = new_article(root, title, "--date", "2025-02-27")
        assert done.exit_code == 0, done.stderr
        names.append(Path(done.stdout.strip()).stem)
    assert names == [
        "file-2", "same-headline-2", "my-slug-2", "my-url-2", "my-alias-2", "of-another-day", "file-3", "file-4",
    ]  # fmt: skip
    built = CliRunner().invoke(cli, ["build", str(root), "--drafts", "--as-of", "2025-03-01"])
    assert (built.exit_code, built.stderr) == (0, "")


def test_a_folder_that_is_a_link_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is written outside of content/."""
    outside = tmp_path_factory.mktemp("outside")
    (root / "content/articles/world").symlink_to(outside)
    done = new_article(root, "A")
    assert (done.exit_code, "symbolic link" in done.stderr) == (2, True)
    assert list(outside.iterdir()) == []


def test_settings_with_a_problem_are_told(root: Path) -> None:
    """As a build tells them."""
    (root / "content/site.yaml").write_text(SETTINGS.replace("language: en", "language: english"))
    done = new_article(root, "A")
    assert done.exit_code == 1
    assert done.stderr.startswith("content/site.yaml:3:11: wrong-value: ")


def test_it_is_opened_in_the_users_editor(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$VISUAL before $EDITOR, with the arguments that it has, quoted ones too; the command waits for it."""
    script = tmp_path / "my editor.py"
    script.write_text("import pathlib, sys\npathlib.Path(sys.argv[2]).write_text(sys.argv[1])\n")
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{script}' 'two words'")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    done = new_article(root, "A", "--edit")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (root / "content/articles/world/a.md").read_text() == "two words"


@pytest.mark.parametrize(
    ("editor", "status", "message", "written"),
    [
        ("", 2, "--edit: no editor is named. Set $VISUAL or $EDITOR", False),
        ("vi 'unclosed", 2, "$EDITOR is no command", False),
        ("no-such-editor -w", 3, "the editor `no-such-editor` cannot be started", True),
        ("false", 3, "the editor `false` ended with status 1", True),
    ],
)
def test_an_editor_that_does_not_open_is_told(
    editor: str, status: int, message: str, written: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a line; what could be known before is known before anything is written."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    done = new_article(root, "A", "--edit")
    assert (done.exit_code, message in done.stderr) == (status, True), done.stderr
    assert (root / "content/articles/world/a.md").exists() == written


def test_no_slug_is_too_long_for_its_number(root: Path) -> None:
    """80 bytes, the number included, in any script."""
    config = config_of(root)
    for title in ("হাওড়া সেতুতে আলো ফিরল ভিড় আর কলকাতা দেখল", "y" * 200):
        for _ in range(3):
            article = plan_article(root, config, Wish(title), NOW)
            path = root / article.path
            assert len(os.fsencode(path.stem)) <= 80
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(article.content)
    assert len(list((root / "content/articles/world").iterdir())) == 6


def test_planning_writes_nothing(root: Path) -> None:
    """A wish that fails leaves no folder behind either."""
    with pytest.raises(UsageError):
        plan_article(root, config_of(root), Wish("A", section="None"), NOW)
    plan_article(root, config_of(root), Wish("A"), NOW)
    assert list((root / "content/articles").iterdir()) == []
