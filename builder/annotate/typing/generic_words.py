"""Types that a generic word in a name decides: "Harbor Act" is a law, "Operation Gull" an event."""

from __future__ import annotations

from msgspec.structs import replace

from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.normal_form import head_word

_RETYPED = (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON)


def type_by_generic_word(mention: MentionSpan) -> MentionSpan:
    """Return a mention of several words typed as an event, law or work if its first or last word shows that.

    For a person only the first word counts: "Storm Vala".
    """
    if mention.type not in _RETYPED or mention.last - mention.first < 2:
        return mention
    if f"{mention.text.split()[0].lower()}*" in words("event_words"):
        return replace(mention, type=EntityType.EVENT, rule=f"{mention.rule}+first-word")
    if mention.type is EntityType.PERSON:
        return mention
    last = head_word(mention.text)
    for entity_type, last_words in (
        (EntityType.EVENT, words("event_words")),
        (EntityType.LAW, words("law_words")),
        (EntityType.WORK, words("work_words")),
    ):
        if last in last_words:
            return replace(mention, type=entity_type, rule=f"{mention.rule}+last-word")
    return mention
