"""The choice of a target by its name, and the destination that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.model.diagnostic import InputError, error
from builder.model.publish_target import PublishTarget, TargetKind
from builder.publish.branch_destination import BranchDestination
from builder.publish.destination import BuiltSite, Destination
from builder.publish.folder_destination import FolderDestination, user_path
from builder.publish.rclone_destination import RcloneDestination
from builder.publish.rsync_destination import RsyncDestination
from builder.schema.suggestion import did_you_mean

SETTINGS = "content/site.yaml"

EXAMPLE = """\
publish:
  web:
    branch: gh-pages
    remote: origin
"""
"""Lines to paste into ``content/site.yaml``."""


class NoTargetError(InputError):
    """``content/site.yaml`` has no target."""


def choose_target(targets: Sequence[PublishTarget], name: str | None) -> PublishTarget:
    """Return the target with a name, or the only one.

    Raises:
        NoTargetError: if there is no target at all.
        InputError: if there is none with that name, or no name and several targets.
    """
    if not targets:
        message = "There is no target to publish to: `publish` is missing."
        hint = "Add these lines, or a folder, rclone or rsync in place of the branch (docs/publishing.md)."
        raise NoTargetError([error(SETTINGS, None, message, hint)])
    names = [target.name for target in targets]
    known = ", ".join(names)
    if name is None:
        if len(targets) == 1:
            return targets[0]
        hint = f"Name one of them ({known}), or publish to all with --all."
        raise InputError([error(SETTINGS, targets[0].line, "There are several targets.", hint)])
    found = next((target for target in targets if target.name == name), None)
    if found is not None:
        return found
    nearest = did_you_mean(name, names)
    hint = f"Did you mean “{nearest}”? " if nearest else ""
    message = f"There is no target “{name}”."
    raise InputError([error(SETTINGS, targets[0].line, message, f"{hint}The targets are: {known}.")])


@contextmanager
def open_destination(
    target: PublishTarget, site: BuiltSite, *, root: Path, protected: Sequence[Path]
) -> Iterator[Destination]:
    """Return the destination of a target for a ``with`` block.

    Args:
        target: the target.
        site: the site.
        root: the site's root.
        protected: folders that a build uses.

    Raises:
        PublishError: if the target cannot be used.
    """
    if target.kind is TargetKind.FOLDER:
        folder = root / user_path(target.address)
        yield FolderDestination(folder, site, protected=protected, root=root)
    elif target.kind is TargetKind.RCLONE:
        yield RcloneDestination(target.address, site)
    elif target.kind is TargetKind.RSYNC:
        yield RsyncDestination(target.address, site)
    else:
        with TemporaryDirectory() as work:
            yield BranchDestination(target, site, root=root, work=Path(work))
