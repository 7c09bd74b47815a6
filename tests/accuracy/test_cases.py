"""Short invented passages, annotated with the real language model, with the expected annotations.

The passages are data, one file for each kind of annotation. Cases that the annotator still gets wrong are under
``known_failures`` with the right expectation and the cause. If such a case comes out right, the run fails, so that
it is moved up among the others.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.annotations import PAGE_TYPES, Annotations, EntityType, Figure, Quote
from builder.model.article import Article
from builder.model.span import Span

pytestmark = pytest.mark.model

DATA = Path(__file__).parents[1] / "data" / "accuracy"

Annotate = Callable[[str], tuple[Article, Annotations]]
Case = dict[str, Any]


FILES = {
    file: yaml.safe_load((DATA / f"{file}.yaml").read_text(encoding="utf-8"))
    for file in ("names", "quotes", "speakers", "turns", "roles", "figures", "tenses")
}


def cases(*files: str) -> list[Any]:
    """Return the cases of the files as parameters, with known failures marked."""
    found = []
    for file in files:
        found += [pytest.param(case, id=f"{file}: {case['name']}") for case in FILES[file]["cases"]]
        for case in FILES[file].get("known_failures", []):
            wrong = pytest.mark.xfail(strict=True, raises=AssertionError, reason=case["cause"])
            found.append(pytest.param(case, id=f"{file}: {case['name']}", marks=wrong))
    return found


def passages() -> list[Any]:
    """Return the texts of all cases, known failures included."""
    return [
        pytest.param(case["text"], id=f"{file}: {case['name']}")
        for file, data in FILES.items()
        for case in (*data["cases"], *data.get("known_failures", []))
    ]


def words_of(article: Article, span: Span | None) -> str | None:
    return " ".join(span.of(article.text).split()) if span is not None else None


def told_of(article: Article, figure: Figure) -> str:
    """Return a figure in brackets among the words that state what it counts; "…" for omitted words."""
    told, at = "", None
    for span in sorted((*figure.counts, figure.span)):
        words = words_of(article, span) or ""
        if at is not None:
            told += " … " if article.text[at : span.start].strip() else " "
        told += f"[{words}]" if span == figure.span else words
        at = span.end
    return told


def told(article: Article, annotations: Annotations, quote: Quote, expected: Case) -> Case:
    """Return the facts of a predicted quote that the case has expectations for."""
    names = {entity.key: entity.name for entity in annotations.entities}
    found = {
        "content": [words_of(article, span) for span in quote.content],
        "kind": quote.kind.value,
        "cue": words_of(article, quote.cue),
        "setting": words_of(article, quote.setting),
        "speakers": [names[key] for key in quote.speakers],
        "words": quote.speaker_text,
    }
    return {key: found[key] for key in expected}


@pytest.mark.parametrize("case", cases("names"))
def test_names(case: Case, annotated: Annotate) -> None:
    article, annotations = annotated(case["text"])
    names = {entity.key: entity.name for entity in annotations.entities}
    found = [
        [words_of(article, mention.span), mention.type.value, names[mention.entity]]
        for mention in annotations.mentions
        if mention.entity is not None
    ]
    assert found == case["mentions"]
    others = [[words_of(article, m.span), m.type.value] for m in annotations.mentions if m.entity is None]
    for other in case.get("others", []):
        assert other in others
    for other in case.get("never", []):
        assert other not in others


@pytest.mark.parametrize("case", cases("quotes", "speakers", "turns"))
def test_quotes(case: Case, annotated: Annotate) -> None:
    article, annotations = annotated(case["text"])
    expected = case["quotes"]
    contents = [[words_of(article, span) for span in quote.content] for quote in annotations.quotes]
    assert contents == [quote["content"] for quote in expected]
    for found, right in zip(annotations.quotes, expected, strict=True):
        assert told(article, annotations, found, right) == right


@pytest.mark.parametrize("case", cases("roles"))
def test_roles(case: Case, annotated: Annotate) -> None:
    _, annotations = annotated(case["text"])
    roles = {
        entity.name: [role.text for role in entity.roles]
        for entity in annotations.entities
        if entity.type is EntityType.PERSON
    }
    assert roles == case["roles"]


@pytest.mark.parametrize("case", cases("figures"))
def test_figures(case: Case, annotated: Annotate) -> None:
    article, annotations = annotated(case["text"])
    assert [[figure.kind.value, told_of(article, figure)] for figure in annotations.figures] == case[
        "figures"
    ]


@pytest.mark.parametrize("case", cases("tenses"))
def test_tenses(case: Case, annotated: Annotate) -> None:
    article, annotations = annotated(case["text"])
    dates = [mention for mention in annotations.mentions if mention.type is EntityType.DATE]
    assert [[words_of(article, date.span), date.tense] for date in dates] == case["dates"]


@pytest.mark.parametrize("text", passages())
def test_annotations_are_sound(text: str, annotated: Annotate) -> None:
    """Check the invariants of the data model on all annotations, right or wrong."""
    article, annotations = annotated(text)
    spans = [mention.span for mention in annotations.mentions]
    assert spans == sorted(spans)
    assert not any(one.overlaps(two) for one, two in pairwise(spans))
    keys = {entity.key: entity.type for entity in annotations.entities}
    assert list(keys) == sorted(keys)
    for mention in annotations.mentions:
        assert (mention.entity is not None) == (mention.type in PAGE_TYPES)
        assert mention.entity is None or keys[mention.entity] is mention.type
        assert 0 < mention.confidence <= 1
    others = {mention.span for mention in annotations.mentions if mention.type not in PAGE_TYPES}
    for figure in annotations.figures:
        assert figure.span in others
        around = sorted((figure.span, *figure.counts))
        assert not any(one.overlaps(two) for one, two in pairwise(around))
        assert all(any(sentence.contains(span) for sentence in annotations.sentences) for span in around)
    for quote in annotations.quotes:
        assert set(quote.speakers) <= set(keys)
        assert list(quote.content) == sorted(quote.content)
        assert all(any(p.span.contains(span) for p in article.paragraphs) for span in quote.content)
        assert 0 <= quote.confidence <= 1
