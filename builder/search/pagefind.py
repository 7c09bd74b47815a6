"""pagefind: records in, the files of an index out.

We talk to its program directly. The Python package around it waits a tenth of a second for each answer, and
forever if the program has died.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BufferedReader, BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import msgspec

from builder.installed_packages import version_of
from builder.pages.compact_json import compact_json
from builder.search.record import SearchRecord

PACKAGE = "pagefind_bin"

ENTRY = "pagefind-entry.json"
_LIBRARY = ("pagefind.js", "pagefind-worker.js")
_KEPT = (*_LIBRARY, ENTRY)
_KEPT_ENDINGS = (".pf_meta", ".pf_index", ".pf_fragment", ".pagefind")
"""What the page of the search needs; the interfaces that come with pagefind are left out."""


class IndexingError(Exception):
    """The index cannot be made; the message says why, in a clause."""


def pagefind_version() -> str:
    """Return the version of the program; "" if it is not installed."""
    try:
        return version_of(PACKAGE)
    except ModuleNotFoundError:
        return ""


def make_index(records: Iterable[SearchRecord], *, language: str) -> dict[str, bytes]:
    """Return the index and the library that searches it, by path in a folder of their own, sorted.

    Args:
        records: in an order that depends only on the records.
        language: of the records, a BCP 47 tag; words are stemmed by its first part.

    Raises:
        IndexingError: if the program is missing, cannot be run, or fails.
    """
    primary = language.partition("-")[0].lower()
    try:
        with _Service(_program()) as service:
            index = service.ask("NewIndex", config={})["index_id"]
            for record in records:
                service.ask(
                    "AddRecord",
                    index_id=index,
                    url=record.address,
                    content=record.content,
                    language=primary,
                    meta=record.meta,
                    filters={},
                    sort={},
                )
            answer = service.ask("GetFiles", index_id=index)
        files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
        return dict(sorted(_needed(files).items()))
    except OSError as problem:
        raise IndexingError(f"its program cannot be run: {problem.strerror or problem}") from problem
    except (ValueError, LookupError, TypeError) as problem:
        raise IndexingError("its program gave an unexpected answer") from problem


def is_library(path: str) -> bool:
    """Return True if a file of an index is a part of the library, which is the same in all."""
    return path in _LIBRARY or path.startswith("wasm.")


def _program() -> Path:
    """Return the path of the program.

    Raises:
        IndexingError: if its package is not installed.
        OSError: if the package has lost it.
    """
    try:
        from pagefind_bin import get_executable
    except ImportError as problem:
        raise IndexingError("its program is not installed") from problem
    found: Path = get_executable()
    return found


def _needed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a reader's browser loads."""
    found = {path: data for path, data in files.items() if path in _KEPT or path.endswith(_KEPT_ENDINGS)}
    languages = json.loads(found[ENTRY])["languages"].values()
    stemmers = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in languages}
    return {path: data for path, data in found.items() if not path.startswith("wasm.") or path in stemmers}


class _Service:
    """The program as a partner: a question, an answer, each JSON in base64, ended by a comma."""

    def __init__(self, program: Path) -> None:
        process = subprocess.Popen(  # noqa: S603 - the program of an installed package
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._process = process
        self._stdin = cast(BufferedWriter, process.stdin)
        self._stdout = cast(BufferedReader, process.stdout)
        self._asked = 0

    def __enter__(self) -> _Service:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._stdout.close()
        with suppress(BrokenPipeError):  # words that the program did not want to hear
            self._stdin.close()

    def ask(self, question: str, **values: Any) -> dict[str, Any]:
        """Return the answer to one question.

        Raises:
            IndexingError: if the program has ended, or reports an error.
            ValueError: if the answer is not understood.
        """
        self._asked += 1
        message = {"message_id": self._asked, "payload": {"type": question, **values}}
        data = compact_json(message).encode("utf-8", "replace")
        answer: dict[str, Any] = msgspec.json.decode(self._exchange(base64.b64encode(data)))["payload"]
        if answer["type"] == "Error":
            raise IndexingError(f"its program says: {answer['message']}")
        return answer

    def _exchange(self, message: bytes) -> bytes:
        with suppress(BrokenPipeError):  # a program that has ended answers nothing: see below
            self._stdin.write(message + b",")
            self._stdin.flush()
        parts: list[bytes] = []
        while not (parts and parts[-1].endswith(b",")):
            part = self._stdout.read1()
            if not part:
                raise IndexingError("its program ended too early")
            parts.append(part)
        return base64.b64decode(b"".join(parts)[:-1])
