"""What an editor says that words of one article name, worked out on its text.

Fixes that hold inside longer words are decided first, then those of longer texts; a later fix leaves alone what an
earlier one decided.
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
    """What the fixes of one article come to.

    Attributes:
        given: the spans that name an entity of the editor's, with their fixes; none overlaps another.
        dropped: the spans that name nothing.
        problems: the fixes that fit nothing.
    """

    given: dict[Span, MentionFix] = field(default_factory=dict)
    dropped: set[Span] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    _given: SpanIndex = field(default_factory=SpanIndex)

    def give(self, span: Span, fix: MentionFix) -> None:
        """Add a span that names an entity of the editor's and overlaps no other of these."""
        self.given[span] = fix
        self._given.add(span)

    def is_given(self, span: Span) -> bool:
        """Return True if a span shares words with one that names an entity of the editor's."""
        return bool(self._given.at(span))

    def with_given(self, given: Mapping[Span, MentionFix]) -> MentionDecisions:
        """Return the same decisions, but with these spans that name an entity of the editor's."""
        return MentionDecisions(dict(given), self.dropped, self.problems, SpanIndex(given))

    def replaces(self, mention: Mention) -> MentionFix | None:
        """The fix that names other words in place of a mention, or its own, or None."""
        fixes = [self.given[span] for span in self._given.at(mention.span)]
        return min(fixes, key=_order, default=None)

    def keeps(self, mention: Mention) -> bool:
        """Whether a mention of the machine's stands."""
        return mention.span not in self.dropped and self.replaces(mention) is None


def decide_mentions(
    article: Article,
    words: ArticleSearch,
    mentions: Sequence[Mention],
    settings: BriefSettings,
    spellings: Collection[str],
) -> MentionDecisions:
    """The editor's decisions on the mentions of one article.

    Args:
        article: the text.
        words: the same, to be searched.
        mentions: what the machine marked.
        settings: the fixes.
        spellings: the names and aliases of ``entities.yaml``, which are marked wherever they stand.
    """
    decisions = MentionDecisions()
    marks = _Marks(mentions, spellings)
    fixes = sorted(settings.mention_fixes, key=_order)
    for fix in fixes:
        spans = _places(fix, words, settings.path, decisions)
        if not spans:
            continue
        if fix.entity_id is None:
            problem = _drop(fix, spans, article, marks, decisions)
        else:
            problem = _give(fix, spans, article, marks, decisions)
        if problem is not None:
            message, hint = problem
            decisions.problems.append(error(settings.path, fix.line, message, hint))
    return decisions


def _places(
    fix: MentionFix, words: ArticleSearch, path: str, decisions: MentionDecisions
) -> tuple[Span, ...]:
    """Where the text of a fix stands; where it stands nowhere, that is noted."""
    found = words.find(fix.text)
    if not found:
        decisions.problems.append(words.missing(path, fix.line, fix.text))
        return ()
    if fix.within is None:
        return found
    around = words.find(fix.within)
    if len(around) != 1:
        told = words.ambiguous(path, fix.line, fix.within, len(around)) if around else None
        decisions.problems.append(told or words.missing(path, fix.line, fix.within))
        return ()
    inside = tuple(span for span in found if around[0].contains(span))
    if not inside:
        message = f"“{shorten(fix.text)}” does not stand in “{shorten(fix.within)}”."
        hint = "Give as `within` the words around it, with the text itself among them."
        decisions.problems.append(error(path, fix.line, message, hint))
    return inside


class _Marks:
    """What the machine marked in an article, and what the editor's names mark."""

    def __init__(self, mentions: Sequence[Mention], spellings: Collection[str]) -> None:
        self.spans = frozenset(mention.span for mention in mentions)
        self.overlaps = SpanIndex(self.spans)
        self.spellings = frozenset(map(folded, spellings))


def _order(fix: MentionFix) -> tuple[bool, int, int]:
    """Return the sort key: fixes inside longer words first, then those of longer texts, then those of earlier lines."""
    return fix.within is None, -len(fix.text), fix.line


def _drop(
    fix: MentionFix, spans: Sequence[Span], article: Article, marks: _Marks, decisions: MentionDecisions
) -> tuple[str, str] | None:
    """Notes that the spans name nothing, as far as they are marked; tells where none is."""
    touched = {span: marks.overlaps.at(span) for span in spans}
    free = {span for span in spans if span in marks.spans or not touched[span]}
    decisions.dropped |= {span for span in free if not decisions.is_given(span)}
    if folded(fix.text) in marks.spellings or any(span in marks.spans for span in spans):
        return None
    longer = [mark for found in touched.values() for mark in found]
    told = f"“{shorten(fix.text)}” is not marked as a name in {article.path}: there is nothing to drop."
    if longer:
        return told, f"Marked is “{shorten(longer[0].of(article.text))}”: give exactly that as `text`."
    return told, "Remove the fix."


def _give(
    fix: MentionFix, spans: Sequence[Span], article: Article, marks: _Marks, decisions: MentionDecisions
) -> tuple[str, str] | None:
    """Notes whom the spans name; parts of longer names are left alone. Tells where no span is left."""
    longer = {
        span: [
            name
            for name in marks.overlaps.at(span)
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
    told = f"“{shorten(fix.text)}”"
    if undecided:
        whole = shorten(next(filter(None, longer.values()))[0].of(article.text))
        return (
            f"{told} stands only in the longer name “{whole}”.",
            f"Drop “{whole}” by a fix of its own first.",
        )
    return (
        f"Other fixes of this file decide already what {told} names, wherever it stands.",
        "Remove one of them.",
    )
