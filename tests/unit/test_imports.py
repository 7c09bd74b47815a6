"""The law of the import direction: a stage imports only what stands before it in the flow of the data."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.imports import imported_names

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "builder"

ORDER = (
    "model",
    "hidden_names",
    "files",
    "digest",
    "installed_packages",
    "store",
    "build_record",
    "code_digest",
    "codec",
    "schema",
    "lexicon",
    "dates",
    "gazetteer",
    "names",
    "contacts",
    "content",
    "read",
    "annotate",
    "graph",
    "redaction",
    "edition",
    "pages",
    "search",
    "pictures",
    "render",
    "draw",
    "write",
    "check",
    "pipeline",
    "audit",
    "evaluate",
    "desk",
    "intake",
    "serve",
    "publish",
    "commands",
    "entry_points",
)
"""Every stage, upstream first. A new stage is added here, at its place."""

DATA_ONLY = {"starter", "default_templates"}
"""Folders of the package that hold no code."""

FENCED = {
    "spacy": {"annotate"},
    "trafilatura": {"read"},
    "livereload": {"serve"},
    "tornado": {"serve"},
    "watchfiles": {"serve"},
    "jinja2": {"render", "serve"},
    "pagefind_bin": {"search"},
    "rich": {"commands"},
    "PIL": {"content", "draw"},
    "click": {"commands"},
    "distributed": {"annotate"},
    "dask": {"annotate"},
    "ghp_import": {"publish"},
}
"""Libraries that only these stages may know of."""

LAZY = {
    "dask",
    "distributed",
    "ghp_import",
    "minify_html",
    "PIL",
    "pagefind_bin",
    "spacy",
    "trafilatura",
    "livereload",
    "tornado",
    "watchfiles",
}
"""Libraries that take long to import: only ever inside a function."""

MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in DATA_ONLY
)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def stage_of(name: str) -> str | None:
    """The stage of a module of the package; None for the package itself."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else None


def imported_when_loaded(tree: ast.AST) -> set[str]:
    """Every module that is imported together with the one whose tree this is."""
    names: set[str] = set()
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            pending += node.orelse
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= imported_names(node)
        pending += ast.iter_child_nodes(node)
    return names


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the syntax tree of every module, by name."""
    return {name_of(path): ast.parse(path.read_bytes()) for path in MODULES}


def test_every_stage_is_in_the_table() -> None:
    found = {stage for name in trees() if (stage := stage_of(name)) is not None}
    assert found <= set(ORDER), "a new stage: give it its place in ORDER"


def test_a_module_imports_only_upstream() -> None:
    wrong = []
    for name, tree in trees().items():
        own = stage_of(name)
        allowed = {None, "__version__", *(ORDER[: ORDER.index(own) + 1] if own else ())}
        wrong += [
            f"{name} imports {imported}, which is downstream of it"
            for imported in imported_names(tree)
            if imported.split(".")[0] == "builder" and stage_of(imported) not in allowed
        ]
    assert not wrong, "\n".join(wrong)


def test_pages_know_the_site_only_through_a_view() -> None:
    hidden = {"builder.edition.edition", "builder.edition.facts", "builder.model.graph.Graph"}
    wrong = [
        f"{name} imports {imported}"
        for name, tree in trees().items()
        if stage_of(name) == "pages" and name != "builder.pages.plan"
        for imported in imported_names(tree)
        if any(imported == one or imported.startswith(f"{one}.") for one in hidden)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        name: {other for other in imported_names(tree) if other in trees()} for name, tree in trees().items()
    }
    for name, others in graph.items():
        others.discard("builder")  # the package itself holds the version and imports nothing
        others.discard(name.rpartition(".")[0])
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        pytest.fail(" imports ".join(reversed(cycle.args[1])))


def test_a_library_is_imported_only_by_its_stages() -> None:
    wrong = []
    for name, tree in trees().items():
        libraries = {imported.split(".")[0] for imported in imported_names(tree)}
        wrong += [
            f"{name} imports {library}"
            for library in libraries & FENCED.keys()
            if stage_of(name) not in FENCED[library]
        ]
    assert not wrong, "\n".join(wrong)


def test_a_slow_library_is_imported_only_in_functions() -> None:
    wrong = []
    for name, tree in trees().items():
        slow = {imported.split(".")[0] for imported in imported_when_loaded(tree)} & LAZY
        wrong += [f"{name} imports {library} outside a function" for library in slow]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["serve", "--help"]])
def test_help_and_version_load_nothing_slow(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from builder.commands.main import newsgloss, run\n"
        f"code = run(newsgloss, {arguments!r}, name='newsgloss')\n"
        "print(code, *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    last = done.stdout.splitlines()[-1].split()
    assert last[0] == "0"
    assert not LAZY & set(last[1:]), "imported only to print a help text"
    assert "numpy" not in last
    assert "rich" not in last
