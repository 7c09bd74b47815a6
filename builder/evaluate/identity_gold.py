"""Identity files: who is who in annotated articles, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.evaluate.gold import CORE_TYPES, GoldArticle
from builder.model.diagnostic import Diagnostic, InputError, error, warning

NO_ONE = "-"
"""The answer that the text does not name who is quoted."""
_JOINT = " + "
"""The separator of entities that are quoted together."""
_HINT = 'Fix the line: {"id", "names", "exceptions", "speakers"}; docs/accuracy.md shows one.'

Answer = tuple[str, ...]
"""The entities behind a quote; empty if the text names no one."""


class GoldSpelling(Struct, frozen=True):
    """A spelling and the entity that it names in one article.

    Attributes:
        type: one of ``gold.CORE_TYPES``.
        optional: True if neither finding nor missing it counts.
    """

    text: str
    entity: str
    type: str
    optional: bool


class SpellingException(Struct, frozen=True):
    """A spelling that names another entity within one passage of the article.

    Attributes:
        context: the passage; only its first occurrence in the text counts.
        type: None for the type of the spelling elsewhere.
    """

    context: str
    text: str
    entity: str
    type: str | None
    optional: bool


class GoldIdentity(Struct, frozen=True):
    """One line of an identity file.

    Attributes:
        names: the spellings; of two that are equal the first one counts.
        answers: by the index of a quote of the article, the right answers, the best one first; quotes that are not
            judged are left out.
    """

    id: str
    names: tuple[GoldSpelling, ...]
    exceptions: tuple[SpellingException, ...]
    answers: Mapping[int, tuple[Answer, ...]]


class IdentityFile(Struct, frozen=True):
    """An identity file as read.

    Attributes:
        articles: by the id of the article.
        lines: the line number of each article, by its id.
    """

    path: Path
    articles: Mapping[str, GoldIdentity]
    lines: Mapping[str, int]


def read_identity(path: Path) -> IdentityFile:
    """Read an identity file.

    Raises:
        InputError: with every line that does not have the right format, or if the file cannot be read.
    """
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as problem:
        message = f"The identity file cannot be read: {problem}."
        raise InputError([error(str(path), None, message, "Name a .jsonl file.")]) from problem
    articles: dict[str, GoldIdentity] = {}
    lines: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            one = _identity(json.loads(line))
            if one.id in articles:
                raise ValueError(f"the id {one.id!r} is on line {lines[one.id]}, too")
            articles[one.id], lines[one.id] = one, number
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            message = f"This line does not say who is who in an article: {_reason(problem)}."
            problems.append(error(str(path), number, message, _HINT))
    if problems:
        raise InputError(problems)
    return IdentityFile(path, articles, lines)


def check_identity(identity: IdentityFile, gold: Sequence[GoldArticle]) -> tuple[Diagnostic, ...]:
    """Compare an identity file with the articles that it is about.

    Args:
        identity: the file.
        gold: every article of every annotated file of the run.

    Returns:
        Warnings: lines and spellings that count for nothing.

    Raises:
        InputError: with every quote that an article does not have, or if the file has none of the articles.
    """
    path = str(identity.path)
    by_id = {one.id: one for one in gold}
    unknown = [name for name in identity.articles if name not in by_id]
    known = [(identity.lines[name], one) for name, one in identity.articles.items() if name in by_id]
    if not known:
        message = "The identity file has none of the annotated articles, so that nothing can be scored."
        raise InputError([error(path, None, message, "Name the identity file of these articles.")])
    problems = [
        error(path, line, message, "Fix the index; the first quote of an article has 0.")
        for line, one in known
        for message in _beyond(one, by_id[one.id])
    ]
    if problems:
        raise InputError(problems)
    return (*_unknown(identity, unknown), *_absent(path, known, by_id))


def _identity(row: Any) -> GoldIdentity:
    """Return the identities of one line.

    Raises:
        ValueError, KeyError, TypeError: if the line does not have the right format.
    """
    _require(row, dict, "the line", "an object")
    answers = {}
    for item in _list(row, "speakers"):
        _require(item, dict, "a speaker", "an object")
        index = item["quote"]
        if not isinstance(index, int) or isinstance(index, bool) or index < 0:
            raise ValueError(f"the quote {index!r} is not an index")
        if index in answers:
            raise ValueError(f"the quote {index} occurs twice")
        answers[index] = _answers(item["accept"], index)
    names = tuple(_spelling(item) for item in _list(row, "names"))
    entities: dict[str, str] = {}
    for name in names:
        if entities.setdefault(name.text, name.entity) != name.entity:
            raise ValueError(f"the name {name.text!r} has two entities; use an exception for one of them")
    return GoldIdentity(
        id=str(row["id"]),
        names=names,
        exceptions=tuple(_exception(item) for item in _list(row, "exceptions")),
        answers={index: accepted for index, accepted in answers.items() if accepted},
    )


def _spelling(item: Any) -> GoldSpelling:
    _require(item, dict, "a name", "an object")
    return GoldSpelling(
        _text(item, "text"), _text(item, "entity"), _type(item["type"]), bool(item.get("optional"))
    )


def _exception(item: Any) -> SpellingException:
    _require(item, dict, "an exception", "an object")
    return SpellingException(
        context=_text(item, "context"),
        text=_text(item, "text"),
        entity=_text(item, "entity"),
        type=_type(item["type"]) if "type" in item else None,
        optional=bool(item.get("optional")),
    )


def _type(value: object) -> str:
    if value not in CORE_TYPES:
        raise ValueError(f"{value!r} is not one of the types {', '.join(CORE_TYPES)}")
    return str(value)


def _answers(value: Any, index: int) -> tuple[Answer, ...]:
    """Return the right answers of a quote; none if it is not judged."""
    if value is None:
        return ()
    _require(value, list, f"accept of the quote {index}", "a list or null")
    for answer in value:
        if not isinstance(answer, str) or not all(part.strip() for part in answer.split(_JOINT)):
            raise ValueError(f"the quote {index} has the answer {answer!r}")
    return tuple(
        () if answer == NO_ONE else tuple(part.strip() for part in answer.split(_JOINT)) for answer in value
    )


def _list(row: Any, key: str) -> list[Any]:
    value = row.get(key, [])
    _require(value, list, key, "a list")
    return list(value)


def _text(item: Any, key: str) -> str:
    value = item[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is not a text")
    return value


def _require(value: object, kind: type, what: str, wanted: str) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{what} is not {wanted}")


def _reason(problem: Exception) -> str:
    """Return the reason why a line cannot be used, in words."""
    if isinstance(problem, json.JSONDecodeError | RecursionError):
        return "it is not JSON"
    if isinstance(problem, KeyError):
        return f"the key {problem} is missing"
    return str(problem)


def _beyond(one: GoldIdentity, article: GoldArticle) -> Iterator[str]:
    """Yield a message for each quote that the article does not have."""
    count = len(article.quotes or ())
    for index in one.answers:
        if index >= count:
            has = f"has only {count} of them" if count else "has none"
            yield f"The quote {index} of the article {one.id!r} does not exist: the article {has}."


def _unknown(identity: IdentityFile, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield one warning on the lines about articles that were not given."""
    if names:
        which = f"The article {names[0]!r}"
        message = f"{which} is not in the annotated files: its line counts for nothing."
        if len(names) > 1:
            which = f"{which} and {len(names) - 1} more of this file"
            message = f"{which} are not in the annotated files: they count for nothing."
        hint = "Fix the id, or name the file that has the article."
        yield warning(str(identity.path), identity.lines[names[0]], message, hint)


def _absent(
    path: str, known: Sequence[tuple[int, GoldIdentity]], by_id: Mapping[str, GoldArticle]
) -> Iterator[Diagnostic]:
    """Yield a warning for each spelling or context that its article does not contain."""
    for line, one in known:
        text = by_id[one.id].text
        spellings = {name.text for name in one.names}
        wanted = [("name", name.text, name.text in text) for name in one.names]
        for exception in one.exceptions:
            wanted.append(("context", exception.context, exception.context in text))
            wanted.append(("exception", exception.text, exception.text in spellings))
        for what, words, present in wanted:
            if not present:
                place = "among the names" if what == "exception" else "in the text"
                message = (
                    f"The {what} {words!r} is not {place} of the article {one.id!r}: it counts for nothing."
                )
                yield warning(path, line, message, "Spell it as the article does, or remove it.")
