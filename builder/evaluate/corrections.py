"""An editor's corrections as a score: how often the machine was right where an editor decided.

It is no estimate for what no editor has looked at: editors look first at what is in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from builder.model.annotations import Origin
from builder.model.article import Article
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.editorial import Content
from builder.model.entity_entries import EntityRules
from builder.model.graph import Graph
from builder.model.shortening import shorten
from builder.model.span import Span

BANDS = (0.5, 0.75, 0.9, 0.97, 1.0)
"""Upper ends of the bands of confidence."""


class Outcome(StrEnum):
    """What an editor decided about an annotation."""

    RIGHT = "right"
    CHANGED = "changed"
    DROPPED = "dropped"
    MISSED = "missed"


class Correction(Struct, frozen=True):
    """A decision of an editor about one annotation.

    Attributes:
        kind: "speaker" for quotes, "name" for mentions.
        outcome: the decision.
        rule: that of the machine's annotation; "" if it missed it.
        confidence: of the machine's annotation; 0 if it missed it.
        brief: the slug.
        words: the annotated words.
    """

    kind: str
    outcome: Outcome
    rule: str
    confidence: float
    brief: str
    words: str


class CorrectionScore(Struct, frozen=True):
    """Counts of decisions.

    Attributes:
        name: of the kind, the rule or the band of confidence.
        right, changed, dropped, missed: how many of each outcome.
    """

    name: str
    right: int
    changed: int
    dropped: int
    missed: int

    @property
    def decided(self) -> int:
        """How many annotations of the machine an editor decided about."""
        return self.right + self.changed + self.dropped

    @property
    def share(self) -> float | None:
        """The share of them that was right; None without any."""
        return self.right / self.decided if self.decided else None


class CorrectionReport(Struct, frozen=True):
    """The corrections of a site.

    Attributes:
        corrections: in the order of briefs and text.
        kinds, rules, bands: their counts; of rules those first with most decisions.
        merged, split: how many pages an editor joined and divided.
    """

    corrections: tuple[Correction, ...]
    kinds: tuple[CorrectionScore, ...]
    rules: tuple[CorrectionScore, ...]
    bands: tuple[CorrectionScore, ...]
    merged: int
    split: int


def without_fixes(content: Content) -> Content:
    """Return the editor's files without the fixes of quotes and names."""
    return replace(
        content,
        briefs={
            seed_id: replace(settings, quote_fixes=(), mention_fixes=())
            for seed_id, settings in content.briefs.items()
        },
    )


def correction_report(
    before: Graph, after: Graph, articles: Mapping[str, Article], content: Content
) -> CorrectionReport:
    """Return what an editor corrected.

    Args:
        before: the site without the fixes of quotes and names.
        after: the site with them.
        articles: by seed id.
        content: the editor's files.
    """
    found = tuple(_corrections(before, after, articles, content))
    return CorrectionReport(
        corrections=found,
        kinds=_scores(found, lambda one: one.kind),
        rules=_scores((one for one in found if one.rule), lambda one: f"{one.kind}: {one.rule}"),
        bands=_bands(found),
        merged=_merged(after, content.entities),
        split=len(content.entities.splits),
    )


def _corrections(
    before: Graph, after: Graph, articles: Mapping[str, Article], content: Content
) -> Iterator[Correction]:
    by_seed = {outline.seed_id: slug for slug, outline in before.outlines.items()}
    for slug, outline in after.outlines.items():
        settings = content.briefs.get(outline.seed_id)
        if settings is None or not (settings.quote_fixes or settings.mention_fixes):
            continue
        text = articles[outline.seed_id].text
        old, new = before.briefs[by_seed[outline.seed_id]], after.briefs[slug]
        yield from _of_quotes(old, new, text)
        yield from _of_mentions(old, new, text)


def _of_quotes(old: Brief, new: Brief, text: str) -> Iterator[Correction]:
    machine = {quote.content: quote for quote in old.quotes}
    kept = {quote.content for quote in new.quotes}
    for quote in new.quotes:
        if quote.origin is Origin.EDITOR:
            yield _of_quote(machine.get(quote.content), quote, new.slug, text)
    for quote in old.quotes:
        if quote.content not in kept:
            words = _words(text, quote.content)
            yield Correction("speaker", Outcome.DROPPED, quote.rule, quote.confidence, new.slug, words)


def _of_quote(machine: LinkedQuote | None, edited: LinkedQuote, slug: str, text: str) -> Correction:
    words = _words(text, edited.content)
    if machine is None:
        return Correction("speaker", Outcome.MISSED, "", 0.0, slug, words)
    same = set(machine.speaker_ids) == set(edited.speaker_ids) and (
        bool(edited.speaker_ids) or machine.speaker_text == edited.speaker_text
    )
    outcome = Outcome.RIGHT if same else Outcome.CHANGED
    return Correction("speaker", outcome, machine.rule, machine.confidence, slug, words)


def _of_mentions(old: Brief, new: Brief, text: str) -> Iterator[Correction]:
    machine = {mention.span: mention for mention in old.mentions if mention.origin is not Origin.EDITOR}
    for mention in new.mentions:
        if mention.origin is Origin.EDITOR and mention.rule == "fix":
            yield _of_mention(machine.get(mention.span), mention, new.slug, text)
    shown = {mention.span for mention in new.mentions}
    edited = [mention.span for mention in new.mentions if mention.origin is Origin.EDITOR]
    for span, mention in machine.items():
        if span not in shown and not any(span.overlaps(one) for one in edited):
            words = _words(text, [span])
            yield Correction("name", Outcome.DROPPED, mention.rule, mention.confidence, new.slug, words)


def _of_mention(machine: LinkedMention | None, edited: LinkedMention, slug: str, text: str) -> Correction:
    words = _words(text, [edited.span])
    if machine is None:
        return Correction("name", Outcome.MISSED, "", 0.0, slug, words)
    same = (machine.type, machine.entity_id) == (edited.type, edited.entity_id)
    outcome = Outcome.RIGHT if same else Outcome.CHANGED
    return Correction("name", outcome, machine.rule, machine.confidence, slug, words)


def _words(text: str, spans: Sequence[Span]) -> str:
    return shorten(" … ".join(span.one_line(text) for span in spans))


def _scores(found: Iterable[Correction], name: Callable[[Correction], str]) -> tuple[CorrectionScore, ...]:
    groups: dict[str, list[Outcome]] = {}
    for one in found:
        groups.setdefault(name(one), []).append(one.outcome)
    scores = [_score(key, outcomes) for key, outcomes in groups.items()]
    return tuple(sorted(scores, key=lambda one: (-one.decided - one.missed, one.name)))


def _bands(found: Sequence[Correction]) -> tuple[CorrectionScore, ...]:
    """Return the counts by confidence of the machine's annotations, the least sure first."""
    scores = []
    for low, high in zip((0.0, *BANDS), BANDS, strict=False):
        is_last = high == BANDS[-1]
        outcomes = [
            one.outcome
            for one in found
            if one.rule and low <= one.confidence and (one.confidence < high or is_last)
        ]
        if outcomes:
            scores.append(_score(f"{low:.0%} to {high:.0%} sure", outcomes))
    return tuple(scores)


def _score(name: str, outcomes: Sequence[Outcome]) -> CorrectionScore:
    counts = [outcomes.count(one) for one in Outcome]
    return CorrectionScore(name, *counts)


def _merged(after: Graph, rules: EntityRules) -> int:
    gone = {redirect for entity in after.entities.values() for redirect in entity.redirects}
    return len(gone & rules.merge.keys())
