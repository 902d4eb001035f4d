"""What a template's output depends on beside its view: itself and all templates that it includes, imports or extends.

Translations and assets may stand in any of them, so they count for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import jinja2
from jinja2 import nodes

from sitegen.digests import digest

_FRAGMENT: Final = "fragment"


def texts_of(environment: jinja2.Environment) -> dict[str, str]:
    """Return the text of every template that the environment's loader finds."""
    loader = environment.loader
    if loader is None:
        return {}
    names = (name for name in loader.list_templates() if "/." not in f"/{name}")  # Editors leave such files about.
    return {name: loader.get_source(environment, name)[0] for name in names}


def closures(environment: jinja2.Environment, texts: Mapping[str, str], common: bytes) -> dict[str, bytes]:
    """Return, for each template, a digest of itself and all that it reaches; `common` is what all depend on.

    A template that cannot be parsed counts for itself alone: rendering reports it. One that chooses what it includes
    only while it runs depends on all templates.
    """
    uses = {name: _references(environment, text) for name, text in texts.items()}
    return {
        name: digest(
            common,
            *(part for other in sorted(_reached(name, uses)) for part in (other.encode(), texts[other].encode())),
        )
        for name in texts
    }


def _reached(name: str, uses: Mapping[str, set[str] | None]) -> set[str]:
    reached, waiting = set[str](), [name]
    while waiting:
        here = waiting.pop()
        if here in reached or here not in uses:
            continue
        reached.add(here)
        found = uses[here]
        if found is None:
            return set(uses)
        waiting += found
    return reached


def _references(environment: jinja2.Environment, text: str) -> set[str] | None:
    """Return the names of the templates that a template refers to, or None if they are known only at run time."""
    try:
        tree = environment.parse(text)
    except jinja2.TemplateSyntaxError:
        return set()
    found: set[str] = set()
    for names in _names(tree):
        if names is None:
            return None
        found |= names
    return found


def _names(tree: nodes.Template) -> Iterator[set[str] | None]:
    """Yield the names that each statement or call refers to."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        yield _constants(getattr(node, "template"))  # noqa: B009 - the classes share the field, not a base that has it
    calls = [call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)]
    made = [call for call in calls if isinstance(call.node, nodes.Name) and call.node.name == _FRAGMENT]
    for call in made:
        yield _constants(call.args[0]) if call.args else None
    uses = [name for name in tree.find_all(nodes.Name) if name.name == _FRAGMENT]
    if len(uses) > len(made):
        yield None  # It goes by another name somewhere.


def _constants(node: nodes.Expr) -> set[str] | None:
    if isinstance(node, nodes.Const):
        value = node.value
        return {value} if isinstance(value, str) else set(value) if isinstance(value, tuple | list) else None
    if isinstance(node, nodes.Tuple | nodes.List):
        each = [_constants(item) for item in node.items]
        return set[str]().union(*(names for names in each if names)) if None not in each else None
    return None
