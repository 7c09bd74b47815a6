"""Ignored spellings that no article has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.codec import Codec
from builder.digest import digest
from builder.graph.article_outlines import ArticleOutline
from builder.graph.memory import Memory
from builder.model.annotations import Annotations
from builder.model.article import Article

_WORDS = Codec(tuple[str, ...])


def unread_spellings(
    ignored: Iterable[str],
    outlines: Mapping[str, ArticleOutline],
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    memory: Memory,
    sources: Mapping[str, str],
) -> frozenset[str]:
    """Return the ignored spellings that name nothing in any article.

    Args:
        ignored: the spellings, as the editor writes them.
        outlines: of the articles, by seed id.
        articles, annotations: by seed id.
        memory: what earlier builds remember.
        sources: a digest of each article with its annotations, by seed id; of others nothing is remembered.
    """
    forms = {form for outline in outlines.values() for own in outline.forms.values() for form in own}
    rest = {words for words in ignored if words.casefold() not in forms}
    if not rest:
        return frozenset()
    # Dates, sums and the like, which no outline has. That is seldom asked for.
    folded = sorted({words.casefold() for words in rest})

    def marked(seed_id: str) -> tuple[str, ...]:
        text = articles[seed_id].text
        own = {mention.span.one_line(text).casefold() for mention in annotations[seed_id].mentions}
        return tuple(words for words in folded if words in own)

    keys = {one: digest("ignored", sources[one], *folded) if one in sources else "" for one in outlines}
    found = {words for own in memory.recall(_WORDS, keys, marked).values() for words in own}
    return frozenset(words for words in rest if words.casefold() not in found)
