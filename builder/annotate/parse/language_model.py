"""The language model in memory: a spaCy pipeline, loaded without what annotating needs none of."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, cast

from builder.lexicon.word_lists import table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

_COMMANDS = ("spacy.cli", "spacy.cli.info")
"""The modules of spaCy's own command line that ``import spacy`` would load."""


def load_language(package: str) -> Language:
    """Return the spaCy pipeline of an installed package, or of a folder.

    Its strings are left out: see ``load_strings``.
    """
    with _without_commands():
        import spacy

    with warnings.catch_warnings():
        # W095: a pipeline of the previous minor version loads and works, as its metadata says.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        # Nearly all of its strings spell the words of the vectors, which are looked up by their hashes. They take
        # 0.6 seconds and 130 MB. What a text or a label has, spaCy adds when it meets it.
        nlp = spacy.load(package, exclude=("strings",))
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    if not {"parser", "senter", "sentencizer"} & {*nlp.pipe_names}:
        nlp.add_pipe("sentencizer", first=True)
    for written in () if nlp.lang != "en" else ("Sr.", *(row[0] for row in table("title_abbreviations"))):
        # Without this "Sens." is a word and a full stop, which ends a sentence. spaCy knows "Jr.".
        cast("Tokenizer", nlp.tokenizer).add_special_case(written, [{"ORTH": written}])
    return nlp


def load_strings(nlp: Language) -> None:
    """Load the strings of a pipeline that came from a package or a folder.

    They are needed if a component of an unusual pipeline gives a word that neither the text nor a label has.
    """
    strings = nlp.path / "vocab" / "strings.json"
    if strings.is_file():
        nlp.vocab.strings.from_disk(strings)


@contextmanager
def _without_commands() -> Iterator[None]:
    """Let ``import spacy`` leave out its command line, which takes a third of the time. It can be imported later."""
    if "spacy" in sys.modules:
        yield
        return
    for name in _COMMANDS:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["spacy.cli.info"])["info"] = None
    try:
        yield
    finally:
        for name in _COMMANDS:
            del sys.modules[name]
