"""Templates compiled for one site: what is the same on every page of a build is looked up once, where it is compiled.

A label, an asset's address and its digest are fixed for a build, so that they become a part of the text around them.
A text without a character that HTML escapes is printed as it is.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

FOLDED: Final[tuple[str, ...]] = ("_", "asset", "integrity")
"""The globals whose results a build does not change."""
FRAGMENT: Final = "fragment"
"""The global that is called so often that it is called without the detour that hands functions Jinja's context."""
_SPECIAL: Final = re.compile("[&<>\"']")


def escape_text(value: object) -> str:
    """Return what markupsafe.escape returns, without a Markup around a text that needs none."""
    if type(value) is str and not _SPECIAL.search(value):
        return value
    return value if type(value) is Markup else escape(value)


class SiteCompiler(CodeGenerator):
    """Writes Jinja's own code but for the calls that escape what is printed, and those of FRAGMENT."""

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"environment.globals[{node.node.name!r}](")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escape_text(")
            if finalize.src is not None:
                self.write(finalize.src)
        else:
            super()._output_child_pre(node, frame, finalize)


class SiteEnvironment(jinja2.Environment):
    """Jinja's environment, with the calls of FOLDED over constants replaced by what they return.

    A call that fails is left to fail where its page is rendered, so that the mistake has its place in the template.
    """

    code_generator_class = SiteCompiler
    escape_text = staticmethod(escape_text)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        assigned = _assigned(source)
        known: dict[str, Any] = {
            name: self.globals[name] for name in (*FOLDED, FRAGMENT) if name in self.globals and name not in assigned
        }
        return super()._generate(_Folding(known).visit(source), *args, **options)


def _assigned(source: nodes.Template) -> set[str]:
    """Return the names that a template gives a meaning of its own."""
    names = {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}
    names.update(macro.name for macro in source.find_all(nodes.Macro))
    names.update(imported.target for imported in source.find_all(nodes.Import))
    for imports in source.find_all(nodes.FromImport):
        names.update(name if isinstance(name, str) else name[1] for name in imports.names)
    return names


class _Folding(NodeTransformer):
    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - the name is Jinja's
        """Return what the call returns, or the call where that is not known yet."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in self._known:
            return node
        if node.node.name == FRAGMENT:
            if not node.dyn_args and not node.dyn_kwargs and not any(iskeyword(pair.key) for pair in node.kwargs):
                node.node = nodes.EnvironmentAttribute(FRAGMENT, lineno=node.lineno)
            return node
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if len(given) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        try:
            value = self._known[node.node.name](*given)
        except Exception:
            return node
        folded = nodes.Const(str(value), lineno=node.lineno)
        return nodes.MarkSafe(folded, lineno=node.lineno) if isinstance(value, Markup) else folded
