"""Loading of ``content/`` as a whole."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from builder.content.brief_notes import load_notes
from builder.content.brief_settings import load_briefs
from builder.content.content_pages import load_content_pages
from builder.content.entity_rules import load_entities
from builder.content.entity_sections import SECTIONS
from builder.content.entity_texts import load_texts
from builder.content.site_settings import load_site
from builder.content.text_files import is_ignored
from builder.files import UnusableError, list_folder
from builder.model.diagnostic import InputError, Severity
from builder.model.editorial import Content
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean

FOLDER = "content"
KNOWN_NAMES = ("site.yaml", "entities.yaml", "briefs", "notes", "pages", "static", *SECTIONS)
"""The files and folders that ``content/`` may contain."""


def load_content(root: Path) -> Content:
    """Read and check every file of the editor's.

    Args:
        root: the site's folder, which contains ``content``. Missing files and folders mean the defaults.

    Raises:
        InputError: if something is wrong; it has every problem of every file, sorted by path and line.
    """
    report = Report(FOLDER)
    if not _check_names(root, report):
        raise InputError(report.found)
    entities = load_entities(root, report)
    content = Content(
        site=load_site(root, report),
        entities=entities,
        briefs=load_briefs(root, report),
        notes=load_notes(root, report),
        texts=load_texts(root, entities, report),
        pages=load_content_pages(root, report),
    )
    found = tuple(
        sorted(set(report.found), key=lambda problem: (problem.path, problem.line or 0, problem.message))
    )
    if any(problem.severity is Severity.ERROR for problem in found):
        raise InputError(found)
    return replace(content, warnings=found)


def _check_names(root: Path, report: Report) -> bool:
    """Report files and folders of ``content`` whose names are never read: most likely typing errors.

    Returns:
        True if the folder can be read; a folder that does not exist is empty.
    """
    try:
        names = [entry.name for entry in list_folder(root / FOLDER, root=root)]
    except FileNotFoundError:
        return True
    except UnusableError as problem:
        report.add(problem.diagnostic(FOLDER))
        return False
    for name in names:
        if name in KNOWN_NAMES or is_ignored(name):
            continue
        file = report.of(f"{FOLDER}/{name}")
        nearest = did_you_mean(name, KNOWN_NAMES)
        if nearest or name.endswith((".yaml", ".yml")):
            hint = f"Did you mean {nearest}?" if nearest else f"The names here are: {', '.join(KNOWN_NAMES)}."
            file.error(None, "No file or folder of this name is read.", hint)
    return True
