"""The common options of all commands, and the handling of their failures."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from builder.commands.failures import (
    is_out_of_memory,
    print_defect,
    print_failure,
    print_out_of_memory,
    print_refusal,
)
from builder.commands.settings import Settings
from builder.model.diagnostic import InputError

Command = Callable[..., int]
"""The body of a command: takes the settings and its own options, and returns the exit code."""


def with_settings(command: Command) -> Command:
    """Add the common options to a command, and turn its exceptions into messages and exit codes."""

    @click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        metavar="FOLDER",
        help="The site's folder.  [default: the current one]",
    )
    @click.option("-q", "--quiet", is_flag=True, help="Print only errors and warnings.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
    @click.option("-v", "--verbose", is_flag=True, help="Print notes, written files and tracebacks too.")
    @functools.wraps(command)
    def wrapped(*, root: Path, quiet: bool, as_json: bool, verbose: bool, **options: Any) -> int:
        settings = Settings(
            command=command.__name__, root=root.absolute(), quiet=quiet, as_json=as_json, verbose=verbose
        )
        try:
            return command(settings, **options)
        except InputError as problem:
            return print_failure(problem.diagnostics, settings)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as defect:  # noqa: BLE001 - no failure may end in a bare traceback
            if not is_out_of_memory(defect):
                refused = isinstance(defect, OSError) and defect.errno is not None
                return print_refusal(defect, settings) if refused else print_defect(defect, settings)
        # After the except clause the values of the failed command are released, so that there is memory for a message.
        return print_out_of_memory(settings)

    return wrapped
