"""The words of the interface: what pages say themselves, in the language of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from builder.gazetteer.country_names import country_name
from builder.model.language_tags import primary_language

DEFAULT = "en"
"""The language of sites in languages that have no file of words."""

ONE, MANY = "one", "many"
"""The last part of the keys of a phrase that has a plural."""

_FOLDER = Path(__file__).parent / "words"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class DateWords(Struct, frozen=True):
    """A date for machines (ISO: year, year and month, week, or day) and for readers."""

    iso: str
    words: str


class Interface(Struct, frozen=True, eq=False):
    """The words of one language.

    Attributes:
        language: its primary tag.
        phrases: by key, "section.name"; a phrase with a plural has the keys "….one" and "….many".
    """

    language: str
    phrases: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """Return a phrase with values in place of ``{name}``.

        Raises:
            KeyError: if there is no such phrase, or a value is missing.
        """
        phrase = self.phrases[key]
        return phrase.format(**values) if values else phrase

    def counted(self, key: str, number: int) -> str:
        """Return a number with its noun: "1 brief", "2 briefs"."""
        return _counted(self.language, key, number)

    def form(self, number: int) -> str:
        """Return the form of a noun after a number: ``ONE`` or ``MANY``."""
        return ONE if str(number) in self.phrases["grammar.singular"].split() else MANY

    def number(self, value: int) -> str:
        """Return a number with a sign between its groups of three digits."""
        return f"{value:,}".replace(",", self.phrases["grammar.thousands"])

    def decimal(self, value: float, *, digits: int) -> str:
        """Return a number with a fixed number of digits after the decimal sign."""
        return f"{value:.{digits}f}".replace(".", self.phrases["grammar.decimal"])

    def date(self, iso: str | None) -> DateWords | None:
        """Return a date in words: "5 January 2014", "week of 6 January 2014", "December 2011"; None for None."""
        return None if iso is None else _date_words(self.language, iso)

    def names(self, names: Sequence[str]) -> str:
        """Return a list in a sentence: "A", "A and B", "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])}{self.phrases['list.and']}{names[-1]}"

    def quoted(self, words: str) -> str:
        """Return the words of a quote with the quotation marks of the language in place of the English ones."""
        opening, closing = self.phrases["quote.marks"].split("{words}")
        return words.replace("“", opening).replace("”", closing)

    def country_name(self, code: str) -> str | None:
        """Return the name of a country by its code (ISO 3166-1 alpha-2); None if there is none.

        English names are those of the gazetteer.
        """
        return self.phrases.get(f"countries.{code}") or country_name(code)

    def language_name(self, tag: str) -> str | None:
        """Return the name of a language; None if it has none here."""
        return self.phrases.get(f"languages.{primary_language(tag)}")


@cache
def known_languages() -> tuple[str, ...]:
    """Return the primary tags of the languages that have words, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


# Pages ask for it a hundred times each.
@cache
def interface_of(tag: str) -> Interface:
    """Return the words of a language, or the English ones if it has none.

    Args:
        tag: BCP 47 tag.
    """
    return _load(primary_language(tag) if has_words(tag) else DEFAULT)


def has_words(tag: str) -> bool:
    """Return True if there are words in a language."""
    return primary_language(tag) in known_languages()


@cache
def _load(language: str) -> Interface:
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return Interface(language, dict(_flat("", yaml.load(text, _LOADER))))  # noqa: S506 - a safe loader


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a file by their keys."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{key}.{name}" if key else name, inner)
    elif isinstance(value, list):
        yield from zip((f"{key}.{ONE}", f"{key}.{MANY}"), value, strict=True)
    else:
        yield key, str(value)


# Most numbers of a site are small, and on many pages.
@lru_cache(maxsize=4096)
def _counted(language: str, key: str, number: int) -> str:
    interface = _load(language)
    phrase = interface.phrases[f"counts.{key}.{interface.form(number)}"]
    return phrase.format(number=interface.number(number))


# A site has few dates, each on many pages.
@cache
def _date_words(language: str, iso: str) -> DateWords:
    interface = _load(language)
    if "W" in iso:
        monday = _date_words(language, date.fromisocalendar(int(iso[:4]), int(iso[-2:]), 1).isoformat())
        return DateWords(iso, interface.say("dates.week", day=monday.words))
    match = _ISO_DATE.fullmatch(iso)
    months = interface.phrases["dates.months"].split()
    if match is None or not 1 <= int(match[2] or 1) <= len(months):
        return DateWords(iso, iso)
    year, month, day = match.groups()
    if month is None:
        return DateWords(iso, year)
    if day is None:
        return DateWords(iso, interface.say("dates.month", month=months[int(month) - 1], year=year))
    pattern = "dates.first-day" if int(day) == 1 else "dates.day"
    return DateWords(iso, interface.say(pattern, day=int(day), month=months[int(month) - 1], year=year))
