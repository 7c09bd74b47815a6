"""The words of the interface: what pages say themselves, in the language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.model.language_tags import primary_language

DEFAULT = "en"
"""The language of sites in languages that have no file of words."""

_FOLDER = Path(__file__).parent / "words"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of one language.

    Attributes:
        language: its primary tag.
        phrases: by key, "section.name"; a phrase with a plural has the keys "….one" and "….many".
    """

    language: str
    phrases: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a phrase with values in place of ``{name}``.

        Raises:
            KeyError: if there is no such phrase, or a value is missing.
        """
        phrase = self.phrases[key]
        return phrase.format(**values) if values else phrase

    def language_name(self, tag: str) -> str | None:
        """Return the name of a language; None if it has none here."""
        return self.phrases.get(f"languages.{primary_language(tag)}")


def known_languages() -> tuple[str, ...]:
    """Return the primary tags of the languages that have words, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def interface_of(tag: str) -> Interface:
    """Return the words of a language, or the English ones if it has none.

    Args:
        tag: BCP 47 tag.
    """
    primary = primary_language(tag)
    return _load(primary if primary in known_languages() else DEFAULT)


@cache
def _load(language: str) -> Interface:
    text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return Interface(language, dict(_flat("", yaml.load(text, _LOADER))))  # noqa: S506 - a safe loader


def _flat(prefix: str, value: Any) -> list[tuple[str, str]]:
    """Return the phrases of a file by their keys."""
    if isinstance(value, Mapping):
        return [
            row
            for name, inner in value.items()
            for row in _flat(f"{prefix}.{name}" if prefix else name, inner)
        ]
    return [(prefix, str(value))]
