"""Evidence on the entities of one article: how often each spelling is used, and the titles before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache

from msgspec import Struct

from builder.annotate.mentions.sports import sport_of
from builder.annotate.typing.organizations_in_context import FIRM_RULE, TEAM_RULE
from builder.graph.identity.kin_surnames import kin_surnames, relatives_named
from builder.graph.identity.names_in_text import NameInText, names_in_text
from builder.lexicon.word_lists import table, words
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.article import Article
from builder.model.span import Span
from builder.names.courtesy_titles import courtesy_gender
from builder.names.given_names import Gender, gender_of, likely_gender
from builder.names.normal_form import head_word
from builder.names.person_names import PersonName, fold, person_name

EntityKey = tuple[str, str]
"""Key of an entity of one article: the seed id, and the entity's key there."""

_FEWEST_PRONOUNS = 2
"""Pronouns that show whom a spelling refers to, at least."""
_SHOWN = (f"+{TEAM_RULE}", f"+{FIRM_RULE}")
"""Endings of the rules of organizations that the words beside them show."""
_CLEAR_PRONOUNS = 4
"""How many times as many pronouns of one gender as of the other show the gender."""
_OFTEN = 3
"""A title before at least one mention in this many belongs to the person whom the spelling refers to."""


class SpellingUse(Struct, frozen=True, array_like=True):
    """How an article uses one spelling of an entity.

    Attributes:
        count: the number of mentions with it.
        offices: the heads of the titles right before it ("president"), lower case. A title counts if it is before the
            first mention or before a third of them: once in a long article it may be another person's, or a wish.
        genders: what the courtesy titles right before it show, counted likewise.
        pronoun: the gender of nearly all pronouns that follow it in its sentences; None if they differ or are few.
        first: the start of the first mention with it below the headline, in code points.
        starts: of all mentions with it, sorted.
        acts: True if the text shows that it means this one of two persons, who acted last.
    """

    count: int
    offices: frozenset[str] = frozenset()
    genders: frozenset[Gender] = frozenset()
    pronoun: Gender | None = None
    first: int = 0
    starts: tuple[int, ...] = ()
    acts: bool = False


class NameLink(Struct, frozen=True, array_like=True):
    """A link that is less than certain: from an entity of an article, or one of its spellings, to a page.

    Attributes:
        key: of the entity of the article.
        spelling: of the mentions that are linked; None for all mentions of the entity.
        confidence: 0..1, that they refer to the entity of the page.
        rivals: other pages that they could refer to, the likeliest first: the key of one of their entities, and the
            share of the evidence for them.
    """

    key: EntityKey
    spelling: str | None
    confidence: float
    rivals: tuple[tuple[EntityKey, float], ...] = ()


class EntityEvidence(Struct, frozen=True, array_like=True):
    """An entity of one article with what the article shows of it.

    Attributes:
        key: the seed id, and the entity's key there.
        entity: as annotated.
        uses: by spelling, its name and aliases.
        name: the parts of its name, read as a person's.
        full_count: the number of mentions by a full name of a person.
        heads: the heads of its roles and titles ("governor"). Former ones are left out, and those that are only before
            a short form of a full name: "President Roe" in an article on Ana Roe may be her husband.
        gender: what the given name, the courtesy titles or the roles show; None if unknown.
        names: name keys of the persons and organizations of several words in the article. All entities of an article
            have one set of them.
        name_key: its own among them; "" if it has none.
        full_starts: the starts of the mentions by a full name, sorted, in code points.
        kin_surname: the surname of the person whose relative a given name alone introduces ("Tomas Roe and his wife,
            Ana"), folded; None if it introduces none.
        is_relative: True if the article names the person in full only to say whose relative it is.
        shown_as: what the words beside a mention show: "team" ("Orve fans") or "firm" ("shares in Orve"); else "".
        sport: of an organization in an article that has teams, what that reports on ("ice hockey"); else "".
    """

    key: EntityKey
    entity: DocumentEntity
    uses: Mapping[str, SpellingUse]
    name: PersonName
    full_count: int
    heads: frozenset[str]
    gender: Gender | None
    names: frozenset[str]
    name_key: str = ""
    full_starts: tuple[int, ...] = ()
    kin_surname: str | None = None
    is_relative: bool = False
    shown_as: str = ""
    sport: str = ""

    @property
    def companions(self) -> frozenset[str]:
        """The name keys of the other persons and organizations of several words in the article."""
        return self.names - {self.name_key}


