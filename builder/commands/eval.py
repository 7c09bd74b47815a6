"""``newsgloss eval``: how right the annotations are on articles that people annotated."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.running import with_settings
from builder.commands.settings import EXIT_OK, Settings


@click.command(name="eval")
@click.argument("data", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--predictions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what was found as JSON lines.",
)
@click.option("--model", metavar="NAME", help="Annotate with another spaCy pipeline.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Take the first N articles of each file."
)
@with_settings
def evaluate(
    settings: Settings,
    *,
    data: tuple[Path, ...],
    predictions: Path | None,
    model: str | None,
    limit: int | None,
) -> int:
    """Run the build's own stages on annotated articles, and score what they find."""
    from builder.cache import Cache
    from builder.commands.progress import choose_progress
    from builder.commands.scores import tell_scores
    from builder.evaluate.run import evaluate_file, write_predictions

    cache = Cache(settings.root / ".newsgloss")
    results = []
    for path in data:
        with choose_progress(settings) as progress:
            results.append(evaluate_file(path, model=model, limit=limit, cache=cache, progress=progress))
    if predictions is not None:
        write_predictions(results, predictions)
    tell_scores(results, settings)
    return EXIT_OK
