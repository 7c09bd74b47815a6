"""Overrides for places: countries, streets, towns that the text shows to be such, and the place of the dateline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.known_places import is_known_place
from builder.annotate.mentions.place_regions import is_in_region
from builder.annotate.mentions.stated_kinds import StatedKind
from builder.annotate.parse.document import Document
from builder.annotate.typing.classifier import TypePrediction
from builder.annotate.typing.features import FEATURES, SpellingFeatures
from builder.annotate.typing.type_override import FEATURES_OF_PERSON, TypeOverride
from builder.model.annotations import EntityType
from builder.names.normal_form import normal_form

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_STREETS = (" street", " avenue", " road", " boulevard")

_MODEL_PERSON = FEATURES.index("model_PERSON")


def streets(predictions: Mapping[str, TypePrediction]) -> dict[str, TypeOverride]:
    """Return as places the streets that are predicted as organizations, because newspapers or banks are called so."""
    return {
        key: TypeOverride("street", TypePrediction("PLACE", 0.8))
        for key, prediction in predictions.items()
        if prediction.coarse_type == "ORG" and " " in key and key.lower().endswith(_STREETS)
    }


def countries(
    gazetteer: Gazetteer, predictions: Mapping[str, TypePrediction], voted: Mapping[str, EntityType]
) -> dict[str, TypeOverride]:
    """Return the countries as places."""
    # A country that plays or signs like a club is still a country.
    return {
        key: TypeOverride("country", TypePrediction("PLACE", 0.9))
        for key, prediction in predictions.items()
        if voted[key] is EntityType.PLACE and prediction.coarse_type != "PERSON" and gazetteer.is_country(key)
    }


def towns(
    mentions: Mentions, features: SpellingFeatures, stated: Mapping[int, StatedKind]
) -> dict[str, TypeOverride]:
    """Return as places the spellings that the text shows to be such somewhere, unless a person has that name.

    "Eugene" is a town throughout an article that has "Eugene, Oregon", "the town of Eugene" or, for a large place,
    "in Lowmoor", and no one named Eugene.
    """
    return {
        key: TypeOverride("town", TypePrediction("PLACE", 0.9))
        for key, indices in features.indices.items()
        if not any(features.rows[key][feature] for feature in FEATURES_OF_PERSON)
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


def dateline_place(doc: Document, predictions: Mapping[str, TypePrediction]) -> dict[str, TypeOverride]:
    """Return the spelling of the dateline's place as a place."""
    dateline = doc.article.dateline
    key = normal_form(dateline.place.of(doc.text)) if dateline is not None else ""
    return {key: TypeOverride("dateline", TypePrediction("PLACE", 0.95))} if key in predictions else {}
