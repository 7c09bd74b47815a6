"""Nesting of the elements of a page, by the rules of HTML."""

from __future__ import annotations

from builder.check.elements import ACTIVE, ENDED_BY, FOREIGN, NOT_IN_PARAGRAPH, VOID
from builder.check.tags import Tag


class Nesting:
    """The open elements of one page while its tags are read."""

    def __init__(self) -> None:
        self._open: list[Tag] = []

    @property
    def parent(self) -> str:
        """The name of the innermost open element; "" at the root."""
        return self._open[-1].name if self._open else ""

    def take(self, tag: Tag) -> str:
        """Open or close the element of a tag; return the problem, or ""."""
        return self._end(tag) if tag.is_end else self._start(tag)

    def finish(self) -> list[tuple[int, str]]:
        """Return line and problem of each element that is open at the end of the page and must not be."""
        left = [tag for tag in self._open if tag.name not in ENDED_BY]
        return [(tag.line, f"<{tag.name}> is never closed") for tag in left]

    def _start(self, tag: Tag) -> str:
        while self._open and tag.name in ENDED_BY.get(self.parent, ()):
            self._open.pop()
        problem = self._misplaced(tag)
        if tag.name in VOID:
            return problem
        if tag.is_self_closed:
            if self._inside(FOREIGN) or tag.name in FOREIGN:
                return problem
            problem = problem or f'<{tag.name}> cannot be closed with "/>"'
        self._open.append(tag)
        return problem

    def _misplaced(self, tag: Tag) -> str:
        if tag.name in NOT_IN_PARAGRAPH and self._inside(frozenset(["p"])):
            return f"<{tag.name}> is not allowed in a paragraph"
        if tag.name in ACTIVE and self._inside(ACTIVE):
            return f"<{tag.name}> is not allowed in a link or a button"
        return ""

    def _end(self, tag: Tag) -> str:
        if tag.name in VOID:
            return f"</{tag.name}> is the end tag of an element that has none"
        if not self._inside(frozenset([tag.name])):
            return f"</{tag.name}> does not close an element"
        unclosed = []
        while (last := self._open.pop()).name != tag.name:
            if last.name not in ENDED_BY:
                unclosed.append(f"<{last.name}> of line {last.line}")
        return f"{' and '.join(unclosed)} must be closed before </{tag.name}>" if unclosed else ""

    def _inside(self, names: frozenset[str]) -> bool:
        return any(tag.name in names for tag in self._open)
