"""Partials that come out alike wherever they stand, rendered once a build: masthead, footer, the row of an article.

A template prints `{{ fragment("partials/row.html", card=card) }}`. The partial sees only the values that it is given,
so that its text is a function of them; the same values give the text that was made before.
"""

from __future__ import annotations

from typing import Any, Final

import jinja2
from markupsafe import Markup

_PLAIN = (str, int, bool, type(None))
_MOST_KEPT: Final = 60_000
"""Texts that are kept: a kilobyte or two each."""


class Fragments:
    """The fragments of one environment, made as they are first asked for."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self._templates: dict[str, jinja2.Template] = {}
        self._made: dict[tuple[Any, ...], tuple[Markup, tuple[Any, ...]]] = {}

    def __call__(self, name: str, **values: Any) -> Markup:
        """Return the text of the partial `name` over `values`: views or plain values.

        Views are shared by the pages of a build (a card is made once), so their identity finds them again; they are
        kept with the text, so that no other view can get the same identity.
        """
        key: list[Any] = [name]
        for given, value in values.items():
            key += (given, type(value), value if isinstance(value, _PLAIN) else id(value))
        made = self._made.get(found := tuple(key))
        if made is None:
            template = self._templates.get(name)
            if template is None:
                template = self._templates[name] = self._environment.get_template(name)
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            made = self._made[found] = (Markup(template.render(values)), tuple(values.values()))
        return made[0]
