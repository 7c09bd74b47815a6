"""The hundred articles of ``tests/data/kinds``: who is who, who says what, and which words in marks no one says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from builder.evaluate.gold import GoldArticle, read_gold
from builder.evaluate.identity_alignment import align_identity
from builder.evaluate.identity_gold import read_identity
from builder.evaluate.identity_pages import IdentifiedSite, identify_site
from builder.evaluate.identity_scores import right_names
from builder.evaluate.prediction import Predictions, predict
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from builder.model.brief import Brief
from builder.model.editorial import Content, Site
from builder.model.graph import Entity
from builder.model.place import Place, PlaceKind
from builder.model.span import Span
from builder.pipeline.progress import SilentProgress
from builder.store.store import Store

KINDS = Path(__file__).parents[1] / "data" / "kinds"
FLOORS = KINDS / "floors.yaml"
"""By kind and column, how many are right at least."""
NEAR = 1.5
"""Degrees of latitude and longitude by which a town may be off: about 161 km, as in the literature on toponyms."""
NEAR_REGION = 10.0
"""The same for a country, a state or a sea."""


class Share(Struct, frozen=True):
    """How many of a number are right."""

    right: int
    total: int

    def __str__(self) -> str:
        return f"{self.right / max(self.total, 1):.3f} ({self.right} of {self.total})"


class KindFigures(Struct, frozen=True):
    """What is reached on one file.

    Attributes:
        names: names on the right page.
        organizations: names of organizations whose mention has that type.
        quotes: quotations, direct and mixed, that are found and lead to the right page.
        left_alone: stretches in quotation marks that no one says and that no quotation overlaps.
        terms: terms that somebody coined, marked as such and credited to that person alone.
        located: real places that are located, each once in the file.
        near: those of the located ones that are at the right place.
        mistakes: each in a line: article, what, words.
    """

    names: Share
    organizations: Share
    quotes: Share
    left_alone: Share
    terms: Share
    located: Share
    near: Share
    mistakes: tuple[str, ...]


def kinds() -> tuple[str, ...]:
    """Return the names of the files, sorted."""
    return tuple(sorted(path.stem for path in KINDS.glob("*.yaml") if path != FLOORS))


def home_of_kind(kind: str) -> Place | None:
    """Return the region of a file that has one."""
    name = yaml.safe_load((KINDS / f"{kind}.yaml").read_text(encoding="utf-8")).get("home")
    return load_gazetteer().regions(name)[0] if name else None


def measure(kind: str, folder: Path, *, with_home: bool = False) -> KindFigures:
    """Return the figures of a file.

    Args:
        kind: its name.
        folder: keeps packs and annotations between runs.
        with_home: True for the home that the file names, False for the one that its archive shows.
    """
    texts = yaml.safe_load((KINDS / f"{kind}.yaml").read_text(encoding="utf-8"))["texts"]
    pack, who = folder / f"{kind}.jsonl", folder / f"{kind}-who.jsonl"
    pack.write_text("".join(json.dumps(_pack_row(text)) + "\n" for text in texts), encoding="utf-8")
    who.write_text("".join(json.dumps(_who_row(text)) + "\n" for text in texts), encoding="utf-8")
    gold, identity = read_gold(pack), read_identity(who).articles
    content = Content(site=Site(home=home_of_kind(kind) if with_home else None))
    with Store(folder) as store:
        predicted = predict(
            gold, path=pack.name, model=None, store=store, progress=SilentProgress(), content=content
        )
    aligned = [align_identity(one, identity[one.id], predicted.briefs.get(one.id)) for one in gold]
    site = identify_site(aligned, predicted.graph.entities)
    return _figures(texts, gold, predicted, site)


def _figures(
    texts: Sequence[Mapping[str, Any]],
    gold: Sequence[GoldArticle],
    predicted: Predictions,
    site: IdentifiedSite,
) -> KindFigures:
    names = right_names(site, site.names)
    organizations = [name for name in site.names if name.type == "ORG"]
    typed = [name for name in organizations if name.mention is not None and _is_organization(site, name.page)]
    spoken = [quote for quote in site.quotes if quote.spoken]
    right = [quote for quote in spoken if quote.found is not None and site.has_right_speakers(quote)]
    unsaid = [
        (one, span, _is_quoted(span, predicted.briefs[one.id], one))
        for text, one in zip(texts, gold, strict=True)
        for span in _unsaid(text)
    ]
    coined = list(_coined(texts, gold, predicted, site))
    places = list(_places(texts, predicted.graph.entities, site))
    return KindFigures(
        names=Share(names.right, names.total),
        organizations=Share(len(typed), len(organizations)),
        quotes=Share(len(right), len(spoken)),
        left_alone=Share(sum(not quoted for _, _, quoted in unsaid), len(unsaid)),
        terms=Share(sum(is_right for _, _, is_right in coined), len(coined)),
        located=Share(sum(found is not None for _, found in places), len(places)),
        near=Share(sum(found is True for _, found in places), sum(found is not None for _, found in places)),
        mistakes=tuple(_mistakes(site, unsaid, coined, places)),
    )


def _is_organization(site: IdentifiedSite, page: str | None) -> bool:
    return page in site.pages and site.pages[page or ""].type is EntityType.ORGANIZATION


def _unsaid(text: Mapping[str, Any]) -> Iterator[Span]:
    """Yield the stretches in quotation marks of a text that no one says: names, works and terms."""
    for words in (*(text.get("never") or ()), *(term["text"] for term in text.get("terms") or ())):
        yield _span(text["text"], words)


def _is_quoted(span: Span, brief: Brief, one: GoldArticle) -> bool:
    """Return True if a quotation is found that has such words and is not one of the article's."""
    said = [part for quote in one.quotes or () for part in quote.content]
    return any(
        part.overlaps(span) and not any(part.overlaps(other) for other in said)
        for quote in brief.quotes
        for part in quote.content
    )


