"""The options of a build."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

SOURCE_FOLDERS = ("seeds", "content", "templates")
"""The folders of a site that every build reads."""


class BuildOptions(Struct, frozen=True, kw_only=True):
    """The options of a build.

    Attributes:
        root: the site's folder, with ``seeds/`` and ``content/`` in it.
        out: the folder that the site is written to.
        jobs: the number of processes that annotate, and that make files; None chooses it by the work and the machine.
        cluster: the address of a Dask cluster that annotates instead of this machine; None for none.
        clean: True to delete the cache first.
        drafts: True to build drafts and briefs with a future date too.
        strict: True to let warnings fail the build.
        now: the moment of the build, an aware datetime; None for SOURCE_DATE_EPOCH or the clock, read at each build.
        write: False to do everything but write the site.
    """

    root: Path
    out: Path
    jobs: int | None = None
    cluster: str | None = None
    clean: bool = False
    drafts: bool = False
    strict: bool = False
    now: datetime | None = None
    write: bool = True

    @property
    def store_folder(self) -> Path:
        """The folder of the store, the cache of earlier builds, which can be deleted at any time."""
        return self.root / ".newsgloss"

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """The folders that the build reads."""
        return tuple(self.root / name for name in SOURCE_FOLDERS)

    @property
    def protected(self) -> tuple[Path, ...]:
        """The folders with the editor's work and the cache, which must never become the output."""
        return (self.root, *self.source_folders, self.store_folder)
