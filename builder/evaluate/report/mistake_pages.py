"""Pages and examples of mistakes by kind, each mistake with its context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from msgspec.structs import replace

from builder.evaluate.judgment import JudgedArticle
from builder.evaluate.mistakes import MEANINGS, Mistake, MistakeKind, clipped
from builder.evaluate.report.addresses import FileAddresses, anchor_of, rows_of
from builder.evaluate.report.contexts import Example, KindContext, KindRow
from builder.evaluate.report.entity_urls import EntityUrls
from builder.evaluate.report.style_sheets import from_folder, styles
from builder.pages.page import Page

AROUND = 70
"""Characters of context on either side."""
SHOWN = 3
"""Number of examples of each kind on the first page."""

ExamplesByKind = dict[MistakeKind, list[Example]]
MistakeExample = tuple[Mistake, Example]


def examples(
    articles: Sequence[JudgedArticle],
    addresses: FileAddresses,
    entities: EntityUrls,
    new: Container[Mistake],
) -> list[MistakeExample]:
    """Return every mistake of a file with its context, in order; addresses are relative to the root of the report.

    Args:
        articles: of the file.
        addresses: of the pages about the file.
        entities: addresses of the entities with mistakes.
        new: the mistakes that the earlier run of a comparison lacks.
    """
    found = []
    for judged in articles:
        rows = rows_of(judged.article.text)
        for mistake in judged.mistakes:
            url = f"{addresses.articles[mistake.article]}#{anchor_of(mistake, rows)}"
            example = _example(judged.article.text, mistake, url)
            entity_url = entities.get(mistake.entity)
            found.append((mistake, replace(example, entity_url=entity_url, is_new=mistake in new)))
    return found


def by_kind(found: Iterable[MistakeExample]) -> ExamplesByKind:
    """Return the mistakes by kind, in the order of display."""
    kinds: defaultdict[MistakeKind, list[Example]] = defaultdict(list)
    for mistake, example in found:
        kinds[mistake.kind].append(example)
    return {kind: kinds[kind] for kind in MistakeKind if kind in kinds}


def kind_rows(found: ExamplesByKind, addresses: FileAddresses) -> tuple[KindRow, ...]:
    """Return the kinds for the first page, each with a few examples."""
    return tuple(
        KindRow(str(kind), MEANINGS[kind], len(some), addresses.kind(kind), tuple(_spread(some)))
        for kind, some in found.items()
    )


def kind_pages(found: ExamplesByKind, addresses: FileAddresses, *, file: str) -> list[Page]:
    """Return a page for each kind, with all of its mistakes."""
    return [
        Page(
            addresses.kind(kind),
            "kind.html",
            KindContext(
                title=str(kind),
                home_url=from_folder("index.html"),
                style_urls=styles(inside=True),
                file=file,
                file_url=from_folder(f"index.html#{addresses.folder}"),
                meaning=MEANINGS[kind],
                examples=tuple(inside(one) for one in some),
            ),
        )
        for kind, some in found.items()
    ]


def inside(one: Example) -> Example:
    """Return an example with its addresses relative to the folder of the file."""
    entity_url = from_folder(one.entity_url) if one.entity_url is not None else None
    return replace(one, url=from_folder(one.url), entity_url=entity_url)


def _spread(some: Sequence[Example]) -> list[Example]:
    """Return a few examples far from each other; only new ones if there are any."""
    ordered = [one for one in some if one.is_new] or list(some)
    step = max(1, len(ordered) // SHOWN)
    return ordered[::step][:SHOWN]


def _example(text: str, mistake: Mistake, url: str) -> Example:
    span = mistake.span
    before, after = _before(text, span.start), _after(text, span.end)
    words = clipped(span.of(text))
    return Example(
        url=url,
        article=mistake.article,
        before=before,
        words=words,
        after=after,
        about=mistake.words if mistake.words not in (words, span.of(text)) else "",
        detail=mistake.detail,
        entity_url=None,
        is_new=False,
    )


def _before(text: str, end: int) -> str:
    """Return the text before an offset, from the beginning of a word."""
    start = max(0, end - AROUND)
    found = _line(text[start:end])
    return found if not start else f"… {found.lstrip().partition(' ')[2]}"


def _after(text: str, start: int) -> str:
    """Return the text after an offset, up to the end of a word."""
    end = min(len(text), start + AROUND)
    found = _line(text[start:end])
    return found if end == len(text) else f"{found.rstrip().rpartition(' ')[0]} …"


def _line(text: str) -> str:
    """Return the text on one line; white space at its ends is kept, since it separates words."""
    line = " ".join(text.split())
    head = " " if text[:1].isspace() else ""
    tail = " " if line and text[-1:].isspace() else ""
    return head + line + tail
