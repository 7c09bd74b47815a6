"""Decisions on one brief as edits of ``content/briefs/<seed>.yaml``: fixes, corrections, settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from builder.content.brief_keys import name_of
from builder.desk.decisions import Correct, Credit, Renewed, Setting
from builder.desk.desk_errors import ConflictError, DeskError
from builder.desk.fix_words import words_around, words_of_quote
from builder.desk.yaml_splices import (
    Plain,
    Value,
    items_at,
    line_at_path,
    value_at,
    with_item,
    with_value,
    without,
)
from builder.graph.nearest_words import folded
from builder.graph.text_search import ArticleSearch
from builder.model.article import Article
from builder.model.span import Span

QUOTES, MENTIONS, CORRECTIONS = "quotes", "mentions", "corrections"
SETTINGS = ("headline", "date", "summary", "byline", "source", "source_url")
"""The keys of a brief that the desk sets."""

_CREDIT_KEYS = ("speakers", "source", "drop")
_NAME_KEYS = ("drop", "person", "place", "organization", "group", "event", "coined_by")


class ArticleSight(Struct, frozen=True):
    """An article and a search over its text."""

    article: Article
    search: ArticleSearch


def with_credit(
    text: str,
    sight: ArticleSight,
    content: Sequence[Span],
    credit: Credit | None,
    seen: Credit,
    *,
    is_fixed: bool,
    merge: Mapping[str, str],
    name_of: Callable[[str], str],
) -> str:
    """Return the file with a fix of a quote.

    Args:
        text: of the file.
        sight: the article.
        content: the spans of the quote.
        credit: who said it; None drops it.
        seen: the credit that the page shows.
        is_fixed: True if the page shows that an editor set it.
        merge: the editor's merges: the page shows the ids after them.
        name_of: returns the name of an entity by its id.

    Raises:
        ConflictError: if the file credits the quote to others than the page.
        DeskError: if no words of the quote are unique.
    """
    fixes = items_at(text, [QUOTES])
    number = next((n for n, fix in enumerate(fixes) if _fixes(fix, sight.search, content)), None)
    if number is None:
        if is_fixed:
            raise ConflictError(
                "The file no longer has the fix that the page shows.", "Wait for the page to reload."
            )
        words = words_of_quote(sight.article, sight.search, content)
        if words is None:
            raise DeskError(
                "The article has the words of this quote more than once, so that no fix can name it.",
                "Change the seed so that the quotes differ, or leave it.",
            )
        return with_item(text, [QUOTES], {"text": words, **_credit_of(credit)})
    found = _credit_in(fixes[number])
    if (tuple(merge.get(one, one) for one in found.speakers), found.source) != (seen.speakers, seen.source):
        raise ConflictError(
            f"Line {line_at_path(text, [QUOTES, number])} credits this quote otherwise: {_in_words(found, name_of)}.",
            "Wait for the page to reload, and decide again.",
        )
    return _with_choice(text, [QUOTES, number], fixes[number], _credit_of(credit), _CREDIT_KEYS)


def without_credit(text: str, sight: ArticleSight, content: Sequence[Span]) -> str:
    """Return the file without the fix of a quote.

    Raises:
        ConflictError: if there is none.
    """
    for number, fix in enumerate(items_at(text, [QUOTES])):
        if _fixes(fix, sight.search, content):
            return without(text, [QUOTES, number])
    raise ConflictError("The file has no fix of this quote.", "Wait for the page to reload.")


def without_name(text: str, sight: ArticleSight, span: Span) -> str:
    """Return the file without the fixes of the words of a span.

    Raises:
        ConflictError: if there is none.
    """
    words = span.one_line(sight.article.text)
    numbers = [n for n, fix in enumerate(items_at(text, [MENTIONS])) if _same(fix.get("text"), words)]
    if not numbers:
        raise ConflictError("The file has no fix of these words.", "Wait for the page to reload.")
    for number in reversed(numbers):
        text = without(text, [MENTIONS, number])
    return text


def with_renewed(text: str, sight: ArticleSight, decision: Renewed) -> str:
    """Return the file with other words for a fix whose words are gone, or without the fix.

    Raises:
        ConflictError: if the file does not have the fix.
        DeskError: if the article does not have the new words.
    """
    now = " ".join(decision.now.split())
    for number, fix in enumerate(items_at(text, [decision.section])):
        if _same(fix.get(decision.key), decision.words):
            if not now:
                return without(text, [decision.section, number])
            if not sight.search.find(now):
                raise DeskError("The article does not have these words.", "Copy them from one paragraph.")
            return with_value(text, [decision.section, number, decision.key], now)
    raise ConflictError("The file no longer has this decision.", "Wait for the page to reload.")


def with_missed_quote(text: str, sight: ArticleSight, words: str, credit: Credit) -> str:
    """Return the file with a quote that the machine missed.

    Raises:
        DeskError: if the article does not have the words exactly once.
    """
    times = len(sight.search.find(words))
    if times != 1:
        what = "not in one paragraph of the story" if not times else f"{times} times in the article"
        raise DeskError(f"The words are {what}.", "Select the words of one quote, and more of them.")
    return with_item(text, [QUOTES], {"text": " ".join(words.split()), **_credit_of(credit)})


def with_name(
    text: str, sight: ArticleSight, span: Span, choice: Mapping[str, Value], *, everywhere: bool
) -> str:
    """Return the file with a fix of what words name.

    Args:
        text: of the file.
        sight: the article.
        span: the words.
        choice: what they name: a type with an id, or ``drop``.
        everywhere: True for all places that have the words.

    Raises:
        DeskError: if no words around the place are unique.
    """
    words = span.one_line(sight.article.text)
    within = None
    if not everywhere and len(sight.search.find(words)) > 1:
        within = words_around(sight.article, sight.search, span)
        if within is None:
            raise DeskError("No words around this place are unique.", "Choose all places of this brief.")
    fixes = items_at(text, [MENTIONS])
    for number, fix in enumerate(fixes):
        if _same(fix.get("text"), words) and _same(fix.get("within"), within):
            return _with_choice(text, [MENTIONS, number], fix, choice, _NAME_KEYS)
    around: dict[str, Value] = {} if within is None else {"within": within}
    return with_item(text, [MENTIONS], {"text": words, **around, **choice})


def with_correction(text: str, decision: Correct) -> str:
    """Return the file with one more correction, or with one that is changed or removed.

    Raises:
        ConflictError: if the file does not have the one that is meant.
        DeskError: if a new one has no text.
    """
    words, seen = " ".join(decision.text.split()), decision.seen
    if seen is None:
        if not words:
            raise DeskError("The correction has no text.", "Write what was wrong and what is right.")
        return with_item(text, [CORRECTIONS], {"date": Plain(decision.date), "text": words})
    rows = items_at(text, [CORRECTIONS])
    same = [number for number, row in enumerate(rows) if _same(row.get("text"), seen.text)]
    if not same:
        raise ConflictError("The file no longer has this correction.", "Wait for the page to reload.")
    number = next((one for one in same if rows[one].get("date") == seen.date), same[0])
    if not words:
        return without(text, [CORRECTIONS, number])
    if words != seen.text:
        text = with_value(text, [CORRECTIONS, number, "text"], words)
    if decision.date != seen.date:
        text = with_value(text, [CORRECTIONS, number, "date"], Plain(decision.date))
    return text


def with_other_type(text: str, old: str, new: str, is_meant: Callable[[str], bool]) -> str:
    """Return the file in which fixes of names give an entity another type.

    Args:
        text: of the file.
        old, new: the types.
        is_meant: returns True for the id of the entity.
    """
    for number, fix in enumerate(items_at(text, [MENTIONS])):
        entity_id = fix.get(old)
        if isinstance(entity_id, str) and is_meant(entity_id):
            text = _with_choice(text, [MENTIONS, number], fix, {new: entity_id}, _NAME_KEYS)
    return text


def with_setting(text: str, decision: Setting) -> str:
    """Return the file with another headline, date or summary.

    Raises:
        ConflictError: if the file has another value than the page.
        DeskError: if the key is not in ``SETTINGS``.
    """
    if decision.key not in SETTINGS:
        raise DeskError(f"{decision.key!r} is not set at the desk.", f"It sets {', '.join(SETTINGS)}.")
    path = [_key_in(text, decision.key)]
    now = value_at(text, path)
    if isinstance(now, str) and now and " ".join(now.split()) != " ".join(decision.seen.split()):
        line = line_at_path(text, path)
        raise ConflictError(
            f"Line {line} has another {decision.key}: “{now}”.", "Wait for the page to reload."
        )
    words = " ".join(decision.value.split())
    if words:
        return with_value(text, path, Plain(words) if decision.key == "date" else words)
    return without(text, path) if now is not None else text


def _key_in(text: str, name: str) -> str:
    """Return the key of a file that means a setting, which may have another of its names; else its own name."""
    top = value_at(text, [])
    keys = [key for key in top if isinstance(key, str)] if isinstance(top, dict) else []
    return next((key for key in keys if name_of(key) == name), name)


def _fixes(fix: Mapping[str, object], search: ArticleSearch, content: Sequence[Span]) -> bool:
    """Return True if a fix is one of a quote."""
    words = fix.get("text")
    spans = search.find(words) if isinstance(words, str) else ()
    return any(span.overlaps(part) for span in spans for part in content)


def _credit_of(credit: Credit | None) -> dict[str, Value]:
    """Return the keys of a fix."""
    if credit is None:
        return {"drop": True}
    if credit.source:
        return {"speakers": [], "source": " ".join(credit.source.split())}
    if not credit.speakers:
        raise DeskError("The quote has no speaker.", "Choose one, or write who said it.")
    return {"speakers": list(credit.speakers)}


def _credit_in(fix: Mapping[str, object]) -> Credit:
    """Return the credit that a fix gives."""
    speakers, source = fix.get("speakers"), fix.get("source")
    return Credit(
        tuple(map(str, speakers)) if isinstance(speakers, list) else (),
        source if isinstance(source, str) else "",
    )


def _in_words(credit: Credit, name_of: Callable[[str], str]) -> str:
    return " and ".join(map(name_of, credit.speakers)) or credit.source or "it is not a quote"


def _same(found: object, words: str | None) -> bool:
    if words is None or not isinstance(found, str):
        return found is None and words is None
    return folded(found) == folded(words)


def _with_choice(
    text: str,
    path: Sequence[str | int],
    fix: Mapping[str, object],
    choice: Mapping[str, Value],
    keys: Sequence[str],
) -> str:
    """Return the file with another choice in a fix; its other keys stay."""
    kept: dict[str, Value] = {
        key: value for key, value in fix.items() if key not in keys and isinstance(value, str)
    }
    gone = [key for key in keys if key in fix and key not in choice]
    if next(iter(fix), "") in gone:
        # The first key of an item follows the dash of the list.
        return with_value(text, path, {**kept, **choice})
    for key, value in choice.items():
        text = with_value(text, [*path, key], value)
    for key in gone:
        text = without(text, [*path, key])
    return text
