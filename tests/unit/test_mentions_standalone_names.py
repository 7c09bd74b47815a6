"""Words that may be a name by themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from builder.annotate.mentions.standalone_names import is_standalone
from builder.model.span import Span
from tests.support.stored_parses import cases_of, document_of_case

CASES = cases_of("mentions_standalone_names", "standalone")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_words_are_standalone_unless_part_of_a_longer_name(case: dict[str, Any]) -> None:
    doc = document_of_case(case["text"])
    start = [match.start() for match in re.finditer(case["words"], doc.text)][case.get("nth", 0)]
    tokens = doc.tokens_in(Span(start, start + len(case["words"])))
    assert " ".join(token.text for token in tokens) == case["words"]
    assert is_standalone(tokens) is case["standalone"]
