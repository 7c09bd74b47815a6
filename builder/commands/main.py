"""The two installed commands: ``newsgloss``, and ``build`` as a short form of ``newsgloss build``."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from builder import __version__
from builder.commands.add import add
from builder.commands.build import build
from builder.commands.check import check
from builder.commands.eval import evaluate
from builder.commands.explain import explain
from builder.commands.new import new
from builder.commands.publish import publish
from builder.commands.review import review
from builder.commands.schema import schema
from builder.commands.serve import serve
from builder.commands.settings import EXIT_INTERRUPTED, EXIT_OK
from builder.commands.standard_streams import guard_streams
from builder.commands.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsgloss")
def newsgloss() -> None:
    """Build a static site of annotated briefs from news articles."""


for command in (build, serve, check, review, explain, new, add, schema, publish, evaluate, verify):
    newsgloss.add_command(command)


def main() -> None:
    """Run the console command ``newsgloss``."""
    _run_process(newsgloss, name="newsgloss")


def build_main() -> None:
    """Run the console command ``build``, which is the same as ``newsgloss build``."""
    _run_process(build, name="build")


def _run_process(command: click.Command, *, name: str) -> NoReturn:
    """Run a command with the arguments and streams of this process, then exit."""
    codes: list[int] = []
    # What is registered first runs last.
    atexit.register(_leave, codes)
    streams = guard_streams()
    codes.append(streams.exit_code(run(command, sys.argv[1:], name=name)))
    sys.exit(codes[0])


def _leave(codes: Sequence[int]) -> None:
    """End this process with the code that is given, if there is one."""
    # Python would take a site of 1,000 briefs and a language model apart, object by object: that takes half a second,
    # and the system takes the memory back at once.
    if codes:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(codes[0])


def run(command: click.Command, arguments: Sequence[str], *, name: str) -> int:
    """Run a command and return its exit code.

    Args:
        command: the command or group.
        arguments: its arguments, without its name.
        name: its name in the help.
    """
    try:
        code = command.main(args=list(arguments), prog_name=name, standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return code if isinstance(code, int) else EXIT_OK
