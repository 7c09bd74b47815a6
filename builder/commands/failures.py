"""Messages for the failures of a command: bad input, the system, memory, and defects."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Sequence

import click

from builder import __version__
from builder.commands.settings import EXIT_FAILED, Settings
from builder.model.diagnostic import Diagnostic, error


def print_failure(diagnostics: Sequence[Diagnostic], settings: Settings) -> int:
    """Print the diagnostics of a command that failed, as text or JSON; return the exit code."""
    from builder.commands.console import print_diagnostics
    from builder.commands.json_output import diagnostics_as_json, print_json

    if settings.as_json:
        print_json({"ok": False, "diagnostics": diagnostics_as_json(diagnostics)}, settings)
    else:
        print_diagnostics(diagnostics, notes=settings.verbose)
    return EXIT_FAILED


def is_out_of_memory(problem: BaseException) -> bool:
    """Return True if an exception means that the memory is used up."""
    # Python, the system and its loader of libraries each report it in their own way.
    if isinstance(problem, ImportError):
        words = str(problem)
        return "failed to map segment" in words or "annot allocate memory" in words
    return isinstance(problem, MemoryError) or (
        isinstance(problem, OSError) and problem.errno == errno.ENOMEM
    )


def print_refusal(problem: BaseException, settings: Settings) -> int:
    """Report an operation that the system refused and that no stage expected; return the exit code."""
    if settings.verbose:
        traceback.print_exception(problem, file=sys.stderr)
    reason = getattr(problem, "strerror", None) or str(problem)
    name = getattr(problem, "filename", None)
    path = os.fsdecode(name) if isinstance(name, str | bytes) else ""
    what = (
        f"The system refused an operation on this file: {reason}."
        if path
        else (f"The system refused an operation: {reason}.")
    )
    hint = "Check the permissions of the file and of the folders that it is in, and the disk."
    return print_failure([error(path, None, what, hint)], settings)


def print_out_of_memory(settings: Settings) -> int:
    """Report that the memory is used up; return the exit code."""
    what = "The memory is used up."
    hint = "Close other programs, build with --jobs 1, or build fewer articles at once."
    # Only a few bytes are written, without the console: a library could not be loaded.
    if settings.as_json:
        problem = {"severity": "error", "path": None, "line": None, "message": what, "hint": hint}
        answer = {"command": settings.command, "version": __version__, "ok": False, "diagnostics": [problem]}
        click.echo(json.dumps(answer))
    else:
        click.echo(f"error: {what} The site is unchanged.\n  {hint}", err=True)
    return EXIT_FAILED


def print_defect(defect: Exception, settings: Settings) -> int:
    """Report a failure that is a defect of newsgloss; return the exit code."""
    what = f"{type(defect).__name__}: {defect}".rstrip(": ")
    if settings.as_json:
        from builder.commands.json_output import print_json

        print_json({"ok": False, "defect": what, "diagnostics": []}, settings)
    if settings.verbose:
        traceback.print_exception(defect, file=sys.stderr)
    click.echo(
        "This is a defect of newsgloss and not of your files. The site is unchanged.\n"
        f"{what}\n"
        "Please report it, with this command and what the same command prints with -v.",
        err=True,
    )
    return EXIT_FAILED
