"""The two installed commands, ``newsgloss`` and ``build``: they load the program only if a build may have work to do.

A build without changes is known from the record of the last one, and its report is printed again.
"""

from __future__ import annotations

import gc
import os
import select
import sys

from builder.build_record.arguments import Arguments, read_arguments
from builder.build_record.comparison import Sight, check_unchanged, hand_over
from builder.build_record.file_states import DoubtError
from builder.build_record.presentation import presentation
from builder.build_record.record import read_record, words_of, write_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_OK = 0
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the console command ``newsgloss``."""
    words = sys.argv[1:]
    if words[:1] == ["build"]:
        _print_known_report(words[1:])
    from builder.commands.main import main as run

    gc.enable()  # not before: modules throw nothing away while they are loaded
    run()


def build_main() -> None:
    """Run the console command ``build``, which is the same as ``newsgloss build``."""
    _print_known_report(sys.argv[1:])
    from builder.commands.main import build_main as run

    gc.enable()
    run()


def _print_known_report(words: Sequence[str]) -> None:
    """Print the report of the last build and exit, if it is certain that nothing changed since."""
    gc.disable()
    try:
        arguments = read_arguments(words)
        if arguments is not None:
            for descriptor, data in _known_report(arguments):
                _write(descriptor, data)
            sys.exit(EXIT_OK)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except Exception:  # noqa: BLE001, S110 - after any doubt the whole program decides, and reports what is wrong
        pass


def _known_report(arguments: Arguments) -> list[tuple[int, bytes]]:
    """Return the bytes of the last report for standard error and standard output.

    Raises:
        DoubtError: if anything changed, or may have.
        OSError: if something cannot be read.
    """
    store = f"{arguments.root}/.newsgloss"
    record = read_record(store)
    shown = presentation(quiet=arguments.quiet, as_json=arguments.as_json, verbose=arguments.verbose)
    out, err = words_of(record, shown)
    sight = Sight(root=arguments.root, out=arguments.out, drafts=arguments.drafts, strict=arguments.strict)
    try:
        was_read = check_unchanged(sight, record)
    except DoubtError:
        hand_over(sight, root=arguments.root, drafts=arguments.drafts, strict=arguments.strict)
        raise
    if was_read:
        try:
            write_record(store, record)
        except OSError:
            pass  # the next build reads the same files again
    return [(2, err), (1, out)]


def _write(descriptor: int, data: bytes) -> None:
    """Write all bytes; a reader that has ended is no failure.

    Raises:
        OSError: if they cannot be written.
    """
    remaining = memoryview(data)
    while remaining:
        try:
            remaining = remaining[os.write(descriptor, remaining) :]
        except BlockingIOError:
            select.select([], [descriptor], [])
        except (BrokenPipeError, ConnectionResetError):
            return


if __name__ == "__main__":
    main()
