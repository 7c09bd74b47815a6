"""CPU seconds of deciding who is who over an archive, and how they grow with it.

    python -m bench.identity ROOT [--limit 1.1]

ROOT is the folder of a site with many real articles. They are annotated once and remembered in its cache. Then the
identity of the entities in a sixteenth, a quarter and all of the articles is decided three times each; the best time
counts. The exponent is log16 of what the time grew by: 1 is linear. The exit code is 1 if it is above the limit.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.annotate.parse.model_package import find_model
from builder.graph.archive_identity import identity_of_archive
from builder.graph.memory import NoMemory
from builder.graph.site_entities import site_entities
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.entity_entries import EntityRules
from builder.pipeline.annotation_cache import annotate_articles
from builder.pipeline.article_heads import head_of
from builder.pipeline.garbage_collection import paused_collection
from builder.pipeline.progress import SilentProgress
from builder.read.reader import read_seed
from builder.store.store import Store

STEPS = (16, 4, 1)
ROUNDS = 3


def main() -> int:
    """Measure an archive and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path, metavar="ROOT", help="the folder of a site")
    parser.add_argument("--limit", type=float, default=1.1, help="the largest exponent (default: 1.1)")
    options = parser.parse_args()
    articles = _articles(options.root)
    if len(articles) < STEPS[0]:
        sys.exit(f"{options.root} has {len(articles)} articles; at least {STEPS[0]} are needed.")
    with Store(options.root / ".newsgloss") as store:
        found = annotate_articles(
            list(map(head_of, articles)),
            {article.seed_id: article for article in articles},
            package=find_model(None),
            store=store,
            jobs=None,
            progress=SilentProgress(),
        )
    known = [article for article in articles if article.seed_id in found.annotations]
    seconds = []
    for step in STEPS:
        part = known[::step]
        best = min(_seconds(part, found.annotations) for _ in range(ROUNDS))
        seconds.append(best)
        print(f"{len(part):6} articles {best:8.2f} CPU seconds", flush=True)
    exponent = math.log(seconds[-1] / seconds[0], STEPS[0])
    print(f"exponent {exponent:.2f}")
    return int(exponent > options.limit)


def _articles(root: Path) -> tuple[Article, ...]:
    """Return the articles of a site in the order of their files, without those that cannot be read."""
    read = (
        read_seed(path.read_bytes(), path=f"seeds/{path.name}")[0]
        for path in sorted((root / "seeds").iterdir())
    )
    return tuple(article for article in read if article is not None)


def _seconds(articles: Sequence[Article], annotations: Mapping[str, Annotations]) -> float:
    """Return the CPU seconds of deciding who is who in some articles."""
    begun = time.process_time()
    with paused_collection():  # As in a build.
        entities = {
            (article.seed_id, entity.key): entity
            for article in articles
            for entity in annotations[article.seed_id].entities
        }
        by_seed = {article.seed_id: article for article in articles}
        identity = identity_of_archive(by_seed, annotations, entities, None, NoMemory(), {})
        site_entities(identity.clusters, EntityRules())
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
