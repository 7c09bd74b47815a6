"""Explanation of mentions on stored parses: rules, evidence for types, and links."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import yaml

from builder.annotate.explanation.link_explanation import MergeEffect
from builder.annotate.explanation.mention_explanation import MentionExplanation, explain_mention
from builder.commands.json_output import as_plain
from builder.gazetteer.lookup import load_gazetteer
from tests.support.sample import span_of
from tests.support.stored_parses import RULES, document_of_case, linked_of_case, with_dateline

TEXTS: dict[str, str] = {
    name: case["text"]
    for name, case in yaml.safe_load((RULES / "explanation_mentions.yaml").read_text(encoding="utf-8"))[
        "texts"
    ].items()
}


def explained(name: str, words: str, *, nth: int = 1) -> MentionExplanation:
    text = TEXTS[name]
    return explain_mention(document_of_case(text), load_gazetteer(), span_of(text, words, nth=nth))


def test_rules_with_an_effect_are_listed_in_order() -> None:
    found = explained("trust", "HaTru", nth=2)
    assert [effect.rule for effect in found.effects] == ["model", "types", "abbreviations"]
    assert [[state.type for state in effect.after] for effect in found.effects] == [
        ["place"],
        ["place"],
        ["organization"],
    ]
    assert found.effects[0].before == ()
    assert found.effects[-1].after[0].rule == "FAC+stated"
    assert all(effect.does for effect in found.effects)
    assert all(earlier.after == later.before for earlier, later in pairwise(found.effects))


@pytest.mark.parametrize("name", TEXTS)
def test_an_explanation_ends_with_the_mentions_of_the_pipeline(name: str) -> None:
    linked = linked_of_case(TEXTS[name])
    keys = []
    for mention, key in zip(linked.mentions, linked.keys, strict=True):
        found = explain_mention(linked.doc, load_gazetteer(), mention.span)
        (last,) = found.effects[-1].after
        assert (last.start, last.end) == (mention.span.start, mention.span.end)
        assert (last.type, last.rule, last.confidence) == (mention.type, mention.rule, mention.confidence)
        keys += [link.key for link in found.links]
        assert len(found.links) == (key is not None)
    assert keys == [key for key in linked.keys if key is not None]


def test_a_mention_that_was_dropped_is_explained() -> None:
    found = explained("flag", "half-mast")
    assert [effect.rule for effect in found.effects] == ["model", "amounts"]
    assert found.effects[-1].after == ()
    assert (found.types, found.links) == ((), ())


def test_words_without_a_mention_have_no_explanation() -> None:
    found = explained("senator", "traveled")
    assert (found.text, found.effects, found.types, found.links) == ("traveled", (), (), ())


def test_the_evidence_for_a_type_is_given() -> None:
    (found,) = explained("senator", "Lowmoor", nth=2).types
    assert found.spelling == "Lowmoor"
    assert found.votes == pytest.approx({"person": 5.6, "place": 0.0, "organization": 0.0})
    assert found.features["title"] == 0.5
    assert 0.0 not in found.features.values()
    assert sum(found.chances.values()) == pytest.approx(1.0)
    assert (found.predicted, found.override, found.decided) == ("PERSON", None, "PERSON")


def test_the_rule_that_overrides_a_type_is_given() -> None:
    (found,) = explained("town", "Eugene", nth=2).types
    assert (found.override, found.decided) == ("town", "PLACE")


def test_the_steps_that_merged_spellings_are_given() -> None:
    (found,) = explained("merged", "Roe", nth=3).links
    assert (found.form, found.name, found.decided_by) == ("Roe", "Ana P. Roe", "spelling")
    assert found.spellings == ("Ana P. Roe", "Ana Roe", "Roe")
    assert found.merges == (
        MergeEffect("compatible-names", (("Ana P. Roe", "Ana Roe"),)),
        MergeEffect("short-form", (("Ana P. Roe", "Ana Roe", "Roe"),)),
    )


def test_an_alias_that_the_article_states_is_a_step() -> None:
    (found,) = explained("trust", "HaTru").links
    assert found.name == "Harbor Trust"
    assert found.merges == (MergeEffect("stated-alias", (("HaTru", "Harbor Trust"),)),)


def test_a_decision_between_namesakes_is_given() -> None:
    (found,) = explained("namesakes", "Roe", nth=3).links
    assert (found.form, found.name, found.decided_by) == ("Roe", "Mary Roe", "namesake")


def test_a_place_in_the_dateline_is_explained() -> None:
    text = TEXTS["dateline"]
    doc = with_dateline(document_of_case(text), "DAYTON", "Ohio")
    found = explain_mention(doc, load_gazetteer(), span_of(text, "DAYTON"))
    assert ("Dayton", "dateline") in {(link.name, link.decided_by) for link in found.links}


def test_an_explanation_is_plain_data() -> None:
    found = as_plain(explained("merged", "Roe", nth=3))
    restored = json.loads(json.dumps(found))
    assert restored["text"] == "Roe"
    assert restored["effects"][-1]["after"][0]["type"] == "person"
    assert restored["links"][0]["merges"][0]["step"] == "compatible-names"
