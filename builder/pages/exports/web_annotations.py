"""The annotations of a brief after the W3C Web Annotation Data Model.

Their targets are stretches of the brief's plain text: addresses with the fragment of RFC 5147, ``#char=12,18``, which
counts positions between characters (code points; the end is exclusive). A selector with the words and those around them
would be four times as long, and the text that has them is beside the annotations.

What would be repeated in every annotation is said once: all addresses are relative to the text (``@base``), and all
mentions of one entity, of one type without a page, or of one date are the targets of one annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.edition import urls
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.model.brief import LinkedMention, LinkedQuote
from builder.model.span import Span
from builder.pages.compact_json import compact_json
from builder.pages.exports.data import published_end
from builder.pages.page import DataFile

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Node = dict[str, object]


def brief_text(view: View, slug: str) -> DataFile:
    """The published words of a brief, as the seed has them."""
    source = view.brief(slug)
    text = source.text[: published_end(source)]
    return DataFile(urls.brief_text_path(slug), text.encode("utf-8", "replace"))


def brief_annotations(view: View, slug: str) -> DataFile:
    """The mentions and quotes of a brief as a collection with one page."""
    source = view.brief(slug)
    brief = source.brief
    path, text_path = urls.brief_annotations_path(brief.slug), urls.brief_text_path(brief.slug)
    end = published_end(source)
    items = _mentions(view, (one for one in brief.mentions if one.span.end <= end), text_path)
    items += [
        _quote(view, quote, text_path)
        for quote in brief.quotes
        if max(span.end for span in quote.content) <= end
    ]
    collection = {
        "@context": [CONTEXT, {"@base": urls.public_url(view.site_url, path, text_path)}],
        "id": urls.relative_url(text_path, path),
        "type": "AnnotationCollection",
        "label": brief.headline,
        "total": len(items),
        "first": {
            "id": urls.relative_url(text_path, path, "page-1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    data = compact_json(collection)
    return DataFile(path, f"{data}\n".encode("utf-8", "replace"))


def _mentions(view: View, mentions: Iterable[LinkedMention], text_path: str) -> list[Node]:
    """Return an annotation for everything that is said of mentions, in the order of their first ones.

    Its id is the anchor of the first mention; a description has one of its own beside that.
    """
    found: dict[tuple[str, str], list[LinkedMention]] = {}
    for mention in mentions:
        for said in _sayings(view, mention, text_path):
            found.setdefault(said, []).append(mention)
    return [
        _annotation(
            f"{group[0].anchor}-is" if motivation == "describing" else group[0].anchor,
            motivation,
            [words] if motivation == "identifying" else words,
            [one.span for one in group],
        )
        for (motivation, words), group in found.items()
    ]


def _sayings(view: View, mention: LinkedMention, text_path: str) -> Iterator[tuple[str, str]]:
    """Yield what is said of a mention, with the motivation.

    It is the page of its entity, or the value of a date, else its type. Of a term it is said, too, who coined it.
    """
    if mention.entity_id is not None:
        yield "identifying", _page_of(view, mention.entity_id, text_path)
        return
    if mention.type is EntityType.DATE and mention.value:
        yield "describing", mention.value
        return
    yield "tagging", mention.type.value
    if mention.coiner_ids:
        yield "describing", "coined by " + " and ".join(view.entity(key).name for key in mention.coiner_ids)


def _quote(view: View, quote: LinkedQuote, text_path: str) -> Node:
    """A quote: its words identified by their speakers, or described by the text's words for them."""
    kind = f"{quote.kind.value} quote"
    if quote.speaker_ids:
        pages = [_page_of(view, entity_id, text_path) for entity_id in quote.speaker_ids]
        return _annotation(quote.id, "identifying", [*pages, _text(kind, "tagging")], quote.content)
    if quote.speaker_text:
        return _annotation(
            quote.id, "tagging", [_text(quote.speaker_text, "describing"), _text(kind)], quote.content
        )
    return _annotation(quote.id, "tagging", kind, quote.content)


def _annotation(anchor: str, motivation: str, body: list[str | Node] | str, spans: Iterable[Span]) -> Node:
    """Return an annotation of stretches of the text, each of which the body is about.

    Args:
        anchor: of its first words on the page.
        motivation: what it does.
        body: addresses of pages and words with a purpose, or only words.
        spans: the stretches.
    """
    targets = [f"#char={span.start},{span.end}" for span in spans]
    node: Node = {"id": f"#{anchor}", "type": "Annotation", "motivation": motivation}
    if isinstance(body, str):
        node["bodyValue"] = body
    else:
        node["body"] = body[0] if len(body) == 1 else body
    node["target"] = targets[0] if len(targets) == 1 else targets
    return node


def _page_of(view: View, entity_id: str, text_path: str) -> str:
    """Return the address of an entity's page, which says in its folder what type the entity has."""
    entity = view.entity(entity_id)
    return urls.relative_url(text_path, urls.entity_path(entity.type, entity.id))


def _text(value: str, purpose: str = "") -> Node:
    """Return words as a body; without a purpose it has the motivation of its annotation."""
    body: Node = {"type": "TextualBody", "value": value}
    return body | {"purpose": purpose} if purpose else body
