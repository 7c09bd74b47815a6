"""One publish: the site compared with the target, the difference sent, the record kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from builder.model.diagnostic import InputError, error
from builder.model.site_file import SiteFile
from builder.pipeline.progress import Progress
from builder.publish.destination import BuiltSite, Destination
from builder.publish.order import sending_parts
from builder.publish.plan import Plan, emptied_folders, foreign_paths, make_plan, obstacles
from builder.publish.publish_error import PublishError
from builder.publish.record import RECORD, PublishRecord, dump_record, load_record
from builder.write.manifest import ManifestEntry, ManifestState, read_manifest

_SHOWN = 5
"""Files that a message names."""

_SOURCES = "content/site.yaml"
"""A file that the sources of a site have, and a published site has not."""

CHANGED = -2
"""The size that stands for a file that someone changed since newsgloss sent it."""

_WORTH_A_RECORD = 100
"""Files of a part after which the record is written: sending a few again costs less than writing it."""


class Comparison(Struct, frozen=True):
    """A site compared with a target.

    Attributes:
        files: every file that the target shall have, by path, but the record.
        record: of the target.
        listing: the files of the target, as a destination lists them.
        plan: the difference.
        marks: the marks that the files will have at the target.
    """

    files: Mapping[str, SiteFile]
    record: PublishRecord
    listing: Mapping[str, int | None]
    plan: Plan
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def final_record(self) -> PublishRecord:
        """The record of the target when the plan has been carried out."""
        return PublishRecord({path: _entry(file) for path, file in self.files.items()}, marks=self.marks)

    @property
    def is_up_to_date(self) -> bool:
        """True if nothing has to be sent or removed, and the record is right."""
        return not self.plan.sent and not self.plan.removed and self.record == self.final_record

    @property
    def bytes_to_send(self) -> int:
        """The size in bytes of what is sent."""
        return sum(self.files[path].size for path in self.plan.sent)


def read_built_site(out: Path) -> BuiltSite:
    """Return the site in an output folder: the files of its manifest.

    Raises:
        InputError: if the folder has no site.
    """
    folder = out.resolve()
    state, manifest = read_manifest(folder)
    if state is not ManifestState.VALID:
        raise InputError([error(out.as_posix(), None, "There is no site in this folder.", "Build the site.")])
    files = {
        path: SiteFile(entry.digest, entry.size, (folder / path).read_bytes)
        for path, entry in manifest.files.items()
    }
    return BuiltSite(folder, files)


def compare(site: BuiltSite, destination: Destination, *, force: bool) -> Comparison:
    """Compare a site with what its target has.

    Args:
        site: the site.
        destination: of the target.
        force: True to replace files of others, and a record that is damaged.

    Raises:
        PublishError: if the target cannot be read, or has files of others in the place of files of the site.
    """
    files = {**site.files, **destination.extra_files}
    listing = destination.list_files()
    if _SOURCES in listing and _SOURCES not in files and not force:
        message = f"The target has {_SOURCES}, so it seems to be the sources of a site. Readers would see drafts, too."
        raise PublishError(message, "Give the target a branch or a folder of its own. Nothing was sent.")
    record = _read_record(destination, listing, force=force)
    listing = {path: size for path, size in listing.items() if path != RECORD}
    if destination.marks is not None:
        there = destination.marks.there()
        changed = {path for path, mark in record.marks.items() if there.get(path, mark) != mark}
        listing |= dict.fromkeys((changed & listing.keys()) - record.pending, CHANGED)
    foreign = foreign_paths(files, record, listing)
    same = destination.find_same(foreign) if foreign else frozenset[str]()
    plan = make_plan(files, record, listing, same=same, force=force)
    if plan.blocking:
        raise _blocked(plan, can_force=not force)
    marks = destination.marks.of(files) if destination.marks is not None else {}
    return Comparison(files, record, listing, plan, marks)


def carry_out(found: Comparison, destination: Destination, progress: Progress, *, version: str) -> None:
    """Send and remove what the comparison says, and keep the record.

    The record says beforehand what is about to change. If the publish is interrupted, the next one knows the files
    that are newsgloss's, and sends those again of which it does not know whether they are complete.

    Raises:
        PublishError: if the target refuses.
    """
    if found.is_up_to_date:
        return
    total = len(found.plan.sent) + len(found.plan.removed)
    for _ in progress.track(_steps(found, destination, version), stage="publish", total=total):
        pass


def _steps(found: Comparison, destination: Destination, version: str) -> Iterator[str]:
    """Carry out a plan step by step; yield the path of each file that was sent or removed."""
    plan = found.plan
    known = {path: _entry(found.files[path]) for path in plan.unchanged}
    pending = {*plan.sent, *plan.removed}
    if pending:
        destination.write_file(
            RECORD, dump_record(PublishRecord(known, frozenset(pending), found.record.marks))
        )
    first = sorted(obstacles(plan, found.files))
    if first:
        yield from destination.remove(first, emptied_folders(plan, found.listing, ()))
    for part in sending_parts(plan):
        yield from _sent(destination, part)
        known.update({path: _entry(found.files[path]) for path in part})
        pending.difference_update(part)
        if len(part) >= _WORTH_A_RECORD:
            marks = found.record.marks
            destination.write_file(RECORD, dump_record(PublishRecord(known, frozenset(pending), marks)))
    rest = [path for path in plan.removed if path not in first]
    if rest:
        yield from destination.remove(rest, emptied_folders(plan, found.listing, found.files))
    destination.write_file(RECORD, dump_record(found.final_record))
    counts = f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed"
    destination.finish(f"Publish with newsgloss {version}: {counts}")


def _sent(destination: Destination, part: tuple[str, ...]) -> Iterator[str]:
    """Send a part; yield each of its paths once, also those that the destination does not report."""
    open_paths = dict.fromkeys(part)
    for path in destination.send(part):
        if path in open_paths:
            del open_paths[path]
            yield path
    yield from open_paths


def _read_record(
    destination: Destination, listing: Mapping[str, int | None], *, force: bool
) -> PublishRecord:
    """Return the record of a target; an empty one if it has none, or if a damaged one may be replaced."""
    if RECORD not in listing:
        return PublishRecord()
    try:
        return load_record(destination.read_file(RECORD))
    except PublishError:
        if force:
            return PublishRecord()
        raise


def _entry(file: SiteFile) -> ManifestEntry:
    return ManifestEntry(file.digest, file.size)


def _blocked(plan: Plan, *, can_force: bool) -> PublishError:
    """Return the error for files of others that are in the way."""
    shown = ", ".join(plan.blocking[:_SHOWN])
    more = f" and {len(plan.blocking) - _SHOWN:,} more" if len(plan.blocking) > _SHOWN else ""
    message = (
        f"The target has files that newsgloss did not send, in the place of files of the site: {shown}{more}."
    )
    if can_force:
        return PublishError(
            message, "Move them away, or publish with --force to replace them. Nothing was sent."
        )
    return PublishError(message, "Move them away: a file cannot become a folder. Nothing was sent.")
