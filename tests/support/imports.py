"""Imports of a module, read from its syntax tree."""

from __future__ import annotations

import ast


def imported_names(tree: ast.AST) -> set[str]:
    """Return every module that a syntax tree imports, also in functions, and every name that may be one."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names
