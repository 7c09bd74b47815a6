"""Fixes of the mentions of one article, resolved to spans of its text.

Fixes with ``within`` are decided first, then those of longer texts. A fix never changes what an earlier one decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from builder.graph.nearest_words import folded
from builder.graph.span_index import SpanIndex
from builder.graph.text_search import ArticleSearch
from builder.model.annotations import Mention
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error, warning
from builder.model.editorial import BriefSettings, MentionFix
from builder.model.shortening import shorten
from builder.model.span import Span


class MentionDecisions(Struct, frozen=True):
    """The decisions that the fixes of one article make.

    Attributes:
        given: the spans that a fix gives to an entity, with the fix; they do not overlap each other.
        dropped: the spans that name nothing.
        index: of the given spans.
    """

    given: Mapping[Span, MentionFix]
    dropped: frozenset[Span]
    index: SpanIndex

    def with_given(self, given: Mapping[Span, MentionFix]) -> MentionDecisions:
        """Return the same decisions with other given spans."""
        return MentionDecisions(given, self.dropped, SpanIndex(given))

    def replacement(self, mention: Mention) -> MentionFix | None:
        """Return the fix of a given span that overlaps the mention, or None."""
        if not self.given:  # as in almost every article
            return None
        fixes = [self.given[span] for span in self.index.overlapping(mention.span)]
        return min(fixes, key=_order, default=None)

    def keeps(self, mention: Mention) -> bool:
        """Return True if no fix drops or replaces a mention of the machine's."""
        return mention.span not in self.dropped and self.replacement(mention) is None


UNDECIDED = MentionDecisions({}, frozenset(), SpanIndex())
"""Decisions on an article without fixes."""


def decide_mentions(
    article: Article,
    search: ArticleSearch,
    mentions: Sequence[Mention],
    settings: BriefSettings,
    spellings: Collection[str],
) -> tuple[MentionDecisions, tuple[Diagnostic, ...]]:
    """Decide the mentions of one article by the editor's fixes.

    Args:
        article: the text.
        search: over the same text.
        mentions: the machine's mentions.
        settings: the fixes.
        spellings: the names and aliases of ``entities.yaml``, which are marked wherever they appear.

    Returns:
        The decisions, an error for each fix that cannot be applied, and a warning for each that matches nothing.
    """
    decider = _Decider(article, mentions, spellings)
    problems = []
    for fix in sorted(settings.mention_fixes, key=_order):
        path = fix.path or settings.path
        spans, problem = _places(fix, search, path)
        if spans:
            report, apply = (warning, decider.drop) if fix.entity_id is None else (error, decider.give)
            failure = apply(fix, spans)
            problem = report(path, fix.line, *failure) if failure is not None else None
        if problem is not None:
            problems.append(problem)
    return decider.decisions(), tuple(problems)


def _order(fix: MentionFix) -> tuple[bool, int, int]:
    """Return the sort key: fixes with ``within`` first, then those of longer texts, then those of earlier lines."""
    return fix.within is None, -len(fix.text), fix.line


def _places(fix: MentionFix, search: ArticleSearch, path: str) -> tuple[tuple[Span, ...], Diagnostic | None]:
    """Return the spans of the text of a fix, or what is wrong if it has none."""
    found = search.find(fix.text)
    if not found:
        return (), search.missing_warning(path, fix.line, fix.text)
    if fix.within is None:
        return found, None
    around = search.find(fix.within)
    if len(around) > 1:
        return (), search.ambiguous_error(path, fix.line, fix.within, len(around))
    if not around:
        return (), search.missing_warning(path, fix.line, fix.within)
    inside = tuple(span for span in found if around[0].contains(span))
    if inside:
        return inside, None
    message = f"“{shorten(fix.text)}” does not appear in “{shorten(fix.within)}”."
    hint = "Give as `within` the words around it, with the text itself among them."
    return (), warning(path, fix.line, message, hint)


class _Decider:
    """The decisions on one article while its fixes are applied one by one.

    The spans of the machine's mentions and the spellings of ``entities.yaml`` are indexed once.
    """

    def __init__(self, article: Article, mentions: Sequence[Mention], spellings: Collection[str]) -> None:
        self._article = article
        self._marked = frozenset(mention.span for mention in mentions)
        self._marked_index = SpanIndex(self._marked)
        self._spellings = frozenset(map(folded, spellings))
        self._given: dict[Span, MentionFix] = {}
        self._given_index = SpanIndex()
        self._dropped: set[Span] = set()

    def decisions(self) -> MentionDecisions:
        """Return the decisions made so far."""
        return MentionDecisions(self._given, frozenset(self._dropped), self._given_index)

    def drop(self, fix: MentionFix, spans: Sequence[Span]) -> tuple[str, str] | None:
        """Drop the spans; return a message and a hint if none of them is marked, else None."""
        touched = {span: self._marked_index.overlapping(span) for span in spans}
        free = {span for span in spans if span in self._marked or not touched[span]}
        self._dropped |= {span for span in free if not self._is_given(span)}
        if folded(fix.text) in self._spellings or any(span in self._marked for span in spans):
            return None
        longer = [span for found in touched.values() for span in found]
        message = f"“{shorten(fix.text)}” is not marked as a name in {self._article.path}: there is nothing to drop."
        if longer:
            whole = shorten(longer[0].of(self._article.text))
            return message, f"Marked is “{whole}”: give exactly that as `text`."
        return message, "Remove the fix."

    def give(self, fix: MentionFix, spans: Sequence[Span]) -> tuple[str, str] | None:
        """Give the spans to the entity of a fix; parts of longer names are left alone.

        Returns:
            A message and a hint if no span can be given, else None.
        """
        longer = {
            span: [
                name
                for name in self._marked_index.overlapping(span)
                if name not in self._dropped and name != span and name.contains(span)
            ]
            for span in spans
        }
        undecided = [span for span in spans if span not in self._dropped and not self._is_given(span)]
        free = [span for span in undecided if not longer[span]]
        for span in free:
            self._given[span] = fix
            self._given_index.add(span)
        if free:
            return None
        words = f"“{shorten(fix.text)}”"
        if undecided:
            whole = shorten(next(filter(None, longer.values()))[0].of(self._article.text))
            return (
                f"{words} appears only in the longer name “{whole}”.",
                f"Drop “{whole}” by a fix of its own first.",
            )
        return (
            f"Other fixes of this file already decide what {words} names at every place.",
            "Remove this fix, or one of those.",
        )

    def _is_given(self, span: Span) -> bool:
        """Return True if a span overlaps one that a fix gives to an entity."""
        return bool(self._given_index.overlapping(span))
