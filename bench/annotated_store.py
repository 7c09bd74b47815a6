"""The store of a site with the annotations of its articles, and nothing else in it.

    python -m bench.annotated_store ROOT

Articles that are annotated already are not annotated again. A build that follows has the annotations and makes
everything else anew. It prints one JSON object with the number of articles that were annotated.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from builder.annotate.parse.model_package import find_model
from builder.content.load import load_content
from builder.pipeline.annotation_cache import annotate_articles
from builder.pipeline.article_heads import head_of
from builder.pipeline.progress import SilentProgress
from builder.pipeline.site_data import article_languages
from builder.read.reader import read_seed
from builder.read.seed_files import find_seeds, load_seed, relative_path
from builder.store.store import Store


def main() -> None:
    """Annotate the articles of the site named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path, metavar="ROOT", help="the folder of the site")
    print(json.dumps({"annotated": annotate_site(parser.parse_args().root.absolute())}))


def annotate_site(root: Path) -> int:
    """Annotate the articles of a site; return how many were not annotated already.

    Args:
        root: the site's folder, absolute.
    """
    content = load_content(root)
    site, package = content.site, find_model(content.site.model)
    articles = []
    for seed in find_seeds(root)[0]:
        data, _ = load_seed(seed, root)
        if data is not None:
            article, _ = read_seed(data, path=relative_path(seed, root), boilerplate=site.boilerplate)
            articles += [article] if article is not None else []
    with Store(root / ".newsgloss") as store:
        found = annotate_articles(
            list(map(head_of, articles)),
            {article.seed_id: article for article in articles},
            package=package,
            languages=article_languages(content, package),
            store=store,
            jobs=None,
            progress=SilentProgress(),
        )
    return found.fresh


if __name__ == "__main__":
    main()
