"""Evaluation of who is who: names and quotes on the right page, and pages of one entity."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.evaluate.comparison import compare
from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.identity_alignment import align_identity
from builder.evaluate.identity_gold import Answer, SpellingException
from builder.evaluate.metrics import PrecisionRecall, Proportion, Tally
from builder.evaluate.run_record import read_record, record_bytes, record_of
from builder.model.annotations import EntityType
from builder.model.brief import LinkedMention
from builder.model.graph import Entity
from builder.model.span import Span
from tests.support.evaluated import article, brief, evaluated, found_name, found_quote, listed, who
from tests.support.identified import (
    ARTICLES,
    BOARD,
    ENTITIES,
    MILA,
    ORG,
    PERSON,
    PIER,
    PLACE,
    TARN,
    VERA,
    WALK,
    WHO,
    briefs,
    run,
    site_of,
)


def figures(result: FileEvaluation) -> dict[str, tuple[int, int] | int]:
    """Return the scores of who is who, without the prefix of their names."""
    found: dict[str, tuple[int, int] | int] = {}
    for name, score in result.scores.items():
        if name.startswith("who: "):
            assert isinstance(score, Proportion | Tally)
            value = (score.right, score.total) if isinstance(score, Proportion) else score.count
            found[name.removeprefix("who: ")] = value
    return found


def mistakes_of(result: FileEvaluation) -> list[str]:
    return [
        f"{one.kind.removeprefix('who: ')} | {one.article} | {one.words} | {one.detail}"
        for judged in result.articles
        for one in judged.mistakes
        if one.kind.startswith("who: ")
    ]


PERFECT: dict[str, tuple[int, int] | int] = {
    "names on the right page": (10, 10),
    "persons": (6, 6),
    "organizations": (1, 1),
    "places": (3, 3),
    "one page, entities in 2 and more articles": (3, 3),
    "one page, entities in 1 article": (1, 1),
    "pages that mix entities": 0,
    "misnamed pages": 0,
    "oddly titled pages": 0,
    "pages of no listed name": 0,
    "spoken quotes found": (2, 2),
    "spoken quotes to the right page": (2, 2),
    "spoken quotes of someone named": (2, 2),
    "spoken quotes, confidence 0.9 and more": (2, 2),
    "reported quotes found": (1, 1),
    "reported quotes to the right page": (1, 1),
    "reported quotes of someone named": (1, 1),
    "reported quotes, confidence 0.9 and more": (1, 1),
}


def test_a_right_site_has_all_figures_at_their_best_and_no_mistake() -> None:
    result = run()
    assert figures(result) == PERFECT
    assert mistakes_of(result) == []


def changed(result: FileEvaluation) -> dict[str, tuple[int, int] | int]:
    """Return the figures that differ from those of the right site."""
    return {name: value for name, value in figures(result).items() if value != PERFECT[name]}


def test_an_unlinked_name_is_wrong_and_leaves_its_entity_with_one_page() -> None:
    result = run({("walk", "Vera Osk"): None})
    assert changed(result) == {"names on the right page": (9, 10), "persons": (5, 6)}
    score = result.scores["who: persons"]
    assert isinstance(score, Proportion)
    assert score.reasons == {"unlinked": 1}
    assert mistakes_of(result) == ["name without a page | walk | Vera Osk | is Vera Osk; not found"]


def test_a_second_page_is_wrong_for_its_names_and_for_the_entity() -> None:
    second = Entity("v-osk", PERSON, "V. Osk")
    result = run({("walk", "Vera Osk"): "v-osk"}, entities=(*ENTITIES, second))
    assert changed(result) == {
        "names on the right page": (9, 10),
        "persons": (5, 6),
        "one page, entities in 2 and more articles": (2, 3),
    }
    assert mistakes_of(result) == [
        "entity without one page | pier | Vera Osk | 2 on vera-osk (“Vera Osk”); 1 on v-osk (“V. Osk”)",
        "name on a wrong page | walk | Vera Osk | is Vera Osk; on v-osk (“V. Osk”), home is vera-osk (“Vera Osk”)",
    ]


def test_a_page_of_two_entities_is_mixed_and_right_for_none_of_their_names() -> None:
    moves = dict.fromkeys([("school", "Mila Osk"), ("school", "Osk"), ("walk", "Mila Osk")], "vera-osk")
    result = run(moves)
    assert changed(result) == {
        "names on the right page": (4, 10),
        "persons": (0, 6),
        "one page, entities in 2 and more articles": (1, 3),
        "pages that mix entities": 1,
        "misnamed pages": 1,
        "spoken quotes to the right page": (0, 2),
        "spoken quotes of someone named": (0, 2),
        "spoken quotes, confidence 0.9 and more": (0, 2),
        "reported quotes to the right page": (0, 1),
        "reported quotes of someone named": (0, 1),
        "reported quotes, confidence 0.9 and more": (0, 1),
    }
    mixed = result.scores["who: pages that mix entities"]
    assert mixed.as_json() == {"count": 1, "details": {"mentions": 6}}
    found = mistakes_of(result)
    assert (
        "page mixes entities | school | Vera Osk | the page vera-osk (“Vera Osk”) has 3 of Vera Osk, 3 of Mila Osk"
        in found
    )
    assert "page misnamed | school | Mila Osk | its page is vera-osk (“Vera Osk”)" in found
    assert len([one for one in found if one.startswith("name on a wrong page")]) == 6


def test_a_title_that_names_another_entity_makes_a_page_wrong() -> None:
    swapped = (Entity("vera-osk", PERSON, MILA), *ENTITIES[1:])
    result = run(entities=swapped)
    assert changed(result)["names on the right page"] == (7, 10)
    assert (changed(result)["misnamed pages"], changed(result)["pages that mix entities"]) == (1, 1)
    assert "name on a wrong page | pier | Osk | is Vera Osk; on vera-osk (“Mila Osk”), which is misnamed" in (
        mistakes_of(result)
    )


def test_a_title_that_hardly_any_full_name_has_is_odd() -> None:
    text = " ".join(["Vera Osk left."] * 5)
    names = [found_name(text, "Vera Osk", PERSON, "vera-osk", number) for number in range(1, 6)]

    def odd(title: str, kind: str = "PERSON", shown: int = 5) -> list[str]:
        part = " ".join(["Vera Osk left."] * shown)
        result = evaluated(
            [article("left", part, quotes=[])],
            [brief("left", mentions=names[:shown])],
            entities=[Entity("vera-osk", PERSON, title)],
            identity={"left": who("left", listed(VERA, kind, "Vera Osk"))},
        )
        assert figures(result)["names on the right page"] == (shown, shown)
        return mistakes_of(result)

    assert odd("Vera Ösk") == [
        "page oddly titled | left | Vera Osk | its page is vera-osk (“Vera Ösk”); usual: Vera Osk 5"
    ]
    assert odd("Vera Osk") == odd("Vera Ösk", "ORG") == odd("Vera Ösk", shown=4) == []


def test_of_two_pages_with_as_many_names_the_home_has_the_right_type() -> None:
    moves = {("walk", "Tarn"): "a-tarn", ("school", "Tarn"): None}
    result = run(moves, entities=(*ENTITIES, Entity("a-tarn", PERSON, "A. Tarn")))
    assert site_of(result).home(TARN) == "tarn"
    assert figures(result)["places"] == (1, 3)


def test_a_page_that_no_listed_name_links_to_is_counted_by_its_type() -> None:
    def unlisted(kind: EntityType, page: str = "year") -> FileEvaluation:
        one, *rest = briefs({}, {}, 0.95)
        names = (*one.mentions, found_name(PIER, "year", kind, page))
        first = brief("pier", mentions=sorted(names, key=lambda name: name.span), quotes=one.quotes)
        pages = (*ENTITIES, Entity("year", kind, "Year"))
        return evaluated(list(ARTICLES.values()), [first, *rest], entities=pages, identity=WHO)

    result = unlisted(ORG)
    assert changed(result) == {"pages of no listed name": 1}
    assert result.scores["who: pages of no listed name"].as_json() == {
        "count": 1,
        "details": {"pages in all": 5},
    }
    assert mistakes_of(result) == ["page of no listed name | pier | Year | 1 mention on year"]
    assert changed(unlisted(EntityType.EVENT)) == {}
    assert changed(unlisted(PERSON, "vera-osk")) == {}


@pytest.mark.parametrize(
    ("speakers", "answers", "right", "reasons"),
    [
        (("vera-osk",), ((VERA,),), 1, {}),
        (("mila-osk",), ((VERA,),), 0, {"wrong page": 1}),
        (("mila-osk",), ((VERA,), (MILA,)), 1, {}),
        ((), ((VERA,),), 0, {"left in words": 1}),
        ((), ((VERA,), ()), 1, {}),
        ((), ((),), 1, {}),
        (("vera-osk",), ((),), 0, {"wrong page": 1}),
        (("vera-osk",), ((VERA, MILA),), 0, {"wrong page": 1}),
        (("mila-osk", "vera-osk"), ((VERA, MILA),), 1, {}),
        (("mila-osk", "vera-osk"), ((VERA,),), 0, {"wrong page": 1}),
        (("vera-osk",), (("Jon Ask",),), 0, {"wrong page": 1}),
        ((), (("Jon Ask",),), 0, {"left in words": 1}),
    ],
)
def test_a_quote_is_right_if_it_leads_to_exactly_the_pages_of_one_answer(
    speakers: tuple[str, ...], answers: tuple[Answer, ...], right: int, reasons: dict[str, int]
) -> None:
    one = who("pier", WHO["pier"].names, answers={0: answers})
    result = run(speakers={("pier", 0): speakers}, identity={**WHO, "pier": one})
    assert site_of(result).has_right_speakers(site_of(result).quotes[0]) == bool(right)
    score = result.scores["who: spoken quotes to the right page"]
    assert isinstance(score, Proportion)
    assert (score.right, score.total, dict(score.reasons)) == (right + 1, 2, reasons)
    named = figures(result)["spoken quotes of someone named"]
    assert named == ((right + 1, 2) if answers[0] else (1, 1))
    sure = figures(result)["spoken quotes, confidence 0.9 and more"]
    assert sure == ((right + 1, 2) if speakers else (1, 1))


@pytest.mark.parametrize(("confidence", "sure"), [(0.9, 2), (0.89, 0)])
def test_quotes_are_sure_from_a_confidence_of_0_9(confidence: float, sure: int) -> None:
    found = figures(run(confidence=confidence))["spoken quotes, confidence 0.9 and more"]
    assert found == (sure, sure)


@pytest.mark.parametrize(
    ("found", "matched"),
    [
        ([("took a", 1)], 1),
        ([("It took a year,” Vera Osk said in Tarn. Osk", 1)], 1),
        ([("year,” Vera", 1)], 0),
        ([("It", 1), ("It took", 2)], 2),
        ([("It took", 1), ("It", 2)], 1),
    ],
)
def test_the_quote_found_shares_most_and_half_of_the_shorter(
    found: list[tuple[str, int]], matched: int
) -> None:
    quotes = [found_quote(PIER, [words], None, number=number) for words, number in found]
    (first, _) = align_identity(ARTICLES["pier"], WHO["pier"], brief("pier", quotes=quotes)).quotes
    assert (first.found.id if first.found is not None else None) == (f"q-{matched}" if matched else None)


def test_a_wrong_speaker_is_shown_with_the_right_one_at_the_words_said() -> None:
    result = run(speakers={("pier", 0): ("mila-osk",), ("pier", 1): ()}, confidence=0.91)
    wrong = "said by Vera Osk; leads to mila-osk (“Mila Osk”) (confidence 0.91, test)"
    left = "said by Vera Osk or Tarn Pier Board; leads to no page (confidence 0.91, test)"
    assert mistakes_of(result) == [
        f"quote to a wrong page | pier | It took a year | {wrong}",
        f"quote to no page | pier | that the Pier Board paid | {left}",
    ]


@pytest.mark.parametrize(
    ("found", "matched"),
    [
        (Span(0, 8), True),
        (Span(4, 8), True),
        (Span(5, 8), False),
        (Span(0, 16), True),
        (Span(0, 17), False),
        (Span(8, 12), False),
    ],
)
def test_a_mention_is_at_a_name_if_half_of_the_longer_is_shared(found: Span, *, matched: bool) -> None:
    mention = LinkedMention(
        "m", found, PERSON, "vera-osk", None, found_name(WALK, "Tarn", PLACE, None).origin, "t", 0.9
    )
    one = who("walk", listed(VERA, "PERSON", "Vera Osk"))
    aligned = align_identity(ARTICLES["walk"], one, brief("walk", mentions=[mention]))
    assert [name.page for name in aligned.names] == ["vera-osk" if matched else None]
    assert (aligned.unlisted == ()) == matched


def test_the_longer_of_two_spellings_and_whole_words_are_the_names() -> None:
    text = "Vera Osk of Osk Tarn. Oskar, Osk’s brother, met Osk; Osk Tarn paid."
    exception = SpellingException("met Osk", "Osk", MILA, None, optional=False)
    one = who(
        "a",
        listed(VERA, "PERSON", "Osk", "Vera Osk"),
        listed(BOARD, "ORG", "Osk Tarn"),
        exceptions=[exception],
    )
    names = align_identity(article("a", text, quotes=[]), one, None).names
    assert [(name.words, name.entity, name.type) for name in names] == [
        ("Vera Osk", VERA, "PERSON"),
        ("Osk Tarn", BOARD, "ORG"),
        ("Osk", VERA, "PERSON"),
        ("Osk", MILA, "PERSON"),
        ("Osk Tarn", BOARD, "ORG"),
    ]


@pytest.mark.parametrize(("title", "counted"), [("Vera Osk campaign", True), ("Osk campaigns", False)])
def test_an_optional_name_counts_on_the_page_of_a_campaign_only(title: str, *, counted: bool) -> None:
    text = "The Osk campaign paid. The Osk campaign left."
    mentions = [found_name(text, "Osk campaign", ORG, "osk-campaign", number) for number in (1, 2)]
    result = evaluated(
        [article("a", text, quotes=[])],
        [brief("a", mentions=mentions)],
        entities=[Entity("osk-campaign", ORG, title)],
        identity={"a": who("a", listed("Osk campaign", "ORG", "Osk campaign", optional=True))},
    )
    assert figures(result)["names on the right page"] == (0, 0)
    assert site_of(result).home("Osk campaign") == ("osk-campaign" if counted else None)
    assert mistakes_of(result) == []


def test_articles_outside_the_identity_file_are_not_judged() -> None:
    result = run(identity={"school": WHO["school"]})
    assert [judged.identity is not None for judged in result.articles] == [False, True, False]
    assert figures(result)["names on the right page"] == (3, 3)
    assert all(not name.startswith("who: ") for name in run(identity={}).scores)


def test_an_article_has_scores_of_its_own() -> None:
    judged = run({("walk", "Tarn"): None}).articles[2]
    assert judged.scores()["who: names on the right page"] == Proportion(2, 3, {"unlinked": 1})


def test_numbers_of_wrong_pages_are_compared_and_fewer_are_better() -> None:
    better, worse = (
        record_of([run()]),
        record_of([run({("walk", "Tarn"): "vera-osk", ("pier", "Osk"): "tarn"})]),
    )
    (file,) = compare(worse, better, name="old.json").files
    (mixed,) = (score for score in file.scores if score.name == "who: pages that mix entities")
    assert (mixed.figure, mixed.old, mixed.new, mixed.difference, mixed.gain) == ("count", 0, 2, 2, -2)
    (names,) = (score for score in file.scores if score.name == "who: names on the right page")
    assert names.gain < 0
    kinds = {str(one.kind) for changed_article in file.articles for one in changed_article.new}
    assert {"who: name on a wrong page", "who: page mixes entities"} <= kinds


def test_a_record_keeps_the_entities_of_mistakes(tmp_path_factory: pytest.TempPathFactory) -> None:
    record = record_of([run({("walk", "Tarn"): None})])
    path = tmp_path_factory.mktemp("record") / "old.json"
    path.write_bytes(record_bytes(record))
    again = read_record(path)
    assert record_bytes(again) == path.read_bytes()
    assert [one.entity for judged in again.files[0].articles for one in judged.mistakes][-1] == TARN


POOL = (
    ("Ada Holm", "PERSON", "ada-holm"),
    ("Ben Holm", "PERSON", "ben-holm"),
    ("Holm", "PLACE", "holm"),
    ("Holm Rail", "ORG", "holm-rail"),
)
KINDS = {"PERSON": PERSON, "PLACE": PLACE, "ORG": ORG}
Choices = list[list[tuple[tuple[str, str, str], str]]]


def random_site(choices: Choices, *, perfect: bool) -> FileEvaluation:
    """Evaluate articles of names from the pool, each linked to its right page or to the chosen one."""
    articles, found, identity = [], [], {}
    for number, names in enumerate(choices):
        name = f"a{number}"
        text = ". ".join(title for (title, _, _), _ in names)
        offset, mentions = 0, []
        for (title, kind, right), other in names:
            span = Span(offset, offset + len(title))
            page = right if perfect else other
            mentions.append(
                LinkedMention(
                    f"m-{offset}",
                    span,
                    KINDS[kind],
                    page,
                    None,
                    found_name("x", "x", PERSON, None).origin,
                    "t",
                    1,
                )
            )
            offset = span.end + 2
        articles.append(article(name, text, quotes=[]))
        found.append(brief(name, mentions=mentions))
        identity[name] = who(
            name, *(listed(title, kind, title) for title, kind, _ in dict.fromkeys(n for n, _ in names))
        )
    entities = [Entity(page, KINDS[kind], title) for title, kind, page in POOL]
    return evaluated(articles, found, entities=entities, identity=identity)


@pytest.mark.parametrize(
    ("own", "others", "right", "mixed"), [(4, 1, 4, 0), (3, 1, 0, 1), (19, 5, 0, 1), (1, 1, 0, 1)]
)
def test_four_of_five_names_make_a_page_pure(own: int, others: int, right: int, mixed: int) -> None:
    ada, ben = POOL[:2]
    result = random_site([[(ada, "ada-holm")] * own + [(ben, "ada-holm")] * others], perfect=False)
    assert figures(result)["names on the right page"] == (right, own + others)
    assert figures(result)["pages that mix entities"] == mixed


@pytest.mark.parametrize(("at_home", "together"), [(9, 1), (8, 0)])
def test_nine_of_ten_linked_names_are_one_page(at_home: int, together: int) -> None:
    ada = POOL[0]
    strays = 10 - at_home
    result = random_site([[(ada, "ada-holm")] * at_home + [(ada, "holm-rail")] * strays], perfect=False)
    assert figures(result)["one page, entities in 1 article"] == (together, 1)
    assert figures(result)["names on the right page"] == (at_home, 10)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(POOL), st.sampled_from([page for *_, page in POOL])), max_size=5),
        min_size=1,
        max_size=3,
    )
)
def test_a_right_site_scores_1_and_all_figures_add_up(choices: Choices) -> None:
    total = sum(map(len, choices))
    for name, value in figures(random_site(choices, perfect=True)).items():
        assert value == 0 if isinstance(value, int) else value[0] == value[1], name
    result = random_site(choices, perfect=False)
    scores = [score for name, score in result.scores.items() if name.startswith("who: ")]
    for score in scores:
        assert not isinstance(score, PrecisionRecall)
        if isinstance(score, Proportion) and score.reasons:
            assert score.right + sum(score.reasons.values()) == score.total
    parts = [figures(result)[kind] for kind in ("persons", "organizations", "places")]
    whole = figures(result)["names on the right page"]
    assert tuple(map(sum, zip(*(part for part in parts if isinstance(part, tuple)), strict=True))) == whole
    assert isinstance(whole, tuple)
    assert whole[1] == total
    wrong = [one for one in mistakes_of(result) if one.startswith("name ")]
    assert len(wrong) == whole[1] - whole[0]


def test_words_of_a_mistake_are_in_its_article() -> None:
    result = run({("walk", "Vera Osk"): "mila-osk"}, speakers={("school", 0): ()})
    for judged in result.articles:
        for one in judged.mistakes:
            if one.kind in ("who: name on a wrong page", "who: quote to no page"):
                assert one.span.of(judged.article.text) == one.words
