"""Pages and examples of mistakes by kind, each mistake with its context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from builder.evaluate.judgment import JudgedArticle
from builder.evaluate.mistakes import MEANINGS, Mistake, MistakeKind, clipped
from builder.evaluate.report.addresses import FileAddresses, anchor_of, rows_of
from builder.evaluate.report.contexts import Example, KindContext, KindRow
from builder.evaluate.report.style_sheets import from_folder, styles
from builder.pages.page import Page

AROUND = 70
"""Characters of context on either side."""
SHOWN = 3
"""Number of examples of each kind on the first page."""

ExamplesByKind = dict[MistakeKind, list[Example]]


def examples(
    articles: Sequence[JudgedArticle], addresses: FileAddresses, new: Container[Mistake]
) -> ExamplesByKind:
    """Return every mistake of a file in its context, by kind; addresses are relative to the root of the report."""
    found: defaultdict[MistakeKind, list[Example]] = defaultdict(list)
    for judged in articles:
        rows = rows_of(judged.article.text)
        for mistake in judged.mistakes:
            url = f"{addresses.articles[mistake.article]}#{anchor_of(mistake, rows)}"
            found[mistake.kind].append(_example(judged.article.text, mistake, url, is_new=mistake in new))
    return {kind: found[kind] for kind in MistakeKind if kind in found}


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
                examples=tuple(_inside(one) for one in some),
            ),
        )
        for kind, some in found.items()
    ]


def _inside(one: Example) -> Example:
    """Return an example with its address relative to the folder of the file."""
    return Example(
        from_folder(one.url), one.article, one.before, one.words, one.after, one.about, one.detail, one.is_new
    )


def _spread(some: Sequence[Example]) -> list[Example]:
    """Return a few examples far from each other; only new ones if there are any."""
    ordered = [one for one in some if one.is_new] or list(some)
    step = max(1, len(ordered) // SHOWN)
    return ordered[::step][:SHOWN]


def _example(text: str, mistake: Mistake, url: str, *, is_new: bool) -> Example:
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
        is_new=is_new,
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
