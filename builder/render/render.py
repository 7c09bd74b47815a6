"""The renderer: Jinja over the site's own templates and the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.exceptions import (
    SecurityError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.loaders import split_template_path

from builder.digest import digest
from builder.edition.interface import DEFAULT, Interface, interface_of
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.pages.compact_json import compact_json
from builder.pages.page import Page
from builder.pictures.atlas import Atlas
from builder.pictures.map_drawing import draw_map
from builder.pictures.network_drawing import draw_around, draw_network
from builder.pictures.strip_drawing import draw_strip
from builder.render.compiled_templates import CompiledTemplates
from builder.render.languages import in_language, lang_attribute, xml_lang_attribute
from builder.render.passage_markup import passage_markup
from builder.render.sandbox import Sandbox
from builder.render.sources import BUILT_IN, PREFIX, read_templates
from builder.render.template_words import spelled_out, template_words
from builder.render.weave import weave
from builder.schema.suggestion import did_you_mean

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
        template_folders: the folders of templates, the site's own first; a missing one is empty.
        root: the site's root, which links of its own templates must not lead out of.
        atlas: what maps have in common, and where the last network had its points.
        compiled: where the code of templates is kept; None keeps it in memory.
        language: the tag of the language of the pages.

    Attributes:
        has_own: True if there are other templates than the program's.
        atlas: the one given, or one of its own.

    Raises:
        InputError: if a template or a folder of them cannot be read.
    """

    def __init__(
        self,
        template_folders: Sequence[Path],
        *,
        root: Path | None = None,
        atlas: Atlas | None = None,
        compiled: CompiledTemplates | None = None,
        language: str = DEFAULT,
    ) -> None:
        self.has_own = len(template_folders) > 1
        self.atlas = atlas or Atlas()
        sources = read_templates(template_folders, root=root)
        self._names = frozenset(f"{PREFIX}/{name}" for name in sources)
        interface = interface_of(language)
        self._environment = _environment(
            sources,
            self.atlas,
            compiled or CompiledTemplates(),
            interface,
            is_trusting=not self.has_own,
        )
        self._digest = digest(
            interface.language, *(part for name, data in sorted(sources.items()) for part in (name, data))
        )

    @property
    def digest(self) -> str:
        """The digest of the templates and of the language of their words."""
        return self._digest

    def render(self, page: Page) -> bytes:
        """Return a page as UTF-8.

        Raises:
            InputError: if a template is missing, has a syntax error, or uses what it is not given.
        """
        context = {name: getattr(page.context, name) for name in page.context.__struct_fields__}
        try:
            text = self._environment.get_template(page.template).render(context)
        except _MISUSES as problem:
            raise InputError([_diagnose(problem, page, self._names)]) from problem
        return text.encode("utf-8", "replace")


def make_environment(template_folders: Sequence[Path]) -> Environment:
    """Return the Jinja environment over folders of templates; it escapes everything and rejects unknown variables."""
    sources, interface = read_templates(template_folders), interface_of(DEFAULT)
    return _environment(sources, Atlas(), CompiledTemplates(), interface, is_trusting=False)


class _Sources(BaseLoader):
    """A loader of templates that were read already: Jinja's own loader follows every link and waits for pipes."""

    def __init__(self, sources: Mapping[str, bytes], interface: Interface) -> None:
        self._sources = sources
        self._interface = interface

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - as Jinja calls it
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        name = "/".join(split_template_path(template))
        data = self._sources.get(name)
        if data is None:
            raise TemplateNotFound(template)
        return spelled_out(data.decode(), self._interface), f"{PREFIX}/{name}", None

    def list_templates(self) -> list[str]:
        return sorted(self._sources)


