"""Files of ``content/``: their names and text, with a diagnostic for each failure."""

from __future__ import annotations

from pathlib import Path, PurePath

from builder.files import CONTENT_LIMIT, UnusableError, list_folder, read_file
from builder.model.control_characters import control_messages, without_controls
from builder.schema.report import Report


def read_text(root: Path, report: Report) -> str | None:
    """Return the text of the report's file, without a byte order mark and control characters.

    Returns:
        None if the file does not exist and, with a report, if it cannot be read or is not UTF-8.
    """
    try:
        data = read_file(root / report.path, root=root, limit=CONTENT_LIMIT)
    except FileNotFoundError:
        return None
    except UnusableError as problem:
        report.add(problem.diagnostic(report.path))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message = f"The file is not UTF-8 text: byte 0x{data[problem.start]:02X} cannot be read."
        report.error(line, message, "Save the file as UTF-8 in your text editor.")
        return None
    for line, message in control_messages(text, "The file"):
        report.warning(line, message, "Delete it from the file.")
    return without_controls(text)


def list_files(root: Path, report: Report, *, ending: str) -> tuple[str, ...]:
    """Return the names of the files with an ending, without it, sorted.

    Hidden files and backup copies of text editors are skipped; any other file is reported. A folder that does not
    exist has no files.

    Args:
        root: the site's folder.
        report: on the folder.
        ending: with its dot.
    """
    try:
        found = list_folder(root / report.path, root=root)
    except FileNotFoundError:
        return ()
    except UnusableError as problem:
        report.add(problem.diagnostic(report.path))
        return ()
    names = []
    for entry in found:
        if is_ignored(entry.name):
            continue
        file = report.of(f"{report.path}/{entry.name}")
        if entry.is_folder:
            file.error(None, "Folders are not read here.", f"Put its files into {report.path}.")
        elif PurePath(entry.name).suffix == ending:
            names.append(entry.name.removesuffix(ending))
        else:
            file.error(
                None,
                f"Files in {report.path} end in {ending}.",
                f"Rename the file to {PurePath(entry.name).stem}{ending}, or move it out of content.",
            )
    return tuple(names)


def is_ignored(name: str) -> bool:
    """Return True if a file name is hidden or that of a text editor's backup copy."""
    return name.startswith((".", "#")) or name.endswith(("~", ".bak", ".swp", ".orig"))