def evidence_on(
    key: EntityKey,
    entity: DocumentEntity,
    uses: Mapping[str, SpellingUse] | None = None,
    names: frozenset[str] = frozenset(),
    doubtful: frozenset[Span] = frozenset(),
    kin_surname: str | None = None,
    *,
    name_key: str = "",
    is_relative: bool = False,
    shown_as: str = "",
    sport: str = "",
) -> EntityEvidence:
    """Return the evidence on an entity.

    Args:
        key: of the entity.
        entity: as annotated.
        uses: by spelling; without them each spelling counts as one mention.
        names: as in ``EntityEvidence``.
        doubtful: spans of roles that are only before a short form.
        kin_surname, name_key, is_relative, shown_as, sport: as in ``EntityEvidence``.
    """
    uses = uses or {form: SpellingUse(1) for form in (entity.name, *entity.aliases)}
    name = person_name(entity.name)
    current = (role.text for role in entity.roles if role.span not in doubtful and not _is_former(role.text))
    offices = (
        office
        for form, use in uses.items()
        if person_name(form).is_full or not name.is_full
        for office in use.offices
    )
    return EntityEvidence(
        key=key,
        entity=entity,
        uses=uses,
        name=name,
        full_count=sum(use.count for form, use in uses.items() if person_name(form).is_full),
        heads=frozenset((*map(role_head, current), *offices)),
        gender=_gender(name, uses, entity),
        names=names,
        name_key=name_key,
        full_starts=tuple(
            sorted(start for form, use in uses.items() if person_name(form).is_full for start in use.starts)
        ),
        kin_surname=kin_surname,
        is_relative=is_relative,
        shown_as=shown_as,
        sport=sport,
    )


def _gender(name: PersonName, uses: Mapping[str, SpellingUse], entity: DocumentEntity) -> Gender | None:
    """Return the gender of a given name, else the only one that titles and roles show.

    A courtesy title before the surname alone may be that of a relative, so it counts only without a full name.
    """
    given = next((part for part in name.given if len(part) > 1), None)
    if given is not None and gender_of(given) is not None:
        return gender_of(given)
    shown = {
        gender
        for form, use in uses.items()
        for gender in use.genders
        if person_name(form).is_full or not name.is_full
    }
    nouns = _gendered_nouns()
    shown |= {nouns[head] for head in map(role_head, (role.text for role in entity.roles)) if head in nouns}
    if len(shown) == 1:
        return next(iter(shown))
    return likely_gender(given) if given is not None and not shown else None


