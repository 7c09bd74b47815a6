"""Names that the editor confirms get full confidence; others keep the confidence that the machine gave them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.content.load import load_content
from builder.graph.build import build_graph
from builder.model.annotations import EntityType, Origin
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of

STORM = article_of("Gale Ebba hit Lowmoor. Ebba sank the ferry of Ana Roe, and Roe swam home.", "storm")
DOUBTED = annotations_of(
    STORM,
    entity_of("Gale Ebba", EntityType.EVENT, aliases=["Ebba"]),
    entity_of("Lowmoor", EntityType.PLACE),
    entity_of("Ana Roe", aliases=["Roe"]),
)
FOUND = replace(DOUBTED, mentions=tuple(replace(mention, confidence=0.4) for mention in DOUBTED.mentions))
CASES: list[tuple[str, dict[str, str], set[str]]] = [
    ("no files", {}, set()),
    ("an entry's id", {"entities.yaml": "people: {ana-roe: {role: Sailor}}"}, {"Ana Roe"}),
    ("an entry's name", {"entities.yaml": "places: {lowmoor-town: {name: Lowmoor}}"}, {"Lowmoor"}),
    ("an alias", {"entities.yaml": "people: {ana-roe: {aliases: [Roe]}}"}, {"Ana Roe", "Roe"}),
    ("a text", {"events/gale-ebba.md": "It blew."}, {"Gale Ebba"}),
    (
        "a merge",
        {"entities.yaml": "events: {great-gale: {name: The Great Gale}}\nmerge: {gale-ebba: great-gale}"},
        {"Gale Ebba"},
    ),
    ("a name of another entity", {"entities.yaml": "people: {roe: {name: Jo Roe}}"}, set()),
]


@pytest.mark.parametrize(("files", "sure"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_names_that_the_editor_confirms_get_full_confidence(
    files: dict[str, str], sure: set[str], tmp_path: Path
) -> None:
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    graph, _ = build_graph(by_seed([STORM]), {"storm": FOUND}, load_content(tmp_path))
    mentions = graph.briefs["storm"].mentions
    assert {mention.span.of(STORM.text) for mention in mentions if mention.confidence == 1.0} == sure
    assert {mention.confidence for mention in mentions} <= {0.4, 1.0}
    assert {mention.origin for mention in mentions} == {Origin.MODEL}, "the origin stays the same"
