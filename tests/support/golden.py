"""The golden site: the project's own seeds and content, rendered from stored annotations.

It needs no language model, so that a new model changes its accuracy tests but not this site.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.content.load import load_content
from builder.graph.build import build_graph
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.pages.page import DataFile
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.pipeline.template_folders import default_templates
from builder.read.reader import read_seed
from builder.read.seed_files import find_seeds, relative_path
from builder.render.render import Renderer
from builder.render.sources import ASSETS
from tests.support.sites import PROJECT

STORED = PROJECT / "tests" / "data" / "stored"
GOLDEN = PROJECT / "tests" / "golden"


def read_articles(root: Path) -> dict[str, Article]:
    """Return the articles of a site, by seed id."""
    boilerplate = load_content(root).site.boilerplate
    articles = {}
    for path in find_seeds(root)[0]:
        article, _ = read_seed(path.read_bytes(), path=relative_path(path, root), boilerplate=boilerplate)
        assert article is not None, path
        articles[article.seed_id] = article
    return articles


def render_golden() -> dict[str, bytes]:
    """Return every page and data file of the golden site, by path, without assets, which are copied unchanged."""
    articles = read_articles(PROJECT)
    content = load_content(PROJECT)
    annotations = {
        seed_id: msgspec.json.decode((STORED / f"{seed_id}.json").read_bytes(), type=Annotations)
        for seed_id in articles
    }
    graph, _ = build_graph(articles, annotations, content)
    renderer = Renderer((default_templates(),))
    pages = plan_pages(graph, articles, content, version="0.0.0")
    files = {}
    for page in pages:
        assert not isinstance(page, Picture), "pictures are for sites with a public address"
        files[page.path] = page.data if isinstance(page, DataFile) else renderer.render(page)
    assert not any(path.startswith(f"{ASSETS}/") for path in files)
    return files
