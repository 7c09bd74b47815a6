"""The language model as an installed package: found without being loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder.annotate import model_package
from builder.annotate.annotator import Annotator
from builder.annotate.model_package import DEFAULT_MODELS, find_model
from builder.model.diagnostic import InputError, Severity

ROOT = Path(__file__).parents[2]


def install(folder: Path, package: str) -> None:
    """Puts a package with the metadata of a pipeline, and nothing else, into a folder."""
    (folder / package).mkdir(parents=True)
    (folder / package / "__init__.py").touch()
    meta = {"lang": "en", "name": "herald", "version": "1.2.3"}
    (folder / package / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def test_the_default_is_the_medium_english_pipeline() -> None:
    found = find_model(None)
    assert found.package in DEFAULT_MODELS
    assert found.name.startswith("en_core_web_md")
    assert found.version.startswith("3.")
    assert found.label == f"{found.name} {found.version}"


def test_a_pipeline_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "herald_model")
    monkeypatch.syspath_prepend(tmp_path)
    found = find_model("herald_model")
    assert (found.package, found.name, found.version) == ("herald_model", "en_herald", "1.2.3")
    assert found.label == "en_herald 1.2.3"


def test_the_first_default_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "second_model")
    install(tmp_path, "third_model")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(model_package, "DEFAULT_MODELS", ("first_model", "second_model", "third_model"))
    assert find_model(None).package == "second_model"


@pytest.mark.parametrize(
    "name", ["no_such_model", "json", "os", "spacy.lang", "../model", "two words", "en-core-web-sm", ""]
)
def test_a_model_that_is_not_there_is_told_with_the_file_that_asks_for_it(name: str) -> None:
    with pytest.raises(InputError) as caught:
        find_model(name)
    (told,) = caught.value.diagnostics
    assert told.severity is Severity.ERROR
    assert told.message == f"The language model {name!r} is not installed."
    assert f"pip install {name}" in told.hint
    assert "model:" in told.hint
    assert told.path == ("content/site.yaml" if name else "")


def test_a_missing_default_is_told_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_package, "DEFAULT_MODELS", ("first_model", "second_model"))
    with pytest.raises(InputError) as caught:
        find_model(None)
    (told,) = caught.value.diagnostics
    assert told.path == ""
    assert "second_model" in told.message


def test_an_annotator_asks_for_its_model_at_once() -> None:
    with pytest.raises(InputError, match="no_such_model"):
        Annotator("no_such_model")


def test_finding_a_model_does_not_import_spacy() -> None:
    code = (
        "import sys\n"
        "from builder.annotate.annotator import Annotator\n"
        "from builder.annotate.model_package import find_model\n"
        "Annotator()\n"
        "print(find_model(None).package, *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    package, *modules = done.stdout.split()
    assert package in DEFAULT_MODELS
    assert not {"spacy", "thinc", "numpy", package} & set(modules)
    assert done.stderr == ""


@pytest.mark.parametrize("meta", ["{}", "not JSON", ""])
def test_damaged_metadata_are_told(meta: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "damaged_model")
    (tmp_path / "damaged_model" / "meta.json").write_text(meta, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(InputError):
        find_model("damaged_model")


def test_a_module_without_a_spec_is_no_model() -> None:
    with pytest.raises(InputError):
        find_model("__main__")
