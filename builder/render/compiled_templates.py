"""Compiled templates: each is kept in memory and in a folder of the user's, so that it is compiled once."""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from pathlib import Path
from types import CodeType

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from builder.digest import DIGEST_SIZE, digest
from builder.files import TEMPLATE_LIMIT, UnusableError, read_file

MOST = 200
"""The most templates that are kept in memory: a site has some fifty."""

_SEAL_SIZE = 2 * DIGEST_SIZE
"""Bytes of the digest with which such a file begins."""

_codes: dict[tuple[str, str], CodeType] = {}


class CompiledTemplates(BytecodeCache):
    """Code of templates by name and source. All environments of a process share it, so they must compile alike.

    Args:
        folder: where code is kept between processes; None keeps none. It must be the user's own, and no part of a
            site: code in the folder of a site would be run by whoever builds a copy of it.
        made_by: a digest of all that makes code of a source: compiler, Jinja and Python.
    """

    # A folder holds one file for each name of a template, so it does not grow. Jinja's own cache reads pickles.

    def __init__(self, folder: Path | None = None, made_by: str = "") -> None:
        self._folder = folder
        self._made_by = made_by

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return what Jinja knows of a template: of a trusted one it makes other code than of one in the sandbox."""
        kind = "trusted " if getattr(environment, "is_trusting", False) else ""
        return super().get_bucket(environment, kind + name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code if the same source was compiled before."""
        bucket.code = _codes.get((bucket.key, bucket.checksum)) or self._read(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            _remember(bucket, bucket.code)
            self._write(bucket, bucket.code)

    def _read(self, bucket: Bucket) -> CodeType | None:
        """Return code from the folder; None if it has none, of another source, or damaged."""
        if self._folder is None:
            return None
        try:
            data = read_file(
                self._folder / bucket.key, root=self._folder, limit=2 * TEMPLATE_LIMIT, links=False
            )
        except (OSError, UnusableError):
            return None
        seal, code = data[:_SEAL_SIZE], data[_SEAL_SIZE:]
        if seal != self._seal(bucket, code):
            return None
        # The seal shows that it is what this program wrote.
        return _remember(bucket, marshal.loads(code))  # noqa: S302

    def _write(self, bucket: Bucket, code: CodeType) -> None:
        """Write code into the folder; without space or permission it is compiled again by the next process."""
        if self._folder is None:
            return
        data = marshal.dumps(code)
        new = self._folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                new.write_bytes(self._seal(bucket, data) + data)
                new.replace(self._folder / bucket.key)
            finally:
                new.unlink(missing_ok=True)

    def _seal(self, bucket: Bucket, code: bytes) -> bytes:
        """Return a digest of code and of what it was made from."""
        return digest(self._made_by, bucket.checksum, code).encode()


def _remember(bucket: Bucket, code: CodeType) -> CodeType:
    if len(_codes) >= MOST:
        _codes.clear()
    _codes[bucket.key, bucket.checksum] = code
    return code
