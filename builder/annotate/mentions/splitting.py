"""Splitting: spans that contain several names, and the names in them.

An entity of the model is split by its own words ("Ana Roe and Tomas Vale"), a mention by the other mentions of the
article ("Roe Group and Vale Fund", if "Vale Fund" also appears alone).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import is_title
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.compass import COMPASS
from builder.names.given_names import is_given_name

_WORKS = (EntityType.WORK, EntityType.LAW, EntityType.PRODUCT, EntityType.EVENT)
_DASHES = ("-", "–", "—", "--")
_JOINTS = ("-", "/", "–")
"""Signs without spaces that join two organizations: "Merrow Post-Elster News", "Orve College/Lowmoor Lantern"."""
_FEWEST_CAPITALS, _MOST_CAPITALS = 2, 4
"""Capitalized words in the name of a person after a title, if the span may also be an organization's name."""


def split_entity(entity: MentionSpan) -> Iterator[MentionSpan]:
    """Yield the names in an entity of the model: its conjuncts, and persons without the title before them."""
    for conjunct in _conjuncts(entity):
        yield from _split_title(conjunct)


def _conjuncts(entity: MentionSpan) -> list[MentionSpan]:
    """Return the conjuncts of a coordination: persons joined by "and" or a comma, other names joined by a comma.

    A dash between spaces, an opening bracket without a closing one, and a verb in a headline also separate names.
    """
    separators = (*_separators(entity), *_DASHES)
    written = [token.text for token in entity.tokens]
    if "(" in written and ")" not in written:
        separators = (*separators, "(")
    parts, first = [], entity.first
    for token in entity.tokens:
        if token.i > first and _is_after_suffix(entity, token):
            parts.append(replace(entity, first=first, last=token.i))
            first = token.i
        separates = token.text.lower() in separators and not _is_inside_word(token)
        if (separates or _is_headline_verb(entity, token) or _is_joint(entity, token)) and token.i > first:
            parts.append(replace(entity, first=first, last=token.i))
            first = token.i + 1
    if first < entity.last:
        parts.append(replace(entity, first=first))
    return parts


def _is_after_suffix(entity: MentionSpan, token: Token) -> bool:
    """Return True if a suffix before a token ends a person's name: "it was Tomas Roe Jr. Roe Jr. died"."""
    # Its stop often ends the sentence, too, which the model does not notice.
    before = token.previous
    is_suffix = before is not None and before.text in ("Jr.", "Sr.")
    return entity.type is EntityType.PERSON and is_suffix and token.text[0].isupper()


def _separators(entity: MentionSpan) -> tuple[str, ...]:
    """Return the words and signs that separate names in an entity of this type."""
    if entity.type is EntityType.PERSON:
        return ("and", "&", ",", "/", "or")
    if entity.type not in (EntityType.ORGANIZATION, EntityType.PLACE):
        return ()
    # "Roe, Vale and Marsh Inc.": a word for a kind of organization shows that the commas are inside one name.
    lower = [token.text.lower() for token in entity.tokens]
    known = words("organization_words")
    if not any(word in known or f"{word}*" in known for word in lower):
        return (",", ":")
    return (",", ":") if _is_beside_body(lower) else (":",)


def _is_beside_body(lower: Sequence[str]) -> bool:
    """Return True for a single word, a comma and the name of a body: "Orvepost, Labor Party leaders" names two."""
    known = words("organization_words")
    return (
        len(lower) > 3
        and lower[1] == ","
        and "," not in lower[2:]
        and not {"and", "&"} & {*lower}
        and (lower[-1] in known or f"{lower[-1]}*" in known)
    )


def _is_inside_word(token: Token) -> bool:
    """Return True for a dash without spaces around it: the one of "Marsh-Roe"."""
    return token.text in _DASHES and (
        token.is_attached or (token.next is not None and token.next.is_attached)
    )


def _is_joint(entity: MentionSpan, token: Token) -> bool:
    """Return True for the sign that joins the names of two organizations.

    With a slash one of them must have several words; "Marsh/Roe" may be one company. With a hyphen both must end with a
    word for an organization, or be acronyms: "Merrow Post-EBC News", but not "Orve-Merrow Harbor Police".
    """
    if entity.type is not EntityType.ORGANIZATION or token.text not in _JOINTS or not token.is_attached:
        return False
    before, after = entity.doc.tokens[entity.first : token.i], entity.doc.tokens[token.i + 1 : entity.last]
    if not before or not after or not after[0].text[0].isupper():
        return False
    if token.text == "/":
        return len(before) > 1 or len(after) > 1
    if not _ends_like_organization(before):
        return False
    return _is_acronym_alone(after) or any(_ends_like_organization(after[:n]) for n in (2, 3))


def _is_acronym_alone(tokens: Sequence[Token]) -> bool:
    """Return True for one word with several capitals: the "EbK" of "Merrow Press-EbK"."""
    return len(tokens) == 1 and sum(character.isupper() for character in tokens[0].text) > 1


def _ends_like_organization(tokens: Sequence[Token]) -> bool:
    """Return True for several words of which the last is a word for an organization."""
    return len(tokens) > 1 and tokens[-1].text.lower() in words("organization_words")


def _is_headline_verb(entity: MentionSpan, token: Token) -> bool:
    """Return True for a verb inside a person's entity: the headline "Roe unseats Vale" names two persons."""
    inner = entity.first < token.i < entity.last - 1
    plain = token.text.isalpha() and token.text.islower() and token.text not in words("name_particles")
    return (
        entity.type is EntityType.PERSON
        and inner
        and plain
        and token.pos not in ("PROPN", "X", "ADP", "DET", "PART")
    )


