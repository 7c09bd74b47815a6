"""Files of ``content/`` as the desk reads and writes them: their byte order mark, line ends and permissions stay."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.files import CONTENT_LIMIT, UnusableError, check_inside, read_file

FOLDER = "content"

BYTE_ORDER_MARK = "\ufeff"
_NEW_FILE_MODE = 0o644


class UnwritableError(Exception):
    """A file that the desk may not or cannot write.

    Attributes:
        path: the file, relative to the site's root.
    """

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


class ContentFile(Struct, frozen=True):
    """A file of ``content/``.

    Attributes:
        path: relative to the site's root, with forward slashes.
        text: with a line feed as line end; None if the file does not exist.
        has_mark: True if it begins with a byte order mark.
        newline: its line end.
        mode: its permissions, or those that it gets if it does not exist.
    """

    path: str
    text: str | None
    has_mark: bool = False
    newline: str = "\n"
    mode: int = _NEW_FILE_MODE

    def with_text(self, text: str | None) -> ContentFile:
        """Return the file with another text."""
        return replace(self, text=text)

    def data(self) -> bytes:
        """Return the bytes of a file that exists."""
        text = (self.text or "").replace("\n", self.newline)
        return ((BYTE_ORDER_MARK if self.has_mark else "") + text).encode("utf-8", "surrogatepass")


def read_content(root: Path, path: str) -> ContentFile:
    """Return a file of ``content/``.

    Raises:
        UnwritableError: if it is outside of ``content/``, or cannot be read as UTF-8.
    """
    check_path(root, path)
    try:
        text = read_file(root / path, root=root, limit=CONTENT_LIMIT).decode()
    except FileNotFoundError:
        return ContentFile(path, None)
    except UnusableError as problem:
        raise UnwritableError(path, problem.message) from problem
    except UnicodeDecodeError as problem:
        raise UnwritableError(path, "The file is not UTF-8 text.") from problem
    has_mark = text.startswith(BYTE_ORDER_MARK)
    newline = "\r\n" if "\r\n" in text else "\n"
    mode = stat.S_IMODE((root / path).stat().st_mode)
    return ContentFile(
        path, text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n"), has_mark, newline, mode
    )


def check_path(root: Path, path: str) -> None:
    """Check that a path is one of a file in ``content/``, to which no link leads from outside or inside.

    Raises:
        UnwritableError: if it is not.
    """
    parts = path.split("/")
    if parts[0] != FOLDER or len(parts) < 2 or any(part in ("", ".", "..") for part in parts) or "\\" in path:
        raise UnwritableError(path, f"Only files in {FOLDER}/ are written.")
    for depth in range(1, len(parts) + 1):
        if (root / "/".join(parts[:depth])).is_symlink():
            raise UnwritableError(path, f"{'/'.join(parts[:depth])} is a link: the desk follows none.")
    try:
        check_inside(root / path, root=root)
    except UnusableError as problem:
        raise UnwritableError(path, problem.message) from problem


def write_content(root: Path, file: ContentFile) -> None:
    """Write a file of ``content/`` whole, or delete it if it has no text.

    Raises:
        UnwritableError: if it cannot be written. The file is then as it was.
    """
    check_path(root, file.path)
    target = root / file.path
    try:
        if file.text is None:
            target.unlink(missing_ok=True)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else file.mode
        # Names that begin with a dot are ignored by builds and by the preview.
        descriptor, name = tempfile.mkstemp(prefix=".desk-", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as new:
                new.write(file.data())
            os.chmod(name, mode)  # noqa: PTH101 - as the file before
            os.replace(name, target)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108
            raise
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UnwritableError(file.path, f"The file cannot be written: {reason}.") from problem
