"""Tables of ``newsgloss eval --corrections``: how often the machine was right where an editor decided."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from builder.commands.console import console_for
from builder.commands.json_output import as_plain, print_json
from builder.commands.settings import Settings
from builder.evaluate.corrections import CorrectionReport, CorrectionScore, Outcome


def print_corrections(report: CorrectionReport, settings: Settings) -> None:
    """Print what an editor corrected: by kind, rule and confidence; with -v one by one."""
    if settings.as_json:
        print_json(
            {
                "ok": True,
                "kinds": [_row(one) for one in report.kinds],
                "rules": [_row(one) for one in report.rules],
                "confidence": [_row(one) for one in report.bands],
                "merged": report.merged,
                "split": report.split,
                "corrections": [as_plain(one) for one in report.corrections],
            },
            settings,
        )
        return
    console = console_for(stderr=False)
    if not report.corrections:
        console.print(Text("No fix in content/briefs/ decides about a quote or a name."))
    for title, scores in (
        ("By kind", report.kinds),
        ("By rule", report.rules),
        ("By confidence", report.bands),
    ):
        if scores:
            console.print(_table(title, scores))
    console.print(Text(f"{report.merged} pages merged, {report.split} split."))
    if settings.verbose:
        for one in report.corrections:
            if one.outcome is not Outcome.RIGHT:
                how = f" ({one.rule}, {one.confidence:.0%} sure)" if one.rule else ""
                console.print(
                    Text(f"{one.brief}: {one.kind} {one.outcome}{how}: “{one.words}”"), soft_wrap=True
                )


def corrections_as_markdown(report: CorrectionReport) -> str:
    """Return what an editor corrected as a page for readers, in Markdown."""
    rows = {one.name: one for one in report.kinds}
    lines = ["# What our editors corrected", ""]
    for kind, noun, fault in (("speaker", "quotes", "the speaker"), ("name", "names", "the meaning")):
        score = rows.get(kind)
        if score is None or not (score.decided or score.missed):
            continue
        lines.append(
            f"- Of {score.decided} {noun} that editors decided about, the program was right in {score.right}"
            f"{'' if score.share is None else f' ({score.share:.0%})'}; they changed {fault} in {score.changed},"
            f" removed {score.dropped}, and added {score.missed} that it had missed."
        )
    if not report.corrections:
        lines.append("- Our editors have not decided about any quote or name yet.")
    lines += [
        f"- They joined {report.merged} pages with others, and divided {report.split}.",
        "",
        "Editors look first at what the program is not sure of: what they have not looked at is more often right.",
    ]
    return "\n".join(lines)


def _table(title: str, scores: Sequence[CorrectionScore]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("")
    for name in ("decided", "right", "changed", "dropped", "missed", "right of decided"):
        table.add_column(name, justify="right")
    for one in scores:
        share = "–" if one.share is None else f"{one.share:.0%}"
        counts = (one.decided, one.right, one.changed, one.dropped, one.missed)
        table.add_row(Text(one.name), *map(str, counts), share)
    return table


def _row(score: CorrectionScore) -> dict[str, object]:
    return {**as_plain(score), "decided": score.decided, "share": score.share}
