"""Identity of organizations over the archive, decided on articles annotated by hand."""

from __future__ import annotations

from collections import defaultdict

import pytest

from builder.graph.build import build_graph
from builder.model.annotations import DocumentEntity, EntityType
from builder.model.editorial import Content
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of

_TYPES = {
    "group": EntityType.GROUP,
    "place": EntityType.PLACE,
    "event": EntityType.EVENT,
    "": EntityType.ORGANIZATION,
}

Story = tuple[str, ...]
"""The organizations of an article, "Name = alias, alias : other type", one an entry; the text is their names."""


def entity(line: str) -> DocumentEntity:
    names, _, kind = line.partition(" : ")
    name, _, aliases = names.partition(" = ")
    return entity_of(name, _TYPES[kind], aliases=[part for part in aliases.split(", ") if part])


def pages(*stories: Story) -> dict[str, str]:
    """Return what each page lists: "a: Harbor Board; b: HB", by title and other type of the page."""
    entities = {chr(ord("a") + n): [entity(line) for line in story] for n, story in enumerate(stories)}
    articles = [
        article_of(
            ". ".join(form for one in own for form in (one.name, *one.aliases)) + ".",
            seed_id,
        )
        for seed_id, own in entities.items()
    ]
    annotations = {
        article.seed_id: annotations_of(article, *entities[article.seed_id]) for article in articles
    }
    graph, _ = build_graph(by_seed(articles), annotations, Content())
    found: dict[str, set[str]] = defaultdict(set)
    for brief in graph.briefs.values():
        text = next(article.text for article in articles if article.seed_id == brief.seed_id)
        for mention in brief.mentions:
            page = graph.entities[mention.entity_id or ""]
            kind = "" if page.type is EntityType.ORGANIZATION else f" ({page.type.value})"
            found[f"{page.name}{kind}"].add(f"{brief.seed_id}: {mention.span.of(text)}")
    return {page: "; ".join(sorted(mentions)) for page, mentions in found.items()}


