"""The common options of commands, and the messages for their failures."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import click
import pytest

from builder.commands.common_options import with_settings
from builder.commands.failures import print_failure
from builder.commands.main import newsgloss, run
from builder.commands.settings import Settings
from builder.model.diagnostic import InputError, error


def command_that(raises: BaseException | None = None, returns: int = 0) -> click.Command:
    """Return a command with the common options only, which raises or returns a given value."""

    @click.command()
    @with_settings
    def sample(settings: Settings) -> int:
        """Raise or return."""
        if raises is not None:
            raise raises
        click.echo(settings.root)
        return returns

    return sample


def out_and_err(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_the_exit_code_is_that_of_the_command() -> None:
    assert run(command_that(), [], name="sample") == 0
    assert run(command_that(returns=1), [], name="sample") == 1


def test_the_root_is_the_current_folder_or_that_of_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "paper").mkdir()
    monkeypatch.chdir(tmp_path)
    run(command_that(), [], name="sample")
    run(command_that(), ["--root", "paper"], name="sample")
    assert capsys.readouterr().out.split() == [str(tmp_path), str(tmp_path / "paper")]


def test_a_defect_is_reported_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_that(KeyError("kettle")), [], name="sample") == 1
    out, err = out_and_err(capsys)
    assert not out
    assert "KeyError: 'kettle'" in err
    assert "report" in err
    assert "Traceback" not in err


def test_a_defect_is_reported_with_a_traceback_if_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_that(KeyError("kettle")), ["-v"], name="sample") == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_defect_is_reported_as_json_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_that(KeyError("kettle")), ["--json"], name="sample") == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (answer["command"], answer["ok"], answer["defect"]) == ("sample", False, "KeyError: 'kettle'")


def test_bad_input_is_reported_with_file_line_and_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    problem = InputError([error("content/site.yaml", 3, "There is no key “titel”.", "Did you mean title?")])
    assert run(command_that(problem), [], name="sample") == 1
    out, err = out_and_err(capsys)
    assert not out
    assert err.splitlines() == [
        "content/site.yaml",
        "  line 3: error: There is no key “titel”.",
        "    Did you mean title?",
    ]


def test_an_interruption_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_that(KeyboardInterrupt()), [], name="sample") == 130
    out, err = out_and_err(capsys)
    assert not (out + err).strip()


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["biuld"], "'build'"),
        (["build", "--drafs"], "'--drafts'"),
        (["serve", "--prot", "80"], "'--port'"),
        (["review", "--jsno"], "'--json'"),
    ],
)
def test_a_misspelled_command_or_option_gets_a_suggestion(
    arguments: list[str], suggestion: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsgloss, arguments, name="newsgloss") == 2
    printed = capsys.readouterr().err
    assert "Did you mean" in printed
    assert suggestion in printed


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--root", "no-such-folder"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["serve", "--port", "70000"],
        ["new"],
    ],
)
def test_wrong_usage_has_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(newsgloss, arguments, name="newsgloss") == 2
    assert "Error:" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(newsgloss.commands))
def test_every_command_takes_the_common_options(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(newsgloss, [name, "--help"], name="newsgloss") == 0
    text = capsys.readouterr().out
    for option in ("--root", "--quiet", "--json", "--verbose"):
        assert option in text


OUT_OF_MEMORY = (
    MemoryError(),
    OSError(errno.ENOMEM, "Cannot allocate memory"),
    ImportError("kettle.so: failed to map segment from shared object"),
)


@pytest.mark.parametrize("problem", OUT_OF_MEMORY, ids=lambda problem: type(problem).__name__)
def test_a_lack_of_memory_is_not_reported_as_a_defect(
    problem: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command_that(problem), [], name="sample") == 1
    out, err = out_and_err(capsys)
    assert not out
    assert "memory is used up" in err
    assert "--jobs 1" in err
    assert "defect" not in err
    assert run(command_that(problem), ["--json"], name="sample") == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    (printed,) = answer["diagnostics"]
    assert (answer["command"], answer["ok"], printed["severity"]) == ("sample", False, "error")


def test_a_refusal_of_the_system_is_not_reported_as_a_defect(capsys: pytest.CaptureFixture[str]) -> None:
    problem = PermissionError(errno.EACCES, "Permission denied", "/srv/kettle")
    assert run(command_that(problem), [], name="sample") == 1
    out, err = out_and_err(capsys)
    assert not out
    assert "/srv/kettle" in err
    assert "Permission denied" in err
    assert "defect" not in err
    assert run(command_that(problem), ["--json"], name="sample") == 1
    (printed,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (printed["path"], printed["severity"]) == ("/srv/kettle", "error")


@pytest.mark.parametrize("problem", [ImportError("No module named 'kettle'"), OSError(errno.EIO, "ill")])
def test_other_failures_are_not_reported_as_a_lack_of_memory(
    problem: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    run(command_that(problem), [], name="sample")
    assert "memory" not in capsys.readouterr().err


def test_failure_diagnostics_are_printed_as_json_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(command="build", root=Path("/root"), quiet=False, as_json=True, verbose=False)
    assert print_failure([error("seeds/a.txt", 12, "It is odd.", "Look at it.")], settings) == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (answer["ok"], len(answer["diagnostics"])) == (False, 1)
