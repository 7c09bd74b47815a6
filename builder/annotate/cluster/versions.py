"""Versions: everything that annotations depend on beside the article, to compare this program with the workers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

from builder import __version__
from builder.annotate.parse.model_package import find_model
from builder.code_digest import code_digest
from builder.model.diagnostic import InputError

WORKER_CODE = "builder.annotate.cluster.worker_tasks"
"""The module of the functions that workers run. Its import closure has all code that annotates."""

NEWSGLOSS = "newsgloss"
CODE = "code"
LIBRARIES = ("spacy", "thinc", "blis", "numpy", "distributed")
"""Packages that compute annotations, or carry them."""

MISSING = "none"


def versions_of(package: str) -> dict[str, str]:
    """Return the versions of this process, by name.

    Args:
        package: name of the package with the language model.
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    libraries = {name: _installed(name) for name in LIBRARIES}
    own = {NEWSGLOSS: __version__, CODE: code_digest(WORKER_CODE), "Python": python}
    return {**own, **libraries, f"language model ({package})": _model(package)}


def differences(own: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """Yield each difference between the versions here and elsewhere, in words."""
    for name in [*own, *(name for name in other if name not in own)]:
        here, there = own.get(name, MISSING), other.get(name, MISSING)
        if here == there:
            continue
        if name != CODE:
            yield f"{name} {there} (here {here})"
        elif own.get(NEWSGLOSS) == other.get(NEWSGLOSS):
            yield f"other code of newsgloss {own.get(NEWSGLOSS, MISSING)}"


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return MISSING


def _model(package: str) -> str:
    try:
        return find_model(package).label
    except InputError:
        return MISSING
