"""Trains the speaker ranker and the cue lexicon from annotated articles.

    python -m tools.train_speaker_ranker QUOTES.jsonl[.gz]

Each line of the input is an article with its quotations, ``{"id", "text", "quotes": [{"content": [[start, end]],
"source": [[start, end]] or null, "cue": likewise, "kind"}]}``. Written are ``builder/annotate/data/cue_verbs.tsv``
(how often a verb was a cue) and ``builder/annotate/data/speaker_ranker.json`` (decision trees over structural
features). The same input, language model and versions give the same bytes. It needs the dependency group
``train``; ``builder/annotate/data/speaker_ranker.md`` says what the shipped files were made from.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.annotate.analysis import Analysis
from builder.annotate.language import analyse, load_language
from builder.annotate.model_package import find_model
from builder.annotate.names.linked import link_names
from builder.annotate.quotes.candidates import Candidate, candidates_of, pool
from builder.annotate.quotes.credited import regions_of
from builder.annotate.quotes.features import NAMES, features, surroundings
from builder.annotate.quotes.marks import QuotedRegion
from builder.gazetteer.lookup import load_gazetteer
from builder.model.article import Article
from builder.model.span import Span
from builder.read.reader import read_seed

DATA = Path(__file__).parent.parent / "builder" / "annotate" / "data"
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

CUE_HEADER = """\
# Verbs of reported speech: base form, times it was (part of) the cue of a quotation, times it was any other verb.
# Source: counts over the train part of PolNeAR v1.0.0 (Newell, Margolin, Ruths, LREC 2018); verbs seen as a cue
# at least four times. Made by tools/train_speaker_ranker.py.
"""

_POSTMODIFIERS = frozenset(
    "of who whom whose which that in for with from at on by to as where when including near into under about "
    "among".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """One article with what is known of it.

    Attributes:
        analysis: the article, analysed.
        quotes: its annotated quotations, as in the input.
    """

    analysis: Analysis
    quotes: Sequence[dict[str, Any]]


def read_examples(path: Path) -> list[Example]:
    """The articles of an annotated file, analysed by the default language model."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles: list[Article] = []
    quotes = []
    for row in rows:
        article, _ = read_seed(row["text"].encode(), path=f"seeds/{row['id']}.txt")
        if article is not None and article.text == row["text"]:
            articles.append(article)
            quotes.append(row["quotes"])
    nlp = load_language(find_model(None).package)
    return [Example(*pair) for pair in zip(analyse(nlp, articles), quotes, strict=True)]


def cue_counts(examples: Iterable[Example]) -> str:
    """The cue lexicon, as the text of its file."""
    cues: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for example in examples:
        spans = [Span(*pair) for quote in example.quotes for pair in quote["cue"] or ()]
        inside = {token.i for span in spans for token in example.analysis.tokens_in(span)}
        for token in example.analysis.tokens:
            if token.pos == "VERB":
                (cues if token.i in inside else others)[token.lemma.lower()] += 1
    rows = [
        f"{verb}\t{count}\t{others[verb]}\n"
        for verb, count in sorted(cues.items())
        if count >= LEAST_CUES and verb.isalpha()
    ]
    return CUE_HEADER + "".join(rows)


def rows_of(examples: Iterable[Example]) -> Iterator[tuple[list[float], int]]:
    """Features of every candidate for every quoted region, and whether it is the annotated speaker."""
    gazetteer = load_gazetteer()
    for example in examples:
        linked = link_names(example.analysis, gazetteer)
        uses = Counter(key for key in linked.keys if key is not None)
        regions = regions_of(example.analysis)
        candidates = candidates_of(example.analysis, linked.names, regions)
        previous, paragraph = None, 0
        for region in regions:
            place = surroundings(example.analysis, region, previous, region.paragraph - paragraph)
            choices = pool(example.analysis, candidates, region.paragraph)
            right = right_candidate(example, region, choices)
            for candidate in choices:
                numbers = features(example.analysis, place, candidate, linked.names, linked.keys, uses)
                yield numbers, int(candidate == right)
            if right is not None:
                previous, paragraph = right, region.paragraph


def right_candidate(example: Example, region: QuotedRegion, choices: Sequence[Candidate]) -> Candidate | None:
    """The candidate that holds the head of the annotated source of a region, or None."""
    for quote in example.quotes:
        spoken = [Span(*pair) for pair in quote["content"]]
        if quote["kind"] == "indirect" or not any(span.overlaps(region.span) for span in spoken):
            continue
        if not quote["source"]:
            return None
        head = source_head(example.analysis, [Span(*pair) for pair in quote["source"]])
        return next((choice for choice in choices if choice.first <= head < choice.last), None)
    return None


def source_head(analysis: Analysis, source: Sequence[Span]) -> int:
    """Index of the last token of a source before its first comma, bracket or modifying phrase; -1 if none."""
    tokens = [token for span in source for token in analysis.tokens_in(span) if token.text[0].isalnum()]
    if not tokens:
        return -1
    head = tokens[0].i
    for token in analysis.tokens[tokens[0].i : tokens[-1].i + 1]:
        if token.i > tokens[0].i and (token.text in ",()—–:;[]" or token.text.lower() in _POSTMODIFIERS):
            break
        if token.text[0].isalnum() and token.tag != "POS":
            head = token.i
    return head


def train(rows: Iterable[tuple[list[float], int]]) -> dict[str, Any]:
    """The trees, as the value of their file."""
    import lightgbm
    import numpy as np

    numbers, labels = zip(*rows, strict=True)
    data = lightgbm.Dataset(np.array(numbers, dtype=np.float64), np.array(labels))
    booster = lightgbm.train(PARAMETERS, data, num_boost_round=TREES)
    trees = [flat_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return {"features": list(NAMES), "trees": trees}


def flat_tree(root: dict[str, Any]) -> dict[str, Any]:
    """A tree as parallel lists; node numbers below zero are leaves: leaf ``n`` is ``~n``."""
    tree: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

    def visit(node: dict[str, Any]) -> tuple[int, int]:
        if "split_feature" not in node:
            tree["value"].append(round(node["leaf_value"], 5))
            return ~(len(tree["value"]) - 1), 0
        number = len(tree["feature"])
        tree["feature"].append(node["split_feature"])
        tree["threshold"].append(float(f"{node['threshold']:.6g}"))
        tree["left"].append(0)
        tree["right"].append(0)
        tree["left"][number], left = visit(node["left_child"])
        tree["right"][number], right = visit(node["right_child"])
        return number, 1 + max(left, right)

    _, depth = visit(root)
    return {**tree, "depth": depth}


def main() -> None:
    """Reads the articles, then writes lexicon and trees."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("quotes", type=Path, help="annotated articles, JSON lines, may be gzipped")
    examples = read_examples(parser.parse_args().quotes)
    print(f"{len(examples)} articles")
    # The lexicon first: the features read it.
    (DATA / "cue_verbs.tsv").write_text(cue_counts(examples), encoding="utf-8")
    rows = list(rows_of(examples))
    print(f"{len(rows)} candidates, {sum(label for _, label in rows)} speakers")
    text = json.dumps(train(rows), separators=(",", ":"))
    (DATA / "speaker_ranker.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
