"""Language model as an installed package, found without being loaded."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.annotate.annotator import Annotator
from builder.annotate.parse import model_package
from builder.annotate.parse.model_package import DEFAULT_MODELS, find_model
from builder.lexicon.word_lists import words
from builder.model.diagnostic import Diagnostic, InputError, Severity

ROOT = Path(__file__).parents[2]


def install(folder: Path, package: str) -> None:
    """Write a package with only the metadata of a pipeline into a folder."""
    (folder / package).mkdir(parents=True)
    (folder / package / "__init__.py").touch()
    meta = {"lang": "en", "name": "herald", "version": "1.2.3"}
    (folder / package / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def test_default_is_the_medium_english_pipeline() -> None:
    found = find_model(None)
    assert found.package in DEFAULT_MODELS
    assert found.name.startswith("en_core_web_md")
    assert found.version.startswith("3.")
    assert found.label == f"{found.name} {found.version}"


def test_pipeline_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "herald_model")
    monkeypatch.syspath_prepend(tmp_path)
    found = find_model("herald_model")
    assert (found.package, found.name, found.version) == ("herald_model", "en_herald", "1.2.3")
    assert found.label == "en_herald 1.2.3"


def test_first_installed_default_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "second_model")
    install(tmp_path, "third_model")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(model_package, "DEFAULT_MODELS", ("first_model", "second_model", "third_model"))
    assert find_model(None).package == "second_model"


def problem_of(name: str | None) -> Diagnostic:
    with pytest.raises(InputError) as caught:
        find_model(name)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.severity is Severity.ERROR
    # On the package registry the names of pipelines belong to strangers.
    assert "pip install" not in diagnostic.hint
    return diagnostic


UNKNOWN = "spaCy publishes no pipeline of this name."
HINTS = {
    # published by spaCy
    "xx_sent_ud_sm": "`python -m spacy download xx_sent_ud_sm`",
    "zh_core_web_trf": "`python -m spacy download zh_core_web_trf`",
    "de_dep_news_trf": "`python -m spacy download de_dep_news_trf`",
    # misspelled
    "fi-core-news-sm": "Did you mean `fi_core_news_sm`?",
    "FI_Core_News_SM": "Did you mean `fi_core_news_sm`?",
    "lt_core_new_lg": "Did you mean `lt_core_news_lg`?",
    "ru_core_news-md": "Did you mean `ru_core_news_md`?",
    # not published, or not a name
    "no_such_model": UNKNOWN,
    "json": UNKNOWN,
    "os": UNKNOWN,
    "spacy.lang": UNKNOWN,
    "../model": UNKNOWN,
    "/opt/models/herald": UNKNOWN,
    "https://example.org/herald.whl": UNKNOWN,
    "two words": UNKNOWN,
    "; reboot": UNKNOWN,
    "": UNKNOWN,
}


@pytest.mark.parametrize(("name", "hint"), HINTS.items())
def test_missing_model_is_an_error_with_the_next_step(name: str, hint: str) -> None:
    diagnostic = problem_of(name)
    assert diagnostic.message == f"The language model `{name}` is not installed."
    assert hint in diagnostic.hint
    assert diagnostic.path == ("content/site.yaml" if name else "")
    if hint == UNKNOWN:
        assert "docs/editing.md" in diagnostic.hint
        assert "spacy download" not in diagnostic.hint


def test_commands_in_hints_contain_only_published_names() -> None:
    for name in HINTS:
        commands = re.findall(r"`([^`]*)`", problem_of(name).hint)
        for command in commands:
            assert command == "model:" or command.split()[-1] in words("spacy_pipelines")


def test_section_in_the_hint_exists() -> None:
    assert "\n### The language model\n" in (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")


def test_missing_default_is_an_error_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_package, "DEFAULT_MODELS", ("first_model", "second_model"))
    diagnostic = problem_of(None)
    assert diagnostic.path == ""
    assert diagnostic.message == "The default language model (first_model) is not installed."
    assert "install newsgloss again" in diagnostic.hint
    assert "spacy download" not in diagnostic.hint


def test_annotator_finds_its_model_when_made() -> None:
    with pytest.raises(InputError, match="no_such_model"):
        Annotator("no_such_model")


def test_finding_a_model_does_not_import_spacy() -> None:
    code = (
        "import sys\n"
        "from builder.annotate.annotator import Annotator\n"
        "from builder.annotate.parse.model_package import find_model\n"
        "Annotator()\n"
        "print(find_model(None).package, *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    package, *modules = done.stdout.split()
    assert package in DEFAULT_MODELS
    assert not {"spacy", "thinc", "numpy", package} & set(modules)
    assert done.stderr == ""


@pytest.mark.parametrize("meta", ["{}", "not JSON", ""])
def test_damaged_metadata_are_an_error(meta: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "damaged_model")
    (tmp_path / "damaged_model" / "meta.json").write_text(meta, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(InputError):
        find_model("damaged_model")


def test_module_without_a_spec_is_not_a_model() -> None:
    with pytest.raises(InputError):
        find_model("__main__")
