"""English words of a lemmatizer's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from builder.annotate.parse.english_words import NO_WORDS, english_words

TABLES: dict[str, dict[str, Any]] = {
    "lemma_index": {"verb": ["row", "tie", "go"], "noun": ["ferry", "oar"], "adv": ["soon"]},
    "lemma_exc": {"verb": {"went": ["go"]}, "noun": {"oxen": ["ox"]}},
    "lemma_rules": {
        "verb": [["ed", ""], ["d", ""], ["ing", ""], ["s", ""]],
        "noun": [["ies", "y"], ["s", ""]],
    },
}


class Lookups:
    """Tables with the methods of spaCy's."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables

    def has_table(self, name: str) -> bool:
        return name in self._tables

    def get_table(self, name: str) -> Mapping[str, Any]:
        return self._tables[name]


class Lemmatizer:
    """A component with tables."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self.lookups = Lookups(tables)


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("ferries", "noun"),
        ("oxen", "noun"),
        ("rows", "other"),
        ("rowed", "other past"),
        ("went", "other past"),
        ("go", "other"),
        ("soon", "other"),
        ("quillon", ""),
    ],
)
def test_a_form_leads_to_its_base_form(word: str, kinds: str) -> None:
    english = english_words(Lemmatizer(TABLES))
    tests = {"noun": english.is_noun, "other": english.is_other, "past": english.is_past}
    assert [name for name, test in tests.items() if test(word)] == kinds.split()


def test_a_pipeline_without_a_dictionary_knows_no_words() -> None:
    assert english_words(None) is NO_WORDS
    assert english_words(Lemmatizer({"lemma_index": {}})) is NO_WORDS
