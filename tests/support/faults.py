"""Faults of the system, injected into one call of a running program."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.write import swap

BY_PATH = (
    "open",
    "mkdir",
    "rename",
    "replace",
    "unlink",
    "remove",
    "rmdir",
    "link",
    "symlink",
    "scandir",
    "listdir",
    "stat",
    "lstat",
)
"""Functions of ``os`` that take a path first."""

BY_DESCRIPTOR = ("write", "fsync", "ftruncate")
"""Functions of ``os`` that take a descriptor first."""

GROWING = frozenset({"mkdir", "link", "symlink", "write", "create", "rename", "replace"})
"""Calls that keep failing once a disk is full."""


class Fault(Struct, frozen=True):
    """A fault: the failing call and its error.

    Attributes:
        at: the number of the call, counted from 1; 0 for none.
        number: of the error.
        lasting: whether all later calls that need what is used up fail, too: space, or descriptors.
        short: whether a write that fails has written its first half.
    """

    at: int = 0
    number: int = errno.EIO
    lasting: bool = False
    short: bool = False


class Injector:
    """A counter of the calls on files below a folder that makes one of them fail.

    Args:
        root: the folder.
        fault: what fails.

    Attributes:
        calls: the names of the calls so far. An opening for writing is "create".
    """

    def __init__(self, root: Path, fault: Fault) -> None:
        self.calls: list[str] = []
        self._root = str(root)
        self._fault = fault
        self._descriptors: set[int] = set()

    def install(self) -> None:
        """Replace the functions until the process ends."""
        for name in BY_PATH:
            setattr(os, name, self._by_path(name, getattr(os, name)))
        for name in BY_DESCRIPTOR:
            setattr(os, name, self._by_descriptor(name, getattr(os, name)))
        builtins.open = io.open = self._opening(io.open)
        swap._exchange = self._always("rename", swap._exchange)
        swap.flush = self._always("fsync", swap.flush)

    def trip(self, name: str, half: Callable[[], object] = lambda: None) -> None:
        """Count a call; raise the fault if it is its turn.

        Raises:
            OSError: the fault.
        """
        self.calls.append(name)
        fault, number = self._fault, len(self.calls)
        if not fault.at or number < fault.at:
            return
        lasts = fault.lasting and (
            name in GROWING or (fault.number == errno.EMFILE and name in ("open", "scandir"))
        )
        if number == fault.at or lasts:
            if fault.short:
                half()
            raise OSError(fault.number, os.strerror(fault.number), self._root)

    def _is_below(self, path: object) -> bool:
        if isinstance(path, int):
            return path in self._descriptors
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return os.path.abspath(os.fsdecode(path)).startswith(f"{self._root}{os.sep}")  # noqa: PTH100

    def _by_path(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def tripping(*arguments: Any, **options: Any) -> Any:
            below = bool(arguments) and self._is_below(arguments[0])
            if below:
                writes = name == "open" and arguments[1] & (os.O_WRONLY | os.O_RDWR)
                self.trip("create" if writes else name)
            result = call(*arguments, **options)
            if below and name == "open":
                self._descriptors.add(result)
            return result

        return tripping

    def _by_descriptor(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def tripping(descriptor: int, *arguments: Any) -> Any:
            if descriptor in self._descriptors:
                self.trip(name)
            return call(descriptor, *arguments)

        return tripping

    def _always(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def tripping(*arguments: Any) -> Any:
            self.trip(name)
            return call(*arguments)

        return tripping

    def _opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def tripping(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if not self._is_below(file):
                return call(file, mode, *arguments, **options)
            writes = bool(set(mode) & set("wax+"))
            if not isinstance(file, int):
                self.trip("create" if writes else "open")
            opened = call(file, mode, *arguments, **options)
            return _Faulty(opened, self)

        return tripping


class _Faulty:
    """An open file whose reads and writes can fail."""

    def __init__(self, file: Any, injector: Injector) -> None:
        self._file = file
        self._injector = injector

    def read(self, *size: Any) -> Any:
        self._injector.trip("read")
        return self._file.read(*size)

    def write(self, data: Any) -> Any:
        self._injector.trip("write", lambda: self._file.write(data[: len(data) // 2]))
        return self._file.write(data)

    def __enter__(self) -> _Faulty:
        return self

    def __exit__(self, *problem: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
