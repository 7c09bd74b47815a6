"""Small spaCy pipelines that tests make: names from a list, and no parser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_INIT = """from spacy.util import load_model_from_init_py


def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""


def write_pipeline(folder: Path, language: str, names: Mapping[str, str]) -> str:
    """Write an importable package with a pipeline for a language into a folder; return its name.

    Args:
        folder: has to be on the path when the package is imported.
        language: the tag.
        names: the names that the pipeline finds, with their labels.
    """
    import spacy

    nlp = spacy.blank(language)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in names.items()])  # type: ignore[attr-defined]
    nlp.meta["name"] = "small"
    package = folder / f"{language}_small"
    package.mkdir(parents=True)
    nlp.to_disk(package / f"{language}_small-{nlp.meta['version']}")
    (package / "__init__.py").write_text(_INIT, encoding="utf-8")
    (package / "meta.json").write_text(json.dumps(nlp.meta), encoding="utf-8")
    # spaCy loads only what is installed.
    info = folder / f"{package.name}-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package.name}\nVersion: 0\n", encoding="utf-8"
    )
    return package.name
