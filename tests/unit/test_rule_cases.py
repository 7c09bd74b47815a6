"""Every module of rules has a table of cases, and every table has its module and its test."""

from __future__ import annotations

from pathlib import Path

import builder
from tests.support.stored_parses import RULES, modules

ANNOTATE = Path(builder.__file__).parent / "annotate"
TESTS = Path(__file__).parent

ROOMS = {
    "mentions": "mentions",
    "typing": "typing",
    "entities": "entities",
    "quantities": "quantities",
    "date_mentions": "date_mentions",
    "explanation": "explanation",
    "quotes": "quotes",
    "quotes/attribution": "quotes",
    "quotes/extraction": "quotes",
    "quotes/resolution": "quotes",
}
"""Each folder with rules, and the first word of its tables."""

WITHOUT_TABLE = {
    # Values and types without a rule.
    "mentions_coarse_types",
    "mentions_mention_span",
    "entities_linked_mentions",
    "entities_merge_steps",
    "quotes_scorers",
    "quotes_trained_models",
    "quotes_extracted_quote",
    "quotes_extraction_state",
    "quotes_speaker",
    "quotes_turn_openings",
    # Rules on text without a parse; test_entities_unparsed_names.py has their cases.
    "entities_unparsed_names",
    # The overrides by what they decide for: the table of overrides has the cases of all.
    "typing_organization_overrides",
    "typing_person_overrides",
    "typing_place_overrides",
    "typing_type_override",
    # Questions that the rules of other tables ask: of norp and gazetteer_names, and of namesakes.
    "mentions_known_places",
    "entities_acting_persons",
    # Compositions, which the tables of what they compose run.
    "mentions_rule",
    "entities_clustering",
    "quotes_steps",
    "quotes_conversations",
    "explanation_article_explanation",
    "explanation_link_explanation",
    "explanation_type_explanation",
    # Tested on strings, numbers or tokens made by hand.
    "mentions_index",
    "mentions_sports",
    "mentions_stage_notes",
    "mentions_title_words",
    "mentions_turn_labels",
    "typing_classifier",
    "typing_features",
    "quotes_quotation_marks",
    "quotes_term_mentions",
}


def rule_modules() -> set[str]:
    return {
        f"{room}_{path.stem}"
        for folder, room in ROOMS.items()
        for path in (ANNOTATE / folder).glob("*.py")
        if path.stem != "__init__"
    }


def tables() -> set[str]:
    """The tables by the module that they belong to; those of explanations are named for what is explained."""
    renamed = {
        "explanation_mentions": "explanation_mention_explanation",
        "explanation_quotes": "explanation_quote_explanation",
    }
    return {renamed.get(module, module) for module in modules()}


def test_each_module_of_rules_has_a_table() -> None:
    missing = rule_modules() - tables() - WITHOUT_TABLE
    assert missing == set(), (
        f"add tests/data/rules/<module>.yaml in {RULES.name}, or say here why there is none"
    )


def test_no_table_or_exception_is_left_over() -> None:
    assert tables() <= rule_modules()
    assert rule_modules() - tables() >= WITHOUT_TABLE


def test_each_table_is_read_by_a_test() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.glob("test_*.py")))
    assert [module for module in modules() if f'"{module}"' not in sources] == []
