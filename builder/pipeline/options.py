"""What a build is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a build is asked to do.

    Attributes:
        root: the site's folder, which holds ``seeds/`` and ``content/``.
        out: the folder that the site is written to.
        jobs: how many processes may annotate at once; None chooses by the work and the machine.
        clean: whether to forget what earlier builds remembered.
        drafts: whether briefs are built too that are drafts or dated after the day of the build.
        strict: whether warnings fail the build.
        now: the moment of the build, with its time zone; None takes SOURCE_DATE_EPOCH, else the clock, at each build.
        write: whether to write the site; without, everything but the writing is done.
    """

    root: Path
    out: Path
    jobs: int | None = None
    clean: bool = False
    drafts: bool = False
    strict: bool = False
    now: datetime | None = None
    write: bool = True

    @property
    def cache_folder(self) -> Path:
        """Where earlier builds left what they remember: always safe to delete."""
        return self.root / ".newsgloss"

    @property
    def protected(self) -> tuple[Path, ...]:
        """The folders that hold the editor's work and must never become the output."""
        names = ("seeds", "content", "templates")
        return (self.root, *(self.root / name for name in names), self.cache_folder)
