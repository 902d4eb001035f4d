"""`sitegen new site`: it builds at once, in any language, and never costs anybody a file."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from tests.support.trees import look

from sitegen.cli import cli
from sitegen.schema import json_schema

FILES = {
    ".github/workflows/pages.yaml",
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/schemas/article.schema.json",
    ".vscode/schemas/author.schema.json",
    ".vscode/schemas/page.schema.json",
    ".vscode/schemas/site.schema.json",
    ".vscode/schemas/theme.schema.json",
    ".vscode/settings.json",
    "content/articles/world/first-story.md",
    "content/pages/about.md",
    "content/pages/corrections.md",
    "content/site.yaml",
}


def new_site(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["new", "site", *map(str, arguments)])


def files_of(folder: Path) -> set[str]:
    return {path for path in look(folder) if not path.endswith("/")}


@pytest.mark.parametrize("language", ["en", "ar", "bn-IN", "hi", "pt-BR"])
def test_it_builds_at_once(language: str, tmp_path: Path) -> None:
    """Without a problem or a warning, in its own words; where there are none, English ones are marked as English."""
    done = new_site(tmp_path / "wire", "--language", language, "--timezone", "Asia/Kolkata")
    assert (done.exit_code, done.stderr) == (0, "")
    assert files_of(tmp_path / "wire") == FILES
    built = CliRunner().invoke(cli, ["build", str(tmp_path / "wire"), "--json"])
    report = json.loads(built.stdout)
    assert (built.exit_code, built.stderr, report["articles"], report["warnings"]) == (0, "", 1, [])
    settings = yaml.safe_load((tmp_path / "wire/content/site.yaml").read_text(encoding="utf-8"))
    assert (settings["language"], settings["timezone"]) == (language, "Asia/Kolkata")
    article = (tmp_path / "wire/content/articles/world/first-story.md").read_text(encoding="utf-8")
    headline = next(yaml.safe_load_all(article.partition("\n---\n")[0]))["title"]
    front = (tmp_path / "wire/public/index.html").read_text(encoding="utf-8")
    assert headline in front
    assert ("lang: en" in article) == (language == "pt-BR")
    assert [section["id"] for section in settings["sections"]] == ["world", "business", "sports"]
    if language != "en":
        assert settings["title"] != "The Morning Wire" or language == "pt-BR"


def test_what_is_chosen_is_set(tmp_path: Path) -> None:
    """Title, address, language and time zone, whatever YAML and Markdown would make of them."""
    title = 'Tom: "no" #1 *the* [Wire]'
    done = new_site(tmp_path, "--title", title, "--url", "https://host.example/repo", "--timezone", "Europe/Dublin")
    assert done.exit_code == 0, done.stderr
    settings = yaml.safe_load((tmp_path / "content/site.yaml").read_text())
    assert (settings["title"], settings["url"]) == (title, "https://host.example/repo/")
    assert CliRunner().invoke(cli, ["build", str(tmp_path)]).exit_code == 0
    assert "Tom: &#34;no&#34; #1 *the* [Wire]" in (tmp_path / "public/about/index.html").read_text().replace(
        "&quot;", "&#34;"
    )


def test_the_machines_time_zone_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As TZ names it; a name that is none is passed over."""
    for zone, expected in (("Asia/Dhaka", "Asia/Dhaka"), (":Asia/Dhaka", "Asia/Dhaka")):
        monkeypatch.setenv("TZ", zone)
        folder = tmp_path / zone.strip(":").replace("/", "-") / str(len(zone))
        assert new_site(folder).exit_code == 0
        assert yaml.safe_load((folder / "content/site.yaml").read_text())["timezone"] == expected
    monkeypatch.setenv("TZ", "Mars/Olympus")
    assert new_site(tmp_path / "mars").exit_code == 0
    assert "Mars" not in (tmp_path / "mars/content/site.yaml").read_text()


def test_editors_are_told_which_schema_is_for_which_file(tmp_path: Path) -> None:
    """The schemas are those of `sitegen schema`, and what was written fits them."""
    assert new_site(tmp_path, "--timezone", "UTC").exit_code == 0
    schemas = json.loads((tmp_path / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert set(schemas.values()) >= {"content/site.yaml", "content/articles/**/*.md", "content/pages/**/*.md"}
    checked = set()
    for path, pattern in schemas.items():
        name = Path(path).name.removesuffix(".schema.json")
        assert json.loads((tmp_path / path).read_text(encoding="utf-8")) == json_schema(name)
        for file in tmp_path.glob(pattern):
            head = file.read_text(encoding="utf-8").split("\n---\n")[0]
            values = yaml.load(head, Loader=yaml.BaseLoader) if file.suffix == ".md" else yaml.safe_load(head)
            values |= {"order": 10} if "order" in values else {}
            jsonschema.Draft7Validator(json_schema(name)).validate(values)
            checked.add(file.name)
    assert checked == {"site.yaml", "first-story.md", "about.md", "corrections.md"}
    line = (tmp_path / "content/site.yaml").read_text().splitlines()[0]
    schema = tmp_path / "content" / line.removeprefix("# yaml-language-server: $schema=")
    assert json.loads(schema.read_text(encoding="utf-8")) == json_schema("site")


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_file_in_the_way_stays_and_nothing_is_written(path: str, tmp_path: Path) -> None:
    """Status 2 and its name; a folder with other files is no obstacle."""
    kept = tmp_path / path
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("mine")
    before = look(tmp_path)
    done = new_site(tmp_path)
    assert done.exit_code == 2
    assert "nothing is overwritten" in done.stderr
    assert path in done.stderr or "is a site already" in done.stderr
    assert look(tmp_path) == before
    kept.unlink()
    (tmp_path / "README.md").write_text("mine")
    assert new_site(tmp_path).exit_code == 0
    assert files_of(tmp_path) == {*FILES, "README.md"}


@pytest.mark.parametrize("path", ["content", "content/pages", ".github/workflows"])
def test_what_the_machine_refuses_leaves_nothing(path: str, tmp_path: Path) -> None:
    """A file where a folder must be: status 3, and not one file or folder is left behind."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("mine")
    before = look(tmp_path)
    done = new_site(tmp_path)
    assert done.exit_code == 3
    assert "cannot be written: " in done.stderr
    assert look(tmp_path) == before


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--language", "english", "BCP 47"),
        ("--language", "en_GB", "hyphen"),
        ("--timezone", "Asia/Kolkatta", "Did you mean `Asia/Kolkata`?"),
        ("--url", "news.example", "Begin it with `https://`"),
        ("--url", "ftp://news.example/", "`https://"),
        ("--url", "https://news.example/?x=1", "Leave out what follows `?`"),
        ("--title", " ", "Leave it out"),
        ("--title", "a\x07b", "Leave it out"),
    ],
)
def test_a_choice_that_cannot_be_is_a_wrong_call(option: str, value: str, hint: str, tmp_path: Path) -> None:
    """Status 2, the option and a way out; nothing is written."""
    done = new_site(tmp_path / "wire", option, value)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"sitegen: {option}: ")
    assert hint in done.stderr
    assert not (tmp_path / "wire").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "wire").write_text("mine")
    done = new_site(tmp_path / "wire")
    assert done.exit_code == 2
    assert "is a file" in done.stderr