def _coined(
    texts: Sequence[Mapping[str, Any]],
    gold: Sequence[GoldArticle],
    predicted: Predictions,
    site: IdentifiedSite,
) -> Iterator[tuple[GoldArticle, str, bool]]:
    """Yield each term that the gold says somebody coined, with True if it is marked and credited so."""
    for text, one in zip(texts, gold, strict=True):
        for term in text.get("terms") or ():
            if term.get("by"):
                span = _span(text["text"], term["text"])
                found = [
                    mention.coiner_ids
                    for mention in predicted.briefs[one.id].mentions
                    if mention.type is EntityType.TERM and mention.span.overlaps(span)
                ]
                yield one, term["text"], found == [(site.home(term["by"]),)]


def _places(
    texts: Sequence[Mapping[str, Any]], pages: Mapping[str, Entity], site: IdentifiedSite
) -> Iterator[tuple[str, bool | None]]:
    """Yield each real place with True if it is located right, False if elsewhere, None if not at all."""
    known: dict[str, tuple[float, float]] = {
        name: (at[0], at[1]) for text in texts for name, at in (text.get("places") or {}).items()
    }
    for name, (latitude, longitude) in sorted(known.items()):
        page = pages.get(site.home(name) or "")
        place = page.place if page is not None else None
        if place is None:
            yield name, None
        else:
            # A point in a country or state says which it is; that of the gold is a rough one.
            reach = NEAR if place.kind in (PlaceKind.CITY, PlaceKind.SPOT) else NEAR_REGION
            yield name, abs(place.lat - latitude) <= reach and abs(place.lon - longitude) <= reach


def _mistakes(
    site: IdentifiedSite,
    unsaid: Iterable[tuple[GoldArticle, Span, bool]],
    coined: Iterable[tuple[GoldArticle, str, bool]],
    places: Iterable[tuple[str, bool | None]],
) -> Iterator[str]:
    for name in site.names:
        if not site.is_right(name.entity, name.page):
            yield f"{name.article}  name   {name.words} = {name.entity} ({name.type}): {_shown(site, name.page)}"
    for quote in site.quotes:
        if quote.spoken and (quote.found is None or not site.has_right_speakers(quote)):
            speakers = ", ".join(sorted(quote.speakers)) or (quote.found and quote.found.speaker_text) or "-"
            what = "missed" if quote.found is None else f"said by {speakers}"
            wanted = " / ".join(" + ".join(answer) or "-" for answer in quote.answers)
            yield f"{quote.article}  quote  {quote.index} of {wanted}: {what}"
    yield from (f"{one.id}  unsaid {span.of(one.text)}" for one, span, quoted in unsaid if quoted)
    yield from (f"{one.id}  term   {words}" for one, words, is_right in coined if not is_right)
    for name_of_place, is_near in places:
        if not is_near:
            yield f"{name_of_place}  {'not located' if is_near is None else 'located elsewhere'}"


def _shown(site: IdentifiedSite, page: str | None) -> str:
    if page not in site.pages:
        return "unlinked"
    entity = site.pages[page or ""]
    on_it = Counter({title: count for title, count in site.on_page[entity.id].items() if title})
    return f"{entity.type.value} {entity.id} {dict(on_it.most_common(3))}"


def _pack_row(text: Mapping[str, Any]) -> dict[str, Any]:
    whole = text["text"]
    return {
        "id": text["id"],
        "text": whole,
        "quotes": [
            {
                "content": [_pair(_span(whole, words)) for words in quote["content"]],
                "source": _source(whole, quote["source"]),
                "cue": None,
                "kind": quote["kind"],
            }
            for quote in text.get("quotes") or ()
        ],
        "ignore": [],
    }


def _who_row(text: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": text["id"],
        "names": [
            {"text": row[0], "type": row[1], "entity": row[2], **({"optional": True} if len(row) > 3 else {})}
            for row in text["names"]
        ],
        "exceptions": text.get("exceptions") or [],
        "speakers": [
            {"quote": number, "accept": quote["accept"]}
            for number, quote in enumerate(text.get("quotes") or ())
        ],
    }


def _source(whole: str, source: str | Sequence[str] | None) -> list[list[int]] | None:
    if source is None:
        return None
    words, context = (source, source) if isinstance(source, str) else source
    start = whole.index(words, whole.index(context))
    return [[start, start + len(words)]]


def _span(whole: str, words: str) -> Span:
    start = whole.index(words)
    return Span(start, start + len(words))


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
