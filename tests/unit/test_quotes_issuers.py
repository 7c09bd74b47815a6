"""Resolution of documents on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.speaker_cases import speakers_of_case
from tests.support.stored_parses import cases_of

CASES = cases_of("quotes_issuers", "documents")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_speakers_of_documents(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]
