"""The names that the editor's files say something about, and those of them that matter to one article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from builder.graph.article_links import ArticleLinks
from builder.graph.confirmation import ConfirmedNames
from builder.graph.slugs import slug_of
from builder.graph.spelling_targets import SpellingTarget
from builder.model.annotations import EntityType, Mention
from builder.model.readable_text import readable

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_FEW = 20
"""Names that are looked for in the words of an article sooner than its words are told apart."""
_SUBSCRIPT = "\N{COMBINING GREEK YPOGEGRAMMENI}"
"""The only character outside words that becomes a letter when case is folded."""


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


class ArticleWords(Struct, frozen=True, array_like=True):
    """What tells which names may matter to an article.

    Attributes:
        words: of its text and of its mentions, casefolded, each with a line end before and after it.
        slugs: the spellings of its mentions, as slugs, likewise.
    """

    # One text of each article is loaded ten times as fast as its words.
    words: str = "\n"
    slugs: str = "\n"


class NamesByWord:
    """The names of a site by their first words, to find those that matter to an article without reading it.

    Args:
        names: of the site.
    """

    # An entry of the editor's matters to a few articles, and the others need not be linked again because of it. A name
    # can only be in a text that has all its words as words, and it only confirms mentions that are spelled like it: a
    # new name that no article uses, as after most corrections, matters to none.

    def __init__(self, names: SiteNames) -> None:
        self._targets: dict[str, list[tuple[frozenset[str], tuple[str, SpellingTarget]]]] = defaultdict(list)
        self._ignored: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        self._confirmed: dict[str, list[str]] = defaultdict(list)
        for form, target in sorted(names.targets.items()):
            words = _words(form)
            self._targets[_key_word(words)].append((words, (form, target)))
        for form in sorted(names.ignored):
            words = _words(form)
            self._ignored[_key_word(words)].append((words, form))
        for spelling, entity_id in sorted(names.confirmed):
            self._confirmed[entity_id].append(spelling)

    @property
    def is_empty(self) -> bool:
        """True if the editor's files say nothing about names."""
        return not (self._targets or self._ignored or self._confirmed)

    def of_article(self, article: ArticleWords, links: ArticleLinks) -> str:
        """Return the names that may matter to an article, as text.

        Args:
            article: its words.
            links: the entities of the site that its entities are.
        """
        is_word = _lookup(article.words, len(self._targets) + len(self._ignored))
        targets = _named_in(self._targets, is_word)
        ignored = _named_in(self._ignored, is_word)
        # Mentions of a target's spelling are certain without being confirmed.
        site_ids = (*links.ids.values(), *links.moved.values(), *links.others.values())
        ids = {entity_id for entity_id, _ in site_ids} & self._confirmed.keys()
        spelled = {
            one: [form for form in self._confirmed[one] if f"\n{form}\n" in article.slugs] for one in ids
        }
        confirmed = [(one, forms) for one, forms in sorted(spelled.items()) if forms]
        return repr((targets, ignored, confirmed))


def words_of(text: str, mentions: Iterable[Mention]) -> ArticleWords:
    """Return what tells which names may matter to an article with this text."""
    # A mention may begin within a word, and readable form may divide or join words.
    spelled = {mention.span.one_line(text) for mention in mentions}
    texts = (text, readable(text), *spelled)
    # A spelling to be ignored is given casefolded.
    words = frozenset[str]().union(*map(_words, texts), *(_WORD.findall(one.casefold()) for one in texts))
    return ArticleWords(_lines(words), _lines({slug_of(one, fallback="") for one in spelled}))


def _lines(words: Iterable[str]) -> str:
    return "\n".join(("", *sorted(words), ""))


def _lookup(lines: str, names: int) -> Callable[[str], bool]:
    """Return a function that returns True for the words of an article, which so many names are going to be."""
    if names > _FEW:
        return frozenset(lines.split("\n")).__contains__
    return lambda word: f"\n{word}\n" in lines


def _named_in(names: Mapping[str, list[tuple[frozenset[str], T]]], is_word: Callable[[str], bool]) -> list[T]:
    """Return the names of which an article has all words, in order, from the lists of a word of each."""
    found = sorted(word for word in names if not word or is_word(word))
    return [name for word in found for own, name in names[word] if all(map(is_word, own))]


def _words(form: str) -> frozenset[str]:
    """Return the words of a name or a text, casefolded."""
    return frozenset(_WORD.findall(form.replace(_SUBSCRIPT, " ").casefold()))


def _key_word(words: frozenset[str]) -> str:
    """Return one of the words of a name: the longest, which few articles have; "" if it has none."""
    return min(words, key=lambda word: (-len(word), word), default="")
