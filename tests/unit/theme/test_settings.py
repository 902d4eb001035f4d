"""What a theme lets its sites choose: declared, given other defaults by a child, set by the site, each checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import config
from tests.unit.theme.test_themes import loaded, refused, write_theme

from sitegen.theme.theme import Theme, load_theme

DECLARED = """\
settings:
  bar: {type: boolean, default: true, about: whether there is a bar}
  motto: {type: text, about: a line}
  link: {type: address, about: where it leads}
  rows: {type: number, least: 2, most: 9, default: 4, about: how many rows}
  skin: {type: choice, choices: [light, dark, "1"], default: light, about: how it looks}
  parts: {type: list, choices: [one, two, three], default: [two, one], about: what is shown}
  tint: {type: colour, default: "#c8102e", property: --tint, asset: style.css, text: white, about: the tint}
  tints: {type: section-colours, property: --section, asset: style.css, about: of sections}
  photo: {type: picture, about: a picture}
  blocks: {type: blocks, choices: [A, B], about: what follows}
"""
DEFAULTS: dict[str, Any] = {
    "bar": True,
    "motto": "",
    "link": "",
    "rows": 4,
    "skin": "light",
    "parts": ("two", "one"),
    "tint": "#c8102e",
    "tints": {},
    "photo": None,
    "blocks": None,
}


def write_parent(root: Path, declared: str = DECLARED) -> None:
    """Write the theme `base` with settings and a style sheet."""
    files = {"theme.yaml": f"name: base\nbundles: {{style.css: [a.css]}}\n{declared}", "assets/a.css": "a { b: c }"}
    write_theme(root, "base", files)


def write_child(root: Path, rest: str, **files: str) -> None:
    """Write the theme `mine`, a child of `base`."""
    write_theme(root, "mine", {"theme.yaml": f"name: mine\nparent: base\n{rest}", **files})


def theme_of(root: Path, name: str, **settings: Any) -> Theme:
    """Load a theme over a site with some settings."""
    return loaded(root, name, theme_settings=settings)


def told(root: Path, name: str, **options: Any) -> list[str]:
    """Return what is wrong with a theme or its settings."""
    return [str(problem) for problem in refused(root, name, **options)]


def test_the_defaults(tmp_path: Path) -> None:
    """Of every type; what has none is empty."""
    write_parent(tmp_path)
    assert loaded(tmp_path, "base").settings == DEFAULTS
    assert loaded(tmp_path, "base").assets["style.css"].text == "a{b:c}"


def test_a_site_sets_them(tmp_path: Path) -> None:
    """In the forms that the manual shows; sections by title or id."""
    write_parent(tmp_path)
    given: dict[str, Any] = {
        "bar": False,
        "motto": "Read  twice",
        "link": "https://a.example/b",
        "rows": 9,
        "skin": 1,
        "parts": ["three"],
        "tint": "Navy",
        "tints": {"Sports": "#ABC", "world": "lime"},
        "photo": {"src": "/media/a.png", "alt": "A"},
        "blocks": ["india", {"section": "World", "shape": "B"}],
    }
    theme = theme_of(tmp_path, "base", **given)
    assert theme.settings == {
        "bar": False,
        "motto": "Read twice",
        "link": "https://a.example/b",
        "rows": 9,
        "skin": "1",
        "parts": ("three",),
        "tint": "#000080",
        "tints": {"sports": "#aabbcc", "world": "#00ff00"},
        "photo": {"src": "/media/a.png", "alt": "A", "url": None},
        "blocks": ({"section": "india", "shape": None}, {"section": "world", "shape": "B"}),
    }
    assert [src for src, _ in theme.pictures.values()] == ["/media/a.png"]


def test_colours_are_set_at_the_end_of_the_style_sheet(tmp_path: Path) -> None:
    """Only those that are not the default; so no page needs a style of its own, and the asset's digest covers them."""
    write_parent(tmp_path)
    before = loaded(tmp_path, "base").assets["style.css"]
    theme = theme_of(tmp_path, "base", tint="#0b6e4f", tints={"World": "#123456", "India": "#654321"})
    after = theme.assets["style.css"]
    assert after.text == (
        'a{b:c}\n:root{--tint:#0b6e4f}[data-section="india"]{--section:#654321}'
        '[data-section="world"]{--section:#123456}'
    )
    assert (after.path == before.path, after.integrity == before.integrity) == (False, False)
    assert theme_of(tmp_path, "base", tint="#C8102E").assets["style.css"] == before


