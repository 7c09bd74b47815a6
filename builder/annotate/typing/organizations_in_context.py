"""Teams and companies that bear the name of a place or a person, mention by mention.

"Orve beat Merrow 2-0" names two teams and "the road to Orve" a town; "shares in Vale" are those of a company, and
"Mr. Vale" is a man.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.article_kinds import is_about_business, is_about_sport
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_regions import is_in_region
from builder.annotate.typing.company_cues import has_spokesman, is_traded, shows_company
from builder.annotate.typing.place_cues import shows_place
from builder.annotate.typing.team_cues import acts_as_team, shows_team
from builder.gazetteer.lookup import Gazetteer
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.place import PlaceKind
from builder.names.company_words import are_company_words
from builder.names.given_names import is_given_name, looks_personal
from builder.names.known_names import SURNAME, known_kinds
from builder.names.normal_form import normal_form

TEAM_RULE = "team"
"""Rule of a team that its context shows; it is appended to that of the mention."""
FIRM_RULE = "firm"
"""Rule of a company that its context shows; it is appended to that of the mention."""
PLACE_RULE = "where"
"""Rule of a place with the name of a team or company; it is appended to that of the mention."""

_LARGE_CITY = 300_000
"""Inhabitants of a city from which one cue shows no company: "Merrow shares" are those traded there."""
_FEWEST_BESIDE_CITY = 2
_FEWEST_OF_PERSON = 2
"""Cues of a company, at least, with a given name or the surname of a well-known person."""
_SHARE = 0.3
"""Share of the mentions of a surname, at least, that must show the company if the article names a person, too."""
_LABEL = "ORG"
"""Rule of what the model marks as an organization."""
_TYPES = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION)


class _Article(Struct, frozen=True):
    """What decides about all names of an article.

    Attributes:
        mentions: of the article.
        is_sport, is_business: what it reports on.
        surnames: by last word of a person's full name, the index of the first mention of that name.
        given: other words of the full names of persons.
        companies: first words of names that words for companies end: "Orve" of "Orve Pumps Corp".
        short_teams: first and last words of the names of teams.
    """

    mentions: Mentions
    is_sport: bool
    is_business: bool
    surnames: Mapping[str, int]
    given: frozenset[str]
    companies: frozenset[str]
    short_teams: frozenset[str]

    @property
    def gazetteer(self) -> Gazetteer:
        return self.mentions.gazetteer


def find_organizations_in_context(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each team and company with the name of a place or person as an organization.

    A place is one where the words beside it say so, though a team bears its name.
    """
    retyped = _retyped(mentions)
    for mention_i, mention in enumerate(mentions):
        yield retyped.get(mention_i, mention)


def _retyped(mentions: Mentions) -> Mapping[int, MentionSpan]:
    """Return the mentions whose type changes, by index."""
    is_sport, is_business = is_about_sport(mentions.doc), is_about_business(mentions.doc)
    if not is_sport and not is_business:
        return {}
    article = _article(mentions, is_sport=is_sport, is_business=is_business)
    spelled: dict[str, list[int]] = defaultdict(list)
    for mention_i, mention in enumerate(mentions):
        if mention.type in _TYPES or _is_unknown_group(mention, mentions.gazetteer):
            spelled[normal_form(mention.text)].append(mention_i)
    # Names of several words first: "Orve" is short for the "Orve Rovers", and no surname.
    rules = {
        key: _rule_of(article, key, spelled[key], _own(mentions, spelled[key]))
        for key in spelled
        if " " in key
    }
    teams = frozenset(key for key, rule in rules.items() if rule == TEAM_RULE)
    article = _article(mentions, is_sport=is_sport, is_business=is_business, teams=teams)
    rules |= {
        key: _rule_of(article, key, spelled[key], _own(mentions, spelled[key]))
        for key in spelled
        if " " not in key
    }
    return {
        i: _decided(mentions.spans[i], rule, article.gazetteer)
        for key, rule in rules.items()
        for i in spelled[key]
        if rule is not None and not _is_personal(mentions.spans[i])
    }


def _is_unknown_group(mention: MentionSpan, gazetteer: Gazetteer) -> bool:
    """Return True for what the model takes for a people, and no table has as one."""
    return mention.type is EntityType.GROUP and gazetteer.group(mention.text) is None


def _own(mentions: Mentions, indices: Sequence[int]) -> Sequence[MentionSpan]:
    return [mentions.spans[i] for i in indices]


def _article(
    mentions: Mentions, *, is_sport: bool, is_business: bool, teams: Set[str] = frozenset()
) -> _Article:
    """Return what decides about all names of an article.

    Args:
        mentions: of the article.
        is_sport, is_business: what it reports on.
        teams: names of several words that are those of teams, and of no persons.
    """
    surnames: dict[str, int] = {}
    given: set[str] = set()
    for mention_i, mention in enumerate(mentions):
        is_person = mention.type is EntityType.PERSON and " " in mention.text
        if is_person and normal_form(mention.text) not in teams:
            first, *others, last = mention.text.split()
            surnames.setdefault(last, mention_i)
            given.update((first, *others))
    return _Article(
        mentions,
        is_sport,
        is_business,
        surnames,
        frozenset(given),
        frozenset(filter(None, map(_first_of_company, mentions))),
        frozenset(word for team in teams for word in (team.split()[0], team.split()[-1])),
    )


