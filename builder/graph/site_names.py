"""The names that the editor's files say something about, and those of them that matter to one article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from builder.graph.article_links import ArticleLinks
from builder.graph.confirmation import ConfirmedNames
from builder.graph.spelling_targets import SpellingTarget
from builder.model.annotations import EntityType, Mention
from builder.model.readable_text import readable

_WORD = re.compile(r"\w+")


class SiteNames(Struct, frozen=True):
    """The names that apply to every article.

    Attributes:
        targets: the entity that a spelling of the editor's refers to, by spelling.
        confirmed: names that the editor's files confirm.
        ignored: spellings, casefolded, that never name anything.
        types: of the entities of the site, by id.
    """

    targets: Mapping[str, SpellingTarget]
    confirmed: ConfirmedNames
    ignored: frozenset[str]
    types: Mapping[str, EntityType]


class NamesByWord:
    """The names of a site by their first words, to find those that matter to an article without reading it.

    Args:
        names: of the site.
    """

    # An entry of the editor's matters to a few articles, and the others need not be linked again because of it. A name
    # can only be in a text that has its first word as a word.

    def __init__(self, names: SiteNames) -> None:
        self._targets: dict[str, list[tuple[str, SpellingTarget]]] = defaultdict(list)
        self._ignored: dict[str, list[str]] = defaultdict(list)
        self._confirmed: dict[str, list[str]] = defaultdict(list)
        for form, target in sorted(names.targets.items()):
            self._targets[_first_word(form)].append((form, target))
        for form in sorted(names.ignored):
            self._ignored[_first_word(form)].append(form)
        for spelling, entity_id in sorted(names.confirmed):
            self._confirmed[entity_id].append(spelling)

    @property
    def is_empty(self) -> bool:
        """True if the editor's files say nothing about names."""
        return not (self._targets or self._ignored or self._confirmed)

    def of_article(self, words: Collection[str], links: ArticleLinks) -> str:
        """Return the names that may matter to an article, as text.

        Args:
            words: of the article, as ``words_of`` returns them.
            links: the entities of the site that its entities are.
        """
        targets = [pair for word in _common(self._targets, words) for pair in self._targets[word]]
        ignored = [form for word in _common(self._ignored, words) for form in self._ignored[word]]
        site_ids = (*links.ids.values(), *links.moved.values(), *links.others.values())
        ids = {*(entity_id for entity_id, _ in site_ids), *(target.entity_id for _, target in targets)}
        confirmed = [(one, self._confirmed[one]) for one in sorted(ids & self._confirmed.keys())]
        return repr((targets, ignored, confirmed))


def words_of(text: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the words of an article's text, and the first ones of its mentions, casefolded; "" is one of them."""
    # A mention may begin within a word, and readable form may divide or join words.
    forms = {_first_word(mention.span.of(text)) for mention in mentions}
    return frozenset(("", *forms, *_WORD.findall(text.casefold()), *_WORD.findall(readable(text).casefold())))


def _common(first: Mapping[str, object], words: Collection[str]) -> Iterable[str]:
    return sorted(first.keys() & words)


def _first_word(form: str) -> str:
    """Return the first word of a name, casefolded; "" if it has none."""
    found = _WORD.search(form.casefold())
    return found[0] if found is not None else ""
