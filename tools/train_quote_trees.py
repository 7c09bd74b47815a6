"""Trains the trees that tell speakers and quotations, and counts the cue lexicon, from annotated articles.

    python -m tools.train_quote_trees QUOTES.jsonl[.gz]

Each line of the input is an article with its quotations, ``{"id", "text", "quotes": [{"content": [[start, end]],
"source": [[start, end]] or null, "cue": likewise, "kind"}]}``. Into ``builder/lexicon/data`` it writes
``cue_verbs.tsv`` (how often a verb was a cue) and ``cue_complements.tsv`` (how often its complements were quotations),
and into ``builder/annotate/data`` decision trees over structural features: ``speaker_trees.json``,
``quotation_trees.json`` and ``statement_trees.json``.
The same input, language model and versions give the same bytes. It needs the dependency group ``train``; ``trees.md``
there says what the shipped files were made from.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from builder.annotate.decision_trees import trees_of
from builder.annotate.entities.resolve import link_mentions
from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document
from builder.annotate.parse.model_package import find_model
from builder.annotate.parse.spacy_parser import load_language, parse_articles
from builder.annotate.pipeline import find_mentions
from builder.annotate.quotes.attribution.candidates import Candidate, candidates_of, pool
from builder.annotate.quotes.attribution.features import NAMES, features, surroundings
from builder.annotate.quotes.attribution.ranking import ScoredSource, goes_on, shares_of
from builder.annotate.quotes.extraction.direct import regions_of
from builder.annotate.quotes.extraction.quotation_marks import QuotedRegion
from builder.annotate.quotes.extraction.scare_quotes import JUDGE_NAMES, judge_features
from builder.annotate.quotes.extraction.statements import (
    STATEMENT_NAMES,
    Statement,
    Strengths,
    statement_features,
    statements_of,
)
from builder.gazetteer.lookup import load_gazetteer
from builder.model.article import Article
from builder.model.span import Span
from builder.read.reader import read_seed
from tools.tree_files import flat_tree, write_trees

BUILDER = Path(__file__).parent.parent / "builder"
TREE_FILES, TABLE_FILES = BUILDER / "annotate" / "data", BUILDER / "lexicon" / "data"
LEAST_CUES = 4
"""How often a verb must have been a cue to enter the lexicon."""

PARAMETERS = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.1,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.6,
    "lambda_l2": 2.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}
TREES = 150
FOLDS = 4

CUE_HEADER = """\
# Verbs of reported speech: base form, times it was (part of) the cue of a quotation, times it was any other verb.
# Source: counts over the train part of PolNeAR v1.0.0 (Newell, Margolin, Ruths, LREC 2018); verbs seen as a cue
# at least four times. Made by tools/train_quote_trees.py.
"""

LEAST_COMPLEMENTS = 3
"""How often a verb with a relation must be met to be counted."""

COMPLEMENT_HEADER = """\
# Complements of verbs of speech: base form, grammatical relation, times it was a quotation or paraphrase, times in all.
# Source: counts over the train part of PolNeAR v1.0.0 (Newell, Margolin, Ruths, LREC 2018); what was met at least three
# times. Made by tools/train_quote_trees.py.
"""

_POSTMODIFIERS = frozenset(
    "of who whom whose which that in for with from at on by to as where when including near into under about "
    "among".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """One article with what is known of it.

    Attributes:
        document: the article, parsed.
        quotes: its annotated quotations, as in the input.
    """

    doc: Document
    quotes: Sequence[dict[str, Any]]


def read_examples(path: Path) -> list[Example]:
    """The articles of an annotated file, parsed by the default language model."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    rows = [json.loads(line) for line in text.splitlines()]
    articles: list[Article] = []
    quotes = []
    for row in rows:
        article, _ = read_seed(row["text"].encode(), path=f"seeds/{row['id']}.txt")
        if article is not None and article.text == row["text"]:
            articles.append(article)
            quotes.append(row["quotes"])
    nlp = load_language(find_model(None).package)
    return [Example(*pair) for pair in zip(parse_articles(nlp, articles), quotes, strict=True)]


