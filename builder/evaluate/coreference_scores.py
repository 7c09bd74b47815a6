"""Coreference scores: whether the mentions of one entity, and no others, link to one page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, groupby

from builder.evaluate.gold import CORE_TYPES
from builder.evaluate.metrics import BCubed, PrecisionRecall, Score
from builder.evaluate.name_alignment import ScoredName

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^the\s+")
_NO_LETTER = re.compile(r"\W+")

EntityOnPage = tuple[Hashable, Hashable | None]
"""The entity of a mention, and the page that it links to; None if the mention was not found."""


def coreference_scores(names: Sequence[ScoredName]) -> dict[str, Score]:
    """Return the coreference scores by name, without those for which nothing is annotated.

    Args:
        names: of all articles, grouped by article.
    """
    core = [name for name in names if name.gold.type in CORE_TYPES]
    scores: dict[str, Score] = {}
    if any(entity_of(name) is not None for name in core):
        scores["links, other spelling"] = _sum(map(_variant_links, _by_article(core)))
        scores["B-cubed in an article"] = b_cubed(_inside(core))
    titled = [(name.gold.title, name.page) for name in core if name.gold.title is not None]
    if titled:
        scores["B-cubed across articles"] = b_cubed(titled)
    return scores


def entity_of(name: ScoredName) -> str | None:
    """Return the id of the entity of a mention in its article; None if it is not annotated."""
    return name.gold.cluster or name.gold.title


def b_cubed(mentions: Sequence[EntityOnPage]) -> BCubed:
    """Return the B-cubed scores (Bagga and Baldwin 1998).

    The precision of a mention is the share of the mentions on its page that are of its entity. The recall is the share
    of the mentions of its entity that are on its page, 0 if it was not found.
    """
    entities = Counter(entity for entity, _ in mentions)
    pages = Counter(page for _, page in mentions if page is not None)
    both = Counter((entity, page) for entity, page in mentions if page is not None)
    found = sum(pages.values())
    # All mentions with the same entity and page have the same precision and recall.
    precision = sum(number * number / pages[page] for (_, page), number in both.items())
    recall = sum(number * number / entities[entity] for (entity, _), number in both.items())
    return BCubed(
        precision=precision / found if found else None,
        recall=recall / len(mentions) if mentions else None,
        found=found,
        gold=len(mentions),
    )


def normalized_spelling(words: str) -> str:
    """Return a name without case, possessive, leading "the", punctuation and white space."""
    bare = _ARTICLE.sub("", _POSSESSIVE.sub("", words.strip().casefold()))
    return _NO_LETTER.sub("", bare)


def _by_article(names: Iterable[ScoredName]) -> Iterator[list[ScoredName]]:
    for _, members in groupby(names, key=lambda name: name.article):
        yield list(members)


def _inside(names: Sequence[ScoredName]) -> list[EntityOnPage]:
    """Return the mentions with entities and pages that are distinct for each article."""
    return [
        (
            (name.article, entity_of(name) or name.gold.span),
            (name.article, name.page) if name.page is not None else None,
        )
        for name in names
    ]


def _variant_links(names: Sequence[ScoredName]) -> PrecisionRecall:
    """Score the links between two mentions of one article that are spelled differently."""
    rows = [
        (normalized_spelling(name.words), *pair) for name, pair in zip(names, _inside(names), strict=True)
    ]
    right = predicted = gold = 0
    for (spelled, entity, page), (other_spelled, other_entity, other_page) in combinations(rows, 2):
        if spelled != other_spelled:
            same, joined = entity == other_entity, page is not None and page == other_page
            gold += same
            predicted += joined
            right += same and joined
    return PrecisionRecall(right, predicted, gold)


def _sum(rates: Iterable[PrecisionRecall]) -> PrecisionRecall:
    total = PrecisionRecall()
    for rate in rates:
        total += rate
    return total
