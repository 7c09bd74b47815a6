"""Builds of a site by the command line of this project, each in a process of its own, measured."""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from bench.changes import Change
from bench.process_tree import Cost, run_measured

PROJECT = Path(__file__).parents[1]
ENVIRONMENT = MappingProxyType({"PYTHONPATH": str(PROJECT)})
SEARCH_PROGRAM = "pagefind"


class Sample(Struct, frozen=True, kw_only=True):
    """One measured run.

    Attributes:
        wall, cpu: seconds; of CPU, those of the whole tree of processes but the search program's.
        search_cpu: the CPU seconds of the search program.
        memory: the largest sum of proportional set sizes in bytes; 0 if it was not measured.
        annotated, written: how many articles were annotated, and files written.
        stages: wall seconds by stage, as the build reports them.
        problem: the first line that says why the run failed; "" if it succeeded.
    """

    wall: float
    cpu: float
    search_cpu: float = 0.0
    memory: int = 0
    annotated: int = 0
    written: int = 0
    stages: Mapping[str, float] = field(default_factory=dict)
    problem: str = ""


def newsgloss(*arguments: str) -> list[str]:
    """Return a command line that runs the installed command ``newsgloss`` of this project."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, function = project["project"]["scripts"]["newsgloss"].partition(":")
    return [sys.executable, "-P", "-c", f"from {module} import {function}; {function}()", *arguments]


def build(root: Path, *, memory: bool = False) -> Sample:
    """Build a site and return what it took."""
    cost = run_measured(
        newsgloss("build", "--json"),
        folder=root,
        environment=ENVIRONMENT,
        watched=SEARCH_PROGRAM,
        memory=memory,
    )
    return sample_of(cost)


def build_changed(root: Path, change: Change, number: int, *, memory: bool = False) -> Sample:
    """Change a site, build it, and return what the build took; one that did other work has failed.

    Args:
        root: the folder of the site.
        change: the change.
        number: of the change, which chooses the article.
        memory: True to measure the memory too.
    """
    change.apply(root, number)
    sample = build(root, memory=memory)
    if sample.problem:
        return sample
    if sample.annotated != change.annotated:
        return replace(sample, problem=f"articles annotated: {sample.annotated}, not {change.annotated}")
    if bool(sample.written) != change.writes:
        return replace(sample, problem=f"files written: {sample.written}")
    return sample


def annotate(root: Path, articles: int) -> Sample | None:
    """Annotate the articles of a site into its store, and do nothing else.

    Returns:
        What it took; None if not all of ``articles`` were annotated, because the store has some from an earlier run.
    """
    command = [sys.executable, "-P", "-m", "bench.annotated_store", str(root)]
    sample = sample_of(run_measured(command, folder=root, environment=ENVIRONMENT))
    return sample if sample.problem or sample.annotated == articles else None


def sample_of(cost: Cost, *, accepted: Sequence[int] = (0,)) -> Sample:
    """Return the sample of a command that prints a report as JSON, or nothing of the kind.

    Args:
        cost: of the command.
        accepted: the exit codes of a run that did its work.
    """
    report: Mapping[str, Any] = {}
    lines = cost.out.strip().splitlines()
    if lines and lines[-1].startswith("{"):
        report = json.loads(lines[-1])
    return Sample(
        wall=cost.wall,
        cpu=cost.cpu - cost.watched_cpu,
        search_cpu=cost.watched_cpu,
        memory=cost.memory,
        annotated=report.get("annotated", 0),
        written=len(report.get("pages", {}).get("written", ())),
        stages=report.get("seconds", {}),
        problem="" if cost.code in accepted else _problem(cost, report),
    )


def _problem(cost: Cost, report: Mapping[str, Any]) -> str:
    errors: Sequence[Mapping[str, Any]] = report.get("diagnostics", ())
    messages = [
        f"{found['path']}: {found['message']}" for found in errors if found.get("severity") == "error"
    ]
    messages += [line for line in cost.err.strip().splitlines()[-1:] if line]
    return messages[0] if messages else f"exit code {cost.code}"


def copy_site(source: Path, target: Path) -> None:
    """Replace a folder by a copy of a site."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
