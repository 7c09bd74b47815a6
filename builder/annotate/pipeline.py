"""The rules of annotation in order: a parsed document in, its annotations out.

The table is read from top to bottom. Each row takes what is known so far (``Mentions``) and returns the next value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.date_mentions.tense import date_tenses
from builder.annotate.date_mentions.trimming import trim_dates
from builder.annotate.entities.linking import link_mentions
from builder.annotate.limits import check_mentions, check_sentences
from builder.annotate.mentions.acronym_extension import extend_to_acronyms
from builder.annotate.mentions.bracketed_acronyms import find_bracketed_acronyms
from builder.annotate.mentions.coined_names import find_coined_names
from builder.annotate.mentions.company_boundaries import cut_companies
from builder.annotate.mentions.county_lists import mark_counties
from builder.annotate.mentions.dictionary import find_known_names
from builder.annotate.mentions.extension import extend_names
from builder.annotate.mentions.families import mark_families
from builder.annotate.mentions.family_bodies import cut_family_bodies
from builder.annotate.mentions.gazetteer_names import find_gazetteer_names
from builder.annotate.mentions.governments import name_governments
from builder.annotate.mentions.home_towns import find_home_towns
from builder.annotate.mentions.hyphenated_persons import find_hyphenated_persons
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.initials import find_initials
from builder.annotate.mentions.joint_given_names import mark_joint_given_names
from builder.annotate.mentions.kin_names import mark_kin
from builder.annotate.mentions.model_entities import find_model_mentions
from builder.annotate.mentions.month_surnames import join_month_surnames
from builder.annotate.mentions.name_particles import find_surnames, join_particles
from builder.annotate.mentions.nicknames import join_nicknames
from builder.annotate.mentions.norp import retype_norp
from builder.annotate.mentions.of_phrases import join_of_phrases
from builder.annotate.mentions.party_tags import cut_party_tags
from builder.annotate.mentions.place_regions import mark_regions
from builder.annotate.mentions.positional_capitals import cut_to_known_names
from builder.annotate.mentions.possessive_names import join_possessive_names
from builder.annotate.mentions.propagation import propagate_names
from builder.annotate.mentions.proper_nouns import add_proper_nouns
from builder.annotate.mentions.result_lines import find_result_lines
from builder.annotate.mentions.rule import Rule, adds, apply_rules, rewrites, trace_rules
from builder.annotate.mentions.scores import cut_scores
from builder.annotate.mentions.signature_names import find_signatures
from builder.annotate.mentions.splitting import split_demonyms, split_joined
from builder.annotate.mentions.surname_first import find_surname_first
from builder.annotate.mentions.team_nicknames import find_team_nicknames
from builder.annotate.mentions.title_surnames import find_title_surnames, join_title_surnames
from builder.annotate.mentions.titles import drop_title_words, mark_titled
from builder.annotate.mentions.transcript_labels import mark_transcript_labels
from builder.annotate.mentions.turn_letters import cut_turn_letters
from builder.annotate.mentions.whole_bodies import find_whole_bodies
from builder.annotate.mentions.words_before_names import cut_words_before_names
from builder.annotate.parse.document import Document
from builder.annotate.quantities.amounts import drop_non_amounts, find_whole_amounts
from builder.annotate.quantities.figure_phrases import figures_of
from builder.annotate.quantities.people_counts import count_people
from builder.annotate.quantities.tallies import find_tallies
from builder.annotate.quotes.pipeline import quotes_and_terms
from builder.annotate.quotes.term_mentions import with_terms
from builder.annotate.quotes.trained_models import load_scorers
from builder.annotate.typing.abbreviations import raise_confidence, type_abbreviations
from builder.annotate.typing.decision import SETTLE_TYPES, settle_types
from builder.annotate.typing.groups import retype_groups
from builder.annotate.typing.namesake_companies import mark_companies
from builder.annotate.typing.organizations_in_context import find_organizations_in_context
from builder.model.annotations import Annotations

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

DETECTION: tuple[Rule, ...] = (
    adds("model", find_model_mentions, "the model's entities, boundaries trimmed: “Ana Roe’s” → “Ana Roe”"),
    rewrites(
        "result-lines",
        find_result_lines,
        "“Lowmoor 2 Orve 1” in a line of its own: two teams, whatever the model finds",
    ),
    rewrites("scores", cut_scores, "“Lowmoor 2-0 Orve” → “Lowmoor” and “Orve”"),
    rewrites("party-tags", cut_party_tags, "“R-Maine” names nothing, but “Maine” in it is a place"),
    rewrites("possessive-names", join_possessive_names, "“Fenwick’s fell”: a company, with its “’s”"),
    rewrites(
        "positional-capitals",
        cut_to_known_names,
        "“Ana Roe Hammers” in a heading in title case → “Ana Roe”, if the body names her",
    ),
    rewrites("turn-letters", cut_turn_letters, "“A. Vale has it.” → “Vale”, if “Q.” and “A.” open turns"),
    rewrites(
        "nicknames", join_nicknames, "“Ana “the Gull” Roe” → one name, whatever the model makes of its parts"
    ),
    rewrites("month-surnames", join_month_surnames, "“Ana” + “May” → one person, and no date"),
    rewrites(
        "acronym-extension",
        extend_to_acronyms,
        "“Board of Ports” beside “BPH” → “Board of Ports and Harbors”",
    ),
    adds(
        "whole-bodies",
        find_whole_bodies,
        "“the Central and North Orvish Coalition”, “Senate harbor committee”",
    ),
    rewrites("split-joined", split_joined, "“Roe Group and Vale Fund” → two, if one appears alone elsewhere"),
    rewrites("split-demonyms", split_demonyms, "“Norwegian Port Board” → two, if “Port Board” appears alone"),
    rewrites("norp", retype_norp, "“the Roe team”: a NORP that the article names as a person → that person"),
    adds(
        "coined-names",
        find_coined_names,
        "“NewsMerrow”, “Orve Today”: companies and newspapers by their capitals",
    ),
    adds("particles", join_particles, "“Ana von” + “der Roe” → one person; “Ana Roe” + “, Jr.”"),
    adds("initials", find_initials, "“J T” + “Roe” → one person"),
    adds("surname-first", find_surname_first, "“Roe, Ana; Vale, Tomas K.” → two persons"),
    rewrites("home-towns", find_home_towns, "“a Lowmoor woman”: the town where she lives"),
    rewrites("kin", mark_kin, "“his son Roe”, “her sister, Orve,”: a person, whatever the model finds"),
    rewrites(
        "joint-given-names",
        mark_joint_given_names,
        "“the parents, Orik and Ana Roe”: “Orik” is a person, too",
    ),
    adds("surnames", find_surnames, "“van der Roe” and “Van der Roe” beside “Ana van der Roe”"),
    rewrites(
        "title-surnames", join_title_surnames, "“Ana” + “Judge” → one person, though a judge is an office"
    ),
    adds("title-surnames", find_title_surnames, "“Judge” beside “Ana Judge”"),
    adds("propagation", propagate_names, "further occurrences of every name found so far: “Ana Roe” … “Roe”"),
    adds("known-names", find_known_names, "well-known names of several words: “Gulf of Finland”"),
    adds(
        "gazetteer",
        find_gazetteer_names,
        "countries, known places and peoples that no mention covers: “Danes”",
    ),
    adds("bracketed-acronyms", find_bracketed_acronyms, "“Port Board (PB)” → “PB” as well"),
    rewrites("proper-nouns", add_proper_nouns, "proper nouns that the model passed over, or parts of a name"),
    rewrites(
        "company-boundaries",
        cut_companies,
        "“Brewer Orve” → “Orve”; “Orve Inc Tomas Vale” → two; “Orve Airways Flight 12” → the airline",
    ),
    rewrites(
        "family-bodies", cut_family_bodies, "“Tom, Ida and Rolf Marsh Fund” → “Marsh Fund”, and no person"
    ),
    rewrites("of-phrases", join_of_phrases, "“Assembly” of the “Lowmoor Republic” → one name"),
    adds("propagation", propagate_names, "further occurrences of the names added since"),
    rewrites("title-words", drop_title_words, "“Health” in “Minister of Health Ana Roe” → no mention"),
    adds("people-counts", count_people, "numbers that count people: “at least 18 people”"),
    rewrites("titled", mark_titled, "marks the mentions that have a title or role beside them"),
    rewrites("groups", retype_groups, "an organization or place that is a people or party: “Danes” → group"),
    rewrites("governments", name_governments, "“the United States government” → an organization"),
    rewrites("place-regions", mark_regions, "“Lowmoor, Ohio”: a name beside the region around it → place"),
    rewrites("counties", mark_counties, "“Marlow and Callan counties” → places"),
)
"""Which spans may be mentions; types are preliminary."""

TYPING: tuple[Rule, ...] = (
    rewrites(
        SETTLE_TYPES,
        settle_types,
        "one type for each spelling, by votes and decision trees; drops non-names",
    ),
    rewrites("extension", extend_names, "initials, numerals, years: “R” + “Roe”, “Fund” + “for Sailors”"),
    rewrites("abbreviations", type_abbreviations, "an abbreviation gets the type of its full name"),
    rewrites(
        "acronym-confidence", raise_confidence, "organizations are surer if acronym and full name both appear"
    ),
    rewrites(
        "words-before-names", cut_words_before_names, "“Crooked Ana”: “Ana”, whom the article names in full"
    ),
    rewrites(
        "hyphenated-persons", find_hyphenated_persons, "“the Roe-Vale plan” names two persons, “anti-Roe” one"
    ),
    rewrites(
        "companies",
        mark_companies,
        "“Vale estimates” beside “Mr. Vale”: the company that is called after him",
    ),
    rewrites(
        "team-nicknames",
        find_team_nicknames,
        "“the Gulls” in a report on a match → an organization, also where the model found no name",
    ),
    rewrites(
        "organizations-in-context",
        find_organizations_in_context,
        "“Lowmoor 2-0 Orve” names two teams, “in Lowmoor” the town; “shares in Vale” a company, “Mr. Vale” the man",
    ),
    rewrites("families", mark_families, "“the Roe family”, “the Roes” → a group, and no person"),
    rewrites("transcript-labels", mark_transcript_labels, "“ROE: It is safe.”: who speaks in a conversation"),
    adds("signatures", find_signatures, "“It is safe.” — Ana Roe: who signs a quotation"),
)
"""What the mentions are."""

QUANTITIES: tuple[Rule, ...] = (
    rewrites("dates", trim_dates, "dates and times trimmed; “4 to 3” and ages dropped"),
    rewrites("amounts", drop_non_amounts, "amounts without number or unit dropped: “half-mast”"),
    adds("whole-amounts", find_whole_amounts, "“15” → “$15”, “hundred” → “a hundred”"),
    adds("tallies", find_tallies, "numbers that count things: “2,300 homes”"),
)
"""Dates and figures; last, so that what is counted takes no token from a name."""


def annotate_document(doc: Document, gazetteer: Gazetteer, model: str) -> Annotations:
    """Return the annotations of a parsed document.

    Args:
        doc: the document.
        gazetteer: the places and groups that rules may look up.
        model: name and version of the language model, as provenance shows them.

    Raises:
        LimitError: the document exceeds a limit.
    """
    linked = link_mentions(find_mentions(doc, gazetteer))
    tenses = date_tenses(linked.mentions)
    quotes, terms = quotes_and_terms(linked, load_scorers())
    mentions = (replace(mention, tense=tenses.get(mention.span)) for mention in linked.all_mentions())
    found = Annotations(
        seed_id=doc.article.seed_id,
        model=model,
        sentences=tuple(sentence.span for sentence in doc.sentences),
        mentions=tuple(mentions),
        entities=linked.entities,
        quotes=quotes,
        figures=figures_of(linked.mentions),
    )
    return with_terms(found, terms) if terms else found


def detect_mentions(doc: Document, gazetteer: Gazetteer) -> Mentions:
    """Return the mentions of a document before their types are settled.

    Raises:
        LimitError: a sentence is too long.
    """
    check_sentences(doc)
    return apply_rules(DETECTION, Mentions(doc, gazetteer))


def find_mentions(doc: Document, gazetteer: Gazetteer) -> Mentions:
    """Return the mentions of a document with their types.

    Raises:
        LimitError: a sentence is too long, or there are too many mentions.
    """
    mentions = detect_mentions(doc, gazetteer)
    check_mentions(mentions)
    return apply_rules((*TYPING, *QUANTITIES), mentions)


def trace_mentions(doc: Document, gazetteer: Gazetteer) -> Iterator[tuple[Rule, Mentions, Mentions]]:
    """Yield each rule with the mentions before and after it, in order; the last value is that of ``find_mentions``.

    Raises:
        LimitError: a sentence is too long.
    """
    check_sentences(doc)
    yield from trace_rules((*DETECTION, *TYPING, *QUANTITIES), Mentions(doc, gazetteer))