def _first_of_company(mention: MentionSpan) -> str | None:
    """Return the first word of a name that words for companies end; None for other names."""
    first, *rest = mention.text.split()
    is_company = bool(rest) and are_company_words(rest)
    return first if is_company and mention.type is EntityType.ORGANIZATION else None


def _rule_of(article: _Article, key: str, indices: Sequence[int], own: Sequence[MentionSpan]) -> str | None:
    """Return the rule that shows a spelling to be a team's or a company's; None if nothing does."""
    if article.is_sport and _is_team(article, key, own):
        return TEAM_RULE
    if article.is_business and _is_company(article, key, indices, own):
        return FIRM_RULE
    return None


def _is_team(article: _Article, key: str, own: Sequence[MentionSpan]) -> bool:
    """Return True for a name with a cue of teams that names no person of the article."""
    if key in article.surnames or key in article.given or any(map(_is_personal, own)):
        return False
    if any(mention.type is EntityType.PERSON for mention in own):
        is_placed = bool(article.gazetteer.candidates(key))
        if " " in key and not is_placed and looks_personal(key):
            return False
        return (
            key in article.short_teams
            or any(map(shows_team, own))
            or (is_placed and any(map(acts_as_team, own)))
        )
    return any(map(shows_team, own)) or any(map(acts_as_team, own))


def _is_company(article: _Article, key: str, indices: Sequence[int], own: Sequence[MentionSpan]) -> bool:
    """Return True for a name with cues of companies, if it is no country, state or person's full name."""
    traded = sum(is_traded(mention) and not _is_courteous(mention) for mention in own)
    if " " in key and any(mention.type is EntityType.PERSON for mention in own):
        # Who speaks for a company is named in full, too: "Ana Roe said net profit rose".
        return bool(traded) and not looks_personal(key)
    shown = sum(shows_company(mention) and not _is_courteous(mention) for mention in own)
    is_labeled = sum(mention.rule.startswith(_LABEL) for mention in own) > len(own) / 2
    is_shortened = key in article.companies and (is_labeled or not _is_a_persons(key))
    places = article.gazetteer.candidates(key)
    if any(place.kind not in (PlaceKind.CITY, PlaceKind.SPOT) for place in places):
        return False
    if any(place.population >= _LARGE_CITY for place in places):
        return shown >= _FEWEST_BESIDE_CITY
    is_name_of_person = key in article.surnames or key in article.given
    if _is_a_persons(key) and not is_labeled and shown < _FEWEST_OF_PERSON:
        return False
    if is_name_of_person and not is_labeled and known_kinds(key) & {SURNAME, "PERSON"}:
        return False
    if not is_name_of_person:
        return bool(shown) or is_shortened or (not is_given_name(key) and any(map(has_spokesman, own)))
    bare = [i for i, mention in zip(indices, own, strict=True) if not _is_personal(mention)]
    is_before = bool(bare) and bare[0] < article.surnames.get(key, 0)
    if is_shortened and (is_before or is_labeled):
        return True
    clear = shown if is_before else traded
    return clear >= max(1, _SHARE * len(bare))


def _is_a_persons(word: str) -> bool:
    """Return True for a given name, and for the surname of a well-known person."""
    return is_given_name(word) or bool(known_kinds(word) & {SURNAME, "PERSON"})


def _is_personal(mention: MentionSpan) -> bool:
    """Return True after a courtesy title or a role, but for a kind of company: "Mr. Vale", not "the brewer Vale"."""
    if _is_courteous(mention):
        return True
    return mention.titled and mention.type is EntityType.PERSON and not shows_company(mention)


def _is_courteous(mention: MentionSpan) -> bool:
    return mention.previous is not None and mention.previous.text in words("honorifics")


def _decided(mention: MentionSpan, rule: str, gazetteer: Gazetteer) -> MentionSpan:
    """Return a mention of a team or company as an organization, or as the place that it bears the name of."""
    kind = EntityType.ORGANIZATION
    shows_organization = shows_team if rule == TEAM_RULE else shows_company
    if _may_be_place(mention, rule, gazetteer) and (
        is_in_region(mention)
        or _is_dateline(mention)
        or (shows_place(mention) and not shows_organization(mention))
    ):
        kind, rule = EntityType.PLACE, PLACE_RULE
    if mention.type is kind and kind is EntityType.PLACE:
        return mention
    return replace(mention, type=kind, rule=f"{mention.rule}+{rule}")


def _may_be_place(mention: MentionSpan, rule: str, gazetteer: Gazetteer) -> bool:
    """Return True for a name of places, or of a team in one word: most are those of towns, however small."""
    is_town = rule == TEAM_RULE and len(mention.tokens) == 1
    return is_town or mention.type is EntityType.PLACE or bool(gazetteer.candidates(mention.text))


def _is_dateline(mention: MentionSpan) -> bool:
    dateline = mention.doc.article.dateline
    return dateline is not None and dateline.place.overlaps(mention.span)