def gather_evidence(
    article: Article, annotations: Annotations, entities: Mapping[EntityKey, DocumentEntity]
) -> dict[EntityKey, EntityEvidence]:
    """Return the evidence on the entities of one article, by key.

    Args:
        article: the text.
        annotations: of it.
        entities: its entities that are linked, by key; the order makes no difference.
    """
    seed_id = article.seed_id
    uses: dict[str, dict[str, list[NameInText]]] = defaultdict(lambda: defaultdict(list))
    short_starts: dict[str, set[int]] = defaultdict(set)
    kin = kin_surnames(article, annotations, entities)
    relatives = relatives_named(article, annotations, entities)
    for mention, name in names_in_text(article, annotations):
        entity_key = mention.entity or ""
        if (seed_id, entity_key) in entities:
            form = mention.span.one_line(article.text)
            uses[entity_key][form].append(name)
            if not person_name(form).is_full:
                short_starts[entity_key].add(mention.span.start)
    name_keys = {
        key: fold(entity.name)
        for key, entity in entities.items()
        if entity.type in (EntityType.PERSON, EntityType.ORGANIZATION) and " " in entity.name
    }
    names = frozenset(name_keys.values())
    shown = {
        mention.entity: mention.rule.rpartition("+")[2]
        for mention in annotations.mentions
        if mention.entity is not None and mention.rule.endswith(_SHOWN)
    }
    has_team = any(rule == TEAM_RULE for rule in shown.values())
    sport = sport_of(article.text) if has_team else ""
    return {
        key: evidence_on(
            key,
            entity,
            {form: _use(found) for form, found in uses[key[1]].items()},
            names,
            _roles_before(article.text, entity, short_starts[key[1]])
            if person_name(entity.name).is_full
            else frozenset(),
            kin.get(key[1]),
            name_key=name_keys.get(key, ""),
            is_relative=key[1] in relatives,
            shown_as=shown.get(key[1], ""),
            sport=sport if entity.type is EntityType.ORGANIZATION else "",
        )
        for key, entity in entities.items()
    }


def _roles_before(text: str, entity: DocumentEntity, starts: Set[int]) -> frozenset[Span]:
    """Return the spans of the roles that are right before one of the positions."""
    return frozenset(
        role.span
        for role in entity.roles
        if not text[role.span.end : role.span.end + 1].strip() and role.span.end + 1 in starts
    )


def role_head(role: str) -> str:
    """Return the head noun of a role, lower case, abbreviations written out: "Sen." → "senator".

    Of "baker and head of the Harbor Board" it is "baker".
    """
    plain = role.replace(".", "").replace(",", " ") or role
    first = head_word(plain.partition(" and ")[0] or plain)
    head = first if first in words("role_heads") else head_word(plain)
    return _offices().get(head, head)


def _use(found: list[NameInText]) -> SpellingUse:
    """Return the use of a spelling, given its mentions in the order of the text."""
    first = next((one.start for one in found if not one.in_headline), found[0].start)
    starts = tuple(one.start for one in found)
    pronouns = [one.pronoun for one in found if one.pronoun is not None]
    acts = any(one.acts for one in found)
    if not pronouns and not any(one.word_before for one in found):
        return SpellingUse(len(found), first=first, starts=starts, acts=acts)
    counts = Counter(fold(one.word_before) for one in found)
    opening = fold(found[0].word_before)
    titles = [word for word in counts if word == opening or _OFTEN * counts[word] >= len(found)]
    return SpellingUse(
        len(found),
        frozenset(filter(None, map(_office, titles))),
        frozenset(filter(None, (courtesy_gender(word.capitalize()) for word in titles))),
        _clear_gender(Counter(pronouns)),
        first,
        starts,
        acts,
    )


def _clear_gender(counts: Mapping[Gender, int]) -> Gender | None:
    """Return the gender that nearly all pronouns have; None if they differ or are few."""
    for gender, count in counts.items():
        others = sum(counts.values()) - count
        if count >= _FEWEST_PRONOUNS and count >= _CLEAR_PRONOUNS * others:
            return gender
    return None


def _office(word: str) -> str | None:
    """Return the office that a folded word before a name stands for; None for other words."""
    if word in _offices():
        return _offices()[word]
    return word if word in words("role_heads") else None


@cache
def _offices() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("office_abbreviations")}


@cache
def _gendered_nouns() -> Mapping[str, Gender]:
    return {noun: Gender.MALE if letter == "m" else Gender.FEMALE for noun, letter in table("gendered_nouns")}


def _is_former(role: str) -> bool:
    return any(word in ("former", "ex", "late", "retired") for word in _words(role))


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in re.findall(r"[^\W\d_]+", text))
