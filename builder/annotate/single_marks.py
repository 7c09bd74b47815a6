"""Single quotation marks of the first level, as in British newspapers: ‘It is rotten,’ said Ana Roe.

Single marks are also apostrophes, and in most articles nothing else. So an article is read in this way only if its text
shows it: single marks around words with a comma or stop before the second mark, and no double marks outside of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from builder.lexicon.word_lists import words
from builder.model.span import Span

_OPENING = re.compile(r"(?<![^\s(\[{—–\-“\"])(?:'(?!')|‘(?!‘))(?=[\w“\"(\[$£€…])")
_CLOSING = re.compile(r"(?<![\s'’])(?:'(?!')|’(?!’))(?!\w)")
_WORD = re.compile(r"\w+")
_DECADE = re.compile(r"\d0s\b|\d\d\b")
_DOUBLE = re.compile(r"[“”\"„‟]|''|``")
_STOPS = ".,!?;:…—–"
_FEWEST_PHRASES = 2
_LONGEST_PHRASE = 5
"""Words of a name or term in marks without a stop before the second one, at most."""
_SWAPPED = {"“": "‘", "”": "’", "„": "‘", "‟": "‘"}


def with_double_marks(text: str, paragraphs: Sequence[Span]) -> str:
    """Return a text with its single quotation marks as double ones, and the double ones inside them as single ones.

    The text is the same if its first quotation marks are double. Its length does not change.

    Args:
        text: of an article.
        paragraphs: of the story; marks elsewhere do not change.
    """
    if "'" not in text and "‘" not in text:
        return text
    pairs = [pair for paragraph in paragraphs for pair in _pairs(text, paragraph)]
    if not _is_first_level(text, paragraphs, pairs):
        return text
    letters = list(text)
    for pair in pairs:
        letters[pair.start] = "“"
        for i in range(pair.start + 1, pair.end):
            if letters[i] == '"':
                letters[i] = "‘" if text[i - 1].isspace() or text[i - 1] in "'‘([{" else "’"
            letters[i] = _SWAPPED.get(letters[i], letters[i])
        if text[pair.end - 1] in "'’" and _CLOSING.match(text, pair.end - 1):
            letters[pair.end - 1] = "”"
    return "".join(letters)


def _is_first_level(text: str, paragraphs: Iterable[Span], pairs: Sequence[Span]) -> bool:
    """Return True if marks are around a stop, or twice around few words, and double ones only inside of single ones."""
    closed = [pair for pair in pairs if _is_closed(text, pair)]
    has_stop = any(text[pair.end - 2] in _STOPS for pair in closed)
    if not has_stop and sum(_is_phrase(text, pair) for pair in closed) < _FEWEST_PHRASES:
        return False
    inside = {i for pair in pairs for i in range(pair.start, pair.end)}
    return not any(
        match.start() not in inside
        for paragraph in paragraphs
        for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end)
    )


def _is_closed(text: str, pair: Span) -> bool:
    return pair.end - pair.start > 2 and text[pair.end - 1] in "'’"


def _is_phrase(text: str, pair: Span) -> bool:
    """Return True for marks around a few words that end in no "s", which may have an apostrophe of its own."""
    inside = text[pair.start + 1 : pair.end - 1]
    return len(inside.split()) <= _LONGEST_PHRASE and not inside.endswith("s") and "\n" not in inside


def _pairs(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the spans from an opening to a closing mark, both included.

    A mark that opens the paragraph, without a closing one, opens a quotation that goes on in the next paragraph.
    """
    openings = [
        match.start()
        for match in _OPENING.finditer(text, paragraph.start, paragraph.end)
        if not _is_elision(text, match.end())
    ]
    end = paragraph.start
    for n, start in enumerate(openings):
        if start < end:
            continue
        limit = openings[n + 1] if n + 1 < len(openings) else paragraph.end
        closing = _closing(text, start, limit)
        if closing is not None:
            end = closing + 1
            yield Span(start, end)
        elif start == paragraph.start and len(openings) == 1:
            yield Span(start, paragraph.end)


def _is_elision(text: str, start: int) -> bool:
    """Return True for a word or number that begins with an apostrophe: 'em, '90s."""
    if _DECADE.match(text, start) is not None:
        return True
    word = _WORD.match(text, start)
    return word is not None and word[0].lower() in words("elisions")


def _closing(text: str, start: int, limit: int) -> int | None:
    """Return the offset of the mark that closes the one at ``start``; None if none before ``limit`` can.

    A mark after a comma or stop closes. Without any the first one does, unless it may be a plural possessive.
    """
    mark = "’" if text[start] == "‘" else "'"
    found = [
        match.start() for match in _CLOSING.finditer(text, start + 1, limit) if text[match.start()] == mark
    ]
    for i in found:
        if text[i - 1] in _STOPS:
            return i
    sure = [i for i in found if text[i - 1] != "s" or text[i + 1 : i + 2] in ("", *_STOPS, ")")]
    return next(iter((*sure, *found)), None)
