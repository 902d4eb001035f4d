"""Themes: looked for in the site, then among the packaged ones; a child overrides its parent's files one by one."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import config

from sitegen.errors import MachineError, Problem
from sitegen.theme.folders import PACKAGED, display_path
from sitegen.theme.theme import Theme, load_theme


def write_theme(root: Path, name: str, files: dict[str, str], parent: str = "") -> Path:
    """Write a theme into ROOT/themes."""
    folder = root / "themes" / name
    settings = f"name: {name}\n" + (f"parent: {parent}\n" if parent else "")
    for path, text in {"theme.yaml": settings, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def loaded(root: Path, name: str, **options: Any) -> Theme:
    """Load a theme that has no Problem."""
    theme, problems = load_theme(root.resolve(), config(theme=name, **options))
    assert theme is not None, problems
    return theme


def refused(root: Path, name: str, **options: Any) -> tuple[Problem, ...]:
    """Return the Problems of a theme that cannot be loaded."""
    theme, problems = load_theme(root.resolve(), config(theme=name, **options))
    assert theme is None
    return problems


def test_the_packaged_theme_is_found_from_any_folder(tmp_path: Path) -> None:
    """A site needs no themes/ of its own."""
    theme = loaded(tmp_path, "newsmania")
    assert theme.name == "newsmania"
    assert any(theme.folders[0].is_relative_to(base.resolve()) for base in PACKAGED)
    assert "style.css" in theme.assets


def test_a_site_s_own_theme_comes_first(tmp_path: Path) -> None:
    """ROOT/themes/NAME before a packaged one of that name."""
    folder = write_theme(tmp_path, "newsmania", {"assets/a.css": "a"})
    assert loaded(tmp_path, "newsmania").folders == (folder.resolve(),)


def test_a_child_overrides_its_parent_file_by_file(tmp_path: Path) -> None:
    """Assets of both are there, the child's where both have one; so through any number of parents."""
    write_theme(tmp_path, "a", {"assets/a.css": "a", "assets/ab.css": "a", "assets/abc.css": "a"})
    write_theme(tmp_path, "b", {"assets/ab.css": "b", "assets/abc.css": "b"}, parent="a")
    write_theme(tmp_path, "c", {"assets/abc.css": "c"}, parent="b")
    theme = loaded(tmp_path, "c")
    assert {name: asset.source.read_text() for name, asset in theme.assets.items()} == {
        "a.css": "a",
        "ab.css": "b",
        "abc.css": "c",
    }
    assert [folder.name for folder in theme.folders] == ["c", "b", "a"]


def test_a_child_of_the_packaged_theme_needs_no_copy_of_it(tmp_path: Path) -> None:
    """`parent: newsmania` in a theme of the site's own."""
    write_theme(tmp_path, "mine", {"assets/extra.css": "x"}, parent="newsmania")
    assert {"extra.css", "style.css"} <= loaded(tmp_path, "mine").assets.keys()


def test_an_unknown_theme_is_a_mistake_with_a_suggestion(tmp_path: Path) -> None:
    """At its line of site.yaml."""
    (problem,) = refused(tmp_path, "newsmanya")
    assert str(problem) == (
        "content/site.yaml:5:8: unknown-theme: there is no theme `newsmanya`. Did you mean `newsmania`?"
    )


def test_an_unknown_parent_is_a_mistake_in_the_child(tmp_path: Path) -> None:
    """At its line of theme.yaml."""
    write_theme(tmp_path, "mine", {}, parent="nobody")
    (problem,) = refused(tmp_path, "mine")
    assert (str(problem.location), problem.code) == ("themes/mine/theme.yaml:2:9", "unknown-theme")


def test_a_theme_cannot_be_its_own_ancestor(tmp_path: Path) -> None:
    """Told, not followed for ever."""
    write_theme(tmp_path, "a", {}, parent="b")
    write_theme(tmp_path, "b", {}, parent="a")
    (problem,) = refused(tmp_path, "a")
    assert (str(problem.location), problem.code) == ("themes/b/theme.yaml:2:9", "theme-loop")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name: mine\nparnet: x\n", "unknown-field"),
        ("\ufeffname: mine\n", "byte-order-mark"),
    ],
)
def test_a_mistake_in_theme_yaml_is_located(text: str, code: str, tmp_path: Path) -> None:
    """As in all other YAML."""
    write_theme(tmp_path, "mine", {"theme.yaml": text})
    (problem,) = refused(tmp_path, "mine")
    assert (problem.location.path, problem.code) == ("themes/mine/theme.yaml", code)


def test_an_asset_s_name_changes_with_its_content(tmp_path: Path) -> None:
    """So that a browser may keep it for ever; the ending stays, which tells its kind."""
    folder = write_theme(tmp_path, "mine", {"assets/a/style.min.css": "one", "assets/LICENSE": "x"})
    one = loaded(tmp_path, "mine").assets
    (folder / "assets" / "a" / "style.min.css").write_text("two")
    two = loaded(tmp_path, "mine").assets
    digest = hashlib.sha384(b"one").digest()
    assert one["a/style.min.css"].path == f"/assets/a/style.min.{digest.hex()[:10]}.css"
    assert two["a/style.min.css"].path != one["a/style.min.css"].path
    assert one["LICENSE"] == two["LICENSE"]
    assert one["LICENSE"].path.startswith("/assets/LICENSE.")


