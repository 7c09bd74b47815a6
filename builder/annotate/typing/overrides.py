"""Overrides: spellings whose type a rule decides against the classifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.mentions.article_kinds import is_about_business, is_about_sport
from builder.annotate.mentions.company_boundaries import AIRLINE
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.initials import has_initials
from builder.annotate.mentions.known_places import is_known_place
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_regions import is_in_region
from builder.annotate.mentions.stated_kinds import StatedKind, stated_kinds
from builder.annotate.mentions.surname_first import SURNAME_FIRST
from builder.annotate.parse.document import Document
from builder.annotate.typing.classifier import NO_NAME, TypePrediction
from builder.annotate.typing.company_cues import is_medium, shows_company
from builder.annotate.typing.context_overrides import context_predictions
from builder.annotate.typing.features import FEATURES, SpellingFeatures
from builder.annotate.typing.form_overrides import form_predictions
from builder.annotate.typing.team_cues import shows_team
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name, looks_personal
from builder.names.known_names import known_kinds
from builder.names.misspellings import is_misspelling
from builder.names.normal_form import normal_form
from builder.names.person_names import person_name
from builder.names.related_spellings import related_spellings

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_PERSON = TypePrediction("PERSON", 0.9)
"""The prediction for a spelling that has the form of a personal name."""
_SUFFIXES = ("jr", "sr")
_SURE = 0.8
"""Probability of a prediction that initials do not replace: "J.M. Vale" may be a company."""
LEAST_CONFIDENCE = 0.5
"""Confidence in a mention whose type is a guess."""

_DOUBTFUL = (NO_NAME, "OTHER")
"""Predictions that the context of a team or company replaces."""
_STREETS = (" street", " avenue", " road", " boulevard")

_MODEL_PERSON = FEATURES.index("model_PERSON")
_MODEL_PLACE = FEATURES.index("model_PLACE")
_FEATURES_OF_PERSON = tuple(
    FEATURES.index(name) for name in ("surname_of", "given_name_of", "title", "honorific", "speaks")
)


@dataclass(frozen=True, slots=True)
class TypeOverride:
    """A rule's decision on the type of a spelling.

    Attributes:
        rule: ``surname-first``, ``suffix``, ``initials``, ``misspelling``, ``surname``, ``country``, ``town``,
            ``institution``, ``storm``, ``context``, ``dateline``, ``street``, or one of ``context_predictions`` and
            ``form_predictions``.
        prediction: what replaces the classifier's prediction.
    """

    rule: str
    prediction: TypePrediction


def type_overrides(
    mentions: Mentions,
    features: SpellingFeatures,
    predictions: Mapping[str, TypePrediction],
    voted: Mapping[str, EntityType],
) -> dict[str, TypeOverride]:
    """Return the overrides by spelling; the last rule that applies wins.

    Args:
        mentions: the mentions.
        features: of their spellings.
        predictions: the classifier's predictions, by spelling.
        voted: by spelling, the type of its first mention after the votes.
    """
    stated = stated_kinds(mentions)
    return {
        **_persons(mentions, features, predictions),
        **_contexts(mentions, features, predictions),
        **_streets(predictions),
        **_countries(mentions.gazetteer, predictions, voted),
        **_towns(mentions, features, stated),
        **_institutions(predictions, features, mentions.gazetteer),
        **_storms(predictions),
        **_in_context(mentions, features, predictions, stated),
        **_stated_persons(mentions.gazetteer, features, predictions, stated),
        **_dateline_place(mentions.doc, predictions),
    }


def _persons(
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
            found[key] = TypeOverride(rule, _PERSON)
        name = person_name(mention.text)
        if rule == "initials" or (name.given and name.surname != name.last_word and _is_person(prediction)):
            surnames.add(name.surname)
    bare = [
        key
        for key, prediction in predictions.items()
        if prediction.probability < _SURE and key not in found and person_name(key).surname in surnames
    ]
    found |= {key: TypeOverride("misspelling", _PERSON) for key in _misspelt_surnames(predictions, found)}
    return found | {
        key: TypeOverride("surname", _PERSON)
        for key in bare
        if not _is_person(predictions[key]) and not person_name(key).given
    }


def _misspelt_surnames(
    predictions: Mapping[str, TypePrediction], found: Mapping[str, TypeOverride]
) -> Iterator[str]:
    """Yield the single words of an unsure type that misspell the surname of one person."""
    surnames = {
        name.last_word
        for key, prediction in predictions.items()
        if _is_person(prediction) and (name := person_name(key)).is_full and is_given_name(name.given[0])
    }
    for key, prediction in predictions.items():
        if key in found or " " in key or _is_person(prediction) or prediction.probability >= _SURE:
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
    if person_name(text).suffix in _SUFFIXES and "'s " not in text and not _is_person(prediction):
        return "suffix"
    may_be_surname = mention.tokens[-1].tag == "NNP"
    if prediction.probability < _SURE and may_be_surname and has_initials(text, gazetteer):
        return "initials"
    return None


def _is_person(prediction: TypePrediction) -> bool:
    return prediction.coarse_type == "PERSON"


def _contexts(
    mentions: Mentions, features: SpellingFeatures, predictions: Mapping[str, TypePrediction]
) -> dict[str, TypeOverride]:
    """Return what the words beside and in the spellings decide."""
    found = [
        *context_predictions(mentions, features, predictions),
        *form_predictions(mentions, features, predictions),
    ]
    return {key: TypeOverride(rule, prediction) for key, rule, prediction in found}


def _countries(
    gazetteer: Gazetteer, predictions: Mapping[str, TypePrediction], voted: Mapping[str, EntityType]
) -> dict[str, TypeOverride]:
    """Return the countries as places."""
    # A country that plays or signs like a club is still a country.
    return {
        key: TypeOverride("country", TypePrediction("PLACE", 0.9))
        for key, prediction in predictions.items()
        if voted[key] is EntityType.PLACE and prediction.coarse_type != "PERSON" and gazetteer.is_country(key)
    }


def _streets(predictions: Mapping[str, TypePrediction]) -> dict[str, TypeOverride]:
    """Return as places the streets that are predicted as organizations, because newspapers or banks are called so."""
    return {
        key: TypeOverride("street", TypePrediction("PLACE", 0.8))
        for key, prediction in predictions.items()
        if prediction.coarse_type == "ORG" and " " in key and key.lower().endswith(_STREETS)
    }


def _towns(
    mentions: Mentions, features: SpellingFeatures, stated: Mapping[int, StatedKind]
) -> dict[str, TypeOverride]:
    """Return as places the spellings that the text shows to be such somewhere, unless a person has that name.

    "Eugene" is a town throughout an article that has "Eugene, Oregon", "the town of Eugene" or, for a large place,
    "in Lowmoor", and no one named Eugene.
    """
    return {
        key: TypeOverride("town", TypePrediction("PLACE", 0.9))
        for key, indices in features.indices.items()
        if not any(features.rows[key][feature] for feature in _FEATURES_OF_PERSON)
        and any(
            _is_place(stated.get(index))
            or is_in_region(mentions.spans[index])
            or (
                features.rows[key][_MODEL_PERSON]
                and is_known_place(mentions.spans[index], mentions.gazetteer)
            )
            for index in indices
        )
    }


def _is_place(stated: StatedKind | None) -> bool:
    return stated is not None and stated.type is EntityType.PLACE


def _institutions(
    predictions: Mapping[str, TypePrediction], features: SpellingFeatures, gazetteer: Gazetteer
) -> dict[str, TypeOverride]:
    """Return as organizations single words that shorten the name of one institution: "Lowmoor University" → "Lowmoor".

    If the word is marked or predicted as a place it must not be in the gazetteer; otherwise it must not be a country.
    """
    generic = words("organization_words") | words("industry_words")
    found: dict[str, TypeOverride] = {}
    related = related_spellings(predictions.keys())
    for key, prediction in predictions.items():
        if " " in key or prediction.coarse_type not in ("PERSON", "PLACE", "OTHER"):
            continue
        placed = features.rows[key][_MODEL_PLACE] > 0 or prediction.coarse_type == "PLACE"
        if gazetteer.candidates(key) if placed else gazetteer.is_country(key):
            continue
        longer = [*related.longer.get(key, ())]
        if len(longer) != 1 or predictions[longer[0]].coarse_type != "ORG" or not longer[0].startswith(key):
            continue
        rest = longer[0].lower().split()[1:]
        if all(word in words("newspaper_words") for word in rest):
            continue  # "Lowmoor" is not the "Lowmoor Journal".
        if all(word in generic or f"{word}*" in generic for word in rest):
            found[key] = TypeOverride("institution", TypePrediction("ORG", LEAST_CONFIDENCE))
    return found


def _storms(predictions: Mapping[str, TypePrediction]) -> dict[str, TypeOverride]:
    """Return as events the storms and operations, by their first word, and their bare names: "Storm Vala", "Vala"."""
    full = [key for key in predictions if " " in key and f"{key.split()[0].lower()}*" in words("event_words")]
    bare = [key.partition(" ")[2] for key in full]
    return {
        key: TypeOverride("storm", TypePrediction("EVENT", 0.9))
        for key in (*full, *bare)
        if key in predictions
    }


def _in_context(
    mentions: Mentions,
    features: SpellingFeatures,
    predictions: Mapping[str, TypePrediction],
    stated: Mapping[int, StatedKind],
) -> dict[str, TypeOverride]:
    """Return as organizations the teams and companies that would be no name or a thing, by the words beside them.

    So are the newspapers that would be persons ("the magazine Orve Blatt"), and examples of bodies ("bands like Orve").
    """
    cues = [
        cue
        for cue, applies in (
            (shows_team, is_about_sport(mentions.doc)),
            (shows_company, is_about_business(mentions.doc)),
        )
        if applies
    ]
    found = {
        key
        for key, indices in features.indices.items()
        if predictions[key].coarse_type in _DOUBTFUL
        and not looks_personal(key)
        and any(cue(mentions.spans[i]) for cue in cues for i in indices)
    }
    examples = {
        key
        for key, indices in features.indices.items()
        if predictions[key].coarse_type != "ORG"
        and not any(features.rows[key][feature] for feature in _FEATURES_OF_PERSON)
        and any(_is_body(stated.get(i), key, predictions[key]) for i in indices)
    }
    media = {
        key
        for key, indices in features.indices.items()
        if predictions[key].coarse_type == "PERSON"
        and not looks_personal(key)
        and any(is_medium(mentions.spans[i]) for i in indices)
    }
    airlines = {
        key
        for key, indices in features.indices.items()
        if all(_is_airline(mentions.spans[i]) for i in indices)
    }
    return {
        key: TypeOverride("context", TypePrediction("ORG", LEAST_CONFIDENCE))
        for key in found | examples | media | airlines
    }


def _is_body(stated: StatedKind | None, key: str, prediction: TypePrediction) -> bool:
    """Return True if what the text calls a name makes it a body's, against a prediction."""
    if stated is None or stated.type is not EntityType.ORGANIZATION:
        return False
    if prediction.coarse_type == "PLACE":
        return stated.is_paper
    return stated.is_sure or not looks_personal(key)


def _stated_persons(
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
        key: TypeOverride("context", _PERSON)
        for key, prediction in predictions.items()
        if not _is_person(prediction) and (key in found or key in surnames)
    }


def _is_airline(mention: MentionSpan) -> bool:
    return mention.type is EntityType.ORGANIZATION and mention.rule.endswith(AIRLINE)


def _dateline_place(doc: Document, predictions: Mapping[str, TypePrediction]) -> dict[str, TypeOverride]:
    """Return the spelling of the dateline's place as a place."""
    dateline = doc.article.dateline
    key = normal_form(dateline.place.of(doc.text)) if dateline is not None else ""
    return {key: TypeOverride("dateline", TypePrediction("PLACE", 0.95))} if key in predictions else {}
