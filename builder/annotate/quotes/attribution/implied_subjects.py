"""Implied subjects: the source of a verb of speech whose own clause shows none, or whose subject the parse missed."""

from __future__ import annotations

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quotes.quotation_marks import MARK_TOKENS
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_SUBJECTS = ("nsubj", "nsubjpass")
_SUBJECT_PREPOSITIONS = frozenset(
    "after alongside amid before besides beyond by despite in on since upon when while with without".split()
)
"""Prepositions before a gerund whose subject is that of the sentence: "Roe left after saying that"."""

_OBJECT_PREPOSITIONS = frozenset("for from of".split())
"""Prepositions before a gerund whose subject is the object, if there is one: "They praised Roe for saying that"."""

_EXCEPTING = frozenset("apart aside instead".split())
"""Adverbs before "from" and "of" with which a gerund has the subject of the sentence."""

_FINITE = ("VBD", "VBZ", "VBP")
_FARTHEST = 6
"""Steps up the tree from a verb to the subject that it shares."""

_LONGEST_TITLE = 5
"""Tokens of a title between an inverted verb and a name: "said former Lowmoor Gov. Ana Roe"."""


def implied_subject(verb: Token, mentions: Mentions) -> Token | None:
    """Return the subject of a verb that has none in the parse; None if the sentence does not show it.

    "By pointing out", "was quick to add", "Roe, who is 28, said", "explained Roe".
    """
    if any(child.dep in _SUBJECTS and child.i < verb.i for child in verb.children):
        return None
    return _missed_subject(verb, mentions) or _shared_subject(verb)


def subject_above_setting(verb: Token) -> Token | None:
    """Return the person who speaks in a setting that a participle modifies; None for other participles.

    "Roe said at a conference announcing that", "Roe started a petition calling on".
    """
    setting, above = verb.head, verb.head.head
    if verb.dep != "acl" or verb.tag != "VBG" or setting.lemma.lower() not in words("setting_nouns"):
        return None
    if setting.dep == "pobj" and above.dep == "prep":
        above = above.head
    elif setting.dep != "dobj":
        return None
    return next((child for child in above.children if child.dep == "nsubj"), None)


def _shared_subject(verb: Token) -> Token | None:
    """Return the subject of the verb above a gerund, or above the adjective of an infinitive."""
    token, is_shared = verb, False
    for _ in range(_FARTHEST):
        governor = token.head
        if governor is token:
            return None
        if token.dep == "pcomp" and governor.dep in ("prep", "mark", "agent", "advmod"):
            shared, token = _above_preposition(governor)
            if shared is not None or token is governor:
                return shared
            is_shared = True
        elif governor.pos == "ADJ" and token.dep in ("xcomp", "ccomp") and governor.dep == "acomp":
            token, is_shared = governor.head, True
        elif token.dep in ("conj", "xcomp", "advcl"):
            token = governor
        elif token.dep in ("relcl", "acl") and is_shared:
            return governor
        else:
            return None
        subject = next((child for child in token.children if child.dep in _SUBJECTS), None)
        if subject is not None:
            return subject if is_shared else None
    return None


def _above_preposition(preposition: Token) -> tuple[Token | None, Token]:
    """Return the subject of the gerund after a preposition, or None with the verb above that may have it."""
    word, above = preposition.text.lower(), preposition.head
    if above.text.lower() in _EXCEPTING:
        # "He gave no date, aside from saying that".
        return None, above.head
    if any(child.text.lower() in _EXCEPTING for child in preposition.children):
        return None, above
    if word in _OBJECT_PREPOSITIONS:
        owner = next((child for child in above.children if child.dep == "poss"), None)
        if above.pos in ("NOUN", "PROPN"):
            return owner, preposition
        objects = [child for child in above.children if child.dep == "dobj" and child.i < preposition.i]
        # "They blamed Roe for saying that"; "they risk a fine for saying that".
        may_speak = bool(objects) and (
            objects[0].pos in ("PROPN", "PRON") or any(child.tag == "DT" for child in objects[0].children)
        )
        return (objects[0], above) if may_speak else (None, preposition if objects else above)
    is_verb = above.pos in ("VERB", "AUX")
    return (None, above) if word in _SUBJECT_PREPOSITIONS and is_verb else (None, preposition)


def _missed_subject(verb: Token, mentions: Mentions) -> Token | None:
    """Return the person right beside a finite verb without a subject, where its subject is expected."""
    if verb.tag not in _FINITE or verb.dep == "conj":
        return None
    mention = _inverted(verb, mentions) or _before_commas(verb, mentions)
    return mention.tokens[-1] if mention is not None else None


def _inverted(verb: Token, mentions: Mentions) -> MentionSpan | None:
    """Return the person after a verb that follows a quotation: “No,” explained Roe."""
    before = verb.previous
    if before is None or before.text not in (*MARK_TOKENS, ","):
        return None
    for token in verb.doc.tokens[verb.i + 1 : verb.i + 1 + _LONGEST_TITLE]:
        mention = mentions.at(token.i)
        if mention is not None and mention.type is EntityType.PERSON:
            # "Said Roe was there" and "ruled Roe eligible" are about Roe.
            is_closed = mention.next is None or mention.next.pos == "PUNCT"
            return mention if mention.first == token.i and is_closed else None
        if token.pos not in ("PROPN", "NOUN", "ADJ") or token.sentence_i != verb.sentence_i:
            return None
    return None


def _before_commas(verb: Token, mentions: Mentions) -> MentionSpan | None:
    """Return the person whom commas separate from a verb: "Roe, who is 28, said", "a friend, Ana Roe, said"."""
    before = verb.previous
    while before is not None and before.pos == "ADV":
        before = before.previous
    if before is None or before.text != "," or before.sentence_i != verb.sentence_i:
        return None
    nearest = mentions.at(before.i - 1)
    if (
        nearest is not None
        and nearest.type is EntityType.PERSON
        and nearest.tokens[-1].dep in ("appos", "conj")
    ):
        return nearest
    return _opening_person(verb, before, mentions)


def _opening_person(verb: Token, comma: Token, mentions: Mentions) -> MentionSpan | None:
    """Return the person that opens a sentence and is the subject of nothing but a clause before the verb."""
    tokens = verb.sentence.tokens
    opening = next((token for token in tokens if mentions.at(token.i) is not None), None)
    mention = mentions.at(opening.i) if opening is not None else None
    if mention is None or mention.type is not EntityType.PERSON or mention.first - tokens[0].i > 1:
        return None
    following = verb.doc.tokens[mention.last : mention.last + 2]
    is_clause = (
        len(following) == 2 and following[0].text == "," and following[1].tag in ("WP", "WP$", "DT", "CD")
    )
    return mention if is_clause and comma.i > following[0].i else None
