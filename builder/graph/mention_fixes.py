"""Fixes of the mentions of one article, resolved to spans of its text.

Fixes with ``within`` are decided first, then those of longer texts. A fix never changes what an earlier one decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from builder.graph.nearest_words import folded
from builder.graph.span_index import SpanIndex
from builder.graph.text_search import ArticleSearch, shorten
from builder.model.annotations import Mention
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import BriefSettings, MentionFix
from builder.model.span import Span


@dataclass(slots=True)
class MentionDecisions:
    """The decisions that the fixes of one article make.

    Attributes:
        given: the spans that a fix gives to an entity, with the fix; they do not overlap each other.
        dropped: the spans that name nothing.
        problems: an error for each fix that cannot be applied.
    """

    given: dict[Span, MentionFix] = field(default_factory=dict)
    dropped: set[Span] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    _given: SpanIndex = field(default_factory=SpanIndex)

    def give(self, span: Span, fix: MentionFix) -> None:
        """Give a span to the entity of a fix; it overlaps no other given span."""
        self.given[span] = fix
        self._given.add(span)

    def is_given(self, span: Span) -> bool:
        """Return True if a span overlaps one that a fix gives to an entity."""
        return bool(self._given.overlapping(span))

    def with_given(self, given: Mapping[Span, MentionFix]) -> MentionDecisions:
        """Return the same decisions with other given spans."""
        return MentionDecisions(dict(given), self.dropped, self.problems, SpanIndex(given))

    def replacement(self, mention: Mention) -> MentionFix | None:
        """Return the fix of a given span that overlaps the mention, or None."""
        fixes = [self.given[span] for span in self._given.overlapping(mention.span)]
        return min(fixes, key=_order, default=None)

    def keeps(self, mention: Mention) -> bool:
        """Return True if no fix drops or replaces a mention of the machine's."""
        return mention.span not in self.dropped and self.replacement(mention) is None


def decide_mentions(
    article: Article,
    search: ArticleSearch,
    mentions: Sequence[Mention],
    settings: BriefSettings,
    spellings: Collection[str],
) -> MentionDecisions:
    """Return the decisions that the editor's fixes make on the mentions of one article.

    Args:
        article: the text.
        search: over the same text.
        mentions: the machine's mentions.
        settings: the fixes.
        spellings: the names and aliases of ``entities.yaml``, which are marked wherever they appear.
    """
    decisions = MentionDecisions()
    marked = _MarkedSpans(mentions, spellings)
    for fix in sorted(settings.mention_fixes, key=_order):
        spans = _places(fix, search, settings.path, decisions)
        if not spans:
            continue
        if fix.entity_id is None:
            problem = _drop(fix, spans, article, marked, decisions)
        else:
            problem = _give(fix, spans, article, marked, decisions)
        if problem is not None:
            message, hint = problem
            decisions.problems.append(error(settings.path, fix.line, message, hint))
    return decisions


def _places(
    fix: MentionFix, search: ArticleSearch, path: str, decisions: MentionDecisions
) -> tuple[Span, ...]:
    """Return the spans of the text of a fix; add a problem to the decisions if it has none."""
    found = search.find(fix.text)
    if not found:
        decisions.problems.append(search.missing(path, fix.line, fix.text))
        return ()
    if fix.within is None:
        return found
    around = search.find(fix.within)
    if len(around) != 1:
        ambiguous = search.ambiguous(path, fix.line, fix.within, len(around)) if around else None
        decisions.problems.append(ambiguous or search.missing(path, fix.line, fix.within))
        return ()
    inside = tuple(span for span in found if around[0].contains(span))
    if not inside:
        message = f"“{shorten(fix.text)}” does not appear in “{shorten(fix.within)}”."
        hint = "Give as `within` the words around it, with the text itself among them."
        decisions.problems.append(error(path, fix.line, message, hint))
    return inside


class _MarkedSpans:
    """The spans of the machine's mentions and the spellings of ``entities.yaml``, each indexed once."""

    def __init__(self, mentions: Sequence[Mention], spellings: Collection[str]) -> None:
        self.spans = frozenset(mention.span for mention in mentions)
        self.index = SpanIndex(self.spans)
        self.spellings = frozenset(map(folded, spellings))


def _order(fix: MentionFix) -> tuple[bool, int, int]:
    """Return the sort key: fixes with ``within`` first, then those of longer texts, then those of earlier lines."""
    return fix.within is None, -len(fix.text), fix.line


def _drop(
    fix: MentionFix,
    spans: Sequence[Span],
    article: Article,
    marked: _MarkedSpans,
    decisions: MentionDecisions,
) -> tuple[str, str] | None:
    """Drop the spans; return a message and a hint if none of them is marked, else None."""
    touched = {span: marked.index.overlapping(span) for span in spans}
    free = {span for span in spans if span in marked.spans or not touched[span]}
    decisions.dropped |= {span for span in free if not decisions.is_given(span)}
    if folded(fix.text) in marked.spellings or any(span in marked.spans for span in spans):
        return None
    longer = [span for found in touched.values() for span in found]
    message = f"“{shorten(fix.text)}” is not marked as a name in {article.path}: there is nothing to drop."
    if longer:
        return message, f"Marked is “{shorten(longer[0].of(article.text))}”: give exactly that as `text`."
    return message, "Remove the fix."


def _give(
    fix: MentionFix,
    spans: Sequence[Span],
    article: Article,
    marked: _MarkedSpans,
    decisions: MentionDecisions,
) -> tuple[str, str] | None:
    """Give the spans to the entity of a fix; parts of longer names are left alone.

    Returns:
        A message and a hint if no span can be given, else None.
    """
    longer = {
        span: [
            name
            for name in marked.index.overlapping(span)
            if name not in decisions.dropped and name != span and name.contains(span)
        ]
        for span in spans
    }
    undecided = [span for span in spans if span not in decisions.dropped and not decisions.is_given(span)]
    free = [span for span in undecided if not longer[span]]
    for span in free:
        decisions.give(span, fix)
    if free:
        return None
    words = f"“{shorten(fix.text)}”"
    if undecided:
        whole = shorten(next(filter(None, longer.values()))[0].of(article.text))
        return (
            f"{words} appears only in the longer name “{whole}”.",
            f"Drop “{whole}” by a fix of its own first.",
        )
    return (
        f"Other fixes of this file decide already what {words} names at every place.",
        "Remove one of them.",
    )
