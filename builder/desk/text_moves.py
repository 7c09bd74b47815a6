"""Moves of the editor's texts about entities: a page of another kind, or another page, keeps its text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from builder.content.entity_sections import SECTION_OF
from builder.desk.content_files import FOLDER
from builder.desk.desk_errors import DeskError
from builder.desk.moved_links import moved_links
from builder.desk.plan import Move
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityText


def text_moves(
    texts: Collection[EntityText], entity_ids: Sequence[str], kept_id: str, kind: EntityType
) -> tuple[Move, ...]:
    """Return the move by which the page of an entity has its text again; none if nothing need be moved.

    Args:
        texts: those of the site that are not empty.
        entity_ids: the ids whose texts are about the entity.
        kept_id: the id that it has.
        kind: the type that it has.

    Raises:
        DeskError: if there are several texts about it: one of them would be lost.
    """
    section = SECTION_OF[kind]
    target = f"{FOLDER}/{section}/{kept_id}.md"
    found = sorted(text.path for text in texts if text.id in entity_ids)
    if len(found) > 1:
        raise DeskError(
            f"There is more than one text about this page: {', '.join(found)}.",
            "Put all into one of these files, delete the others, and decide again.",
        )
    if not found or found == [target]:
        return ()
    folder = found[0].split("/")[1]
    if folder == section:
        return (Move(found[0], target, str),)

    def edit(markdown: str) -> str:
        return moved_links(markdown, folder).text

    markdown = next(text.markdown for text in texts if text.path == found[0])
    remark = "" if moved_links(markdown, folder).is_complete else f"check the relative links in {target}"
    return (Move(found[0], target, edit, remark),)
