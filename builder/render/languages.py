"""The language of words in markup, if it is not that of their page."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

NOTHING = Markup()


# A page has this attribute, nearly always empty, on each of its quotes.
def lang_attribute(language: str | None) -> Markup:
    """Return the attribute ``lang`` with a space before it; nothing for None, the language of the page."""
    return NOTHING if language is None else _attribute("lang", language)


def xml_lang_attribute(language: str | None) -> Markup:
    """Return the attribute ``xml:lang`` in the same way."""
    return NOTHING if language is None else _attribute("xml:lang", language)


def in_language(text: str, language: str | None) -> str:
    """Return words in an element with their language, for places that have no element of their own.

    Args:
        text: the words.
        language: its tag; None for the language of the page, or if there are no words.
    """
    if language is None or not text:
        return text
    return Markup("<span{}>{}</span>").format(lang_attribute(language), text)


@cache
def _attribute(name: str, language: str) -> Markup:
    return Markup(' {}="{}"').format(Markup(name), language)  # noqa: S704 - a name of this module
