"""Words in quotation marks that name something, and that no one says: works, products, nicknames, terms.

“Tin Hope” in "their robot, named “Tin Hope”", "the film “Tin Hope”", "“Tin Hope,” a film about robots" and "a campaign
called “Tin Hope”".
"""

from __future__ import annotations

import re

from builder.annotate.parse.document import Token
from builder.annotate.quotes.quoted_text import QuotedRegion, unmarked_neighbor
from builder.lexicon.kind_nouns import kind_of_noun
from builder.lexicon.word_lists import words

_ARTICLES = ("a", "an", "the")
_LONGEST_TERM = 3
"""Words of a term in small letters, at most."""
_LONGEST_ATTRIBUTE = 5
"""Tokens of words that describe a noun, at most."""
_LONGEST_NAMING = 5
"""Tokens of the longest phrase before a name."""
_AROUND = 6
"""Tokens before and after a title in which a verb can show that it is called out."""
_CITATION = re.compile(r"\s*[—–-]+\s*[^\W\d_][^.!?;\n]{1,60}, \w+\.? \d{1,2},? \d{4}\.?\s*")
_REACH = 4
"""Tokens after a title in which a noun says what kind of thing it is: “Tin Hope,” a new Orvish film."""


def names_thing(region: QuotedRegion, earlier: QuotedRegion | None = None) -> bool:
    """Return True if the words around a region show that it is what something is called, or a source that is cited.

    Args:
        region: the region.
        earlier: the region before it, if that one names something.
    """
    if _is_cited(region):
        return True
    before = _before(region)
    if before is None:
        return is_title(region) and _is_explained(region)
    if earlier is not None and _is_joined(region, earlier):
        return is_title(region)
    if _is_after_naming(before):
        return not _has_agent(region) and (is_title(region) or _is_term(region))
    if _is_opposed(region) or _is_word(before) or _is_nickname(region, before) or _is_defined(region, before):
        return True
    return is_title(region) and (
        _is_label(before)
        or _is_after_kind(region)
        or _is_of_creator(before)
        or _is_given_name(before)
        or (_is_performed(before) and not _has_verb(region))
        or _is_explained(region)
    )


def _is_joined(region: QuotedRegion, earlier: QuotedRegion) -> bool:
    """Return True if only a comma or "and" is between two regions: named “Tin Hope” and “Old Pier”."""
    between = region.doc.text[earlier.outer.end : region.outer.start]
    return between.strip(" ,") in ("", "and", "or") and not between.isspace()


def _is_cited(region: QuotedRegion) -> bool:
    """Return True for the title in a list of sources: “Pier Sinks” — Lowmoor Post, May 3, 2012."""
    paragraph = region.doc.paragraphs[region.paragraph].span
    return _CITATION.fullmatch(region.doc.text, region.outer.end, paragraph.end) is not None


def is_called(region: QuotedRegion) -> bool:
    """Return True after words that say that something is called so: "so-called", "known as", "in the name of"."""
    before = _before(region)
    return before is not None and _is_after_naming_phrase(before)


def is_single_noun(region: QuotedRegion) -> bool:
    """Return True for a common noun alone in the middle of a sentence: bring a “cooler” and a towel."""
    before = unmarked_neighbor(region.tokens[0], -1)
    found = [token for token in region.tokens if token.text[0].isalpha()]
    if len(found) != 1 or before is None or before.sentence_i != found[0].sentence_i:
        return False
    return found[0].text.islower() and found[0].tag in ("NN", "NNS") and before.pos in ("DET", "ADJ")


def is_attributive(region: QuotedRegion) -> bool:
    """Return True for words between an article and the noun that they describe: an “all you can eat” offer."""
    before, after = unmarked_neighbor(region.tokens[0], -1), unmarked_neighbor(region.tokens[-1], 1)
    sentence = region.tokens[0].sentence_i
    if before is None or after is None or not before.sentence_i == after.sentence_i == sentence:
        return False
    is_phrase = len(region.tokens) <= _LONGEST_ATTRIBUTE and region.text[-1].isalnum()
    return is_phrase and before.text.lower() in _ARTICLES and after.pos == "NOUN" and after.text.islower()