def cue_counts(examples: Iterable[Example]) -> str:
    """The cue lexicon, as the text of its file."""
    cues: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for example in examples:
        spans = [Span(*pair) for quote in example.quotes for pair in quote["cue"] or ()]
        inside = {token.i for span in spans for token in example.doc.tokens_in(span)}
        for token in example.doc.tokens:
            if token.pos == "VERB":
                (cues if token.i in inside else others)[token.lemma.lower()] += 1
    rows = [
        f"{verb}\t{count}\t{others[verb]}\n"
        for verb, count in sorted(cues.items())
        if count >= LEAST_CUES and verb.isalpha()
    ]
    return CUE_HEADER + "".join(rows)


@dataclass(frozen=True, slots=True)
class Asked:
    """One quoted region as a question: which candidate speaks, and does anybody?

    Attributes:
        fold: the part of the articles it belongs to, for training without what is asked.
        source: the region, with the speaker still to be told.
        choices: the candidates.
        rows: their features.
        right: which of them is annotated as the speaker; -1 for none.
        quoted: whether the region is annotated as a quotation.
    """

    fold: int
    example: Example
    source: ScoredSource
    choices: tuple[Candidate, ...]
    rows: list[list[float]]
    right: int
    quoted: bool


def asked(examples: Iterable[Example]) -> Iterator[Asked]:
    """Every quoted region of the articles, each with what was annotated of the one before it."""
    gazetteer = load_gazetteer()
    for number, example in enumerate(examples):
        doc = example.doc
        linked = link_mentions(find_mentions(doc, gazetteer))
        shares = shares_of(linked.keys)
        regions = regions_of(doc)
        candidates = candidates_of(linked.mentions, regions)
        previous: Candidate | None = None
        paragraph = 0
        for index, region in enumerate(regions):
            place = surroundings(doc, region, previous, region.paragraph - paragraph)
            carried = previous if goes_on(doc, regions, index) else None
            choices = pool(doc, candidates, region, carried)
            rows = [features(place, one, linked, shares) for one in choices]
            right = right_candidate(example, region, choices)
            answer = choices.index(right) if right is not None else -1
            source = ScoredSource(place, right, 0.0)
            yield Asked(number % FOLDS, example, source, choices, rows, answer, is_quoted(example, region))
            if right is not None:
                previous, paragraph = right, region.paragraph


def is_quoted(example: Example, region: QuotedRegion) -> bool:
    """Whether a region is (part of) an annotated quotation."""
    return any(
        Span(*pair).overlaps(region.span)
        for quote in example.quotes
        if quote["kind"] != "indirect"
        for pair in quote["content"]
    )


def judged(regions: Sequence[Asked]) -> Iterator[tuple[list[float], int]]:
    """Features of every region as a quotation, and whether it is one; the speaker's probability in them comes from
    trees that were trained without the region's part of the articles.
    """
    for fold in range(FOLDS):
        trees = trees_of(train(speaker_rows(one for one in regions if one.fold != fold)))
        for one in regions:
            if one.fold == fold:
                best = max(trees.score(one.rows)) if one.rows else 0.0
                scored = replace(one.source, probability=best)
                yield judge_features(one.example.doc, scored), int(one.quoted)


def speaker_rows(regions: Iterable[Asked]) -> Iterator[tuple[list[float], int]]:
    """Features of every candidate, and whether it is the annotated speaker."""
    for one in regions:
        for index, row in enumerate(one.rows):
            yield row, int(index == one.right)


def right_candidate(example: Example, region: QuotedRegion, choices: Sequence[Candidate]) -> Candidate | None:
    """The candidate that holds the head of the annotated source of a region, or None."""
    for quote in example.quotes:
        spoken = [Span(*pair) for pair in quote["content"]]
        if quote["kind"] == "indirect" or not any(span.overlaps(region.span) for span in spoken):
            continue
        if not quote["source"]:
            return None
        head = source_head(example.doc, [Span(*pair) for pair in quote["source"]])
        return next((choice for choice in choices if choice.first <= head < choice.last), None)
    return None


def source_head(doc: Document, source: Sequence[Span]) -> int:
    """Index of the last token of a source before its first comma, bracket or modifying phrase; -1 if none."""
    tokens = [token for span in source for token in doc.tokens_in(span) if token.text[0].isalnum()]
    if not tokens:
        return -1
    head = tokens[0].i
    for token in doc.tokens[tokens[0].i : tokens[-1].i + 1]:
        if token.i > tokens[0].i and (token.text in ",()—–:;[]" or token.text.lower() in _POSTMODIFIERS):
            break
        if token.text[0].isalnum() and token.tag != "POS":
            head = token.i
    return head


