"""Identity of persons over the archive, decided on articles annotated by hand."""

from __future__ import annotations

from collections import defaultdict

import pytest
from msgspec import Struct

from builder.graph.build import build_graph
from builder.model.annotations import DocumentEntity
from builder.model.article import Article
from builder.model.editorial import Content
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, role_of


class Story(Struct, frozen=True):
    """An article with its persons: "Name = alias, alias : role", one a line."""

    text: str
    persons: tuple[str, ...]


def entity(article: Article, line: str) -> DocumentEntity:
    names, _, role = line.partition(" : ")
    name, _, aliases = names.partition(" = ")
    forms = [part for part in aliases.split(", ") if part]
    roles = [role_of(article, role, name, *forms)] if role else []
    return entity_of(name, aliases=forms, roles=roles)


def pages(*stories: Story) -> dict[str, list[str]]:
    """Return the mentions on the page of each person: "a: Ana Roe", by the person's name and id."""
    articles = [article_of(story.text, chr(ord("a") + n)) for n, story in enumerate(stories)]
    annotations = {
        article.seed_id: annotations_of(article, *(entity(article, line) for line in story.persons))
        for article, story in zip(articles, stories, strict=True)
    }
    graph, _ = build_graph(by_seed(articles), annotations, Content())
    found: dict[str, list[str]] = defaultdict(list)
    for brief in graph.briefs.values():
        text = next(article.text for article in articles if article.seed_id == brief.seed_id)
        for mention in brief.mentions:
            name = graph.entities[mention.entity_id or ""].name
            found[f"{name} ({mention.entity_id})"].append(f"{brief.seed_id}: {mention.span.of(text)}")
    return {page: sorted(set(mentions)) for page, mentions in found.items()}


