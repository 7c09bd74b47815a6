"""Overrides for persons: spellings with the form of a personal name, or with an office that the text gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.initials import has_initials
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.stated_kinds import StatedKind
from builder.annotate.mentions.surname_first import SURNAME_FIRST
from builder.annotate.typing.classifier import TypePrediction
from builder.annotate.typing.features import SpellingFeatures
from builder.annotate.typing.type_override import PERSON, TypeOverride, is_person
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name
from builder.names.known_names import known_kinds
from builder.names.misspellings import is_misspelling
from builder.names.person_names import person_name

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_SUFFIXES = ("jr", "sr")
_SURE = 0.8
"""Probability of a prediction that initials do not replace: "J.M. Vale" may be a company."""


def personal_forms(
    mentions: Mentions, features: SpellingFeatures, predictions: Mapping[str, TypePrediction]
) -> dict[str, TypeOverride]:
    """Return as persons the spellings that have the form of a personal name: "C S Roe", "Roe Jr.", "Roe, Ana".

    So are the bare surnames of names with initials, and the surnames with a particle of all persons: "Van der Roe".
    """
    found: dict[str, TypeOverride] = {}
    surnames: set[str] = set()
    for key, indices in features.indices.items():
        mention, prediction = mentions.spans[indices[0]], predictions[key]
        rule = _personal_form(mention, prediction, mentions.gazetteer)
        if rule is not None:
            found[key] = TypeOverride(rule, PERSON)
        name = person_name(mention.text)
        if rule == "initials" or (name.given and name.surname != name.last_word and is_person(prediction)):
            surnames.add(name.surname)
    bare = [
        key
        for key, prediction in predictions.items()
        if prediction.probability < _SURE and key not in found and person_name(key).surname in surnames
    ]
    found |= {key: TypeOverride("misspelling", PERSON) for key in _misspelt_surnames(predictions, found)}
    return found | {
        key: TypeOverride("surname", PERSON)
        for key in bare
        if not is_person(predictions[key]) and not person_name(key).given
    }


def _misspelt_surnames(
    predictions: Mapping[str, TypePrediction], found: Mapping[str, TypeOverride]
) -> Iterator[str]:
    """Yield the single words of an unsure type that misspell the surname of one person."""
    surnames = {
        name.last_word
        for key, prediction in predictions.items()
        if is_person(prediction) and (name := person_name(key)).is_full and is_given_name(name.given[0])
    }
    for key, prediction in predictions.items():
        if key in found or " " in key or is_person(prediction) or prediction.probability >= _SURE:
            continue
        word = person_name(key).surname
        alike = [surname for surname in surnames if is_misspelling(word, surname)]
        if len(alike) == 1 and not known_kinds(key):
            yield key


def _personal_form(mention: MentionSpan, prediction: TypePrediction, gazetteer: Gazetteer) -> str | None:
    """Return the rule by which the form of a spelling shows that it is a person; None if no rule is needed."""
    if mention.rule == SURNAME_FIRST:
        return SURNAME_FIRST
    text = mention.text.replace("’", "'")
    # "Roe's Jr." is a company.
    if person_name(text).suffix in _SUFFIXES and "'s " not in text and not is_person(prediction):
        return "suffix"
    may_be_surname = mention.tokens[-1].tag == "NNP"
    if prediction.probability < _SURE and may_be_surname and has_initials(text, gazetteer):
        return "initials"
    return None


def stated_persons(
    gazetteer: Gazetteer,
    features: SpellingFeatures,
    predictions: Mapping[str, TypePrediction],
    stated: Mapping[int, StatedKind],
) -> dict[str, TypeOverride]:
    """Return as persons the spellings that the text gives an office, and that no table has as another name."""
    found = {
        key
        for key, indices in features.indices.items()
        if not gazetteer.is_country(key)
        and not known_kinds(key) - {"PERSON", "SURNAME"}
        and any((kind := stated.get(i)) is not None and kind.type is EntityType.PERSON for i in indices)
    }
    surnames = {key.split()[-1] for key in found if " " in key}
    return {
        key: TypeOverride("context", PERSON)
        for key, prediction in predictions.items()
        if not is_person(prediction) and (key in found or key in surnames)
    }
