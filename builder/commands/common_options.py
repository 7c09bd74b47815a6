"""How every command runs: with the common options, and with a message for whatever goes wrong."""

from __future__ import annotations

import errno
import functools
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.commands.settings import EXIT_FAILED, Settings
from builder.model.diagnostic import InputError, error

Command = Callable[..., int]
"""The body of a command: settings and its own options in, exit code out."""


def with_settings(command: Command) -> Command:
    """Gives a command the common options, and turns whatever it raises into a message and an exit code."""

    @click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        metavar="FOLDER",
        help="The site's folder.  [default: the current one]",
    )
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings.")
    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object, and nothing else.")
    @click.option("-v", "--verbose", is_flag=True, help="Tell notes, files written and tracebacks too.")
    @functools.wraps(command)
    def wrapped(*, root: Path, quiet: bool, as_json: bool, verbose: bool, **options: Any) -> int:
        settings = Settings(
            command=command.__name__, root=root.absolute(), quiet=quiet, as_json=as_json, verbose=verbose
        )
        try:
            return command(settings, **options)
        except InputError as problem:
            from builder.commands.console import tell_failure

            return tell_failure(problem.diagnostics, settings)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as defect:  # noqa: BLE001  the last resort: nobody is to meet a bare traceback
            if not is_out_of_memory(defect):
                refused = isinstance(defect, OSError) and defect.errno is not None
                return _tell_refusal(defect, settings) if refused else _apologise(defect, settings)
        # Here, and not above, the values of the command that failed are gone, and there is room for a message.
        return _tell_out_of_memory(settings)

    return wrapped


def is_out_of_memory(problem: BaseException) -> bool:
    """Return True if there was no memory left: Python, the system and its loader each say it in their way."""
    if isinstance(problem, ImportError):
        words = str(problem)
        return "failed to map segment" in words or "annot allocate memory" in words
    return isinstance(problem, MemoryError) or (
        isinstance(problem, OSError) and problem.errno == errno.ENOMEM
    )


def _tell_refusal(problem: BaseException, settings: Settings) -> int:
    """Report that the system refused something that no stage expects it to refuse, such as to look at a folder."""
    from builder.commands.console import tell_failure

    if settings.verbose:
        traceback.print_exception(problem, file=sys.stderr)
    reason = getattr(problem, "strerror", None) or str(problem)
    name = getattr(problem, "filename", None)
    path = os.fsdecode(name) if isinstance(name, str | bytes) else ""
    what = f"The system refuses what newsgloss needs here: {reason}."
    hint = "Check the permissions of the file and of the folders that it is in, and the disk."
    return tell_failure([error(path, None, what, hint)], settings)


def _tell_out_of_memory(settings: Settings) -> int:
    """Say that the memory is used up, in a few bytes: no library for a fine terminal is loaded any more."""
    what = "The memory is used up."
    hint = "Close other programs, build with --jobs 1, or build fewer articles at once."
    if settings.as_json:
        problem = {"severity": "error", "path": None, "line": None, "message": what, "hint": hint}
        answer = {"command": settings.command, "version": __version__, "ok": False, "diagnostics": [problem]}
        click.echo(json.dumps(answer))
    else:
        click.echo(f"error: {what} The site is as it was.\n  {hint}", err=True)
    return EXIT_FAILED


def _apologise(defect: Exception, settings: Settings) -> int:
    """Tells of a failure that is newsgloss's own fault."""
    what = f"{type(defect).__name__}: {defect}".rstrip(": ")
    if settings.as_json:
        from builder.commands.console import tell_json

        tell_json({"ok": False, "defect": what, "diagnostics": []}, settings)
    if settings.verbose:
        traceback.print_exception(defect, file=sys.stderr)
    click.echo(
        "Sorry: this is a defect of newsgloss and not of your files, and your site is as it was.\n"
        f"{what}\n"
        "Please report it with the command you gave and what the same command prints with -v.",
        err=True,
    )
    return EXIT_FAILED