def test_a_style_sheet_of_one_file_gets_them_too(tmp_path: Path) -> None:
    """The child's own file in place of the bundle; else the colour would be lost without a word."""
    write_parent(tmp_path)
    write_child(tmp_path, "", **{"assets/style.css": "p { q: r }"})
    assert theme_of(tmp_path, "mine").assets["style.css"].text is None
    assert theme_of(tmp_path, "mine", tint="teal").assets["style.css"].text == "p { q: r }\n:root{--tint:#008080}"


def test_a_child_gives_other_defaults_and_the_site_has_the_last_word(tmp_path: Path) -> None:
    """Through any number of parents; a child's own settings stand beside its parents'."""
    write_parent(tmp_path)
    write_child(
        tmp_path, "set: {rows: 5, tint: teal, bar: false}\nsettings: {own: {type: text, default: x, about: own}}\n"
    )
    write_theme(
        tmp_path, "third", {"theme.yaml": "name: third\nparent: mine\nset: {rows: 6, own: y, tint: '#c8102e'}\n"}
    )
    mine = theme_of(tmp_path, "mine", bar=True)
    assert mine.settings == DEFAULTS | {"rows": 5, "tint": "#008080", "bar": True, "own": "x"}
    assert mine.assets["style.css"].text == "a{b:c}\n:root{--tint:#008080}"
    third = theme_of(tmp_path, "third", rows=7)
    assert third.settings == DEFAULTS | {"rows": 7, "bar": False, "own": "y"}
    assert third.assets["style.css"].text == "a{b:c}"


