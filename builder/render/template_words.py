"""The words of the interface as templates use them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from builder.edition.interface import Interface


def template_words(interface: Interface) -> Mapping[str, Callable[..., Any]]:
    """Return the functions that templates call for words.

    - ``say("section.name", value=…)`` is a phrase; values are escaped.
    - ``plural("brief", 2)`` is a number with its noun: "2 briefs"; ``noun("mention", 2)`` the noun alone.
    - ``in_words("2014-01-05")`` is a date with ``iso`` and ``words``.
    """
    # The phrases are the program's own, without markup: only what is put into them must be escaped.
    phrases = {key: Markup(phrase) for key, phrase in interface.phrases.items()}  # noqa: S704

    def say(key: str, /, **values: object) -> Markup:
        phrase = phrases[key]
        return phrase.format(**values) if values else phrase

    def plural(key: str, number: int) -> str:
        return interface.counted(key, number)

    def noun(key: str, number: int) -> str:
        return interface.phrases[f"nouns.{key}.{interface.form(number)}"]

    return {"say": say, "plural": plural, "noun": noun, "in_words": interface.date}
