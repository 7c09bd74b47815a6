"""Texts about entities: ``content/people/<id>.md`` and the like → ``EntityText``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.content.entity_sections import SECTION_OF, SECTIONS
from builder.content.markdown_limits import check_markdown
from builder.content.slug import is_slug, slug_hint
from builder.content.text_files import list_files, read_text
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntityRules, EntityText
from builder.schema.front_matter import split_front_matter
from builder.schema.report import Report


def load_texts(root: Path, rules: EntityRules, report: Report) -> tuple[EntityText, ...]:
    """Return the texts about entities, sorted by type, then id; empty files are left out."""
    entries = {entry.id: entry for entry in rules.entries}
    texts = []
    for section, entity_type in SECTIONS.items():
        for name in list_files(root, report.of(f"content/{section}"), ending=".md"):
            file = report.of(f"content/{section}/{name}.md")
            text = _load_text(root, name, entity_type, file)
            if text is not None:
                _check_merged(text, rules, entries, file)
                _check_section(text, entries.get(text.id), rules.path, file)
                texts.append(text)
    return tuple(sorted(texts, key=lambda text: (text.type, text.id)))


def check_file_name(name: str, meaning: str, report: Report) -> bool:
    """Return True if a file's name is a slug; report one that is not.

    Args:
        name: the file's name without its ending.
        meaning: what the name means: "the entity's id".
        report: on the file.
    """
    if is_slug(name):
        return True
    message = (
        f"The file's name is {meaning}, which may contain only small letters a to z, digits and hyphens."
    )
    report.error(None, message, slug_hint(name))
    return False


def _load_text(root: Path, name: str, entity_type: EntityType, report: Report) -> EntityText | None:
    """Return the text of a file; None if the file is empty and, with a report, if it is not sound."""
    markdown = read_text(root, report)
    if not check_file_name(name, "the entity's id", report) or markdown is None:
        return None
    if split_front_matter(markdown).yaml is not None:
        hint = "Put names and roles into content/entities.yaml, and only the text here."
        report.error(1, "A text about an entity may not have front matter.", hint)
        return None
    if not markdown.strip() or not check_markdown(markdown, report):
        return None
    return EntityText(entity_type, name, report.path, markdown)


def _check_merged(
    text: EntityText, rules: EntityRules, entries: Mapping[str, EntityEntry], report: Report
) -> None:
    if text.id in rules.merge:
        kept_id, line = rules.merge[text.id], rules.merge_lines[text.id]
        message = f"`{text.id}` is merged into `{kept_id}` ({rules.path}:{line}) and has no page."
        kept = entries.get(kept_id)
        folder = SECTION_OF[text.type if kept is None else kept.type]
        report.error(None, message, f"Move the text to content/{folder}/{kept_id}.md.")


def _check_section(text: EntityText, entry: EntityEntry | None, path: str, report: Report) -> None:
    if entry is not None and entry.type is not text.type:
        folder = SECTION_OF[entry.type]
        message = f"`{text.id}` is under `{folder}` in {path}:{entry.line}."
        report.error(None, message, f"Move the file to content/{folder}.")