def train(rows: Iterable[tuple[list[float], int]]) -> list[dict[str, Any]]:
    """Trees that tell the label of a row, in their stored form."""
    import lightgbm
    import numpy as np

    numbers, labels = zip(*rows, strict=True)
    data = lightgbm.Dataset(np.array(numbers, dtype=np.float64), np.array(labels))
    booster = lightgbm.train(PARAMETERS, data, num_boost_round=TREES)
    return [flat_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def main() -> None:
    """Reads the articles, then writes lexicon and trees."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("quotes", type=Path, help="annotated articles, JSON lines, may be gzipped")
    examples = read_examples(parser.parse_args().quotes)
    print(f"{len(examples)} articles")
    # The lexicon first: the features read it.
    (TABLE_FILES / "cue_verbs.tsv").write_text(cue_counts(examples), encoding="utf-8")
    regions = list(asked(examples))
    print(f"{len(regions)} regions, {sum(one.quoted for one in regions)} quotations")
    write("speaker", NAMES, train(speaker_rows(regions)))
    write("quotation", JUDGE_NAMES, train(judged(regions)))
    questions = list(reported(examples))
    print(f"{len(questions)} complements, {sum(one.right for one in questions)} reported")
    (TABLE_FILES / "cue_complements.tsv").write_text(
        strengths_text(strengths_of(questions)), encoding="utf-8"
    )
    write("statement", STATEMENT_NAMES, train(statement_rows(questions)))


@dataclass(frozen=True, slots=True)
class Reported:
    """One verb with a complement as a question: is it reported speech?

    Attributes:
        fold: as in ``Asked``.
        mentions: the mentions of its document.
        marked: its tokens in quotation marks.
        right: whether the complement is annotated as a quotation (at least half of the tokens of both together).
    """

    fold: int
    mentions: Mentions
    marked: frozenset[int]
    statement: Statement
    right: bool


def reported(examples: Iterable[Example]) -> Iterator[Reported]:
    """Every complement of every verb of speech in the articles."""
    gazetteer = load_gazetteer()
    for number, example in enumerate(examples):
        doc = example.doc
        mentions = find_mentions(doc, gazetteer)
        marked = frozenset(t.i for region in regions_of(doc) for t in doc.tokens_in(region.outer))
        gold = [
            {t.i for pair in quote["content"] for t in doc.tokens_in(Span(*pair)) if t.text[0].isalnum()}
            for quote in example.quotes
        ]
        for statement in statements_of(mentions):
            words = {i for i in statement.content if doc.tokens[i].text[0].isalnum()}
            right = any(2 * len(words & quote) >= len(words | quote) for quote in gold if quote)
            yield Reported(number % FOLDS, mentions, marked, statement, right)


def strengths_of(questions: Iterable[Reported]) -> Strengths:
    """How often each verb with each relation was reported speech, and how often it was met; at least three times."""
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for one in questions:
        key = (one.mentions.doc.tokens[one.statement.cue].lemma.lower(), one.statement.relation)
        right[key] += one.right
        every[key] += 1
    return {key: (right[key], count) for key, count in sorted(every.items()) if count >= LEAST_COMPLEMENTS}


def statement_rows(questions: Sequence[Reported]) -> Iterator[tuple[list[float], int]]:
    """Features of every complement, and whether it is reported speech; the counts in them come from the other parts of
    the articles.
    """
    for fold in range(FOLDS):
        strengths = strengths_of(one for one in questions if one.fold != fold)
        for one in questions:
            if one.fold == fold:
                row = statement_features(one.statement, one.mentions, one.marked, strengths)
                yield row, int(one.right)


def strengths_text(strengths: Strengths) -> str:
    """The counts as the text of their file."""
    rows = (f"{verb}\t{kind}\t{right}\t{every}\n" for (verb, kind), (right, every) in strengths.items())
    return COMPLEMENT_HEADER + "".join(rows)


def write(name: str, names: Sequence[str], trees: Sequence[dict[str, Any]]) -> None:
    """Writes trees with the names of their features."""
    write_trees(TREE_FILES / f"{name}_trees.json", names, {"trees": list(trees)})


if __name__ == "__main__":
    main()