def _environment(
    sources: Mapping[str, bytes],
    atlas: Atlas,
    compiled: CompiledTemplates,
    interface: Interface,
    *,
    is_trusting: bool,
) -> Environment:
    environment = Sandbox(
        loader=_Sources(sources, interface),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    environment.is_trusting = is_trusting
    environment.filters["markup"] = passage_markup
    environment.filters["weave"] = weave
    environment.filters["lang"] = lang_attribute
    environment.filters["xml_lang"] = xml_lang_attribute
    environment.filters["in_language"] = in_language
    # "tojson" writes < > & and ' as escapes, so that no text can end the script element that holds it.
    if is_trusting:
        environment.policies["json.dumps_function"] = compact_json
        environment.policies["json.dumps_kwargs"] = {}
    else:
        # A site's own template may ask for indents, and may not write values whose fields it may not read.
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["thousands"] = interface.number
    words = template_words(interface)
    environment.words = frozenset(words.values())
    environment.globals.update(words)
    environment.filters["draw_map"] = partial(draw_map, atlas=atlas)
    environment.filters["draw_strip"] = partial(draw_strip, interface=interface)
    environment.filters["draw_around"] = draw_around
    environment.filters["draw_network"] = partial(draw_network, atlas=atlas)
    return environment


def _diagnose(problem: Exception, page: Page, names: Collection[str]) -> Diagnostic:
    """Return the diagnostic of a template: what is wrong, at which place, and what to do."""
    path, line = _where(problem, page, names)
    detail = str(problem).strip().rstrip(".")
    if isinstance(problem, TemplateNotFound):
        message, hint = _missing(str(problem.name or ""), names)
    elif isinstance(problem, TemplateSyntaxError):
        message = f"The template has a syntax error: {detail}."
        hint = "Fix the line: the syntax is that of Jinja."
    elif isinstance(problem, SecurityError):
        message = f"The template uses something that is not allowed in templates: {detail} (on the page {page.path})."
        hint = "Fix the line: names with underscores at both ends and other ways into Python are not allowed."
    elif isinstance(problem, UndefinedError):
        message = f"The template uses something that is not defined: {detail} (on the page {page.path})."
        hint = f"Use one of the variables of this kind of page: {', '.join(_names(page))}."
    elif isinstance(problem, RecursionError):
        message = f"The template includes, extends or calls itself without end (on the page {page.path})."
        hint = f"If it means the built-in template that it replaces, write “{BUILT_IN}” before the name."
    elif isinstance(problem, UnicodeDecodeError):
        message = "The template is not UTF-8."
        hint = "Save it as UTF-8."
    else:
        message = f"The template fails: {type(problem).__name__}: {detail} (on the page {page.path})."
        hint = "Fix the line, or delete the file to use the built-in template."
    return error(path, line, message, hint)


def _missing(name: str, names: Collection[str]) -> tuple[str, str]:
    """Return the message and hint for a template that does not exist; ``names`` are those with their folder."""
    built_in = name.startswith(BUILT_IN)
    bare = name.removeprefix(BUILT_IN)
    known = [one.removeprefix(f"{PREFIX}/") for one in names]
    nearest = did_you_mean(bare, [one for one in known if one != bare and not one.startswith(BUILT_IN)])
    hint = "Fix the name." if built_in else "Fix the name, or add the file."
    if nearest is not None:
        hint = f"Did you mean {BUILT_IN if built_in else PREFIX + '/'}{nearest}?"
    message = (
        f"The program has no template {bare}."
        if built_in
        else f"The template {PREFIX}/{name} does not exist."
    )
    return message, hint


def _names(page: Page) -> list[str]:
    return list(page.context.__struct_fields__)


def _where(problem: Exception, page: Page, names: Collection[str]) -> tuple[str, int | None]:
    """Return the template and line at fault: as the error says, else the innermost template of its traceback."""
    if isinstance(problem, TemplateSyntaxError) and problem.filename:
        return problem.filename, problem.lineno
    found: tuple[str, int | None] = (f"{PREFIX}/{page.template}", None)
    traceback: TracebackType | None = problem.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        found = (name, traceback.tb_lineno) if name in names else found
        traceback = traceback.tb_next
    return found
