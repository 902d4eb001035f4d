"""The catalogues of the packaged theme are complete: every label that a reader meets is in every language we ship.

After a change of labels: `pybabel extract` and `pybabel update` as README.md shows them, then fill in what is empty.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from gettext import c2py
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from babel.messages import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from jinja2 import nodes
from tests.support.sites import REPOSITORY
from tests.unit.site.newsroom import config

from sitegen.theme.theme import load_theme

THEME = REPOSITORY / "themes" / "newsmania"
CATALOGUES = sorted((THEME / "translations").glob("*.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All messages of the generator and of the theme's templates, as README.md's command extracts them."""
    file = tmp_path_factory.mktemp("labels") / "labels.pot"
    command = (sys.executable, "-m", "babel.messages.frontend", "extract", "-F", "pyproject.toml", "-o", file, ".")
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return read_po(BytesIO(file.read_bytes()))


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """Yield what is wrong with a catalogue: a sentence each."""
    wanted = {message.id: message for message in template if message.id}
    found = {message.id: message for message in catalogue if message.id}
    yield from (f"missing: {id_}" for id_ in wanted.keys() - found.keys())
    yield from (f"no template has it: {id_}" for id_ in found.keys() - wanted.keys())
    yield from (f"obsolete: {id_}" for id_ in catalogue.obsolete)
    if catalogue.fuzzy:
        yield "fuzzy: the whole catalogue"
    for id_ in wanted.keys() & found.keys():
        yield from (f"{fault}: {id_}" for fault in _faults_of(found[id_], catalogue))


def _faults_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    one, *other = [message.id] if isinstance(message.id, str) else message.id
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if other and len(forms) != catalogue.num_plurals:
        yield f"{len(forms)} plural forms of {catalogue.num_plurals}"
    form_of = c2py(catalogue.plural_expr)
    for place, form in enumerate(forms):
        if not form.strip():
            yield "empty"
        if set("<>&") & set(form):
            yield "HTML"
        wanted, given = set(PLACEHOLDER.findall(one)), set(PLACEHOLDER.findall(form))
        # A form that stands for one number alone may write it out as a word: "two minutes" is one word in Arabic.
        if other and [form_of(number) for number in range(200)].count(place) == 1:
            given |= {"num"}
        if given != wanted:
            yield f"placeholders {given or '{}'} for {wanted}"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_is_complete(file: Path, template: Catalog) -> None:
    """It has every message, no other, and none that is unsure or would print something else than it is given."""
    catalogue = read_po(BytesIO(file.read_bytes()), locale=file.stem, abort_invalid=True)
    assert sorted(faults(catalogue, template)) == []
    assert str(catalogue.locale) == file.stem
    assert (catalogue.num_plurals, catalogue.plural_expr) == get_plural(file.stem)


def test_the_languages_of_the_theme() -> None:
    """Arabic, Bengali and Hindi; English is what the messages themselves are, and needs no catalogue."""
    assert {"ar", "bn", "hi"} <= {file.stem for file in CATALOGUES}
    assert "en" not in {file.stem for file in CATALOGUES}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("", "missing: Home"),
        ('msgid "Home"\nmsgstr ""\n', "empty: Home"),
        ('msgid "Home"\nmsgstr "<b>Start</b>"\n', "HTML: Home"),
        ('#, fuzzy\nmsgid "Home"\nmsgstr "Start"\n', "fuzzy: Home"),
        ('msgid "Home"\nmsgstr "Start"\n\nmsgid "Gone"\nmsgstr "Weg"\n', "no template has it: Gone"),
        ('msgid "Home"\nmsgstr "Start"\n\n#~ msgid "Gone"\n#~ msgstr "Weg"\n', "obsolete: Gone"),
    ],
)
def test_each_fault_is_found(entry: str, fault: str) -> None:
    """What the test of completeness says of a catalogue that is not."""
    template = Catalog()
    template.add("Home")
    catalogue = read_po(BytesIO((HEADER + entry).encode()), locale="de")
    assert list(faults(catalogue, template)) == [fault]


@pytest.mark.parametrize(
    ("strings", "expected"),
    [
        (("%(num)s Minute", "%(num)s Minuten"), []),
        (("eine Minute", "%(num)s Minuten"), []),
        (("eine Minute", "Minuten"), ["placeholders {} for {'num'}"]),
        (("%(num)s Minute", "%(name)s Minuten"), ["placeholders {'name'} for {'num'}"]),
        (("%(num)s Minute",), ["1 plural forms of 2"]),
    ],
)
def test_each_fault_of_a_plural_is_found(strings: tuple[str, ...], expected: list[str]) -> None:
    """Each form has the number, unless it stands for one alone."""
    message = Message(("%(num)s minute", "%(num)s minutes"), strings)
    assert list(_faults_of(message, Catalog(locale="de"))) == expected


@pytest.mark.parametrize("language", ["hi", "bn", "ar", "hi-IN", "bn-IN", "ar-EG"])
def test_a_regional_site_has_its_language_s_labels(language: str, tmp_path: Path) -> None:
    """`ar-EG` needs no catalogue of its own."""
    theme, problems = load_theme(tmp_path, config(language=language))
    assert problems == ()
    assert theme is not None
    assert theme.gettext("Related Articles") != "Related Articles"


def test_every_label_in_a_template_can_be_extracted() -> None:
    """A label that is put together while the page is rendered would be in no catalogue."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    for file in sorted((THEME / "templates").rglob("*.html")):
        for call in environment.parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext"}:
                texts = call.args[: 2 if call.node.name == "ngettext" else 1]
                assert all(isinstance(text, nodes.Const) for text in texts), f"{file}:{call.lineno}"