def is_bare_title(region: QuotedRegion) -> bool:
    """Return True for a name of two words or more in title case that no one beside it calls out."""
    # On train, of 65 such regions without a likely source nearly all are works, shows and slogans.
    found = [token for token in region.tokens if token.text[0].isalpha()]
    is_called_out = "!" in region.text or any(token.pos == "PRON" for token in found)
    if len(found) <= 1 or is_called_out or not is_title(region) or _has_verb(region) or _has_agent(region):
        return False
    tokens = region.doc.tokens
    around = (
        *tokens[max(0, region.first - _AROUND) : region.first],
        *tokens[region.last : region.last + _AROUND],
    )
    here = [token for token in around if token.paragraph == region.tokens[0].paragraph]
    return not any(token.lemma.lower() in words("calling_verbs") for token in here)


def _before(region: QuotedRegion) -> Token | None:
    """Return the word before a region in its sentence, without an article; None at the beginning."""
    before = unmarked_neighbor(region.tokens[0], -1)
    if before is not None and before.text.lower() in _ARTICLES:
        before = before.previous
    return before if before is not None and before.sentence_i == region.tokens[0].sentence_i else None


def _is_after_naming_phrase(before: Token) -> bool:
    first = max(before.sentence.first, before.i - _LONGEST_NAMING + 1)
    written = "".join(
        token.text.lower() + ("" if token.next is not None and token.next.is_attached else " ")
        for token in before.doc.tokens[first : before.i + 1]
    ).strip()
    return any(written == naming or written.endswith(" " + naming) for naming in words("naming_phrases"))


def _is_after_naming(before: Token) -> bool:
    """Return True after "named" of what is named: "a robot named", "it was called", not "the mayor called"."""
    if before.lemma.lower() not in words("naming_participles") or before.tag not in ("VBN", "VBD"):
        return False
    deps = {child.dep for child in before.children}
    return "nsubj" not in deps and (before.dep == "acl" or "auxpass" in deps or before.tag == "VBN")


def _has_agent(region: QuotedRegion) -> bool:
    """Return True if "by" follows, which says who calls it so."""
    after = unmarked_neighbor(region.tokens[-1], 1)
    return after is not None and after.text == "by" and after.sentence_i == region.tokens[-1].sentence_i


def is_title(region: QuotedRegion) -> bool:
    """Return True if all words but the small ones begin with a capital."""
    found = [token.text for token in region.tokens if token.text[0].isalpha()]
    large = [word for word in found if word.lower() not in words("title_small_words")]
    return bool(large) and all(word[0].isupper() for word in large) and not region.text.isupper()


def _is_term(region: QuotedRegion) -> bool:
    """Return True for a few words without a verb."""
    found = [token for token in region.tokens if token.text[0].isalpha()]
    has_pronoun = any(token.pos == "PRON" for token in found)
    return 0 < len(found) <= _LONGEST_TERM and not has_pronoun and not _has_verb(region)


def _has_verb(region: QuotedRegion) -> bool:
    return any(token.pos in ("VERB", "AUX") for token in region.tokens)


def _is_after_kind(region: QuotedRegion) -> bool:
    """Return True after a noun for a kind of work or thing: "the film “Tin Hope”", "her new book, “Tin Hope”"."""
    before = unmarked_neighbor(region.tokens[0], -1)
    if before is not None and before.text.lower() == "the" and before.previous is not None:
        before = before.previous if before.previous.text == "," else before
    if before is not None and before.text == "," and not _has_verb(region):
        before = before.previous
    return before is not None and before.pos in ("NOUN", "PROPN") and _is_kind(before)


def _is_kind(token: Token) -> bool:
    lemma = token.lemma.lower()
    return kind_of_noun(lemma) in ("WORK", "ORG") or lemma in words("titled_nouns")


