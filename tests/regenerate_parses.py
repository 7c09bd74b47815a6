"""Parse the sentences of the rules' cases anew with the language model, and store the parses.

Run it as ``python -m tests.regenerate_parses`` after adding a case, and read the difference before it is committed.
"""

from __future__ import annotations

import sys

from builder.annotate.parse.document import Document
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import find_model
from builder.annotate.parse.spacy_parser import parse_articles
from tests.support.annotated import article_of
from tests.support.stored_parses import PARSES, dumped, modules, texts_of


def fresh_parses() -> dict[str, list[Document]]:
    """Return the parses of the texts of each module, by module."""
    nlp = load_language(find_model(None).package)
    return {
        module: list(parse_articles(nlp, [article_of(text) for text in texts_of(module)]))
        for module in modules()
    }


def main() -> None:
    """Write a file of parses for each module with cases, and delete those without."""
    fresh = fresh_parses()
    PARSES.mkdir(exist_ok=True)
    for path in PARSES.glob("*.json"):
        if path.stem not in fresh:
            path.unlink()
    for module, documents in fresh.items():
        (PARSES / f"{module}.json").write_text(dumped(documents), encoding="utf-8")
        sys.stdout.write(f"{module}: {len(documents)} parses\n")


if __name__ == "__main__":
    main()
