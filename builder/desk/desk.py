"""The desk: decisions of an editor, checked and written into the files of ``content/``, and taken back."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from builder.content.load import load_content
from builder.desk.content_files import FOLDER, ContentFile, UnwritableError, read_content, write_content
from builder.desk.decisions import Decision
from builder.desk.desk_errors import ConflictError, DeskError, invalid
from builder.desk.history import Change, History, Written
from builder.desk.plan import Move, Plan
from builder.desk.planning import Planner
from builder.desk.site_sight import SiteSight
from builder.desk.yaml_splices import UneditableError
from builder.model.diagnostic import Diagnostic, InputError, Severity
from builder.model.editorial import Content


class Desk:
    """The desk of one site. One decision is written at a time.

    Args:
        root: the site's folder.
        sight: the site that the preview shows.
        store_folder: in which the history lies.
    """

    def __init__(self, root: Path, sight: SiteSight, store_folder: Path) -> None:
        self._root = root
        self._sight = sight
        self._store_folder = store_folder
        self._history = History(store_folder)
        self._lock = threading.Lock()

    def decide(self, decision: Decision) -> Written:
        """Write a decision.

        Returns:
            What was written. Without any change it has no files, and cannot be undone.

        Raises:
            ConflictError: if a file says something else than the page.
            DeskError: if the decision cannot be written.
        """
        with self._lock, _desk_errors():
            content = self._content()
            plan = Planner(self._root, self._sight, content).plan(decision)
            files = [(read_content(self._root, path), edit) for path, edit in plan.edits.items()]
            changed = [(file, file.with_text(edit(file.text or ""))) for file, edit in files]
            changed = [(before, after) for before, after in changed if before.text != after.text]
            changed += [pair for move in plan.moves for pair in self._moved(move)]
            self._check([after for _, after in changed])
            return self._write(plan, changed)

    def undo(self, number: int | None = None) -> Written:
        """Take a decision back, the newest one if no number is given.

        Raises:
            ConflictError: if a file was changed since.
            DeskError: if there is nothing to undo.
        """
        with self._lock, _desk_errors():
            entries = self._history.entries()
            open_ones = [one for one in entries if not one.undone and number in (None, one.number)]
            if not open_ones:
                raise DeskError("There is nothing to undo.")
            entry = open_ones[-1]
            files = [(read_content(self._root, change.path), change) for change in entry.changes]
            for file, change in files:
                if file.text != change.after:
                    raise ConflictError(
                        f"{file.path} was changed after this decision.",
                        "Undo later decisions first, or edit the file.",
                    )
            with self._all_or_none([(file, _as_before(file, change)) for file, change in reversed(files)]):
                self._history.mark_undone(entry)
            return entry

    def written(self) -> Sequence[Written]:
        """Return what was written, the newest first."""
        return self._history.entries()[::-1]

    def _write(self, plan: Plan, changed: Sequence[tuple[ContentFile, ContentFile]]) -> Written:
        """Write files and remember them."""
        moved = {move.source: move.target for move in plan.moves}
        meaning = "; ".join(filter(None, (plan.meaning, *(move.remark for move in plan.moves))))
        changes = tuple(_change(before, after, moved.get(before.path, "")) for before, after in changed)
        with self._all_or_none(changed):
            if not changes:
                return Written(0, "", meaning, ())
            return self._history.add(meaning, changes, plan.about)

    def _moved(self, move: Move) -> Iterator[tuple[ContentFile, ContentFile]]:
        """Yield the new file of a move, then the old one, each before and after it.

        Raises:
            ConflictError: if a file with a text has the new path.
        """
        source, target = read_content(self._root, move.source), read_content(self._root, move.target)
        if target.text is not None and target.text.strip():
            raise ConflictError(
                f"{move.source} has to be moved to {move.target}, which has a text.",
                "Put both texts into one of these files, delete the other, and decide again.",
            )
        if source.text is not None:
            yield target, replace(source, path=move.target, text=move.edit(source.text))
            yield source, source.with_text(None)

    @contextmanager
    def _all_or_none(self, changed: Sequence[tuple[ContentFile, ContentFile]]) -> Iterator[None]:
        """Write files before a ``with`` block. If one cannot be written, or the block fails, all are as before."""
        done: list[ContentFile] = []
        try:
            for before, after in changed:
                write_content(self._root, after)
                done.append(before)
            yield
        except (OSError, UnwritableError):
            for before in reversed(done):
                write_content(self._root, before)
            raise

    def _content(self) -> Content:
        """Return the editor's files.

        Raises:
            DeskError: if they have errors.
        """
        try:
            return load_content(self._root)
        except InputError as problem:
            raise _first_error(problem.diagnostics) from problem

    def _check(self, files: Sequence[ContentFile]) -> None:
        """Check that the editor's files are valid after changes.

        Raises:
            DeskError: if they are not.
        """
        # In the same file system the other files need not be copied.
        self._store_folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="desk-", dir=self._store_folder) as folder:
            copy = Path(folder)
            if (self._root / FOLDER).is_dir():
                shutil.copytree(self._root / FOLDER, copy / FOLDER, copy_function=_linked, symlinks=True)
            for file in files:
                path = copy / file.path
                path.unlink(missing_ok=True)
                if file.text is not None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(file.data())
            try:
                load_content(copy)
            except InputError as problem:
                raise _first_error(problem.diagnostics) from problem


def _change(before: ContentFile, after: ContentFile, moved_to: str) -> Change:
    if not moved_to:
        return Change(before.path, before.text, after.text)
    # The file is gone by the time that it is brought back, and with it its line ends and permissions.
    raw = before.data().decode("utf-8", "surrogatepass")
    return Change(before.path, raw, after.text, moved_to, before.mode)


def _as_before(file: ContentFile, change: Change) -> ContentFile:
    """Return a file as it was before a change."""
    before = file.with_text(change.before)
    return before if change.mode is None else replace(before, mode=change.mode)


def _linked(source: str, target: str) -> str:
    """Link a file, or copy it where that is not possible."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _first_error(diagnostics: Sequence[Diagnostic]) -> DeskError:
    return invalid(next(one for one in diagnostics if one.severity is Severity.ERROR))


@contextmanager
def _desk_errors() -> Iterator[None]:
    """Turn what goes wrong with files in a ``with`` block into errors of the desk."""
    try:
        yield
    except UnwritableError as problem:
        raise DeskError(f"{problem.path}: {problem}") from problem
    except UneditableError as problem:
        raise DeskError("The file is not valid YAML.", "Correct it in a text editor first.") from problem
    except OSError as problem:
        raise DeskError(f"A file cannot be written: {problem.strerror or problem}.") from problem
