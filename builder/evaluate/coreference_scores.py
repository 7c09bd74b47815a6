"""Scores of merging: whether mentions of one thing lead to one page, and only they."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, groupby

from builder.evaluate.gold import CORE_TYPES
from builder.evaluate.metrics import BCubed, PrecisionRecall, Score
from builder.evaluate.name_alignment import AskedName

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^the\s+")
_NO_LETTER = re.compile(r"\W+")

ThingOnPage = tuple[Hashable, Hashable | None]
"""What a mention names, and the page that it leads to; None where it was not found."""


def coreference_scores(names: Sequence[AskedName]) -> dict[str, Score]:
    """The scores of merging, by name; those for which nothing is annotated are left out.

    Args:
        names: of all articles, those of one article beside each other.
    """
    core = [name for name in names if name.gold.type in CORE_TYPES]
    scores: dict[str, Score] = {}
    if any(thing_of(name) is not None for name in core):
        scores["links, other spelling"] = _sum(map(_variant_links, _by_article(core)))
        scores["B-cubed in an article"] = b_cubed(_inside(core))
    titled = [(name.gold.title, name.page) for name in core if name.gold.title is not None]
    if titled:
        scores["B-cubed across articles"] = b_cubed(titled)
    return scores


def thing_of(name: AskedName) -> str | None:
    """What a mention names in its article; None where that is not annotated."""
    return name.gold.cluster or name.gold.title


def b_cubed(mentions: Sequence[ThingOnPage]) -> BCubed:
    """B-cubed (Bagga and Baldwin 1998): for each mention the share of its page that is of its thing (precision), and
    the share of its thing that is on its page (recall, 0 where it was not found).
    """
    things = Counter(thing for thing, _ in mentions)
    pages = Counter(page for _, page in mentions if page is not None)
    both = Counter((thing, page) for thing, page in mentions if page is not None)
    found = sum(pages.values())
    # All mentions that share thing and page have the same two shares.
    precision = sum(number * number / pages[page] for (_, page), number in both.items())
    recall = sum(number * number / things[thing] for (thing, _), number in both.items())
    return BCubed(
        precision=precision / found if found else None,
        recall=recall / len(mentions) if mentions else None,
        found=found,
        gold=len(mentions),
    )


def spelling(words: str) -> str:
    """A name without what makes no other spelling: case, possessive, leading "the", punctuation, white space."""
    bare = _ARTICLE.sub("", _POSSESSIVE.sub("", words.strip().casefold()))
    return _NO_LETTER.sub("", bare)


def _by_article(names: Iterable[AskedName]) -> Iterator[list[AskedName]]:
    for _, members in groupby(names, key=lambda name: name.article):
        yield list(members)


def _inside(names: Sequence[AskedName]) -> list[ThingOnPage]:
    """The mentions with things and pages told apart by article."""
    return [
        (
            (name.article, thing_of(name) or name.gold.span),
            (name.article, name.page) if name.page is not None else None,
        )
        for name in names
    ]


def _variant_links(names: Sequence[AskedName]) -> PrecisionRecall:
    """Links between two mentions of one article that are spelled differently."""
    rows = [(spelling(name.words), *pair) for name, pair in zip(names, _inside(names), strict=True)]
    right = predicted = gold = 0
    for (spelled, thing, page), (other_spelled, other_thing, other_page) in combinations(rows, 2):
        if spelled != other_spelled:
            same, joined = thing == other_thing, page is not None and page == other_page
            gold += same
            predicted += joined
            right += same and joined
    return PrecisionRecall(right, predicted, gold)


def _sum(rates: Iterable[PrecisionRecall]) -> PrecisionRecall:
    total = PrecisionRecall()
    for rate in rates:
        total += rate
    return total
