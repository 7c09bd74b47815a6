"""Names of hidden persons are found in every form, and replaced by what stands for them."""

from __future__ import annotations

import pytest

from builder.redaction.hidden_persons import HiddenPerson, HiddenPersons
from builder.redaction.name_forms import forms_of, initials
from builder.redaction.redactor import Hit, Redactor
from tests.support.sample import span_of


def redactor(
    name: str, words: str = "", *, unclear: tuple[str, ...] = (), protected: tuple[str, ...] = ()
) -> Redactor:
    forms = forms_of([name])
    clear = [form for form in (*forms.full, *forms.surnames, *forms.given) if form not in unclear]
    person = HiddenPerson(words or initials(name), tuple(clear), unclear, forms.given)
    return Redactor(HiddenPersons((person,), {"ana-roe": 0}, protected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Roe left.", "A. R. left."),
        ("It was Ana Roe.", "It was A. R."),
        ("It was Roe ...", "It was A. R. ..."),
        ("Roe's and Roe’s", "A. R.'s and A. R.’s"),
        ("Ms. Roe, Mrs Roe, Miss\nRoe", "A. R., A. R., A. R."),
        ("ANA ROE, ana roe, ROE", "A. R., A. R., A. R."),
        ("Ana\nRoe, Ana\u00a0Roe, Ana  Roe", "A. R., A. R., A. R."),
        ("A\u00adna Ro\u00ade and Ro\u00ad\ne and Ro-\ne", "A. R. and A. R. and A. R."),
        ("Áña Röe, A\u0301na Roe\u0308 came", "A. R., A. R. came"),
        ("Ana B. Roe; Ana Maria Roe; Ana Maria de Roe", "A. R.; A. R.; A. R."),
        ("Roe, Ana", "A. R."),
        ("A. Roe and a Roe supporter", "A. R. and a A. R. supporter"),
        ("Roe-backed, pro-Roe, Roe/Doe", "A. R.-backed, pro-A. R., A. R./Doe"),
        ("ana.roe@example.org, #AnaRoe, @ana_roe", "A. R.@example.org, #A. R., @A. R."),
        ("https://example.org/ana%20roe/x?q=ana+roe", "https://example.org/A. R./x?q=A. R."),
        ("Roeder, Monroe, Savanna, Anatol", "Roeder, Monroe, Savanna, Anatol"),
        ("Ana.\n\nRoe left", "A. R.\n\nA. R. left"),
        ("told Ana, and Roe left", "told A. R., and A. R. left"),
        ("", ""),
    ],
)
def test_every_form_of_a_name_is_replaced(text: str, expected: str) -> None:
    assert redactor("Ana Roe").text(text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Nora van der Berg", "Nora van der Berg met Van der Berg.", "N. B. met N. B."),
        (
            "Seán O’Brien",
            "Sean O'Brien, O’Brien’s, sean-o-brien, Sean OBrien",
            "S. O., S. O.’s, S. O., S. O.",
        ),
        ("Nouri al-Maliki", "Maliki, al-Maliki and Nouri Al Maliki", "N. M., N. M. and N. M."),
        ("Bjørn Łoś", "Bjorn Los, bjorn-los", "B. Ł., B. Ł."),
        ("Ana Roe-Smith", "Ana Roe-Smith, Roe Smith, Smith", "A. R., A. R., A. R."),
        ("Ana Roe Jr.", "Ana Roe Jr. left", "A. R. left"),
    ],
)
def test_names_of_other_kinds_are_replaced(name: str, text: str, expected: str) -> None:
    assert redactor(name).text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Roe left. Roe ran.", "A witness left. A witness ran."),
        ("“Ana Roe left,” said Ms. Roe.", "“A witness left,” said a witness."),
        ("He met Ana Roe.", "He met a witness."),
    ],
)
def test_words_in_place_of_a_name_begin_sentences_with_a_capital(text: str, expected: str) -> None:
    assert redactor("Ana Roe", "a witness").text(text) == expected


def test_an_unclear_form_is_replaced_only_where_it_is_known_to_be_meant() -> None:
    text = "Roe left. Roe stayed. John Roe, Ana Roe and a roe came."
    own = redactor("Ana Roe", unclear=("roe",))
    edits = own.edits(text, [Hit(span_of(text, "Roe"), 0)])
    assert edits.apply(text) == "A. R. left. Roe stayed. John Roe, A. R. and a roe came."
    others = [span_of(text, "John Roe")]
    assert [span.start for span in own.unclear(text, edits, others)] == [text.index("Roe stayed")]


def test_a_shared_given_name_is_part_of_the_name_before_the_surname() -> None:
    own = redactor("John F. Kerry", unclear=("john",))
    assert (
        own.text("John Forbes Kerry met John. John and Kerry left.")
        == "J. F. K. met John. John and J. F. K. left."
    )


def test_protected_names_stay() -> None:
    own = redactor("Ana Roe", protected=("roe street",))
    assert own.text("Roe lives in Roe Street.") == "A. R. lives in Roe Street."


def test_slugs_have_the_words_as_a_slug() -> None:
    assert redactor("Ana Roe").slug("ana-roe-resigns") == "a-r-resigns"
    assert redactor("Ana Roe", "a witness").slug("why-roe-left") == "why-a-witness-left"
    assert redactor("Ana Roe").slug("monroe-doctrine") == "monroe-doctrine"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("See [Ana Roe](../people/ana-roe.html).", "See A. R."),
        ("[her *words*](x.html#m-ana-roe-2)", "her *words*"),
        ("![a boat](pictures/ana%20roe.png)", "a boat"),
        ("Ana **Roe** and _Roe_", "A. R. **A. R.** and _A. R._"),
        ("[a](b.html 'Ana Roe')", "[a](b.html 'A. R.')"),
        ("[a](<b c.html>) [d](e_(f).html)", "[a](<b c.html>) [d](e_(f).html)"),
        (
            "[fund](organizations/ana-roe-fund.html#m-ana-roe-fund-2)",
            "[fund](organizations/a-r-fund.html#m-a-r-fund-2)",
        ),
    ],
)
def test_links_that_name_the_person_become_their_words(markdown: str, expected: str) -> None:
    hidden = redactor("Ana Roe").hidden
    assert Redactor(hidden, {"ana-roe-fund": "a-r-fund"}).markdown(markdown) == expected


def test_an_address_with_the_name_is_left_out() -> None:
    own = redactor("Ána Roe")
    assert own.address("https://example.org/ana-roe") is None
    assert own.address("https://example.org/%C3%81na%20Roe") is None
    assert own.address("https://example.org/monroe") == "https://example.org/monroe"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Roe", "A. R."),
        ("Nora van der Berg", "N. B."),
        ("Roe", "R."),
        ("ana roe", "R."),
        ("Ana “Annie” Roe", "A. R."),
        ("J. R. Roe Jr.", "J. R. R."),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected
