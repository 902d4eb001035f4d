"""Bundles: assets put together from parts, of which a child theme replaces, removes or adds one with one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.theme.test_themes import loaded, refused, write_theme

STYLE = "bundles:\n  style.css: [a.css, more/b.css]\n"


def theme_yaml(name: str, parent: str = "", rest: str = "") -> dict[str, str]:
    """Return the theme.yaml of a theme, to be written."""
    return {"theme.yaml": f"name: {name}\n" + (f"parent: {parent}\n" if parent else "") + rest}


def write_parent(root: Path, rest: str = STYLE, **files: str) -> None:
    """Write the theme `base`, with two parts of a style sheet."""
    parts = {"assets/a.css": "a { b: c }", "assets/more/b.css": "/* of b */\nd { e: f }\n"}
    write_theme(root, "base", parts | files | theme_yaml("base", rest=rest))


def write_child(root: Path, rest: str = "", **files: str) -> None:
    """Write the theme `mine`, a child of `base`."""
    write_theme(root, "mine", files | theme_yaml("mine", "base", rest))


def mistakes(root: Path) -> list[str]:
    """Return what is wrong with the theme `mine`."""
    return [str(problem) for problem in refused(root, "mine")]


def test_a_bundle_is_one_asset_in_the_order_of_its_parts(tmp_path: Path) -> None:
    """Without comments and white space, under a name and a digest of its own; its parts are no assets."""
    write_parent(tmp_path, **{"assets/c.css": "alone { is: as typed }"})
    assets = loaded(tmp_path, "base").assets
    assert (sorted(assets), assets["style.css"].text) == (["c.css", "style.css"], "a{b:c}\nd{e:f}")
    assert assets["c.css"].text is None
    before = assets["style.css"]
    write_parent(tmp_path, **{"assets/a.css": "a { b: d }"})
    after = loaded(tmp_path, "base").assets["style.css"]
    assert (after.path == before.path, after.integrity == before.integrity) == (False, False)
    assert after.path.startswith("/assets/style.")


def test_scripts_share_one_scope(tmp_path: Path) -> None:
    """As if they stood in one file."""
    files = {"assets/a.js": "const a = 1\n", "assets/b.js": "(a)\n"}
    write_theme(tmp_path, "mine", files | theme_yaml("mine", rest="bundles: {site.js: [a.js, b.js]}\n"))
    assert loaded(tmp_path, "mine").assets["site.js"].text == "const a = 1\n(a)"


def test_a_child_replaces_one_part_with_one_file(tmp_path: Path) -> None:
    """It stands where the parent's stood; an empty one takes it away."""
    write_parent(tmp_path)
    write_child(tmp_path, **{"assets/a.css": "x { y: z }"})
    assert loaded(tmp_path, "mine").assets["style.css"].text == "x{y:z}\nd{e:f}"
    write_child(tmp_path, **{"assets/a.css": "/* nothing */"})
    assert loaded(tmp_path, "mine").assets["style.css"].text == "d{e:f}"


def test_a_child_s_parts_come_after_its_parent_s(tmp_path: Path) -> None:
    """Through any number of parents."""
    write_parent(tmp_path)
    write_child(tmp_path, "bundles: {style.css: [c.css]}\n", **{"assets/c.css": "g{h:i}"})
    files = {"assets/own.css": "j{k:l}", "assets/c.css": "m{n:o}"}
    write_theme(tmp_path, "third", files | theme_yaml("third", "mine", "bundles: {style.css: [own.css]}\n"))
    assert loaded(tmp_path, "third").assets["style.css"].text == "a{b:c}\nd{e:f}\nm{n:o}\nj{k:l}"


def test_a_child_replaces_the_whole_with_one_file(tmp_path: Path) -> None:
    """Published as it is; the parts that nothing lists any more are assets again."""
    write_parent(tmp_path)
    write_child(tmp_path, **{"assets/style.css": "p { q: r }"})
    assets = loaded(tmp_path, "mine").assets
    assert (assets["style.css"].text, assets["style.css"].source.read_text()) == (None, "p { q: r }")
    assert sorted(assets) == ["a.css", "more/b.css", "style.css"]


def test_a_parent_s_plain_asset_can_be_added_to(tmp_path: Path) -> None:
    """It is the first part, minified with the others, unless the child puts it elsewhere."""
    write_parent(tmp_path, "")
    write_child(tmp_path, "bundles: {a.css: [c.css]}\n", **{"assets/c.css": "g { h: i }"})
    assert loaded(tmp_path, "mine").assets["a.css"].text == "a{b:c}\ng{h:i}"
    write_child(tmp_path, "bundles: {a.css: [c.css, a.css]}\n")
    assert loaded(tmp_path, "mine").assets["a.css"].text == "g{h:i}\na{b:c}"


def test_a_theme_without_bundles_has_the_same_assets_as_ever(tmp_path: Path) -> None:
    """Each file as it is."""
    write_parent(tmp_path, "bundles:\n")
    assets = loaded(tmp_path, "base").assets
    assert {name: asset.text for name, asset in assets.items()} == {"a.css": None, "more/b.css": None}


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("bundles: {style.css: [c.css]}", "3:23: missing-part: there is no file assets/c.css. Did you mean `a.css`?"),
        ("bundles: {site.js: [a.js]}", "3:21: missing-part: there is no file assets/a.js"),
        (
            "bundles: {style.css: [a.css]}",
            "3:23: duplicate-part: `a.css` is a part of `style.css` already. Delete it here",
        ),
        (
            "bundles: {own.css: [a.css]}",
            "3:11: bundle-taken: the file assets/own.css stands where this bundle is to be. "
            "List it as a part, or move it",
        ),
        (
            "bundles: {style.css: [x.js]}",
            "3:23: wrong-value: `x.js` can be no part of `style.css`. The parts of `style.css` end in `.css`",
        ),
        (
            "bundles: {style.css: [../x.css]}",
            "3:23: wrong-value: item 1 of `bundles.style.css` must be the path of a style sheet or script below "
            "assets/ (`styles/tokens.css`), not `../x.css`. "
            "Write it as it is called from assets/, without `.` or `/` before a name",
        ),
        (
            "bundles: {icons.svg: [a.svg]}",
            "3:11: wrong-value: `bundles.icons.svg` must be the path of a style sheet or script below assets/ "
            "(`styles/tokens.css`), not `icons.svg`. Its name ends in `.css` or `.js`",
        ),
        (
            "bundles: {style.css: a.css}",
            "3:22: wrong-type: `bundles.style.css` must be a list of parts. "
            "Write `style.css: [styles/tokens.css]`, or a line `- styles/tokens.css` for each",
        ),
        (
            "bundles: [a.css]",
            "3:10: wrong-type: `bundles` must be a map of names and lists of parts. "
            "Write `style.css: [styles/tokens.css, styles/page.css]` under it",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(rest: str, message: str, tmp_path: Path) -> None:
    """In the theme.yaml that has it."""
    write_parent(tmp_path)
    write_child(tmp_path, rest + "\n", **{"assets/own.css": "x"})
    assert message in [line.removeprefix("themes/mine/theme.yaml:") for line in mistakes(tmp_path)]


def test_a_part_that_is_no_text_is_told(tmp_path: Path) -> None:
    """By the file and the place in it."""
    write_parent(tmp_path)
    write_child(tmp_path)
    (tmp_path / "themes" / "base" / "assets" / "a.css").write_bytes(b"a {\n b: \xe9 }")
    (line,) = mistakes(tmp_path)
    assert line.startswith("themes/base/assets/a.css:2:5: encoding: ")
