"""Rewrite the golden site, and with --annotations the stored annotations, from the language model.

Run it as ``python -m tests.regenerate_golden``, and read the difference before you commit it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

import msgspec

from tests.support.golden import GOLDEN, STORED, read_articles, render_golden
from tests.support.sites import PROJECT, write_files


def store_annotations() -> None:
    """Annotate the project's seeds with the installed language model, and store the result."""
    from builder.annotate.annotator import Annotator
    from builder.annotate.parse.model_package import find_model

    articles = read_articles(PROJECT)
    shutil.rmtree(STORED, ignore_errors=True)
    for found in Annotator(find_model(None).package).annotate(tuple(articles.values()), jobs=1):
        data = msgspec.json.format(msgspec.json.encode(found), indent=1)
        write_files(STORED, {f"{found.seed_id}.json": data + b"\n"})


def main(arguments: Sequence[str]) -> None:
    """Rewrite what the arguments ask for."""
    if "--annotations" in arguments:
        store_annotations()
    files = render_golden()
    shutil.rmtree(GOLDEN, ignore_errors=True)
    write_files(GOLDEN, files)
    sys.stdout.write(f"{len(files)} files in {GOLDEN.relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