SITE = "content/site.yaml:8:"
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown name": ({"baar": True}, "18: unknown-field: there is no field `baar`. Did you mean `bar`?"),
    "a boolean": ({"bar": "no"}, '25: wrong-value: `theme_settings.bar` must be true or false, not `"no"`'),
    "a number": ({"rows": 10}, "26: wrong-value: `theme_settings.rows` must be a whole number from 2 to 9, not `10`"),
    "a choice": ({"skin": "drak"}, "must be one of light, dark, 1, not `drak`. Did you mean `dark`?"),
    "an item": ({"parts": ["one", "tow"]}, "item 2 of `theme_settings.parts` must be one of one, two"),
    "an item twice": ({"parts": ["one", "one"]}, "duplicate-item: item 2 of `theme_settings.parts` stands there twice"),
    "a colour": ({"tint": "tael"}, 'must be a colour: a hex code in quotes (`"#0b6e4f"`) or a name, not `tael`'),
    "a likely name": ({"tint": "naavy"}, "not `naavy`. Did you mean `navy`?"),
    "a colour without its mark": ({"tint": "0b6e4f"}, 'not `0b6e4f`. Write `"#0b6e4f"`'),
    "a colour that nothing can be read on": (
        {"tint": "#ffa500"},
        "low-contrast: text in #ffffff on `theme_settings.tint` has a contrast of 1.97:1, and needs 4.5:1. "
        'The nearest lightness that will do is `"#',
    ),
    "a section": ({"tints": {"Wrld": "#000"}}, "unknown-section: the site has no section `Wrld`. Did you mean"),
    "a section by both names": ({"tints": {"World": "red", "world": "red"}}, "duplicate-key: the section `world`"),
    "a section's colour": ({"tints": {"World": 5}}, "`theme_settings.tints.World` must be a colour"),
    "no map": ({"tints": ["red"]}, "wrong-type: `theme_settings.tints` must be a map of sections and colours"),
    "a block's section": ({"blocks": ["Sprots"]}, "unknown-section: the site has no section `Sprots`"),
    "a block's shape": ({"blocks": [{"section": "World", "shape": "C"}]}, "must be one of A, B, not `C`"),
    "a block twice": ({"blocks": ["World", "world"]}, "duplicate-item: item 2 of `theme_settings.blocks`"),
    "an address": ({"link": "a.example"}, "`theme_settings.link` must be an address that starts with `https://`"),
    "a picture without words": ({"photo": {"src": "/media/a.png"}}, "missing-field: `theme_settings.photo.alt`"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_value_is_told_at_its_place(kind: str, tmp_path: Path) -> None:
    """In site.yaml, as all other options."""
    write_parent(tmp_path)
    settings, message = WRONG[kind]
    (line,) = told(tmp_path, "base", theme_settings=settings)
    assert line.startswith(SITE)
    assert message in line


def test_settings_that_are_no_map_are_told(tmp_path: Path) -> None:
    """And so are those of a theme that has none."""
    write_parent(tmp_path)
    (line,) = told(tmp_path, "base", theme_settings=["bar"])
    assert line.startswith(f"{SITE}17: wrong-type: `theme_settings` must be a map of names and values")
    write_parent(tmp_path, "")
    (line,) = told(tmp_path, "base", theme_settings={"bar": True})
    assert line == f"{SITE}18: unknown-field: there is no field `bar`"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("set: {rows: 10}", "3:13: wrong-value: `set.rows` must be a whole number from 2 to 9, not `10`"),
        ("set: {row: 5}", "3:7: unknown-field: there is no field `row`. Did you mean `rows`?"),
        ("set: {own: 5}\nsettings: {own: {type: text, about: x}}", "3:7: unknown-field: there is no field `own`"),
        (
            "settings: {bar: {type: text, about: x}}",
            "3:12: duplicate-setting: `bar` is a setting of the parent already. "
            "To give it another default, write `set: {bar: ...}`",
        ),
        ("settings: [bar]", "3:11: wrong-type: `settings` must be a map of names and declarations"),
        ("settings: {Bar: {}}", "3:12: wrong-value: `Bar` can be no name of a setting"),
        ("settings: {x: {type: text}}", "3:15: missing-field: `settings.x.about` is missing"),
        ("settings: {x: {type: txt, about: x}}", "3:22: wrong-value: `settings.x.type` must be one of boolean, text"),
        ("settings: {x: {type: boolean, about: x}}", "3:15: missing-field: `settings.x.default` is missing"),
        ("settings: {x: {type: choice, default: a, about: x}}", "3:15: missing-field: `settings.x.choices` is missing"),
        (
            "settings: {x: {type: choice, choices: [a], default: b, about: x}}",
            "3:53: wrong-value: `settings.x.default` must be one of a, not `b`",
        ),
        (
            "settings: {x: {type: number, least: 2, most: 1, default: 2, about: x}}",
            "3:15: wrong-value: `x` has a `least` above its `most`. Exchange them",
        ),
        ("settings: {x: {type: text, most: 1, about: x}}", "3:34: wrong-value: a text has no `most`. Delete it"),
        (
            "settings: {x: {type: colour, property: tint, asset: style.css, default: red, about: x}}",
            "3:40: wrong-value: `settings.x.property` must be the name of a custom property of CSS (`--accent`)",
        ),
        (
            "settings: {x: {type: colour, property: --x, asset: style.css, text: white, default: white, about: x}}",
            "3:85: low-contrast: text in #ffffff on `settings.x.default` has a contrast of 1.00:1",
        ),
        (
            "settings: {x: {type: colour, property: --x, asset: stile.css, default: red, about: x}}",
            "3:52: unknown-asset: the theme has no asset `stile.css`. Did you mean `style.css`?",
        ),
        (
            "settings: {lead: {type: text, about: x}}",
            "3:12: wrong-value: pages are planned by `lead`, so it must be of the type `choice`",
        ),
        (
            "settings: {home: {type: blocks, choices: [A, Z], about: x}}",
            "3:12: wrong-value: pages are planned by `home`, so it must be of the type `blocks` with some of the "
            "choices A, B, C",
        ),
    ],
)
def test_a_mistake_of_the_theme_is_told_in_its_theme_yaml(rest: str, message: str, tmp_path: Path) -> None:
    """A declaration, or a default for a parent's setting."""
    write_parent(tmp_path)
    write_child(tmp_path, f"{rest}\n")
    (line,) = told(tmp_path, "mine")
    assert line.removeprefix("themes/mine/theme.yaml:").startswith(message)


def test_a_colour_that_yaml_takes_for_a_comment_is_told(tmp_path: Path) -> None:
    """The trap that every colour without quotes steps into."""
    write_parent(tmp_path)
    write_child(tmp_path, "set:\n  tint: #0b6e4f\n")
    (line,) = told(tmp_path, "mine")
    assert line.startswith("themes/mine/theme.yaml:4:9: swallowed-comment: ")


def test_the_mistakes_of_site_and_theme_are_told_together(tmp_path: Path) -> None:
    """One run tells them all."""
    write_parent(tmp_path)
    write_child(tmp_path, "set: {rows: 1}\n")
    lines = told(tmp_path, "mine", theme_settings={"bar": 1, "skin": "x"})
    assert [line.split(":")[0] for line in lines] == [
        "themes/mine/theme.yaml",
        "content/site.yaml",
        "content/site.yaml",
    ]


def test_settings_cost_nothing_where_there_are_none(tmp_path: Path) -> None:
    """A site without `theme_settings` is not read a second time."""
    assert config().theme_settings == ""
    theme, problems = load_theme(tmp_path, config())
    assert (theme is not None, problems) == (True, ())
