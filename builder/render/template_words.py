"""The words of the interface as templates use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from builder.edition.interface import DateWords, Interface

_PHRASE = re.compile(r"\{\{ say\(\"([a-z.-]+)\"\) \}\}")
"""A phrase without values."""
_LANGUAGE = re.compile(r"\{\{ ([\w.]+)\|lang \}\}")
"""The attribute of a language, which nearly always is that of the page."""


def spelled_out(source: str, interface: Interface) -> str:
    """Return the source of a template with its phrases without values in place of the calls.

    To call them would take a third of rendering. Phrases of several lines stay calls, so that lines keep their numbers.
    Nearly all attributes of languages are left out: the filter is called only for the others.
    """

    def phrase_of(call: re.Match[str]) -> str:
        phrase = interface.phrases.get(call[1], "\n")
        return call[0] if "\n" in phrase or "{" in phrase else str(escape(phrase))

    return _LANGUAGE.sub(r"{%+ if \1 %}{{ \1|lang }}{% endif +%}", _PHRASE.sub(phrase_of, source))


def template_words(interface: Interface) -> Mapping[str, Callable[..., Any]]:
    """Return the functions that templates call for words.

    - ``say("section.name", value=…)`` is a phrase; values are escaped.
    - ``plural("brief", 2)`` is a number with its noun: "2 briefs"; ``noun("mention", 2)`` the noun alone.
    - ``in_words("2014-01-05")`` is a date with ``iso`` and ``words``.
    """
    phrases = interface.phrases

    def say(key: str, /, **values: object) -> Markup:
        # The phrases are the program's own, without markup: only what is put into them must be escaped.
        phrase = phrases[key]
        if values:
            phrase = phrase.format(**{name: escape(value) for name, value in values.items()})
        return Markup(phrase)  # noqa: S704

    def plural(key: str, number: int) -> str:
        return interface.counted(key, number)

    def in_words(iso: str | None) -> DateWords | None:
        return interface.date(iso)

    def noun(key: str, number: int) -> str:
        return interface.phrases[f"nouns.{key}.{interface.form(number)}"]

    return {"say": say, "plural": plural, "noun": noun, "in_words": in_words}
