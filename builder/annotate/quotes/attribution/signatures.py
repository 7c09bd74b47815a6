"""Signatures: the name after a dash that closes a quotation, as in pull quotes: “We will win.” — Ana Roe, mayor."""

from __future__ import annotations

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText, unmarked_neighbor
from builder.model.annotations import EntityType

_DASHES = frozenset(("—", "–", "―", "-", "--", "~"))
_SIGNERS = (EntityType.PERSON, EntityType.ORGANIZATION)


def signature_after(text: QuotedText, region: QuotedRegion) -> Candidate | None:
    """Return the name that signs a region, on its line, the next line or in the next paragraph; None without one."""
    if region.tokens[-1].text not in (".", "!", "?", "…", ","):
        return None
    dash = unmarked_neighbor(region.tokens[-1], 1)
    if dash is None or dash.text not in _DASHES or dash.paragraph > region.paragraph + region.fills_paragraph:
        return None
    mention = text.mentions.at(dash.i + 1)
    if mention is None or mention.first != dash.i + 1 or mention.type not in _SIGNERS:
        return None
    return candidate_at(mention.tokens[-1], text.mentions) if _closes(text, mention) else None


def _closes(text: QuotedText, mention: MentionSpan) -> bool:
    """Return True if nothing but a description follows a name on its line: "Ana Roe, mayor", not "Ana Roe said"."""
    after = mention.next
    if after is None or after.paragraph != mention.tokens[0].paragraph or after.text in (",", "("):
        return True
    return "\n" in text.doc.text[mention.span.end : after.start]
