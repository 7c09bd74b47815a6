"""The difference between a site and a target: what is sent, what is removed, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from builder.model.site_file import SiteFile
from builder.publish.record import RECORD, PublishRecord
from builder.write.manifest import folders_of


class Plan(Struct, frozen=True):
    """The difference between a site and a target. All paths are sorted.

    Attributes:
        added: files that the target does not have.
        changed: files that the target has with other bytes, or with bytes that are not known.
        removed: files that newsgloss sent and that the site no longer has.
        unchanged: files that the target has.
        adopted: those of ``unchanged`` that are not in the record: someone else put the same bytes there.
        kept: files that newsgloss sent, that someone changed since, and that the site no longer has. They stay.
        blocking: files of others in the place of a file or a folder of the site.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[str, ...]:
        """Everything that is sent."""
        return self.added + self.changed


def foreign_paths(files: Collection[str], record: PublishRecord, listing: Collection[str]) -> frozenset[str]:
    """Return the paths of the site at which the target has a file that newsgloss did not send."""
    return frozenset(files).intersection(listing) - record.paths


def make_plan(
    files: Mapping[str, SiteFile],
    record: PublishRecord,
    listing: Mapping[str, int | None],
    *,
    same: Collection[str] = (),
    force: bool = False,
) -> Plan:
    """Compare a site with a target.

    Args:
        files: every file of the site, by path.
        record: of the target.
        listing: the size in bytes of every file at the target, by path; None if it is not known.
        same: foreign paths at which the target has the bytes of the site.
        force: True to replace files of others.
    """
    foreign = foreign_paths(files, record, listing)
    taken = foreign if force else foreign.intersection(same)
    added = files.keys() - listing.keys()
    gone = (record.paths - files.keys()) & listing.keys()
    kept = {path for path in gone if not _has_recorded_size(path, record, listing[path])}
    others = (listing.keys() - record.paths - {RECORD}) | kept
    blocking = (foreign - taken) | _clashes(files, others)
    unchanged = {
        path
        for path in files.keys() & listing.keys()
        if (path in same and path in foreign) or _is_as_recorded(path, files[path], record, listing[path])
    }
    changed = files.keys() - added - unchanged - blocking
    return Plan(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(gone - kept)),
        unchanged=tuple(sorted(unchanged)),
        adopted=tuple(sorted(unchanged - record.files.keys())),
        kept=tuple(sorted(kept)),
        blocking=tuple(sorted(blocking)),
    )


def emptied_folders(plan: Plan, listing: Collection[str], files: Collection[str]) -> tuple[str, ...]:
    """Return the folders that have no file any more when the plan is carried out, the deepest first."""
    left = folders_of([*(set(listing) - set(plan.removed)), *files])
    empty = folders_of(plan.removed) - left
    return tuple(sorted(empty, key=lambda folder: (-folder.count("/"), folder)))


def obstacles(plan: Plan, files: Collection[str]) -> frozenset[str]:
    """Return the files to remove that are a folder, or in the place of a file, of the new site."""
    return _clashes(files, plan.removed)


def _is_as_recorded(path: str, file: SiteFile, record: PublishRecord, size: int | None) -> bool:
    """Return True if the target has the bytes of a file, as far as its record and its size show."""
    entry = record.files.get(path)
    is_recorded = entry is not None and path not in record.pending
    return is_recorded and entry is not None and entry.digest == file.digest and size in (None, file.size)


def _has_recorded_size(path: str, record: PublishRecord, size: int | None) -> bool:
    """Return False if a file at the target is not the one that newsgloss sent."""
    entry = record.files.get(path)
    return path in record.pending or entry is None or size in (None, entry.size)


def _clashes(files: Collection[str], others: Collection[str]) -> frozenset[str]:
    """Return those other paths that are a folder of one of the files, or inside of one."""
    folders = folders_of(files)
    names = frozenset(files)
    return frozenset(path for path in others if path in folders or not names.isdisjoint(folders_of([path])))
