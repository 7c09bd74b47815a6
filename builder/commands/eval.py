"""``newsgloss eval``: scores the annotations of articles that people annotated."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_OK, Settings

_FILE = click.Path(path_type=Path)


@click.command(name="eval")
@click.argument("data", nargs=-1, type=_FILE)
@click.option(
    "--report",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write the report to this folder.  [default: .newsgloss/eval in the site's folder]",
)
@click.option(
    "--compare", type=_FILE, metavar="OLD", help="Show the differences to the run with this record."
)
@click.option("--places", type=_FILE, metavar="TABLE", help="Score the coordinates of places by this table.")
@click.option("--identity", type=_FILE, metavar="FILE", help="Score who is who by this file of identities.")
@click.option(
    "--predictions", type=_FILE, metavar="FILE", help="Write the annotations to this file, as JSON lines."
)
@click.option("--model", metavar="NAME", help="Annotate with another spaCy pipeline.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Use only the first N articles of each file."
)
@click.option(
    "--corrections", is_flag=True, help="Score the site by its editor's corrections, in place of files."
)
@click.option("--markdown", is_flag=True, help="Print the corrections as a page for readers of the site.")
@with_settings
def evaluate(
    settings: Settings,
    *,
    data: tuple[Path, ...],
    report: Path | None,
    compare: Path | None,
    places: Path | None,
    identity: Path | None,
    predictions: Path | None,
    model: str | None,
    limit: int | None,
    corrections: bool,
    markdown: bool,
) -> int:
    """Annotate articles with the build's own stages, score the result, and show every mistake."""
    if corrections == bool(data):
        message = "Name files with annotated articles, or give --corrections, which scores this site."
        raise click.UsageError(message)
    if markdown and (settings.as_json or not corrections):
        raise click.UsageError("--markdown is a form of --corrections, in place of --json.")
    if corrections:
        return _score_corrections(settings, markdown=markdown)
    from builder.commands.progress_bars import choose_progress
    from builder.commands.score_tables import print_scores
    from builder.evaluate.comparison import compare as compare_records
    from builder.evaluate.file_evaluation import evaluate_file, write_predictions
    from builder.evaluate.gold import read_gold
    from builder.evaluate.identity_gold import check_identity, read_identity
    from builder.evaluate.place_scores import read_places
    from builder.evaluate.report.assembly import write_report
    from builder.evaluate.report.folder import check_folder
    from builder.evaluate.run_record import read_record, record_of
    from builder.store.store import Store

    folder = report or settings.root / ".newsgloss" / "eval"
    # Bad options are reported before the long run, and the earlier record is read before the report replaces it.
    check_folder(folder)
    earlier = read_record(compare) if compare is not None else None
    table = read_places(places) if places is not None else {}
    who = read_identity(identity) if identity is not None else None
    warnings = check_identity(who, [one for path in data for one in read_gold(path)]) if who else ()
    results = []
    for path in data:
        with choose_progress(settings) as progress, Store(settings.root / ".newsgloss") as store:
            results.append(
                evaluate_file(
                    path,
                    model=model,
                    limit=limit,
                    places=table,
                    identity=who.articles if who else {},
                    store=store,
                    progress=progress,
                )
            )
    if predictions is not None:
        write_predictions(results, predictions)
    record = record_of(results)
    comparison = compare_records(record, earlier, name=compare.name) if earlier and compare else None
    with choose_progress(settings) as progress:
        write_report(results, record, comparison, folder, progress=progress)
    print_scores(results, settings, report=folder, comparison=comparison, warnings=warnings)
    return EXIT_OK


def _score_corrections(settings: Settings, *, markdown: bool) -> int:
    """Score the site by the fixes of its editor."""
    from builder.commands.correction_tables import corrections_as_markdown, print_corrections
    from builder.commands.progress_bars import choose_progress
    from builder.evaluate.corrections import correction_report, without_fixes
    from builder.pipeline.journal import Journal
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.site_data import load_site_data
    from builder.pipeline.store_folder import open_store

    options = BuildOptions(root=settings.root, out=settings.root / "site", drafts=True, write=False)
    with choose_progress(settings) as progress, open_store(options) as store:
        before = load_site_data(
            options, store=store, journal=Journal(), progress=progress, adjust=without_fixes
        )
        after = load_site_data(options, store=store, journal=Journal(), progress=progress)
        report = correction_report(before.graph, after.graph, after.articles, after.content)
    if markdown:
        click.echo(corrections_as_markdown(report))
    else:
        print_corrections(report, settings)
    return EXIT_OK
