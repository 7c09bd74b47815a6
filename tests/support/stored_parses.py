"""Parses of our own sentences, stored as JSON, so that rules are tested on real grammar without the language model.

The cases of a module are in ``tests/data/rules/<module>.yaml``. Every ``text`` in such a file, at any depth, has its
parse in ``tests/data/parses/<module>.json``, which ``python -m tests.regenerate_parses`` writes and
``tests/accuracy/test_parses.py`` compares with a fresh parse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.entities.linking import assign_clusters, link_mentions
from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document, SentenceRow, TokenRow
from builder.annotate.pipeline import find_mentions
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType, Origin
from builder.model.article import Dateline
from tests.support.annotated import article_of
from tests.support.sample import span_of

DATA = Path(__file__).parents[1] / "data"
RULES, PARSES = DATA / "rules", DATA / "parses"


def cases_of(module: str, table: str) -> list[dict[str, Any]]:
    """Return the cases of one table of a module's file, for ``pytest.mark.parametrize``."""
    loaded = yaml.safe_load((RULES / f"{module}.yaml").read_text(encoding="utf-8"))
    cases: list[dict[str, Any]] = loaded[table]
    return cases


def document_of_case(text: str) -> Document:
    """Return the stored parse of a text; paragraphs are separated by blank lines.

    Raises:
        KeyError: no parse of it is stored.
    """
    stored = _stored().get(text)
    if stored is None:
        raise KeyError(f"No parse of {text!r} is stored. Run `python -m tests.regenerate_parses`.")
    return stored


def mentions_of_case(text: str) -> Mentions:
    """Return the mentions that all rules find in a text with a stored parse."""
    return find_mentions(document_of_case(text), load_gazetteer())


def linked_of_case(text: str) -> LinkedMentions:
    """Return the mentions of a text with a stored parse, linked to entities."""
    return link_mentions(mentions_of_case(text))


def places_of_case(text: str) -> list[list[str]]:
    """Return the places in a text with a stored parse, each with the name of its entity, in the order of the text."""
    linked = linked_of_case(text)
    names = {entity.key: entity.name for entity in linked.entities}
    return [
        [mention.span.of(text), names[mention.entity or ""]]
        for mention in linked.all_mentions()
        if mention.type is EntityType.PLACE
    ]


def spellings_of_case(text: str, entity_type: str) -> list[list[str]]:
    """Return the spellings of each entity of a type in a text with a stored parse."""
    clusters = assign_clusters(mentions_of_case(text)).clusters
    return sorted(list(cluster.forms) for cluster in clusters if cluster.type == entity_type)


def quantities_of_case(text: str) -> list[list[str]]:
    """Return words and rule of the quantities that rules, not the model, find in a text with a stored parse."""
    return [
        [mention.text, mention.rule]
        for mention in mentions_of_case(text)
        if mention.type is EntityType.QUANTITY and mention.origin is Origin.RULE
    ]


def with_dateline(doc: Document, place: str | None, region: str | None) -> Document:
    """Return a document whose article has a dateline; the same document if ``place`` is None."""
    if place is None:
        return doc
    dateline = Dateline(
        span=span_of(doc.text, doc.text.partition(" - ")[0]),
        place=span_of(doc.text, place),
        region=span_of(doc.text, region) if region is not None else None,
    )
    article = replace(doc.article, dateline=dateline)
    return Document(article, doc.paragraphs, doc.token_rows, doc.sentence_rows, doc.reading)


def modules() -> list[str]:
    """Return the modules that have cases, sorted."""
    return sorted(path.stem for path in RULES.glob("*.yaml"))


def texts_of(module: str) -> list[str]:
    """Return the different texts in the cases of a module, in the order of the file."""
    loaded = yaml.safe_load((RULES / f"{module}.yaml").read_text(encoding="utf-8"))
    return list(dict.fromkeys(_texts(loaded)))


def dumped(documents: Sequence[Document]) -> str:
    """Return parses as JSON: one line for each token, so that a difference shows which token changed."""
    return json.dumps([_dump(doc) for doc in documents], ensure_ascii=False, indent=0) + "\n"


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


@cache
def _stored() -> dict[str, Document]:
    found: dict[str, Document] = {}
    for path in sorted(PARSES.glob("*.json")):
        for parse in json.loads(path.read_text(encoding="utf-8")):
            found[parse["text"]] = _load(parse)
    return found


def _dump(doc: Document) -> dict[str, Any]:
    return {
        "text": doc.text,
        "reading": doc.reading,
        "sentences": [f"{row.first} {row.last} {row.paragraph}" for row in doc.sentence_rows],
        "tokens": [_dump_token(row) for row in doc.token_rows],
    }


def _dump_token(row: TokenRow) -> str:
    """Return the facts of a token, separated by tabs: its place, grammar, head and entity label."""
    entity = f"{'B' if row.begins else 'I'}-{row.label}" if row.label else "O"
    facts = (row.start, row.end, row.text, row.lemma, row.pos, row.tag, row.dep, row.head_i, entity)
    return "\t".join(map(str, facts))


def _load(parse: Mapping[str, Any]) -> Document:
    article = article_of(parse["text"])
    sentences = [SentenceRow(*map(int, row.split())) for row in parse["sentences"]]
    tokens = tuple(map(_load_token, parse["tokens"]))
    return Document(article, article.paragraphs, tokens, tuple(sentences), parse["reading"])


def _load_token(row: str) -> TokenRow:
    start, end, text, lemma, pos, tag, dep, head_i, entity = row.split("\t")
    label = entity.partition("-")[2]
    return TokenRow(
        int(start), int(end), text, lemma, pos, tag, dep, int(head_i), label, entity.startswith("B")
    )
