"""Train the trees that find speakers and quotations, and count the cue lexicon, from annotated articles.

    python -m tools.train_quote_trees QUOTES.jsonl[.gz]

Each line of the input is an article with its quotations, ``{"id", "text", "quotes": [{"content": [[start, end]],
"source": [[start, end]] or null, "cue": likewise, "kind"}]}``. Into ``builder/lexicon/data`` it writes
``cue_verbs.tsv`` (how often a verb was a cue) and ``cue_complements.tsv`` (how often its complements were quotations),
and into ``builder/annotate/data`` decision trees over structural features: ``speaker_trees.json``,
``quotation_trees.json`` and ``statement_trees.json``.
The same input, language model and versions give the same bytes. It needs the dependency group ``train``; ``trees.md``
in the latter folder says what the shipped files were made from.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.annotate.decision_trees import trees_of
from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.entities.linking import link_mentions
from builder.annotate.parse.document import Document, Token
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import find_model
from builder.annotate.parse.spacy_parser import parse_articles
from builder.annotate.pipeline import find_mentions
from builder.annotate.quotes.attribution.candidates import Candidate, candidates_near, candidates_of
from builder.annotate.quotes.attribution.features import CANDIDATE_FEATURES, candidate_features
from builder.annotate.quotes.attribution.ranking import shares_of
from builder.annotate.quotes.attribution.region_context import RegionContext, region_context
from builder.annotate.quotes.extraction.scare_quotes import QUOTATION_FEATURES, quotation_features
from builder.annotate.quotes.extraction.statement_features import (
    STATEMENT_FEATURES,
    ComplementCounts,
    statement_features,
)
from builder.annotate.quotes.extraction.statements import ReportedStatement, statements_of
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText, find_quoted_text
from builder.gazetteer.lookup import load_gazetteer
from builder.model.article import Article
from builder.model.span import Span
from builder.read.reader import read_seed
from tools.tree_files import flat_tree, write_trees

BUILDER = Path(__file__).parent.parent / "builder"
TREE_FILES, TABLE_FILES = BUILDER / "annotate" / "data", BUILDER / "lexicon" / "data"
LEAST_CUES = 4
"""Least number of times that a verb of the lexicon was a cue."""

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
"""Least number of times that a counted verb occurs with a relation."""

COMPLEMENT_HEADER = """\
# Complements of verbs of speech: base form, grammatical relation, times it was a quotation or paraphrase, times in all.
# Source: counts over the train part of PolNeAR v1.0.0 (Newell, Margolin, Ruths, LREC 2018); what was met at least three
# times. Made by tools/train_quote_trees.py.
"""

_POSTMODIFIERS = frozenset(
    "of who whom whose which that in for with from at on by to as where when including near into under about "
    "among".split()
)


class AnnotatedArticle(Struct, frozen=True):
    """An article with its annotated quotations.

    Attributes:
        doc: the article, parsed.
        quotes: its annotated quotations, as in the input.
    """

    doc: Document
    quotes: Sequence[dict[str, Any]]


def read_articles(path: Path) -> list[AnnotatedArticle]:
    """Return the articles of an annotated file, parsed by the default language model."""
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
    return [AnnotatedArticle(*pair) for pair in zip(parse_articles(nlp, articles), quotes, strict=True)]


def cue_counts(articles: Iterable[AnnotatedArticle]) -> str:
    """Return the cue lexicon, as the text of its file."""
    cues: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for annotated in articles:
        spans = [Span(*pair) for quote in annotated.quotes for pair in quote["cue"] or ()]
        inside = {token.i for span in spans for token in annotated.doc.tokens_in(span)}
        for token in annotated.doc.tokens:
            if token.pos == "VERB":
                (cues if token.i in inside else others)[token.lemma.lower()] += 1
    rows = [
        f"{verb}\t{count}\t{others[verb]}\n"
        for verb, count in sorted(cues.items())
        if count >= LEAST_CUES and verb.isalpha()
    ]
    return CUE_HEADER + "".join(rows)


class RegionExample(Struct, frozen=True):
    """A quoted region as a training example: which candidate is its speaker, and is it a quotation?

    Attributes:
        fold: the part of the articles that contains it, which is left out when it is scored.
        context: the region.
        rows: the features of its candidates.
        right: index of the candidate that is annotated as the speaker; -1 for none.
        quoted: True if the region is annotated as a quotation.
    """

    fold: int
    context: RegionContext
    rows: list[list[float]]
    right: int
    quoted: bool


def region_examples(articles: Iterable[AnnotatedArticle]) -> Iterator[RegionExample]:
    """Yield every quoted region of the articles, each with the annotated source of the region before it."""
    gazetteer = load_gazetteer()
    for number, annotated in enumerate(articles):
        linked = link_mentions(find_mentions(annotated.doc, gazetteer))
        yield from examples_of(annotated, linked, number % FOLDS)


def examples_of(annotated: AnnotatedArticle, linked: LinkedMentions, fold: int) -> Iterator[RegionExample]:
    """Yield the quoted regions of one article."""
    text = find_quoted_text(linked)
    shares, candidates = shares_of(linked.keys), candidates_of(text)
    previous: Candidate | None = None
    paragraph = 0
    earlier: QuotedRegion | None = None
    for region in text.regions:
        context = region_context(region, previous, region.paragraph - paragraph)
        choices = candidates_near(candidates, region, previous if region.continues(earlier) else None)
        rows = [candidate_features(context, one, linked, shares) for one in choices]
        right = right_candidate(annotated, region, choices)
        answer = choices.index(right) if right is not None else -1
        yield RegionExample(fold, context, rows, answer, is_quoted(annotated, region))
        earlier = region
        if right is not None:
            previous, paragraph = right, region.paragraph


def is_quoted(annotated: AnnotatedArticle, region: QuotedRegion) -> bool:
    """Return True if a region is (part of) an annotated quotation."""
    return any(
        Span(*pair).overlaps(region.span)
        for quote in annotated.quotes
        if quote["kind"] != "indirect"
        for pair in quote["content"]
    )


def quotation_rows(examples: Sequence[RegionExample]) -> Iterator[tuple[list[float], int]]:
    """Yield the features of every region as a quotation, and 1 if it is one.

    The probability of the speaker among them comes from trees that were trained without the part of the articles that
    contains the region.
    """
    for fold in range(FOLDS):
        trees = trees_of(train(speaker_rows(one for one in examples if one.fold != fold)))
        for one in examples:
            if one.fold == fold:
                best = max(trees.score(one.rows)) if one.rows else 0.0
                yield quotation_features(one.context, best), int(one.quoted)


def speaker_rows(examples: Iterable[RegionExample]) -> Iterator[tuple[list[float], int]]:
    """Yield the features of every candidate, and 1 if it is the annotated speaker."""
    for one in examples:
        for index, row in enumerate(one.rows):
            yield row, int(index == one.right)


def right_candidate(
    annotated: AnnotatedArticle, region: QuotedRegion, choices: Sequence[Candidate]
) -> Candidate | None:
    """Return the candidate that contains the head of the annotated source of a region, or None."""
    for quote in annotated.quotes:
        spoken = [Span(*pair) for pair in quote["content"]]
        if quote["kind"] == "indirect" or not any(span.overlaps(region.span) for span in spoken):
            continue
        if not quote["source"]:
            return None
        head = source_head(annotated.doc, [Span(*pair) for pair in quote["source"]])
        return next((choice for choice in choices if choice.first <= head < choice.last), None)
    return None


def source_head(doc: Document, source: Sequence[Span]) -> int:
    """Return the index of the last token of a source before its first comma, bracket or modifier; -1 if none."""
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
    """Return trees that predict the label of a row, in their stored form."""
    import lightgbm
    import numpy as np

    numbers, labels = zip(*rows, strict=True)
    data = lightgbm.Dataset(np.array(numbers, dtype=np.float64), np.array(labels))
    booster = lightgbm.train(PARAMETERS, data, num_boost_round=TREES)
    return [flat_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def main() -> None:
    """Read the articles, then write lexicon and trees."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("quotes", type=Path, help="annotated articles, JSON lines, may be gzipped")
    articles = read_articles(parser.parse_args().quotes)
    print(f"{len(articles)} articles")
    # The lexicon first: the features read it.
    (TABLE_FILES / "cue_verbs.tsv").write_text(cue_counts(articles), encoding="utf-8")
    regions = list(region_examples(articles))
    print(f"{len(regions)} regions, {sum(one.quoted for one in regions)} quotations")
    write("speaker", CANDIDATE_FEATURES, train(speaker_rows(regions)))
    write("quotation", QUOTATION_FEATURES, train(quotation_rows(regions)))
    statements = list(statement_examples(articles))
    print(f"{len(statements)} complements, {sum(one.right for one in statements)} reported")
    (TABLE_FILES / "cue_complements.tsv").write_text(counts_text(counts_of(statements)), encoding="utf-8")
    write("statement", STATEMENT_FEATURES, train(statement_rows(statements)))


