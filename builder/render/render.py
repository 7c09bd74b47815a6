"""The renderer: Jinja over the site's own templates and the built-in ones."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from builder.model.diagnostic import Diagnostic, InputError, error
from builder.pages.page import Page
from builder.pictures.map_drawing import draw_map
from builder.pictures.network_drawing import draw_around, draw_network
from builder.pictures.strip_drawing import draw_strip
from builder.render.digests import context_digest, read_templates, templates_digest
from builder.render.weave import weave

__all__ = ["Renderer", "context_digest"]

PREFIX = "templates"
"""What diagnostics call the folder of the templates, the site's own and the built-in ones alike."""

_MISUSES = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What a template can raise; anything else is a defect of the program."""


class Renderer:
    """Renders pages.

    Args:
        template_folders: where templates are looked for, the site's own first; a missing one is empty.
    """

    def __init__(self, template_folders: Sequence[Path]) -> None:
        self._folders = tuple(template_folders)
        self._environment = make_environment(self._folders)
        self._digest = templates_digest(_templates(self._folders))

    @property
    def digest(self) -> str:
        """A digest of the templates and of the code that renders them."""
        return self._digest

    def render(self, page: Page) -> bytes:
        """A page as UTF-8.

        Raises:
            InputError: where a template is missing, has a syntax error, or uses what it is not given.
        """
        context = {
            entry.name: getattr(page.context, entry.name) for entry in dataclasses.fields(page.context)
        }
        try:
            text = self._environment.get_template(page.template).render(context)
        except _MISUSES as problem:
            raise InputError([_diagnose(problem, page, self._folders)]) from problem
        return text.encode("utf-8", "replace")


def make_environment(template_folders: Iterable[Path]) -> Environment:
    """The Jinja environment of a site: everything is escaped, and an unknown variable is an error."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in template_folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["weave"] = weave
    # "tojson" writes < > & and ' as escapes, so that no text can end the script element that holds it.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["thousands"] = "{:,}".format
    environment.filters["draw_map"] = draw_map
    environment.filters["draw_strip"] = draw_strip
    environment.filters["draw_around"] = draw_around
    environment.filters["draw_network"] = draw_network
    return environment


def _templates(folders: Sequence[Path]) -> dict[str, bytes]:
    try:
        return read_templates(folders)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        path = _known_name(str(problem.filename), folders) or PREFIX
        raise InputError(
            [error(path, None, f"The template cannot be read: {reason}.", "See to its permissions.")]
        ) from problem


def _diagnose(problem: Exception, page: Page, folders: Sequence[Path]) -> Diagnostic:
    """What is wrong with a template, where, and what to do."""
    path, line = _where(problem, page, folders)
    detail = str(problem).strip().rstrip(".")
    if isinstance(problem, TemplateNotFound):
        message = f"The template {PREFIX}/{problem.name} does not exist."
        hint = "Mend the name, or add the file."
    elif isinstance(problem, TemplateSyntaxError):
        message = f"The template has a syntax error: {detail}."
        hint = "Mend the line; the syntax is Jinja's."
    elif isinstance(problem, UndefinedError):
        message = f"The template uses something that it is not given: {detail} (on the page {page.path})."
        hint = f"A page of this kind has: {', '.join(_names(page))}."
    elif isinstance(problem, UnicodeDecodeError):
        message = "The template is not UTF-8."
        hint = "Save it as UTF-8."
    else:
        message = f"The template fails: {type(problem).__name__}: {detail} (on the page {page.path})."
        hint = "Mend the line, or delete the file to use the built-in template."
    return error(path, line, message, hint)


def _names(page: Page) -> list[str]:
    return [entry.name for entry in dataclasses.fields(page.context)]


def _where(problem: Exception, page: Page, folders: Sequence[Path]) -> tuple[str, int | None]:
    """The template and line at fault: as the error says, else the innermost template of its traceback."""
    if isinstance(problem, TemplateSyntaxError) and problem.filename:
        return _known_name(problem.filename, folders) or problem.filename, problem.lineno
    found: tuple[str, int | None] | None = None
    traceback: TracebackType | None = problem.__traceback__
    while traceback is not None:
        name = _known_name(traceback.tb_frame.f_code.co_filename, folders)
        found = (name, traceback.tb_lineno) if name else found
        traceback = traceback.tb_next
    return found or (f"{PREFIX}/{page.template}", None)


def _known_name(file: str, folders: Sequence[Path]) -> str | None:
    """The name by which a reader knows a template file: ``templates/pages/brief.html``."""
    for folder in folders:
        if Path(file).is_relative_to(folder):
            return f"{PREFIX}/{Path(file).relative_to(folder).as_posix()}"
    return None
