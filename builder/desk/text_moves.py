"""Moves of the editor's texts about entities: a page of another kind, or another page, keeps its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial

from builder.content.entity_sections import SECTION_OF
from builder.desk.content_files import FOLDER
from builder.desk.desk_errors import DeskError
from builder.desk.plan import Edit, Move
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityText

_RELATIVE_LINK = re.compile(
    r"(\]\([ \t]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)(?![a-z][a-z0-9+.-]*:|[/#)>\s]|\.\./)(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
"""The place before the target of a link or picture that counts from the folder of its page."""


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
    edit: Edit = str if folder == section else partial(with_links_from, folder=folder)
    return (Move(found[0], target, edit),)


def with_links_from(text: str, folder: str) -> str:
    """Return Markdown whose relative links count from another folder beside the one that they counted from."""
    return _RELATIVE_LINK.sub(lambda match: f"{match[0]}../{folder}/", text)
