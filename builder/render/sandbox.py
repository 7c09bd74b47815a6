"""The sandbox of templates: Jinja's own, with short ways for most of what templates read, call and print."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Collection
from types import FunctionType
from typing import Any, cast

from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

_WORDS = frozenset(keyword.kwlist)
"""Words that cannot be the name of an attribute in code."""


class _Generator(CodeGenerator):
    """Jinja's generator of code, which escapes by ``Sandbox.escaped``."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        """Read an attribute: at once in a template of the program's, else as the sandbox allows it."""
        if cast("Sandbox", self.environment).is_trusting and node.attr not in _WORDS:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")
        else:
            super().visit_Getattr(node, frame)


class _Template(Template):
    """Jinja's template, whose macros are made once: all pages have the same globals."""

    def _get_default_module(self, _: Context | None = None) -> TemplateModule:
        # Jinja would compare the names of the globals each time that a page imports a component.
        return super()._get_default_module(None)


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox. The short ways save a third of rendering.

    Attributes:
        is_trusting: True if all templates are the program's own, which read what they like.
        words: functions that every template may call, and that lead nowhere else in Python.
    """

    is_trusting = False
    words: frozenset[Callable[..., Any]] = frozenset()
    code_generator_class = _Generator
    template_class = _Template

    @staticmethod
    def escaped(value: Any) -> Any:
        """Return the text that a page prints of a value."""
        kind = type(value)
        if kind is Markup:
            return value
        # Most values need no escaping. Jinja would make each of them a Markup first, only to join them.
        if kind is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
            return value
        return str(value) if kind is int else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of a value, if templates may read it."""
        if attribute in _READABLE[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro, if templates may call it."""
        # A macro is code of a template, which is in the sandbox itself. It takes nothing else of the context.
        if type(obj) is Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            is_exact = not kwargs and len(obj.arguments) == len(args)
            if (
                is_exact
                and not (obj.caller or obj.catch_kwargs or obj.catch_varargs)
                and context.eval_ctx.autoescape
            ):
                # Jinja would first look which arguments are missing: a third of the time of a small macro.
                return Markup(obj._func(*args))  # noqa: S704, SLF001 - its templates have escaped what they print
            return obj(context.eval_ctx, *args, **kwargs)
        if type(obj) is FunctionType and obj in self.words:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


class _ReadableNames(dict[type, frozenset[str]]):
    """Names of attributes by type that every template may read: they lead nowhere else in Python."""

    def __missing__(self, kind: type) -> frozenset[str]:
        names: Collection[str] = ()
        if issubclass(kind, Struct):
            names = kind.__struct_fields__
        elif kind is LoopContext:
            names = {"first", "last", "index", "revindex"}
        found = self[kind] = frozenset(name for name in names if not name.startswith("_"))
        return found


_READABLE = _ReadableNames()
