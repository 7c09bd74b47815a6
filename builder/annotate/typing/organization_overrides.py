"""Overrides for organizations: short forms of institutions, and teams, companies and media by the words beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from builder.annotate.mentions.article_kinds import is_about_business, is_about_sport
from builder.annotate.mentions.company_boundaries import AIRLINE
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.stated_kinds import StatedKind
from builder.annotate.typing.classifier import NO_NAME, TypePrediction
from builder.annotate.typing.company_cues import is_medium, shows_company
from builder.annotate.typing.features import FEATURES, SpellingFeatures
from builder.annotate.typing.team_cues import shows_team
from builder.annotate.typing.type_override import FEATURES_OF_PERSON, LEAST_CONFIDENCE, TypeOverride
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import looks_personal
from builder.names.related_spellings import related_spellings

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_DOUBTFUL = (NO_NAME, "OTHER")
"""Predictions that the context of a team or company replaces."""

_MODEL_PLACE = FEATURES.index("model_PLACE")


def institutions(
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


def bodies_in_context(
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
        and not any(features.rows[key][feature] for feature in FEATURES_OF_PERSON)
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


def _is_airline(mention: MentionSpan) -> bool:
    return mention.type is EntityType.ORGANIZATION and mention.rule.endswith(AIRLINE)
