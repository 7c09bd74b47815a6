"""Page of the mistakes in who is who, by entity: from one mistake to all others about the same entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from builder.evaluate.report.addresses import FileAddresses
from builder.evaluate.report.contexts import EntityMistakes, IdentityContext, LinkedExample
from builder.evaluate.report.entity_urls import EntityUrls
from builder.evaluate.report.mistake_pages import MistakeExample, inside
from builder.evaluate.report.style_sheets import from_folder, styles
from builder.pages.page import Page


def identity_page(
    examples: Iterable[MistakeExample],
    urls: EntityUrls,
    addresses: FileAddresses,
    *,
    file: str,
) -> Page:
    """Return the page with the mistakes of all entities.

    Args:
        examples: every mistake of the file with its context, in the order of display.
        urls: of the entities.
        addresses: of the pages about the file.
        file: the name of the file.
    """
    by_entity: defaultdict[str, list[LinkedExample]] = defaultdict(list)
    for mistake, example in examples:
        if mistake.entity:
            kind_url = from_folder(addresses.kind(mistake.kind))
            by_entity[mistake.entity].append(LinkedExample(str(mistake.kind), kind_url, inside(example)))
    context = IdentityContext(
        title="Who is who",
        home_url=from_folder("index.html"),
        style_urls=styles(inside=True),
        file=file,
        file_url=from_folder(f"index.html#{addresses.folder}"),
        entities=tuple(
            EntityMistakes(url.partition("#")[2], title, tuple(by_entity[title]))
            for title, url in urls.items()
        ),
    )
    return Page(addresses.identity, "identity.html", context)
