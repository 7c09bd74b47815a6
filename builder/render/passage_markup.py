"""Markup of a passage: its words, and the marks on them as elements. All other HTML is made by templates.

It is balanced by construction, has every character of the passage once and in order, and never has a link inside a
link. If a mark has to be split, only its first piece has its id. The reference of a mark is a link: it follows the
mark's last piece, and the link that this piece is in.
"""

from __future__ import annotations

from markupsafe import Markup

from builder.pages.passages import Mark, MarkKind, NoteReference, Passage
from builder.render.sandbox import Sandbox
from builder.render.stretches import cut_stretches

_escaped = Sandbox.escaped


def passage_markup(passage: Passage) -> Markup:
    """Return a passage as HTML. No white space is added, because it would be words."""
    text = passage.text
    parts: list[str] = []
    # Where each open element ends, its end tag, and the reference that follows it.
    stack: list[tuple[int, str, NoteReference | None]] = []
    pending: list[NoteReference] = []
    position = link_depth = 0

    def close(until: int) -> None:
        """End the elements that end at an offset or before."""
        nonlocal position, link_depth
        while stack and stack[-1][0] <= until:
            end, end_tag, reference = stack.pop()
            parts.append(_escaped(text[position:end]))
            parts.append(end_tag)
            position = end
            if len(stack) < link_depth:
                link_depth = 0
            if reference is not None:
                pending.append(reference)
            if pending and not link_depth:
                parts.extend(map(_reference, pending))
                pending.clear()

    for start, end, mark, first, last in cut_stretches(passage):
        close(start)
        anchor = mark.id if first else None
        is_link = mark.url is not None and not link_depth
        name = "a" if is_link else "time" if mark.value is not None else "span"
        parts.append(_escaped(text[position:start]))
        parts.append(f"<{name}{_attributes(mark, anchor, is_link=is_link)}>")
        position = start
        stack.append((end, f"</{name}>", mark.reference if last else None))
        if is_link:
            link_depth = len(stack)
    close(len(text))
    parts.append(_escaped(text[position:]))
    # Every text and every value in it was escaped.
    return Markup("".join(parts))  # noqa: S704


def _attributes(mark: Mark, anchor: str | None, *, is_link: bool) -> str:
    """Return the attributes of the element of a mark, each with a space before it."""
    if mark.kind is MarkKind.MENTION:
        style = f"{mark.style} uncertain".lstrip() if mark.uncertain else mark.style
    elif mark.kind is MarkKind.ROLE:
        style = ""  # it is only an anchor
    else:
        style = f"{mark.kind.value} {mark.style}".rstrip()
    found = f' class="{_escaped(style)}"' if style else ""
    if anchor is not None:
        found += f' id="{_escaped(anchor)}"'
    if is_link:
        found += f' href="{_escaped(mark.url)}"'
    elif mark.value is not None:
        found += f' datetime="{_escaped(mark.value)}"'
    if mark.title is not None:
        found += f' title="{_escaped(mark.title)}"'
    return f'{found} aria-describedby="doubt"' if mark.uncertain else found


def _reference(reference: NoteReference) -> str:
    """Return the number of a note, behind the words that it speaks of."""
    number, url = reference.number, _escaped(reference.url)
    return f'<a class="noteref" role="doc-noteref" href="{url}" aria-label="Note {number}">{number}</a>'