def test_integrity_is_the_digest_that_browsers_check(tmp_path: Path) -> None:
    """Subresource Integrity: sha384 in Base64."""
    write_theme(tmp_path, "mine", {"assets/a.js": "alert(1)"})
    digest = base64.b64encode(hashlib.sha384(b"alert(1)").digest()).decode()
    assert loaded(tmp_path, "mine").assets["a.js"].integrity == f"sha384-{digest}"


def test_hidden_files_are_no_assets(tmp_path: Path) -> None:
    """What editors, systems and git leave lying about."""
    files = {"assets/a.css": "a", "assets/.DS_Store": "x", "assets/.git/config": "x", "assets/b/.hidden": "x"}
    write_theme(tmp_path, "mine", files)
    assert list(loaded(tmp_path, "mine").assets) == ["a.css"]


@pytest.mark.parametrize("place", ["assets/passwd.css", "templates/passwd.html", "translations/bn.po"])
def test_a_link_out_of_the_theme_is_a_mistake(place: str, tmp_path: Path) -> None:
    """It would publish a file from elsewhere on the machine (promise 7); a link within the theme is harmless."""
    folder = write_theme(tmp_path, "mine", {"assets/a.css": "a", "templates/a.html": "a", "translations/a.txt": "a"})
    (tmp_path / "secret").write_text("secret")
    (folder / place).symlink_to(tmp_path / "secret")
    (folder / "assets" / "b.css").symlink_to("a.css")
    (problem,) = refused(tmp_path, "mine")
    assert (str(problem.location), problem.code) == (f"themes/mine/{place}:1:1", "link-outside")


def test_a_linked_theme_is_taken_as_it_stands(tmp_path: Path) -> None:
    """A designer may keep the folder elsewhere and link to it."""
    folder = write_theme(tmp_path / "elsewhere", "mine", {"assets/a.css": "a"})
    (tmp_path / "site" / "themes").mkdir(parents=True)
    (tmp_path / "site" / "themes" / "mine").symlink_to(folder)
    assert list(loaded(tmp_path / "site", "mine").assets) == ["a.css"]


def test_a_theme_file_that_cannot_be_read_is_the_machine_s_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is wrong with the content then."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(MachineError, match="cannot be read: Permission denied"):
        load_theme(tmp_path, config(theme="newsmania"))


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def translated(root: Path, language: str, message: str) -> str:
    """Return a message of the theme `mine` in a language."""
    return loaded(root, "mine", language=language).gettext(message)


def test_translations_are_merged_message_by_message(tmp_path: Path) -> None:
    """The child's before the parent's, the region's before the language's; what nobody translated is English."""
    write_theme(tmp_path, "base", {
        "translations/pt.po": PO + 'msgid "Home"\nmsgstr "base pt"\n\nmsgid "Page"\nmsgstr "Página"\n',
        "translations/pt_BR.po": PO + 'msgid "Home"\nmsgstr "base pt_BR"\n',
    })  # fmt: skip
    write_theme(tmp_path, "mine", {"translations/pt.po": PO + 'msgid "Home"\nmsgstr "mine pt"\n'}, parent="base")
    assert translated(tmp_path, "pt-BR", "Home") == "mine pt"
    assert translated(tmp_path, "pt-BR", "Page") == "Página"
    assert translated(tmp_path, "pt-BR", "Search") == "Search"
    assert translated(tmp_path, "en", "Home") == "Home"
    (tmp_path / "themes" / "mine" / "translations" / "pt.po").unlink()
    assert translated(tmp_path, "pt-BR", "Home") == "base pt_BR"
    assert translated(tmp_path, "pt", "Home") == "base pt"


@pytest.mark.parametrize("language", ["zz", "sr-Latn", "zh-Hant-TW", "sl-rozaj"])
def test_a_language_without_data_can_be_translated_into(language: str, tmp_path: Path) -> None:
    """Nothing depends on what CLDR knows of it."""
    name = language.replace("-", "_")
    write_theme(tmp_path, "mine", {f"translations/{name}.po": PO + 'msgid "Home"\nmsgstr "Hearth"\n'})
    assert translated(tmp_path, language, "Home") == "Hearth"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PO + 'msgid "Page %(number)s"\nmsgstr "Seite %(nummer)s"\n', 4),
        (PO + 'msgid "Home"\nmsgstr "Start"\nnonsense\n', 6),
    ],
)
def test_a_mistake_in_a_translation_is_located(text: str, line: int, tmp_path: Path) -> None:
    """A wrong placeholder would end every page in an error; a broken catalogue cannot be read."""
    write_theme(tmp_path, "mine", {"translations/de.po": text})
    (problem,) = refused(tmp_path, "mine", language="de")
    assert (problem.code, str(problem.location)) == ("bad-translation", f"themes/mine/translations/de.po:{line}:1")


def test_a_catalogue_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    """No traceback."""
    folder = write_theme(tmp_path, "mine", {"translations/de.po": ""})
    (folder / "translations" / "de.po").write_bytes(
        PO.encode() + 'msgid "Home"\nmsgstr "Übersicht"\n'.encode("latin-1")
    )
    (problem,) = refused(tmp_path, "mine", language="de")
    assert problem.code == "bad-translation"


def test_a_theme_s_files_are_named_as_an_editor_knows_them(tmp_path: Path) -> None:
    """Relative to the site, or as part of the packaged themes; never with the machine's own path."""
    assert display_path(tmp_path, tmp_path / "themes" / "mine" / "theme.yaml") == "themes/mine/theme.yaml"
    assert display_path(tmp_path, PACKAGED[1] / "newsmania" / "theme.yaml") == "themes/newsmania/theme.yaml"