def _is_of_creator(before: Token) -> bool:
    """Return True after "the curator of"."""
    creator = before.previous
    return before.text == "of" and creator is not None and creator.lemma.lower() in words("creator_nouns")


def _is_given_name(before: Token) -> bool:
    """Return True for a name that is given: they named their robot “Tin Hope”."""
    if before.pos not in ("NOUN", "PROPN", "PRON") or before.dep not in ("dobj", "nsubj", "obj"):
        return False
    verb = before.head
    return verb.i < before.i and verb.lemma.lower() in words("naming_participles") - {"call"}


def _is_opposed(region: QuotedRegion) -> bool:
    """Return True for a term after "the" and words of opposition: he softened his threats to the “rogue ports”."""
    article = unmarked_neighbor(region.tokens[0], -1)
    preposition = article.previous if article is not None and article.text.lower() == "the" else None
    if preposition is None or preposition.pos != "ADP" or not _is_term(region):
        return False
    nouns = [
        preposition.previous,
        preposition.previous.previous if preposition.previous is not None else None,
    ]
    return any(noun is not None and noun.lemma.lower() in words("hostile_nouns") for noun in nouns)


def _is_word(before: Token) -> bool:
    """Return True for a name that is earned, or words of a text that is changed: "they erased the word “pier”"."""
    noun = before.previous if before.lemma.lower() == "be" else before
    if noun is None or noun.lemma.lower() not in words("term_nouns"):
        return False
    earlier = noun.doc.tokens[max(noun.sentence.first, noun.i - _REACH) : noun.i]
    verbs = words("earning_verbs") | words("editing_verbs")
    return any(token.lemma.lower() in verbs for token in earlier)


def _is_defined(region: QuotedRegion, before: Token) -> bool:
    """Return True for a verb whose sense is given: "to “drift out” means to leave the club"."""
    following = region.doc.tokens[region.last : region.last + _LONGEST_NAMING + 1]
    here = [token for token in following if token.sentence_i == region.tokens[0].sentence_i]
    verbs = {token.lemma.lower() for token in here if token.pos == "VERB"}
    return before.text.lower() == "to" and bool(verbs & {"denote", "mean", "refer"})


def _is_label(before: Token) -> bool:
    """Return True after "labeled" of what has a name on it: "a user labeled “Nemo”"."""
    return before.dep == "acl" and before.tag == "VBN" and before.lemma.lower() in ("label", "mark", "sign")


def _is_nickname(region: QuotedRegion, before: Token) -> bool:
    """Return True for "the" and a word with a capital that someone is called: they call her “the Gull”."""
    is_one = region.tokens[0].text.lower() == "the" and len(region.tokens) <= _LONGEST_TERM + 1
    if not is_one or not is_title(region):
        return False
    earlier = before.doc.tokens[max(before.sentence.first, before.i - 2) : before.i + 1]
    return any(token.lemma.lower() in words("naming_participles") for token in earlier)


def _is_performed(before: Token) -> bool:
    """Return True for what is sung or played."""
    verb = before.previous if before.text.lower() in ("in", "with") else before
    return verb is not None and verb.lemma.lower() in words("performing_verbs") and verb.pos == "VERB"


def _is_explained(region: QuotedRegion) -> bool:
    """Return True if a noun for a kind of work follows in apposition: “Tin Hope,” a film about robots."""
    after = unmarked_neighbor(region.tokens[-1], 1)
    if region.tokens[-1].text != "," and (after is None or after.text != ","):
        return False
    article = after.next if after is not None and after.text == "," else after
    if article is None or article.text.lower() not in _ARTICLES:
        return False
    following = region.doc.tokens[article.i + 1 : article.i + 1 + _REACH]
    noun = next((token for token in following if token.pos in ("NOUN", "PROPN") and _is_kind(token)), None)
    return noun is not None and noun.sentence_i == article.sentence_i
