"""Statements with a cue between commas: "the pier, she said, is rotten", "the pier is rotten, the record shows"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document, Sentence, Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.features import cue_strength
from builder.annotate.quotes.extraction.statements import Statement
from builder.lexicon.word_lists import words

PARENTHETICAL = "parenthetical"
"""The relation of such statements."""

PROBABILITY = 0.85
"""How sure such a statement is: the commas leave little doubt."""

_WEAKEST = -0.4
"""Strength of the weakest verb that is taken for a cue between commas."""

_LONGEST = 14
_STOPS = frozenset((";", ":"))
_ENDS = frozenset((".", "!", "?", "…"))
_GOES_ON = frozenset("because if that to unless until".split())
_JOINING = frozenset("and but or".split())
_CLAUSES = ("ccomp", "xcomp")
_SEEMING = frozenset("appear seem".split())
_OPENING = frozenset("after as before if once since though until when while".split())


@dataclass(frozen=True, slots=True)
class _Inset:
    """The clause between the commas: the tokens ``[first, last)``, commas apart."""

    first: int
    last: int
    cue: int
    source: Candidate


def parentheticals_of(mentions: Mentions, marked: frozenset[int]) -> Iterator[Statement]:
    """The statements around such cues, in the order of the text.

    Args:
        doc: the article.
        names: its names.
        marked: the tokens in quotation marks.
    """
    doc = mentions.doc
    for sentence in doc.sentences:
        for token in sentence.tokens:
            inset = _inset(sentence, token, mentions) if token.i not in marked else None
            content = _content(sentence, inset, marked) if inset is not None else ()
            if inset is not None and content:
                yield Statement(inset.cue, PARENTHETICAL, content, inset.source)


def _inset(sentence: Sentence, cue: Token, mentions: Mentions) -> _Inset | None:
    subject = _subject(cue)
    if subject is None:
        return None
    around = [
        *subject.subtree,
        *(child for child in cue.children if child.dep == "det"),
    ]
    first = min(subject.i, cue.i, *(token.i for token in around))
    last = _end(sentence, max(subject.i, cue.i))
    if first <= sentence.first + 1 or last - first > _LONGEST or cue.doc.tokens[first - 1].text != ",":
        return None
    inside = cue.doc.tokens[first:last]
    if not all(_may_stand_inside(token, cue) for token in inside):
        return None
    return _Inset(first, last, cue.i, candidate_at(subject, mentions))


def _subject(cue: Token) -> Token | None:
    """The subject of a verb of speech, or the document in "the record shows", which is read as one noun easily."""
    if cue.pos == "VERB" and cue.tag in ("VBD", "VBZ", "VBP") and _is_cue(cue):
        subjects = [
            child for child in cue.children if child.dep == "nsubj" and child.tag not in ("WP", "WDT")
        ]
        subjects += [one for subject in subjects for one in _read_as_apposed(subject, cue)]
        return min(subjects, key=lambda child: abs(child.i - cue.i), default=None)
    before = cue.doc.tokens[cue.i - 1] if cue.i else None
    if cue.tag != "NNS" or before is None or before.head is not cue or before.dep != "compound":
        return None
    says = cue.lemma.lower() in ("show", "state", "report", "note")
    return before if says and before.lemma.lower() in words("document_nouns") else None


def _read_as_apposed(subject: Token, cue: Token) -> Iterator[Token]:
    """What is read as apposition to a subject though no comma parts it from the verb: "the boat, a man said, sank"."""
    for child in subject.children:
        between = subject.doc.tokens[child.i + 1 : cue.i]
        is_noun = child.dep == "appos" and child.pos in ("NOUN", "PROPN")
        if is_noun and subject.i < child.i < cue.i and all(token.text != "," for token in between):
            yield child


def _is_cue(cue: Token) -> bool:
    """Whether a verb reports speech; "wanted to know" does."""
    children = list(cue.children)
    if any(child.dep == "neg" for child in children):
        return False
    if cue.lemma.lower() == "want":
        return any(child.lemma == "know" and child.dep == "xcomp" for child in children)
    if cue.lemma.lower() != "tell" and any(child.dep == "dobj" for child in children):
        # "He cited the law": that is what he said.
        return False
    return cue.lemma.lower() not in _SEEMING and cue_strength(cue) >= _WEAKEST


def _end(sentence: Sentence, after: int) -> int:
    """The comma, semicolon or end of the sentence behind a token."""
    for i in range(after + 1, sentence.last):
        if sentence.doc.tokens[i].text in (",", *_STOPS, *_ENDS):
            return i
    return sentence.last


def _may_stand_inside(token: Token, cue: Token) -> bool:
    if token.i == cue.i or token.pos not in ("VERB", "AUX"):
        return (
            token.text != "," and token.pos != "SCONJ" and not (token.head is cue and token.dep in _CLAUSES)
        )
    return token.head is cue and (token.lemma == "know" or token.dep == "aux")


def _content(sentence: Sentence, inset: _Inset, marked: frozenset[int]) -> tuple[int, ...]:
    """What stands before the inset, up to its comma, and what of the rest goes on with it."""
    tokens = sentence.doc.tokens
    first = max(
        (i + 1 for i in range(sentence.first, inset.first) if tokens[i].text in _STOPS),
        default=sentence.first,
    )
    before = _trimmed(sentence.doc, range(first, inset.first))
    if not before or not marked.isdisjoint(before) or _is_of_cue(sentence.doc, before, inset):
        return ()
    after = _trimmed(sentence.doc, _rest(sentence, inset, before, marked))
    content = (*before, *after)
    return content if _has_verb(sentence.doc, content) else ()


def _is_of_cue(doc: Document, before: Sequence[int], inset: _Inset) -> bool:
    """Whether what stands before the inset says when or why it was said: "After the vote, she said …"."""
    first = doc.tokens[before[0]]
    if first.text.lower() in ("according", "asked"):
        return True
    inside = frozenset(before)
    head = next((doc.tokens[i] for i in before if doc.tokens[i].head_i not in inside), first)
    bare = head.tag in ("VBN", "VBG") and not any(
        child.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for child in head.children
    )
    opens = first.text.lower() in _OPENING or bare
    return opens and (head.head_i == inset.cue or inset.last >= len(doc.tokens))


def _rest(sentence: Sentence, inset: _Inset, before: Sequence[int], marked: frozenset[int]) -> range:
    """The tokens behind the inset that belong to what was said."""
    tokens = sentence.doc.tokens
    start = inset.last + 1
    last = next((i for i in range(inset.last, sentence.last) if tokens[i].text in _STOPS), sentence.last)
    if start >= last or tokens[inset.last].text != ",":
        return range(0)
    if start in marked or (start + 1 < last and start + 1 in marked):
        # What is quoted next is a quote of its own, or the rest of this statement: never left out.
        return range(start, last)
    unfinished = any(tokens[i].dep in ("aux", "auxpass") and tokens[i].head_i >= start for i in before)
    if unfinished or _goes_on(sentence.doc, start, last, inset.cue):
        return range(start, last)
    # Without a verb before it the rest is the statement, unless it is joined to what the speaker did.
    joined = tokens[start].text.lower() in _JOINING
    return range(0) if joined or _has_verb(sentence.doc, before) else range(start, last)


def _goes_on(doc: Document, start: int, last: int, cue: int) -> bool:
    """Whether what follows goes on with what was said. A new clause after "and" may be the writer's own, unless it says
    what can, will or must be.
    """
    tokens = doc.tokens
    opening = tokens[start]
    if opening.text.lower() in _GOES_ON:
        return True
    if opening.pos == "ADP":
        dated = start + 1 < len(tokens) and tokens[start + 1].label in ("DATE", "TIME")
        return opening.head_i != cue and not dated
    if opening.text.lower() not in _JOINING:
        return False
    verb = next((token for token in tokens[start:last] if token.pos in ("VERB", "AUX")), None)
    if verb is None or verb.head_i == cue or verb.head.head_i == cue:
        return False
    has_subject = any(token.pos in ("NOUN", "PROPN", "PRON", "DET") for token in tokens[start : verb.i])
    return not has_subject or verb.tag == "MD"


def _has_verb(doc: Document, indices: Sequence[int]) -> bool:
    return any(doc.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in indices)


def _trimmed(doc: Document, indices: range) -> tuple[int, ...]:
    """Without punctuation at the ends."""
    found = list(indices)
    while found and not doc.tokens[found[0]].text[0].isalnum():
        found.pop(0)
    while found and not doc.tokens[found[-1]].text[0].isalnum():
        found.pop()
    return tuple(found)
