"""Jinja templates of a theme, rendered over views; a template's mistake is a located Problem."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from sitegen.digests import digest, plain_digest
from sitegen.errors import ContentError, Location, MachineError, Problem, suggest
from sitegen.pages.letters import first_letter
from sitegen.pages.locales import numerals
from sitegen.pages.views import View
from sitegen.site.urls import Addresses
from sitegen.theme.assets import Asset
from sitegen.theme.bytecode import KeptBytecode
from sitegen.theme.closure import closures, texts_of
from sitegen.theme.compiling import SiteEnvironment
from sitegen.theme.folders import display_path
from sitegen.theme.fragments import Fragments
from sitegen.theme.theme import Theme

_NO_FIELD = re.compile(r"'[\w.]+\.(\w+) object' has no attribute '(\w+)'")


class Templates:
    """The templates of one theme for one site, compiled as they are first used."""

    def __init__(self, theme: Theme, addresses: Addresses, root: Path, compiled: Path | None = None) -> None:
        """`compiled` is a folder in which compiled templates are kept."""
        self._theme, self._root = theme, root
        assets = sorted((name, asset.path, asset.integrity) for name, asset in theme.assets.items())
        self._common = plain_digest([assets, theme.words, theme.language, addresses.base_path])
        """Stands for what is compiled into every template."""
        self._environment = SiteEnvironment(
            loader=jinja2.FileSystemLoader([folder / "templates" for folder in theme.folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=KeptBytecode(compiled, self._common) if compiled else None,
        )
        catalogue = theme.catalogue
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            catalogue.gettext, catalogue.ngettext, newstyle=True
        )
        translate = _translator(theme)
        self._environment.globals.update(_=translate, gettext=translate, ngettext=_counter(theme))
        self._environment.filters["first_letter"] = partial(first_letter, language=theme.language)
        self._environment.globals["asset"] = partial(_asset_href, theme, addresses)
        self._environment.globals["integrity"] = partial(_asset_integrity, theme)
        self._environment.globals["fragment"] = Fragments(self._environment)

    def digests(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Return the digest of each template's own text, and that of all its output depends on beside its view.

        Raises MachineError if a template cannot be read.
        """
        try:
            texts = texts_of(self._environment)
        except (OSError, UnicodeDecodeError) as error:
            raise MachineError(f"the theme `{self._theme.name}` cannot be read: {error}") from error
        own = {name: digest(text.encode()) for name, text in texts.items()}
        return own, closures(self._environment, texts, self._common)

    def render(self, name: str, view: View, body: str | None = None, updates: Sequence[str] = ()) -> str:
        """Return the text of template `name` over `view`; `body` is a story's HTML, `updates` that of each update of
        live coverage, printed as they are.

        Raises ContentError if the template is missing, is not Jinja, or uses what it does not have.
        """
        try:
            template = self._environment.get_template(name)
            if body is None:
                return template.render(view=view)
            return template.render(view=view, body=Markup(body), updates=list(map(Markup, updates)))
        except jinja2.TemplateSyntaxError as error:
            path = display_path(self._root, Path(error.filename)) if error.filename else name
            raise ContentError(
                [Problem(Location(path, error.lineno), "template-syntax", str(error.message))]
            ) from error
        except jinja2.TemplateNotFound as error:
            known = self._environment.list_templates()
            message = f"the theme `{self._theme.name}` has no template `{error.name}`"
            where = self._place(error, name)
            raise ContentError(
                [Problem(where, "missing-template", message, suggest(str(error.name), known))]
            ) from error
        except Exception as error:
            # Whatever a template's expressions raise is the template's mistake, and is told where it stands.
            where = self._place(error, name)
            if isinstance(error, jinja2.UndefinedError):
                raise ContentError([Problem(where, "undefined-variable", *_explain(error))]) from error
            raise ContentError([Problem(where, "template-error", str(error) or type(error).__name__)]) from error

    def _place(self, error: Exception, name: str) -> Location:
        """Return the innermost line of a template in the error's traceback."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if any(Path(frame.filename).is_relative_to(folder) for folder in self._theme.folders):
                return Location(display_path(self._root, Path(frame.filename)), frame.lineno or 1)
        return Location(f"themes/{self._theme.name}/templates/{name}")


def _explain(error: jinja2.UndefinedError) -> tuple[str, str]:
    """Say which name is not there, and, for a view, which of its names was likely meant."""
    message = str(error)
    found = _NO_FIELD.fullmatch(message)
    if not found:
        return message, ""
    fields = next((view.__struct_fields__ for view in _views(View) if view.__name__ == found[1]), ())
    return f"this {found[1]} has no `{found[2]}`", suggest(found[2], fields)


def _views(view: type[View]) -> Iterator[type[View]]:
    for kind in view.__subclasses__():
        yield kind
        yield from _views(kind)


def _translator(theme: Theme) -> Callable[..., Markup]:
    """Return what templates call as `_`: Jinja's new-style gettext, with every label looked up once a build.

    A whole number is printed in the digits of the site's language.
    """

    @cache
    def label(message: str) -> Markup:
        return Markup(theme.gettext(message))

    @cache
    def plain(message: str) -> Markup:
        return label(message) % {}

    def translate(message: str, **values: object) -> Markup:
        return label(message) % _written(values, theme) if values else plain(message)

    return translate


def _counter(theme: Theme) -> Callable[..., Markup]:
    """Return what templates call as `ngettext`: the form of a message that goes with a number, its `num`."""

    def count(one: str, more: str, number: int, **values: object) -> Markup:
        return Markup(theme.catalogue.ngettext(one, more, number)) % _written({"num": number, **values}, theme)

    return count


def _written(values: dict[str, object], theme: Theme) -> dict[str, object]:
    return {name: numerals(value, theme.language) if type(value) is int else value for name, value in values.items()}


def _asset_href(theme: Theme, addresses: Addresses, name: str) -> str:
    return addresses.href(_known_asset(theme, name).path)


def _asset_integrity(theme: Theme, name: str) -> str:
    return _known_asset(theme, name).integrity


def _known_asset(theme: Theme, name: str) -> Asset:
    if name not in theme.assets:
        raise LookupError(f"the theme has no asset `{name}`. {suggest(name, theme.assets)}")
    return theme.assets[name]
