"""A plan: what a decision does, as edits of the editor's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

Edit = Callable[[str], str]
"""A function that returns the new text of a file from its old one, "" for one that does not exist."""


class Move(Struct, frozen=True):
    """A file of ``content/`` that gets another path.

    Attributes:
        source, target: the paths, relative to the site's root; ``target`` has no file, or an empty one.
        edit: of its text.
        remark: what the editor has to do then, in words; "" if nothing.
    """

    source: str
    target: str
    edit: Edit
    remark: str = ""


class Plan(Struct, frozen=True):
    """What a decision does.

    Attributes:
        edits: of files, by path.
        meaning: in words.
        about: the headline of the brief that it is about; "" if it is about an entity.
        moves: of files that have no edits.
    """

    edits: Mapping[str, Edit]
    meaning: str
    about: str = ""
    moves: Sequence[Move] = ()


def in_turn(*edits: Edit) -> Edit:
    """Return an edit that makes several, one after the other."""

    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit
