"""Tables of ``newsgloss eval --compare``: scores before and after, and the articles that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from builder.evaluate.comparison import ArticleChange, Comparison, FileChange, ScoreChange
from builder.evaluate.metrics import format_change, format_score
from builder.evaluate.mistakes import Mistake

ARTICLES_SHOWN = 20
"""The largest number of changed articles of a file that are printed with their mistakes, unless all are requested."""


def print_comparison(comparison: Comparison, console: Console, *, everything: bool) -> None:
    """Print the differences to an earlier run.

    Args:
        comparison: the two runs compared.
        console: the console to print on.
        everything: True to print all changed articles.
    """
    for file in comparison.files:
        console.print(Text(f"{file.name}, compared with {comparison.old}", "bold"), soft_wrap=True)
        console.print(_table(file.scores))
        for line in _articles(file, everything=everything):
            console.print(line, soft_wrap=not console.is_terminal)
        console.print()
    for names, run in ((comparison.only_new, "this run"), (comparison.only_old, comparison.old)):
        if names:
            console.print(Text(f"Only in {run}: {', '.join(names)}"), soft_wrap=True)


def _table(scores: Sequence[ScoreChange]) -> Table:
    table = Table(box=None)
    table.add_column("", style="dim")
    for heading in ("", "old", "new", "difference"):
        table.add_column(heading, justify="right")
    for score in scores:
        label = score.figure.replace("f1", "F1")
        old, new = (format_score(value, figure=score.figure) for value in (score.old, score.new))
        table.add_row(score.name, label, old, new, _difference(score))
    return table


def _difference(score: ScoreChange) -> Text:
    """Return a difference of scores, green if the new score is better and red if it is worse."""
    style = "green" if score.gain > 0 else "red" if score.gain else ""
    return Text(format_change(score.difference, figure=score.figure), style)


def _articles(file: FileChange, *, everything: bool) -> Iterator[Text]:
    """Yield the lines on articles that changed, and on those of one run only."""
    for ids, run in ((file.only_new, "this run"), (file.only_old, "the earlier run")):
        if ids:
            yield Text(f"Not compared, because only {run} has them: {count_noun(len(ids), 'article')}.")
    if not file.articles:
        yield Text("No article changed.")
        return
    new, gone = (sum(len(getattr(one, side)) for one in file.articles) for side in ("new", "gone"))
    words = f"{count_noun(new, 'mistake')} new (+), {gone} gone (−)"
    yield Text(f"{count_noun(len(file.articles), 'article')} changed: {words}")
    shown = file.articles if everything else file.articles[:ARTICLES_SHOWN]
    for article in shown:
        yield from _article(article)
    if len(shown) < len(file.articles):
        yield Text(f"and {len(file.articles) - len(shown)} more: see the report, or use --verbose")


def count_noun(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural if needed."""
    return f"{number} {noun}{'s' * (number != 1)}"


def _article(article: ArticleChange) -> Iterator[Text]:
    yield Text(f"  {article.id}")
    for sign, style, mistakes in (("+", "red", article.new), ("−", "green", article.gone)):
        for mistake in mistakes:
            yield Text.assemble("    ", (sign, style), f" {_words(mistake)}")


def _words(mistake: Mistake) -> str:
    detail = f" ({mistake.detail})" if mistake.detail else ""
    return f"{mistake.kind}, at {mistake.span.start}: {mistake.words}{detail}"
