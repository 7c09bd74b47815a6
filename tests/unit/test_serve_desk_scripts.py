"""The scripts of the desk: small modules that import one another in one direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

from builder.serve import preview_assets

FOLDER = Path(preview_assets.__file__).with_name("assets") / "desk"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}
MODULE_LINES = 130
FUNCTION_LINES = 41

_IMPORT = re.compile(r'^import \{ ([^}]*) \} from "\./([\w.]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.MULTILINE)
_TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)


def imports(script: str) -> Mapping[str, set[str]]:
    """Return the names that a script imports, by the script that they come from."""
    return {found[2]: set(found[1].split(", ")) for found in _IMPORT.finditer(SCRIPTS[script])}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_imports_only_what_another_exports_and_uses_all_of_it(script: str) -> None:
    assert SCRIPTS[script].count("import ") == len(imports(script))
    body = _IMPORT.sub("", SCRIPTS[script])
    for other, names in imports(script).items():
        assert names <= set(_EXPORT.findall(SCRIPTS[other])), other
        assert not [name for name in names if not re.search(rf"\b{name}\b", body)], other


def test_everything_exported_is_imported_somewhere() -> None:
    for script, text in SCRIPTS.items():
        imported = [names for other in SCRIPTS for name, names in imports(other).items() if name == script]
        assert set(_EXPORT.findall(text)) <= set().union(*imported), script


def test_scripts_import_one_another_in_one_direction_beginning_with_the_desk() -> None:
    order = list(TopologicalSorter({script: set(imports(script)) for script in SCRIPTS}).static_order())
    assert order[-1] == "desk.js"
    reached = {"desk.js"}
    for script in reversed(order):
        reached |= set(imports(script)) if script in reached else set()
    assert reached == set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_and_their_functions_are_short(script: str) -> None:
    text = SCRIPTS[script]
    lines = text.splitlines()
    assert len(lines) <= MODULE_LINES
    assert text.startswith("// "), "it says what it is about"
    starts = [text[: found.start()].count("\n") for found in _TOP.finditer(text)]
    assert max((end - start for start, end in pairwise([*starts, len(lines)])), default=0) <= FUNCTION_LINES
