"""Assembly of a report: its pages, the style sheets, and the record of the run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.evaluate.comparison import Comparison
from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.mistakes import Mistake
from builder.evaluate.report.addresses import file_addresses
from builder.evaluate.report.article_page import article_page
from builder.evaluate.report.comparison_view import changes_view
from builder.evaluate.report.entity_urls import entity_urls
from builder.evaluate.report.folder import write_folder
from builder.evaluate.report.identity_page import identity_page
from builder.evaluate.report.index_page import file_section, index_page
from builder.evaluate.report.mistake_pages import by_kind, examples, kind_pages
from builder.evaluate.report.style_sheets import TEMPLATES, style_sheets
from builder.evaluate.run_record import FILE, RunRecord, record_bytes
from builder.pages.page import Page
from builder.pipeline.progress import Progress
from builder.render.render import Renderer


def write_report(
    results: Sequence[FileEvaluation],
    record: RunRecord,
    comparison: Comparison | None,
    folder: Path,
    *,
    progress: Progress,
) -> None:
    """Write the report of a run in place of the last one.

    Args:
        results: of every file.
        record: of the same run.
        comparison: of the run with an earlier one, or None.
        folder: of the report.
        progress: receives the progress of the pages.

    Raises:
        InputError: if the folder cannot be written, or has files of others.
    """
    pages = plan_report(results, record, comparison)
    renderer = Renderer([TEMPLATES])
    files = {
        page.path: renderer.render(page) for page in progress.track(pages, stage="report", total=len(pages))
    }
    write_folder({**files, **style_sheets(), FILE: record_bytes(record)}, folder)


def plan_report(
    results: Sequence[FileEvaluation], record: RunRecord, comparison: Comparison | None
) -> list[Page]:
    """Return all pages of a report, the first one first."""
    addresses = file_addresses(record.files)
    new = {file.name: _new_mistakes(comparison, file.name) for file in record.files}
    sections, pages = [], []
    for result, file, urls in zip(results, record.files, addresses, strict=True):
        mistakes = [mistake for one in result.articles for mistake in one.mistakes]
        entities = entity_urls(mistakes, urls)
        found = examples(result.articles, urls, entities, new[file.name])
        kinds = by_kind(found)
        identity_url = urls.identity if entities else None
        sections.append(file_section(result, kinds, urls, name=file.name, identity_url=identity_url))
        pages += kind_pages(kinds, urls, file=file.name)
        if entities:
            pages.append(identity_page(found, entities, urls, file=file.name))
        pages += [
            article_page(one, file=file.name, addresses=urls, entities=entities, new=new[file.name])
            for one in result.articles
        ]
    by_name = {file.name: urls for file, urls in zip(record.files, addresses, strict=True)}
    texts = {
        file.name: {one.article.id: one.article.text for one in result.articles}
        for file, result in zip(record.files, results, strict=True)
    }
    changes = changes_view(comparison, by_name, texts) if comparison is not None else None
    return [index_page(sections, changes), *pages]


def _new_mistakes(comparison: Comparison | None, name: str) -> frozenset[Mistake]:
    """Return the mistakes of a file that the earlier run lacks."""
    if comparison is None:
        return frozenset()
    return frozenset(
        mistake
        for file in comparison.files
        if file.name == name
        for article in file.articles
        for mistake in article.new
    )
