"""``newsgloss explain``: shows how the annotations of some words came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_OK, Settings

if TYPE_CHECKING:
    from rich.text import Text

    from builder.annotate.explanation.mention_explanation import MentionExplanation
    from builder.annotate.explanation.quote_explanation import QuoteExplanation, RegionExplanation
    from builder.model.brief import LinkedMention, LinkedQuote
    from builder.model.graph import Entity
    from builder.pipeline.explain_words import Explained

SHOWN = 5
"""Candidates and features that are shown without -v: the weightiest."""


@click.command()
@click.argument("brief")
@click.argument("words")
@click.option("--drafts", is_flag=True, help="Explain drafts and briefs with a future date, too.")
@with_settings
def explain(settings: Settings, *, brief: str, words: str, drafts: bool) -> int:
    """Show how the annotations of WORDS in a BRIEF came about: rules, features, candidates, identity, your entries."""
    from builder.commands.console import print_lines
    from builder.commands.json_output import as_plain, print_json
    from builder.commands.progress_bars import choose_progress
    from builder.pipeline.explain_words import explain_words
    from builder.pipeline.options import BuildOptions

    options = BuildOptions(root=settings.root, out=settings.root / "site", drafts=drafts, write=False)
    with choose_progress(settings) as progress:
        found = explain_words(options, brief, words, progress=progress)
    if settings.as_json:
        print_json(as_plain(found), settings)
    else:
        print_lines(_lines(found, everything=settings.verbose))
    return EXIT_OK


def _lines(found: Explained, *, everything: bool) -> Iterator[Text]:
    from rich.text import Text

    yield Text(f"{found.path}, brief {found.brief}", style="bold")
    yield from (Text(f"  {place}") for place in found.places)
    yield Text("The site shows", style="bold")
    if not found.quotes and not found.mentions:
        yield Text("  no quote and no name there")
    yield from (Text(f"  {_quote(one, found.entities)}") for one in found.quotes)
    yield from (Text(f"  {_mention(one, found.entities)}") for one in found.mentions)
    if found.editor:
        yield Text("Your files say", style="bold")
    yield from (Text(f"  {one.file}:{one.line or 1}: {one.says}") for one in found.editor)
    for quote in found.machine.quotes:
        yield from _of_quote(quote, everything=everything)
    told: set[tuple[str, ...]] = set()
    for mention in found.machine.mentions:
        lines = tuple(_of_mention(mention, everything=everything))
        words = tuple(line.plain for line in lines)
        if words not in told:  # as for most places of one name
            told.add(words)
            yield from lines
    if found.doubts:
        yield Text("Who is who is in doubt", style="bold")
    for doubt in found.doubts:
        yield Text(f"  {doubt.kind}: {' and '.join(doubt.entity_ids)}")
        yield from (Text(f"    for one: {reason}") for reason in doubt.evidence_for)
        yield from (Text(f"    for two: {reason}") for reason in doubt.evidence_against)


def _quote(quote: LinkedQuote, entities: Mapping[str, Entity]) -> str:
    names = [f"{entities[one].name} ({one})" for one in quote.speaker_ids if one in entities]
    who = " and ".join(names) or quote.speaker_text or "an unnamed speaker"
    return f"{quote.id}: a {quote.kind} quote of {who}; {quote.origin}, {quote.rule}, {quote.confidence:.0%} sure"


def _mention(mention: LinkedMention, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(mention.entity_id or "")
    name = entity.name if entity is not None else "no page"
    sure = mention.identity_confidence
    identity = f", {sure:.0%} sure that it is this one" if sure is not None else ""
    how = f"{mention.origin}, {mention.rule}, {mention.confidence:.0%} sure"
    return f"{mention.anchor}: {mention.type}, {name}; {how}{identity}"


def _of_quote(quote: QuoteExplanation, *, everything: bool) -> Iterator[Text]:
    from rich.text import Text

    title = (
        f"Why a quote of “{quote.source}”"
        if quote.source
        else "Why no quote"
        if not quote.rule
        else "Why a quote"
    )
    yield Text(title, style="bold")
    if quote.rule:
        cue = f", beside “{quote.cue}”" if quote.cue else ""
        yield Text(f"  found by {quote.rule}{cue}; decided by {quote.reason}, {quote.probability:.0%}")
    for region in quote.regions:
        yield from _of_region(region, everything=everything)
    if quote.statement is not None:
        statement = quote.statement
        yield Text(f"  “{statement.cue}” reports speech: {statement.probability:.0%}")
        yield from _features(statement.features, everything=everything)


def _of_region(region: RegionExplanation, *, everything: bool) -> Iterator[Text]:
    from rich.text import Text

    what = "a quotation" if region.is_quotation else "no quotation"
    yield Text(f"  “{region.words}” is {what}: {region.reason}, {region.probability:.0%}")
    yield from _features(region.features, everything=everything)
    ranked = sorted(region.candidates, key=lambda one: -one.probability)
    for candidate in ranked if everything else ranked[:SHOWN]:
        mark = "→" if candidate.is_likeliest else " "
        yield Text(f"   {mark} {candidate.probability:4.0%} {candidate.words}")
        if everything:
            yield from _features(candidate.features, everything=True)


def _of_mention(mention: MentionExplanation, *, everything: bool) -> Iterator[Text]:
    from rich.text import Text

    if mention.effects or mention.links:
        yield Text(f"What made “{mention.text}” a name, or not", style="bold")
    for effect in mention.effects:
        after = ", ".join(f"{one.text} ({one.type}, {one.rule})" for one in effect.after) or "nothing"
        yield Text(f"  {effect.rule}: {effect.does} → {after}")
    for kind in mention.types:
        chances = sorted(kind.chances.items(), key=lambda pair: -pair[1])
        told = ", ".join(f"{name} {chance:.0%}" for name, chance in chances[:SHOWN] if chance >= 0.005)
        by = f", but {kind.override} decides for {kind.decided}" if kind.override else ""
        yield Text(f"  type of “{kind.spelling}”: {told}{by}")
        votes = ", ".join(f"{name} {weight:g}" for name, weight in kind.votes.items())
        if votes:
            yield Text(f"    votes of rules: {votes}")
        yield from _features(kind.features, everything=everything)
    for link in mention.links:
        yield Text(f"  “{link.form}” is {link.name}, by {link.decided_by}: {', '.join(link.spellings)}")
        for merge in link.merges:
            groups = "; ".join(" = ".join(group) for group in merge.merged)
            yield Text(f"    {merge.step}: {groups}")


def _features(features: Mapping[str, float], *, everything: bool) -> Iterator[Text]:
    """Yield the features of a decision, the largest first."""
    from rich.text import Text

    told = sorted(features.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    words = ", ".join(f"{name} {value:g}" for name, value in (told if everything else told[:SHOWN]) if value)
    if words:
        yield Text(f"      {words}", style="dim")
