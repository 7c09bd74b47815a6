"""The time of annotating relative to the bare language model, and the growth of memory.

    python -m bench.annotating [TEXTS.jsonl] [--rounds 3] [--memory 1000]

TEXTS has an article a line, ``{"id", "text"}``; without it invented articles are used. Both run on the same texts
in one process, in turn, so that other load of the machine affects both: the ratio counts, not the seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.articles import make_article
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import find_model
from builder.annotate.parse.spacy_parser import parse_articles
from builder.annotate.pipeline import annotate_document
from builder.gazetteer.lookup import load_gazetteer
from builder.model.article import Article
from builder.read.reader import read_seed

INVENTED = 60
STEP = 100


def main() -> None:
    """Measure and print both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=1000, help="articles to watch the memory over; 0: none")
    options = parser.parse_args()
    articles = list(read_articles(options.texts))
    package = find_model(None)
    nlp, gazetteer = load_language(package.package), load_gazetteer()
    print(
        f"{package.label}, {len(articles)} articles, {sum(len(one.text.split()) for one in articles)} words"
    )
    ratios = []
    for number in range(options.rounds):
        bare = timed(lambda: sum(len(doc) for doc in nlp.pipe([one.text for one in articles])))
        whole = timed(
            lambda: [annotate_document(one, gazetteer, "") for one in parse_articles(nlp, articles)]
        )
        ratios.append(whole / bare)
        print(f"round {number + 1}: bare {bare:.2f} s, annotated {whole:.2f} s, ratio {ratios[-1]:.2f}")
    if ratios:
        print(f"median ratio {sorted(ratios)[len(ratios) // 2]:.2f}")
    for count, kilobytes in memory_over(articles, options.memory):
        print(f"{count} articles: {kilobytes // 1024} MB at the most")


def read_articles(path: Path | None) -> Iterator[Article]:
    """Yield the articles of a file, or invented ones."""
    if path is None:
        texts = [(str(number), make_article(number).text) for number in range(INVENTED)]
    else:
        rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        texts = [(row["id"], row["text"]) for row in rows]
    for name, text in texts:
        article, _ = read_seed(text.encode(), path=f"seeds/{name}.txt")
        if article is not None:
            yield article


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def memory_over(articles: Sequence[Article], count: int) -> Iterator[tuple[int, int]]:
    """Yield the peak memory of the process in kilobytes after every ``STEP`` articles of a long run."""
    nlp, gazetteer = load_language(find_model(None).package), load_gazetteer()
    stream = (articles[number % len(articles)] for number in range(count))
    for number, doc in enumerate(parse_articles(nlp, stream), start=1):
        annotate_document(doc, gazetteer, "")
        if number % STEP == 0:
            yield number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
