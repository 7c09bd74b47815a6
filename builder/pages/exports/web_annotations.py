"""The annotations of a brief after the W3C Web Annotation Data Model.

Their targets are stretches of the brief's plain text: addresses with the fragment of RFC 5147, ``#char=12,18``, which
counts positions between characters (code points; the end is exclusive). A selector with the words and those around them
would be four times as long, and the text that has them is beside the annotations.
"""

from __future__ import annotations

import json

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.model.graph import LinkedMention, LinkedQuote
from builder.model.span import Span
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
    brief, site_url = source.brief, view.site_url
    path = urls.brief_annotations_path(brief.slug)
    end = published_end(source)
    target = _Target(source, site_url, path)
    items = [_mention(view, mention, target) for mention in brief.mentions if mention.span.end <= end]
    items += [
        _quote(view, quote, target)
        for quote in brief.quotes
        if max(span.end for span in quote.content) <= end
    ]
    collection = {
        "@context": CONTEXT,
        "id": urls.public_url(site_url, path, path),
        "type": "AnnotationCollection",
        "label": brief.headline,
        "total": len(items),
        "first": {
            "id": urls.public_url(site_url, path, path, "page-1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    data = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return DataFile(path, f"{data}\n".encode("utf-8", "replace"))


class _Target:
    """Makes the ids and targets of one brief's annotations."""

    def __init__(self, source: BriefText, site_url: str | None, path: str) -> None:
        self.site_url = site_url
        self.path = path
        self._source = self.url(urls.brief_text_path(source.brief.slug))

    def url(self, path: str, fragment: str = "") -> str:
        return urls.public_url(self.site_url, self.path, path, fragment)

    def of(self, span: Span) -> str:
        return f"{self._source}#char={span.start},{span.end}"


def _mention(view: View, mention: LinkedMention, target: _Target) -> Node:
    """Return a mention: identified by its entity's page, else tagged with its type; a date with its value, too."""
    node: Node = {"id": target.url(target.path, mention.anchor), "type": "Annotation"}
    if mention.entity_id is not None:
        node |= {"motivation": "identifying", "body": _page_of(view, mention.entity_id, target)}
        return node | {"target": target.of(mention.span)}
    body = [_text(mention.type.value, "tagging")]
    if mention.type is EntityType.DATE and mention.value:
        body.append(_text(mention.value, "describing"))
    if mention.coiner_ids:
        names = " and ".join(view.entity(key).name for key in mention.coiner_ids)
        body.append(_text(f"coined by {names}", "describing"))
    return node | {"motivation": "tagging", "body": body, "target": target.of(mention.span)}


def _quote(view: View, quote: LinkedQuote, target: _Target) -> Node:
    """A quote: its words identified by their speakers, or described by the text's words for them."""
    body: list[str | Node] = [_page_of(view, entity_id, target) for entity_id in quote.speaker_ids]
    if not body and quote.speaker_text:
        body.append(_text(quote.speaker_text, "describing"))
    body.append(_text(f"{quote.kind.value} quote", "tagging"))
    targets = [target.of(span) for span in quote.content]
    return {
        "id": target.url(target.path, quote.id),
        "type": "Annotation",
        "motivation": "identifying" if quote.speaker_ids else "tagging",
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _page_of(view: View, entity_id: str, target: _Target) -> str:
    """Return the address of an entity's page, which says in its folder what type the entity has."""
    entity = view.entity(entity_id)
    return target.url(urls.entity_path(entity.type, entity.id))


def _text(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "purpose": purpose}