def _split_title(entity: MentionSpan) -> list[MentionSpan]:
    """Return the group and the person in one entity: "Israeli Defense Minister Ana Roe" → "Israeli", "Ana Roe"."""
    if entity.type not in (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK):
        return [entity]
    titles = [token for token in entity.tokens[:-1] if is_title(token)]
    if not titles:
        return [entity]
    person = replace(entity, first=titles[-1].i + 1, type=EntityType.PERSON, rule="behind-title")
    if not _is_person_after_title(entity, titles, person.tokens):
        return [entity]
    lead = entity.tokens[0]
    if lead.tag in ("JJ", "JJS") and lead.text[:1].isupper() and lead not in titles:
        return [replace(entity, last=lead.i + 1, type=EntityType.GROUP, rule="before-title"), person]
    return [person]


def _is_person_after_title(entity: MentionSpan, titles: Sequence[Token], after: Sequence[Token]) -> bool:
    """Return True if the tokens after the last title in an entity are a person's name."""
    named_things = words("organization_words") | words("place_words") | words("event_words")
    is_person = entity.type is EntityType.PERSON
    last = after[-1].text.lower()
    if f"{last}*" in words("organization_words"):
        return False  # "Queen Ida Hospital", "General Ferry Corporation": no surname, unlike "Bridge" or "Church".
    if last in named_things and not (is_person and _begins_like_person(after)):
        return False
    capitals = sum(token.text[:1].isupper() for token in after)
    if titles[-1].text.lower() in words("title_given_names") and capitals < _FEWEST_CAPITALS:
        return False
    if is_person and titles[0].i == entity.first:
        return True
    return _FEWEST_CAPITALS <= capitals <= _MOST_CAPITALS and capitals == len(_without_syllables(after))


def _begins_like_person(tokens: Sequence[Token]) -> bool:
    """Return True if a name begins with a given name, or with syllables ("Min-seo")."""
    return len(tokens) > 1 and (
        is_given_name(tokens[0].text) or len(_without_syllables(tokens)) < len(tokens)
    )


def _without_syllables(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without hyphens and the lower-case syllables after them: "Min-seo Roe" → "Min", "Roe"."""
    kept: list[Token] = []
    for i, token in enumerate(tokens):
        syllable = token.text.islower() and i > 1 and tokens[i - 1].text == "-"
        if token.text != "-" and not syllable:
            kept.append(token)
    return kept


def split_joined(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, split in two if they contain two names of which one also appears alone."""
    alone = _wordings(mentions)
    owners = alone | {wording[-1:] for wording in alone if len(wording) > 1}
    for mention in mentions:
        yield from (
            _split_compass(mention)
            or _split_organizations(mention, alone)
            or _split_owner(mention, owners)
            or (mention,)
        )


def _split_compass(mention: MentionSpan) -> tuple[MentionSpan, ...]:
    """Return the two parts of a region: "North and South Lowmoor" → "North", "South Lowmoor"; else empty."""
    texts, joint = _texts(mention), _conjunction(mention)
    if mention.type is not EntityType.PLACE or joint != 1 or not {texts[0], texts[2]} <= COMPASS:
        return ()
    return (
        replace(mention, last=mention.first + 1, rule=f"{mention.rule}+compass"),
        replace(mention, first=mention.first + 2),
    )


def _split_organizations(mention: MentionSpan, alone: Set[tuple[str, ...]]) -> tuple[MentionSpan, ...]:
    """Return two organizations joined by "and" if one of them is a mention by itself; else empty."""
    texts, joint = _texts(mention), _conjunction(mention)
    if mention.type is not EntityType.ORGANIZATION or not joint:
        return ()
    if texts[:joint] not in alone and texts[joint + 1 :] not in alone:
        return ()
    end = mention.first + joint
    return replace(mention, last=end), replace(mention, first=end + 1)


def _split_owner(mention: MentionSpan, owners: Set[tuple[str, ...]]) -> tuple[MentionSpan, ...]:
    """Return an owner and what belongs to the owner: "Roe’s Diary" beside "Ana Roe" → "Roe", "Diary"; else empty."""
    texts = _texts(mention)
    possessive = next((n for n, token in enumerate(mention.tokens) if token.tag == "POS"), 0)
    if not 0 < possessive < len(texts) - 1 or texts[:possessive] not in owners:
        return ()
    entity_type = EntityType.PERSON if mention.type in _WORKS else mention.type
    end = mention.first + possessive
    return replace(mention, last=end, type=entity_type, rule=f"{mention.rule}+owner"), replace(
        mention, first=end + 1
    )


def _conjunction(mention: MentionSpan) -> int:
    """Return the index, in the tokens of a mention, of the "and" inside it; 0 if it has none."""
    texts = _texts(mention)
    return texts.index("and") if "and" in texts[1:-1] else 0


def _texts(mention: MentionSpan) -> tuple[str, ...]:
    return tuple(token.text for token in mention.tokens)


def _wordings(mentions: Mentions) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_texts, mentions))


def split_demonyms(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, organizations without the demonym before them if the rest also appears alone.

    "Norwegian Harbor Board" beside "Harbor Board" → "Norwegian" (a group), "Harbor Board".
    """
    alone = _wordings(mentions)
    for mention in mentions:
        demonym = mention.tokens[0].text
        rest = _texts(mention)[1:]
        # A faith or a party has no country: it belongs to the name of its church or organization.
        people = mentions.gazetteer.group(demonym)
        national = people is not None and people.country and not mentions.gazetteer.is_country(demonym)
        if mention.type is EntityType.ORGANIZATION and national and rest in alone:
            yield replace(mention, last=mention.first + 1, type=EntityType.GROUP, rule="before-name")
            yield replace(mention, first=mention.first + 1)
        else:
            yield mention
