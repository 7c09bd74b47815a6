"""``docs/commands.md`` describes the commands as they are."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from msgspec.structs import fields

from builder.commands.json_output import build_as_json
from builder.commands.main import newsgloss
from builder.pipeline.build_report import BuildReport
from builder.pipeline.worklist.work_item import WorkItem
from builder.publish.plan import Plan
from builder.publish.publish_report import PublishReport

TEXT = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(newsgloss.commands))
def test_every_command_and_option_is_described(name: str) -> None:
    assert f"## `newsgloss {name}" in TEXT
    for parameter in newsgloss.commands[name].params:
        if isinstance(parameter, click.Option):
            assert any(f"`{option}" in TEXT for option in parameter.opts), parameter.name


def test_every_described_option_exists() -> None:
    known = {"--help", "--version"} | {
        option
        for command in newsgloss.commands.values()
        for parameter in command.params
        for option in parameter.opts
    }
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", TEXT)) <= known


def test_every_key_of_the_json_output_is_described() -> None:
    keys = set(build_as_json(BuildReport(out=Path("site"), ok=True)))
    keys |= {field.name for field in fields(WorkItem)}
    keys |= set(
        PublishReport(
            target="web",
            kind="folder",
            place="/public",
            url=None,
            host=None,
            plan=Plan(),
            size=0,
            ok=True,
            is_dry_run=False,
            was_sent=False,
            diagnostics=(),
        ).as_json()
    )
    assert all(f"`{key}`" in TEXT for key in keys)