class StatementExample(Struct, frozen=True):
    """A verb with a complement as a training example: is it reported speech?

    Attributes:
        fold: as in ``RegionExample``.
        text: its document with the quoted regions.
        statement: the verb and its complement.
        right: True if the complement is annotated as a quotation (at least half of the tokens of both together).
    """

    fold: int
    text: QuotedText
    statement: ReportedStatement
    right: bool


def statement_examples(articles: Iterable[AnnotatedArticle]) -> Iterator[StatementExample]:
    """Yield every complement of every verb of speech in the articles."""
    gazetteer = load_gazetteer()
    for number, annotated in enumerate(articles):
        doc = annotated.doc
        text = find_quoted_text(link_mentions(find_mentions(doc, gazetteer)))
        gold = [
            {token for pair in quote["content"] for token in doc.tokens_in(Span(*pair)) if is_word(token)}
            for quote in annotated.quotes
        ]
        for statement in statements_of(text.mentions):
            words = set(filter(is_word, statement.content))
            right = any(2 * len(words & quote) >= len(words | quote) for quote in gold if quote)
            yield StatementExample(number % FOLDS, text, statement, right)


def is_word(token: Token) -> bool:
    """Return True if a token begins with a letter or digit."""
    return token.text[0].isalnum()


def counts_of(examples: Iterable[StatementExample]) -> ComplementCounts:
    """Return how often each verb with each relation was reported speech and how often it occurred, if three times."""
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for one in examples:
        key = (one.statement.cue.lemma.lower(), one.statement.relation)
        right[key] += one.right
        every[key] += 1
    return {key: (right[key], count) for key, count in sorted(every.items()) if count >= LEAST_COMPLEMENTS}


def statement_rows(examples: Sequence[StatementExample]) -> Iterator[tuple[list[float], int]]:
    """Yield the features of every complement, and 1 if it is reported speech.

    The counts among them come from the other parts of the articles.
    """
    for fold in range(FOLDS):
        counts = counts_of(one for one in examples if one.fold != fold)
        for one in examples:
            if one.fold == fold:
                yield statement_features(one.statement, one.text, counts), int(one.right)


def counts_text(counts: ComplementCounts) -> str:
    """Return the counts as the text of their file."""
    rows = (f"{verb}\t{kind}\t{right}\t{every}\n" for (verb, kind), (right, every) in counts.items())
    return COMPLEMENT_HEADER + "".join(rows)


def write(name: str, names: Sequence[str], trees: Sequence[dict[str, Any]]) -> None:
    """Write trees with the names of their features."""
    write_trees(TREE_FILES / f"{name}_trees.json", names, {"trees": list(trees)})


if __name__ == "__main__":
    main()