CASES: list[tuple[str, tuple[Story, ...], dict[str, list[str]]]] = [
    (
        "a name that one article misspells",
        (
            Story("Mayor Ruhm Brandel spoke.", ("Ruhm Brandel : Mayor",)),
            Story("Mayor Ruhm Brandel left.", ("Ruhm Brandel : Mayor",)),
            Story("Ruhm Brandel slept.", ("Ruhm Brandel",)),
            Story("Mayor Ruhm Brandal sang.", ("Ruhm Brandal : Mayor",)),
        ),
        {
            "Ruhm Brandel (ruhm-brandel)": [
                "a: Ruhm Brandel",
                "b: Ruhm Brandel",
                "c: Ruhm Brandel",
                "d: Ruhm Brandal",
            ]
        },
    ),
    (
        "three words in another order",
        (
            Story("Otto Maria Brandt spoke.", ("Otto Maria Brandt",)),
            Story("Otto Brandt Maria left.", ("Otto Brandt Maria",)),
        ),
        {"Otto Brandt Maria (otto-brandt-maria)": ["a: Otto Maria Brandt", "b: Otto Brandt Maria"]},
    ),
    (
        "two words in another order",
        (
            Story("Otto Thomas spoke.", ("Otto Thomas",)),
            Story("Thomas Otto left.", ("Thomas Otto",)),
        ),
        {"Otto Thomas (otto-thomas)": ["a: Otto Thomas"], "Thomas Otto (thomas-otto)": ["b: Thomas Otto"]},
    ),
    (
        "a common given name and a surname that differs by a letter, without a role",
        (
            Story("Mayor Anna Brandel spoke.", ("Anna Brandel : Mayor",)),
            Story("Mayor Anna Brandel left.", ("Anna Brandel : Mayor",)),
            Story("Anna Brandel slept.", ("Anna Brandel",)),
            Story("Anna Brandal sang.", ("Anna Brandal",)),
        ),
        {
            "Anna Brandel (anna-brandel)": ["a: Anna Brandel", "b: Anna Brandel", "c: Anna Brandel"],
            "Anna Brandal (anna-brandal)": ["d: Anna Brandal"],
        },
    ),
    (
        "a second name that one article states",
        (
            Story("Otto Brandt, known as Gluffer, spoke.", ("Otto Brandt = Gluffer",)),
            Story("Gluffer left.", ("Gluffer",)),
        ),
        {"Otto Brandt (otto-brandt)": ["a: Gluffer", "a: Otto Brandt", "b: Gluffer"]},
    ),
    (
        "a son in one article does not take over his father",
        (
            Story("Otto Brandt Jr. praised his father.", ("Otto Brandt Jr.",)),
            Story("Otto Brandt opened a mill. Brandt smiled.", ("Otto Brandt = Brandt",)),
            Story("Otto Brandt lost. Brandt left.", ("Otto Brandt = Brandt",)),
        ),
        {
            "Otto Brandt Jr. (otto-brandt-jr)": ["a: Otto Brandt Jr."],
            "Otto Brandt (otto-brandt)": ["b: Brandt", "b: Otto Brandt", "c: Brandt", "c: Otto Brandt"],
        },
    ),
    (
        "a suffix that most articles write is sometimes left out",
        (
            Story("Otto Brandt Jr. spoke.", ("Otto Brandt Jr.",)),
            Story("Otto Brandt Jr. left.", ("Otto Brandt Jr.",)),
            Story("Otto Brandt slept.", ("Otto Brandt",)),
        ),
        {"Otto Brandt Jr. (otto-brandt-jr)": ["a: Otto Brandt Jr.", "b: Otto Brandt Jr.", "c: Otto Brandt"]},
    ),
    (
        "a title decides between two who share a surname",
        (
            Story("Lena Falk spoke. It was a plan of President Falk.", ("Lena Falk = Falk",)),
            Story("President Jonas Falk signed. President Falk left.", ("Jonas Falk = Falk : President",)),
            Story("President Falk came. Falk sat.", ("Falk",)),
        ),
        {
            "Lena Falk (lena-falk)": ["a: Lena Falk"],
            "Jonas Falk (jonas-falk)": ["a: Falk", "b: Falk", "b: Jonas Falk", "c: Falk"],
        },
    ),
    (
        "Mr. is never the wife",
        (
            Story("Mary Falk came with Mr. Falk.", ("Mary Falk = Falk",)),
            Story("John Falk spoke. Mr. Falk left.", ("John Falk = Falk",)),
            Story("John Falk voted. Falk slept.", ("John Falk = Falk",)),
        ),
        {
            "Mary Falk (mary-falk)": ["a: Mary Falk"],
            "John Falk (john-falk)": ["a: Falk", "b: Falk", "b: John Falk", "c: Falk", "c: John Falk"],
        },
    ),
    (
        "roles that exclude each other make two people of one name",
        (
            Story("Ida Moss, a plumber, fixed it.", ("Ida Moss : plumber",)),
            Story("Senator Ida Moss voted. Moss left.", ("Ida Moss = Moss : Senator",)),
        ),
        {"Ida Moss (ida-moss)": ["a: Ida Moss"], "Ida Moss (ida-moss-2)": ["b: Ida Moss", "b: Moss"]},
    ),
    (
        "two public roles of a person whom many articles know are hers",
        tuple(
            Story(f"Ida Moss, a {role}, spoke.", (f"Ida Moss : {role}",))
            for role in ("senator", "senator", "senator", "banker")
        ),
        {"Ida Moss (ida-moss)": ["a: Ida Moss", "b: Ida Moss", "c: Ida Moss", "d: Ida Moss"]},
    ),
    (
        "the title of a page is the name that most articles use",
        (
            Story("Ana Q. Roe spoke.", ("Ana Q. Roe",)),
            Story("Ana Roe left.", ("Ana Roe",)),
            Story("Ana Roe slept.", ("Ana Roe",)),
            Story("ANa Roe ate.", ("ANa Roe",)),
        ),
        {"Ana Roe (ana-roe)": ["a: Ana Q. Roe", "b: Ana Roe", "c: Ana Roe", "d: ANa Roe"]},
    ),
    (
        "two with one short name keep their initials in their addresses",
        (
            Story("Ana Q. Roe met Ana B. Roe.", ("Ana Q. Roe", "Ana B. Roe")),
            Story("Ana Q. Roe left.", ("Ana Q. Roe",)),
        ),
        {
            "Ana Q. Roe (ana-q-roe)": ["a: Ana Q. Roe", "b: Ana Q. Roe"],
            "Ana B. Roe (ana-b-roe)": ["a: Ana B. Roe"],
        },
    ),
    (
        "a nickname needs more than the surname",
        (
            Story("Joe Brandt, a senator, spoke.", ("Joe Brandt : senator",)),
            Story("Senator Joseph Brandt left.", ("Joseph Brandt : Senator",)),
            Story("Joe Moss spoke.", ("Joe Moss",)),
            Story("Joseph Moss slept.", ("Joseph Moss",)),
        ),
        {
            "Joseph Brandt (joseph-brandt)": ["a: Joe Brandt", "b: Joseph Brandt"],
            "Joe Moss (joe-moss)": ["c: Joe Moss"],
            "Joseph Moss (joseph-moss)": ["d: Joseph Moss"],
        },
    ),
    (
        "a given name alone is linked if articles use it for one person",
        (
            Story("Zelda Moss spoke. Zelda left.", ("Zelda Moss = Zelda",)),
            Story("Zelda Moss ate. Zelda slept.", ("Zelda Moss = Zelda",)),
            Story("Zelda sang.", ("Zelda",)),
            Story("Ruth Roe sang.", ("Ruth Roe",)),
            Story("Ruth wept.", ("Ruth",)),
        ),
        {
            "Zelda Moss (zelda-moss)": ["a: Zelda", "a: Zelda Moss", "b: Zelda", "b: Zelda Moss", "c: Zelda"],
            "Ruth Roe (ruth-roe)": ["d: Ruth Roe"],
            "Ruth (ruth)": ["e: Ruth"],
        },
    ),
    (
        "whom the article introduces only later is not meant before",
        (
            Story("Otto Brandt ran. Brandt won.", ("Otto Brandt = Brandt",)),
            Story("Otto Brandt ate. Brandt left.", ("Otto Brandt = Brandt",)),
            Story("Otto Brandt sat. Brandt spoke.", ("Otto Brandt = Brandt",)),
            Story(
                "Emil Brandt got a job, said Brandt. He knew the son of Otto Brandt.",
                ("Emil Brandt = Brandt", "Otto Brandt"),
            ),
        ),
        {
            "Emil Brandt (emil-brandt)": ["d: Brandt", "d: Emil Brandt"],
            "Otto Brandt (otto-brandt)": [
                *("a: Brandt", "a: Otto Brandt", "b: Brandt", "b: Otto Brandt"),
                *("c: Brandt", "c: Otto Brandt", "d: Otto Brandt"),
            ],
        },
    ),
    (
        "pronouns decide between a couple",
        (
            Story("Mr. John Falk ran. Falk won.", ("John Falk = Falk",)),
            Story(
                "Mary Falk met John Falk. Falk said he would stay. Falk sold his boat.",
                ("Mary Falk = Falk", "John Falk"),
            ),
        ),
        {
            "John Falk (john-falk)": ["a: Falk", "a: John Falk", "b: Falk", "b: John Falk"],
            "Mary Falk (mary-falk)": ["b: Mary Falk"],
        },
    ),
    (
        "a single pronoun, or one behind another person, decides nothing",
        (
            Story("Mr. John Falk ran. Falk won.", ("John Falk = Falk",)),
            Story(
                "Mary Falk met John Falk. Falk said he would stay. Falk told Max Roe he was ill.",
                ("Mary Falk = Falk", "John Falk", "Max Roe"),
            ),
        ),
        {
            "John Falk (john-falk)": ["a: Falk", "a: John Falk", "b: John Falk"],
            "Mary Falk (mary-falk)": ["b: Falk", "b: Mary Falk"],
            "Max Roe (max-roe)": ["b: Max Roe"],
        },
    ),
    (
        "a title behind a quotation mark",
        (
            Story("John Falk ran. Falk won.", ("John Falk = Falk",)),
            Story("Mary Falk ran. Falk won.", ("Mary Falk = Falk",)),
            Story("Mary Falk sat. Falk ate.", ("Mary Falk = Falk",)),
            Story("Mary Falk sang. Falk bowed.", ("Mary Falk = Falk",)),
            Story("John Falk heard it: “Mrs. Falk left.”", ("John Falk = Falk",)),
        ),
        {
            "John Falk (john-falk)": ["a: Falk", "a: John Falk", "e: John Falk"],
            "Mary Falk (mary-falk)": [
                *("b: Falk", "b: Mary Falk", "c: Falk", "c: Mary Falk", "d: Falk", "d: Mary Falk", "e: Falk"),
            ],
        },
    ),
    (
        "the given name of a relative",
        (
            Story("Zelda Moss ran. Moss won.", ("Zelda Moss = Moss",)),
            Story("Zelda Moss ate. Moss left.", ("Zelda Moss = Moss",)),
            Story("Mr. Otto Moss spoke of Moss, known as Zelda.", ("Otto Moss = Moss, Zelda",)),
        ),
        {
            "Otto Moss (otto-moss)": ["c: Otto Moss"],
            "Zelda Moss (zelda-moss)": [
                *("a: Moss", "a: Zelda Moss", "b: Moss", "b: Zelda Moss", "c: Moss", "c: Zelda"),
            ],
        },
    ),
    (
        "a person who is named only as a relative",
        (
            Story("Otto Brandt ran. Brandt won.", ("Otto Brandt = Brandt",)),
            Story("Otto Brandt ate. Brandt left.", ("Otto Brandt = Brandt",)),
            Story(
                "Emil Brandt is the brother of the old mayor Otto Brandt. Emil Brandt spoke. Brandt won.",
                ("Emil Brandt = Brandt", "Otto Brandt"),
            ),
        ),
        {
            "Emil Brandt (emil-brandt)": ["c: Brandt", "c: Emil Brandt"],
            "Otto Brandt (otto-brandt)": [
                *("a: Brandt", "a: Otto Brandt", "b: Brandt", "b: Otto Brandt", "c: Otto Brandt"),
            ],
        },
    ),
    (
        "a nickname and two roles at once",
        (
            Story("Rick Brandt, a governor, met Ana Roe.", ("Rick Brandt : governor", "Ana Roe")),
            Story(
                "Richard Brandt, an entrepreneur and head of a mill, met Ana Roe.",
                ("Richard Brandt : entrepreneur and head of a mill", "Ana Roe"),
            ),
        ),
        {
            "Ana Roe (ana-roe)": ["a: Ana Roe", "b: Ana Roe"],
            "Richard Brandt (richard-brandt)": ["b: Richard Brandt"],
            "Rick Brandt (rick-brandt)": ["a: Rick Brandt"],
        },
    ),
    (
        "a nickname and roles of different fields",
        (
            Story("Rick Brandt, a governor, met Ana Roe.", ("Rick Brandt : governor", "Ana Roe")),
            Story(
                "Richard Brandt, an entrepreneur, met Ana Roe.", ("Richard Brandt : entrepreneur", "Ana Roe")
            ),
        ),
        {
            "Ana Roe (ana-roe)": ["a: Ana Roe", "b: Ana Roe"],
            "Richard Brandt (richard-brandt)": ["b: Richard Brandt"],
            "Rick Brandt (rick-brandt)": ["a: Rick Brandt"],
        },
    ),
]


@pytest.mark.parametrize(("stories", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_pages_of_persons(stories: tuple[Story, ...], expected: dict[str, list[str]]) -> None:
    assert pages(*stories) == expected
