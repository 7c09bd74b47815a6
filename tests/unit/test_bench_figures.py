"""The figures of the benchmark of builds: medians, growth, weights and limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from bench.build_limits import ANEW, CPU_LIMITS, SERVED, judge, judge_growth
from bench.build_tables import as_data, as_markdown, as_text, problems, tables
from bench.changes import ARTICLE_EDITED, NO_CHANGE
from bench.figures import Output, Row, Size, growth, ratio, weigh_output
from bench.site_builds import Sample
from tests.support.sites import write_files

OUTPUT = Output(
    size=60_000_000,
    files=7_000,
    search_size=3_000_000,
    search_files=900,
    brief_median=50_000,
    brief_largest=58_000,
    entity_largest=110_000,
)


def row(name: str, *seconds: float, search: float = 0.0) -> Row:
    return Row(name, tuple(Sample(wall=2 * cpu, cpu=cpu, search_cpu=search, written=3) for cpu in seconds))


def size(briefs: int, cpu: float, output: Output | None = OUTPUT) -> Size:
    """Return a site for which every row takes the same CPU seconds."""
    names = (*CPU_LIMITS, SERVED)
    return Size(
        label=f"{briefs} briefs",
        briefs=briefs,
        peers={name: row(name, 1.0, 1.2, 1.4) for name in ("hugo", "pagefind", "html-validate")},
        rows={name: row(name, cpu, search=1.0) for name in names},
        memory={ANEW: 300_000_000, NO_CHANGE.name: 40_000_000},
        output=output,
    )


def test_median_is_of_the_runs_that_succeeded() -> None:
    failed = Sample(wall=90.0, cpu=90.0, problem="seeds/a.md: It is empty.")
    measured = Row("one", (*row("one", 1.0, 5.0, 2.0).samples, failed))
    assert (measured.wall, measured.cpu, measured.written) == (4.0, 2.0, 3)
    assert measured.problems == ("seeds/a.md: It is empty.",)
    assert Row("one", (failed, failed)).cpu is None
    assert Row("one", (failed, failed)).problems == ("seeds/a.md: It is empty.",)


def test_median_of_an_even_number_is_between_the_middle_two() -> None:
    assert row("one", 1.0, 2.0, 4.0, 9.0).cpu == 3.0


@pytest.mark.parametrize(
    ("first", "last", "exponent"),
    [
        ((100, 1.0), (1_000, 10.0), 1.0),
        ((100, 1.0), (10_000, 1.0), 0.0),
        ((10, 2.0), (100, 200.0), 2.0),
        ((100, 4.0), (400, 2.0), -0.5),
    ],
)
def test_growth_is_the_exponent_of_the_power_law(
    first: tuple[int, float], last: tuple[int, float], exponent: float
) -> None:
    assert growth(first, last) == pytest.approx(exponent)
    assert growth(last, first) == pytest.approx(exponent)


@pytest.mark.parametrize(
    ("first", "last"), [((100, None), (200, 1.0)), ((100, 1.0), (100, 2.0)), ((100, 0.0), (200, 1.0))]
)
def test_growth_of_unknown_figures_is_unknown(
    first: tuple[int, float | None], last: tuple[int, float | None]
) -> None:
    assert growth(first, last) is None


def test_ratio_of_unknown_figures_is_unknown() -> None:
    assert ratio(3.0, 2.0) == 1.5
    assert ratio(None, 2.0) is None
    assert ratio(3.0, None) is None
    assert ratio(3.0, 0.0) is None


def test_peers_are_added_only_if_all_are_known() -> None:
    measured = size(100, 1.0)
    assert measured.peer_cpu("hugo", "pagefind") == pytest.approx(2.4)
    assert measured.peer_cpu("hugo", "zola") is None


def test_files_are_weighed_by_what_they_belong_to(tmp_path: Path) -> None:
    files = {
        "index.html": 10,
        "briefs/index.html": 20,
        "briefs/index-2.html": 20,
        "briefs/a.html": 300,
        "briefs/a.json": 100,
        "briefs/a/q-1.html": 50,
        "briefs/b.html": 150,
        "people/index.html": 900,
        "people/ana-roe.html": 70,
        "people/ana-roe/briefs-1.html": 500,
        "places/lowmoor.html": 80,
        "pagefind/a.pf_index": 40,
        "pagefind/b.pf_index": 2,
    }
    write_files(tmp_path, {path: b"x" * length for path, length in files.items()})
    assert weigh_output(tmp_path) == Output(
        size=sum(files.values()),
        files=len(files),
        search_size=42,
        search_files=2,
        brief_median=300,
        brief_largest=450,
        entity_largest=80,
    )


def test_figures_within_their_limits_are_kept() -> None:
    judged = list(judge(size(1_000, 0.2)))
    assert {one.what for one in judged} >= {*CPU_LIMITS, SERVED, "output", f"pagefind: {ANEW}"}
    assert all(one.is_kept for one in judged)


def test_figures_beyond_their_limits_are_not_kept() -> None:
    measured = size(1_000, 2.0)
    missed = {(one.what, one.unit) for one in judge(measured) if not one.is_kept}
    assert (NO_CHANGE.name, "s of CPU") in missed
    assert (NO_CHANGE.name, "× hugo") in missed
    assert (ARTICLE_EDITED.name, "s of CPU") not in missed


def test_figure_that_was_not_measured_is_not_kept() -> None:
    missed = [one for one in judge(size(1_000, 0.2, output=None)) if not one.is_kept]
    assert [(one.what, one.unit, one.value) for one in missed] == [
        ("output", "MB", None),
        ("output", "files", None),
    ]


def test_other_sizes_have_only_limits_of_memory() -> None:
    assert not list(judge(size(100, 9.0)))
    assert [one.what for one in judge(size(10_000, 9.0))] == ["memory without the model"]


def test_growth_is_judged_by_cpu_and_output() -> None:
    small = size(100, 1.0, output=replace(OUTPUT, size=10_000_000, files=7_000))
    judged = {one.what: one for one in judge_growth(small, size(1_000, 10.5))}
    assert judged[ARTICLE_EDITED.name].is_kept
    assert judged[ARTICLE_EDITED.name].value == pytest.approx(1.02, abs=0.01)
    assert not judged[NO_CHANGE.name].is_kept
    assert judged["output, bytes"].value == pytest.approx(0.78, abs=0.01)
    assert judged["output, files"].value == judged[f"pagefind: {ANEW}"].value == 0


def test_growth_of_what_was_not_measured_is_not_judged() -> None:
    judged = [one.what for one in judge_growth(size(100, 1.0), size(1_000, 1.0, output=None))]
    assert NO_CHANGE.name in judged
    assert not [what for what in judged if what.startswith("output")]


def test_tables_show_medians_ratios_limits_and_growth() -> None:
    found = list(tables([size(1_000, 6.0), size(100, 0.6)]))
    headings = [table.heading for table in found]
    assert headings == [
        "100 briefs",
        "Weight, 100 briefs",
        "1000 briefs",
        "Weight, 1000 briefs",
        "Limits, 1000 briefs",
        "Growth with the number of briefs: CPU seconds, output",
    ]
    assert (ARTICLE_EDITED.name, "12", "6", "1", "5", "5", "3") in found[2].lines
    assert ("output", "60 MB", "70", "yes") in found[4].lines
    assert (ARTICLE_EDITED.name, "6 s of CPU", "4", "NO") in found[4].lines
    assert (ARTICLE_EDITED.name, "1", "1.05") in found[-1].lines


def test_failed_row_is_marked_and_its_reason_is_listed() -> None:
    measured = size(100, 1.0)
    failed = Row(SERVED, (Sample(wall=0, cpu=0, problem="the page was not served"),))
    measured = Size(measured.label, 100, measured.peers, {SERVED: failed}, {}, None)
    assert problems([measured]) == (f"100 briefs: {SERVED}: the page was not served",)
    assert (f"{SERVED} (FAILED)", *["–"] * 6) in next(tables([measured])).lines


def test_table_is_the_same_in_each_form() -> None:
    table = next(tables([size(100, 1.0)]))
    text, markdown = as_text(table), as_markdown(table)
    for line in table.lines:
        assert any(shown.split("  ")[0] == line[0] for shown in text.splitlines())
        assert f"| {' | '.join(line)} |" in markdown
    assert len({len(line) for line in text.splitlines()[1:]}) == 1


def test_data_have_every_run() -> None:
    data = as_data([size(100, 1.0)], {"processor": "two cores"})
    assert data["machine"] == {"processor": "two cores"}
    assert [sample["cpu"] for sample in data["sizes"][0]["peers"]["hugo"]["samples"]] == [1.0, 1.2, 1.4]