CASES: list[tuple[str, tuple[Story, ...], dict[str, str]]] = [
    (
        "a news agency by two names",
        (("Itar-Tass",), ("Itar-Tass",), ("Tass",)),
        {"Itar-Tass": "a: Itar-Tass; b: Itar-Tass; c: Tass"},
    ),
    (
        "a plural in the middle of a name",
        (("Lowmoor Boat Commission",), ("Lowmoor Boat Commission",), ("Lowmoor Boats Commission",)),
        {
            "Lowmoor Boat Commission": "a: Lowmoor Boat Commission; b: Lowmoor Boat Commission; "
            "c: Lowmoor Boats Commission"
        },
    ),
    (
        "a plural at the end of a name is another name",
        (("Lowmoor Harbor Boat",), ("Lowmoor Harbor Boats",)),
        {"Lowmoor Harbor Boat": "a: Lowmoor Harbor Boat", "Lowmoor Harbor Boats": "b: Lowmoor Harbor Boats"},
    ),
    (
        "the channel of a network",
        (("Merrow News",), ("Merrow News",), ("Merrow News Channel",)),
        {"Merrow News": "a: Merrow News; b: Merrow News; c: Merrow News Channel"},
    ),
    (
        "an agency for pictures",
        (("Merrow Images",), ("Merrow Images",), ("Merrow",)),
        {"Merrow Images": "a: Merrow Images; b: Merrow Images; c: Merrow"},
    ),
    (
        "a committee with its subject before and behind",
        (
            ("House Select Committee on Harbors",),
            ("House Harbors Committee",),
            ("House Select Committee on Harbors",),
        ),
        {
            "House Select Committee on Harbors": "a: House Select Committee on Harbors; "
            "b: House Harbors Committee; c: House Select Committee on Harbors"
        },
    ),
    (
        "a portfolio is no title of a page",
        (("Defense Department = Defense",), ("Defense",), ("Defense",)),
        {"Defense Department": "a: Defense; a: Defense Department; b: Defense; c: Defense"},
    ),
    (
        "an acronym of four letters",
        (("Lowmoor Harbor Board Trust",), ("LHBT",)),
        {"Lowmoor Harbor Board Trust": "a: Lowmoor Harbor Board Trust; b: LHBT"},
    ),
    (
        "an acronym of two names is neither's",
        (("Lowmoor Harbor Board",), ("Lisle Hockey Bank",), ("LHB",)),
        {
            "Lowmoor Harbor Board": "a: Lowmoor Harbor Board",
            "Lisle Hockey Bank": "b: Lisle Hockey Bank",
            "LHB": "c: LHB",
        },
    ),
    (
        "an acronym of two letters needs a name that many articles spell out",
        (("Harbor Press",), ("Harbor Press",), ("Harbor Press",), ("HP",), ("Kelp Farmers",), ("KF",)),
        {
            "Harbor Press": "a: Harbor Press; b: Harbor Press; c: Harbor Press; d: HP",
            "Kelp Farmers": "e: Kelp Farmers",
            "KF": "f: KF",
        },
    ),
    (
        "an acronym of three letters needs a name that two articles spell out",
        (("Lowmoor Harbor Board",), ("Lowmoor Harbor Board",), ("LHB",), ("Kelp Farmers Union",), ("KFU",)),
        {
            "Lowmoor Harbor Board": "a: Lowmoor Harbor Board; b: Lowmoor Harbor Board; c: LHB",
            "Kelp Farmers Union": "d: Kelp Farmers Union",
            "KFU": "e: KFU",
        },
    ),
    (
        "the acronym of a department's subject",
        (("Department of Harbor Light and Keepers' Aid",), ("HLKA",)),
        {
            "Department of Harbor Light and Keepers' Aid": "a: Department of Harbor Light and Keepers' Aid; b: HLKA"
        },
    ),
    (
        "a part that is a frequent name of its own",
        (
            ("Lowmoor Workers' Party = Workers' Party",),
            ("Workers' Party",),
            ("Workers' Party",),
            ("Workers' Party",),
        ),
        {
            "Lowmoor Workers' Party": "a: Lowmoor Workers' Party",
            "Workers' Party": "a: Workers' Party; b: Workers' Party; c: Workers' Party; d: Workers' Party",
        },
    ),
    (
        "a short form that one article states",
        (("Lowmoor Harbor Trust = Harbor Trust",), ("Harbor Trust",)),
        {"Lowmoor Harbor Trust": "a: Harbor Trust; a: Lowmoor Harbor Trust; b: Harbor Trust"},
    ),
    (
        "a name in one article never names the page of a frequent one",
        (("International Tide Times = Tide Times",), ("Tide Times",), ("Tide Times",), ("Tide Times",)),
        {
            "International Tide Times": "a: International Tide Times",
            "Tide Times": "a: Tide Times; b: Tide Times; c: Tide Times; d: Tide Times",
        },
    ),
    (
        "Office of X is the X Office, with and without the union",
        (("Office of Kelp",), ("Kelp Office",), ("Kelp Office",), ("U.S. Office of Kelp",)),
        {"Kelp Office": "a: Office of Kelp; b: Kelp Office; c: Kelp Office; d: U.S. Office of Kelp"},
    ),
    (
        "a body of the United Nations",
        (("U.N. Kelp Fund",), ("United Nations Kelp Fund",), ("Kelp Fund",), ("Kelp Fund",)),
        {
            "Kelp Fund": "a: U.N. Kelp Fund; b: United Nations Kelp Fund; c: Kelp Fund; d: Kelp Fund",
        },
    ),
    (
        "a coined name and the name that it is made of",
        (("TidePost",), ("Tidewater Post",), ("Tidewater Post",), ("TideTimes",)),
        {"Tidewater Post": "a: TidePost; b: Tidewater Post; c: Tidewater Post", "TideTimes": "d: TideTimes"},
    ),
    (
        "a coined name that may be two",
        (("TidePost",), ("Tidewater Post",), ("Tidemark Postcard",)),
        {
            "TidePost": "a: TidePost",
            "Tidemark Postcard": "c: Tidemark Postcard",
            "Tidewater Post": "b: Tidewater Post",
        },
    ),
    (
        "the name behind a nickname in initials",
        (("Grand Old Party = GOP",), ("Republican Party",), ("Republican Party",), ("GOP",)),
        {"Republican Party": "a: GOP; a: Grand Old Party; b: Republican Party; c: Republican Party; d: GOP"},
    ),
    (
        "another body with the initials of a well-known one",
        (("Northern Auto Transport Office = NATO",), ("North Atlantic Treaty Organization",)),
        {
            "North Atlantic Treaty Organization": "b: North Atlantic Treaty Organization",
            "Northern Auto Transport Office": "a: NATO; a: Northern Auto Transport Office",
        },
    ),
    (
        "a chamber by its first word",
        (("House",), ("House",), ("House of Representatives",), ("U.S. House",)),
        {"House": "a: House; b: House; c: House of Representatives; d: U.S. House"},
    ),
    (
        "forms of companies",
        (("Vardo Inc.",), ("Vardo",), ("Vardo",), ("Vardo, LLC",)),
        {"Vardo": "a: Vardo Inc.; b: Vardo; c: Vardo; d: Vardo, LLC"},
    ),
    (
        "a news company by its short name",
        (("Vardo",), ("Vardo News",), ("Vardo",), ("Vardo L.P.",), ("Vardo Media",)),
        {"Vardo": "a: Vardo; b: Vardo News; c: Vardo; d: Vardo L.P.; e: Vardo Media"},
    ),
    (
        "a news company that most articles call news",
        (("Vardo",), ("Vardo News",), ("Vardo News",), ("Vardo Weather",)),
        {"Vardo News": "a: Vardo; b: Vardo News; c: Vardo News", "Vardo Weather": "d: Vardo Weather"},
    ),
    (
        "a network and a brand have programs besides their news",
        (("KLM",), ("KLM",), ("KLM News",), ("Google",), ("Google",), ("Google News",)),
        {
            "KLM": "a: KLM; b: KLM",
            "KLM News": "c: KLM News",
            "Google": "d: Google; e: Google",
            "Google News": "f: Google News",
        },
    ),
    (
        "an acronym is a body if any article says so",
        (("KLHB : group",), ("KLHB : group",), ("KLHB",)),
        {"KLHB": "a: KLHB; b: KLHB; c: KLHB"},
    ),
    (
        "an acronym that is another spelling of a body",
        (("Kelp Land = KLHB",), ("KLHB : group",)),
        {"Kelp Land": "a: KLHB; a: Kelp Land; b: KLHB"},
    ),
    (
        "a tie of two types is an organization",
        (("Kelp Rally : event",), ("Kelp Rally",), ("KR : event",), ("KR",)),
        {"Kelp Rally": "a: Kelp Rally; b: Kelp Rally", "KR": "c: KR; d: KR"},
    ),
    (
        "most articles decide the type of a name of several words",
        (("Kelp Rally : event",), ("Kelp Rally",), ("Kelp Rally : event",)),
        {"Kelp Rally (event)": "a: Kelp Rally; b: Kelp Rally; c: Kelp Rally"},
    ),
]


@pytest.mark.parametrize(("stories", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_pages_of_organizations(stories: tuple[Story, ...], expected: dict[str, str]) -> None:
    assert pages(*stories) == expected
