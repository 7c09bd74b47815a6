"""Answers as YAML: the lines of an editor's file that settle a doubt."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from builder.content.entity_sections import SECTION_OF
from builder.model.article import Article
from builder.model.brief import LinkedQuote
from builder.model.graph import Entity

_ANCHOR = 40
"""Characters of the words that identify a quote, at least, if the quote has so many."""


def merge_yaml(source: str, target: str) -> str:
    """Return the lines that make one page of two: the first becomes the second."""
    return f"merge: {{{source}: {target}}}"


def entries_yaml(entities: Sequence[Entity]) -> str:
    """Return the lines that confirm pages as they are."""
    by_section: dict[str, list[Entity]] = {}
    for entity in entities:
        by_section.setdefault(SECTION_OF[entity.type], []).append(entity)
    lines = []
    for section, own in by_section.items():
        lines.append(f"{section}:")
        lines += [f"  {entity.id}: {{name: {_scalar(entity.name)}}}" for entity in own]
    return "\n".join(lines)


def split_yaml(entity_id: str, briefs: Sequence[str], target: str) -> str:
    """Return the lines that give the mentions of some briefs to another entity."""
    inner = ", ".join(f"{brief}: {target}" for brief in briefs)
    return f"split: {{{entity_id}: {{{inner}}}}}"


def speaker_yaml(article: Article, quotes: Sequence[LinkedQuote], speakers: Sequence[str]) -> str:
    """Return the lines that credit quotes to entities, by their ids."""
    credited = ", ".join(speakers)
    lines = [
        f"  - {{text: {_scalar(words_naming(article, quote))}, speakers: [{credited}]}}" for quote in quotes
    ]
    return "\n".join(("quotes:", *lines))


def speaker_yaml_of(words: str, speakers: Sequence[str], source: str | None) -> str:
    """Return the lines that credit a quote with these words; without speakers and source they drop it."""
    credited = f"speakers: [{', '.join(speakers)}]" if speakers else "drop: true"
    if source is not None:
        credited = f"speakers: [], source: {_scalar(source)}"
    return f"quotes:\n  - {{text: {_scalar(words)}, {credited}}}"


def mention_yaml(words: str, answer: str, *, within: str | None = None) -> str:
    """Return the lines that say what a name means: "drop: true" or "person: ana-roe"."""
    around = "" if within is None else f", within: {_scalar(within)}"
    return f"mentions:\n  - {{text: {_scalar(words)}{around}, {answer}}}"


def words_naming(article: Article, quote: LinkedQuote) -> str:
    """Return the first words of a quote, as many as tell it from the rest of the article, on one line."""
    words = list(re.finditer(r"\S+", quote.content[0].of(article.text)))
    whole = quote.content[0].of(article.text)
    for word in words:
        start = " ".join(whole[: word.end()].split())
        if word.end() >= _ANCHOR and article.text.count(whole[: word.end()]) == 1:
            return start
    return " ".join(whole.split())


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotation marks if YAML could read it as something else."""
    plain = re.fullmatch(r"[A-Za-z][\w .’'-]*", text) is not None and text.casefold() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that YAML reads as other values."""
