"""Compiled templates in the memory of the process: a preview compiles each once, and not after each edit."""

from __future__ import annotations

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

MOST = 200
"""The most templates that are kept: a site has some fifty."""

_codes: dict[tuple[str, str], CodeType] = {}


class CompiledTemplates(BytecodeCache):
    """Code of templates by name and source. All environments of a process share it, so they must compile alike."""

    # Nothing is written to disk: code that lies in a folder of a site would be run by whoever builds a copy of it.

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code if the same source was compiled before."""
        bucket.code = _codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if len(_codes) >= MOST:
            _codes.clear()
        if bucket.code is not None:
            _codes[bucket.key, bucket.checksum] = bucket.code
