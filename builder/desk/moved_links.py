"""Links of a Markdown text that moves to another folder: the targets that the parser finds, at their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token
from msgspec import Struct

from builder.edition.markdown import markdown_tokens

_PLACE = re.compile(
    r"""
    \][(:][ \t]*
    (?:
        (?:\r\n?|\n)[ \t>]*  # the target is on the next line, which may be in a block quote
        (?![ \t>]|`{3}|~{3}|\#{1,6}[ \t\r\n]|(?:[-+*]|[0-9]{1,9}[.)])[ \t\r\n])  # and begins no other block
    )?
    (?:<[ \t]*)?
    """,
    re.VERBOSE,
)
"""What is before the target of a link, picture or definition."""
_ELSEWHERE = re.compile(r"$|[/#?]|\.\.(?:/|$)|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""The beginning of a target that leads to the same place from any folder beside this one."""


class MovedText(Struct, frozen=True):
    """A text after its move.

    Attributes:
        text: in Markdown.
        is_complete: False if a relative link remains whose place in the text is not sure.
    """

    text: str
    is_complete: bool


class _Reading(Struct, frozen=True):
    """A text as the parser reads it.

    Attributes:
        shape: all but targets.
        targets: of links, pictures and definitions, in the order of the text, definitions last.
    """

    shape: tuple[object, ...]
    targets: tuple[str, ...]


def moved_links(text: str, folder: str) -> MovedText:
    """Return Markdown whose relative links count from a folder beside the one that they counted from.

    Words and code stay as they are.

    Args:
        text: in Markdown.
        folder: the name of the folder that it comes from.
    """
    prefix = f"../{folder}/"
    before = _reading(text)
    if all(map(_ELSEWHERE.match, before.targets)):
        return MovedText(text, is_complete=True)
    mover = _Mover(text, prefix, before)
    places = mover.sound(_target_places(text))
    after = _inserted(text, dict.fromkeys(places, prefix))
    targets = zip(before.targets, _reading(after).targets, strict=True)
    is_complete = all(_ELSEWHERE.match(old) or old != new for old, new in targets)
    return MovedText(after, is_complete)


class _Mover(Struct, frozen=True):
    """Inserts a prefix into a text, and checks what became of it.

    Attributes:
        text: in Markdown.
        prefix: of its relative targets.
        before: the text as the parser reads it.
    """

    text: str
    prefix: str
    before: _Reading

    def sound(self, places: Sequence[int]) -> Sequence[int]:
        """Return the places at which the prefix changes nothing but relative targets."""
        if not places or self._is_sound(places):
            return places
        if len(places) == 1:
            return ()
        half = len(places) // 2
        kept = (*self.sound(places[:half]), *self.sound(places[half:]))
        return kept if self._is_sound(kept) else ()

    def _is_sound(self, places: Sequence[int]) -> bool:
        after = _reading(_inserted(self.text, dict.fromkeys(places, self.prefix)))
        if after.shape != self.before.shape or len(after.targets) != len(self.before.targets):
            return False
        return all(
            new == old or (new == self.prefix + old and not _ELSEWHERE.match(old))
            for old, new in zip(self.before.targets, after.targets, strict=True)
        )


def _target_places(text: str) -> tuple[int, ...]:
    """Return the places of the text at which the parser reads the beginning of a relative target."""
    word = "q"
    while word in text.casefold():
        word += "q"
    places = [match.end() for match in _PLACE.finditer(text)]
    # A mark at each place that may be one: those that the parser then reports in targets are.
    marked = _inserted(text, {place: f"{word}{number}x" for number, place in enumerate(places)})
    mark = re.compile(rf"{word}(\d+)x(.*)", re.DOTALL)
    found = map(mark.match, _reading(marked).targets)
    return tuple(sorted({places[int(one[1])] for one in found if one and not _ELSEWHERE.match(one[2])}))


def _inserted(text: str, words: Mapping[int, str]) -> str:
    """Return a text with words before places of it, which are in rising order."""
    parts, end = [], 0
    for place, inserted in words.items():
        parts += [text[end:place], inserted]
        end = place
    return "".join((*parts, text[end:]))


def _reading(text: str) -> _Reading:
    definitions: dict[str, Any] = {}
    tokens = list(_flat(markdown_tokens(text, definitions)))
    shape: list[object] = [_shape(token) for token in tokens]
    targets = [str(token.attrs[key]) for token in tokens for key in ("href", "src") if key in token.attrs]
    named = [(label, one) for label, one in definitions.get("references", {}).items()]
    named += [(one["label"], one) for one in definitions.get("duplicate_refs", ())]
    for label, one in named:
        shape.append((label, one["title"], tuple(one["map"])))
        targets.append(one["href"])
    return _Reading(tuple(shape), tuple(targets))


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens, and those within them."""
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _shape(token: Token) -> tuple[object, ...]:
    """Return what a token says apart from the target."""
    attributes = tuple((key, value) for key, value in token.attrs.items() if key not in ("href", "src"))
    # The content of these is the source of what is within them.
    content = "" if token.type in ("inline", "image") else token.content
    lines = tuple(token.map or ())
    return (token.type, token.tag, token.level, lines, token.markup, token.info, attributes, content)
