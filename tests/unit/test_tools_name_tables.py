"""Tools that extract the tables of well-known names and nicknames, on small invented sources."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tools import extract_brands, extract_known_names, extract_nicknames
from tools.extract_known_names import is_a, kind_of, read_synsets, rows

# Lines as wndb(5) describes them: offset, file, type, words (hexadecimal count) each with a number, pointers, gloss.
NOUNS = """\
  1 The licence stands here, in lines that begin with two spaces.
00000001 03 n 01 entity 0 000 | what there is
00000002 18 n 01 baker 0 001 @ 00000001 n 0000 | who bakes
00000003 18 n 03 Fenwick 0 Tobias_Fenwick 0 Tobias_Roland_Fenwick 0 001 @i 00000002 n 0000 | baker of Lowmoor
00000004 15 n 02 Port_Elster 0 Elster 0 002 #p 00000001 n 0000 @i 00000001 n 0000 | a town; has | in it
00000005 17 n 01 Eel_River 0 001 @i 00000001 n 0000 | a river
00000006 14 n 01 organization 0 001 @ 00000001 n 0000 | a group that works together
00000007 14 n 01 league 0 001 @ 00000006 n 0000 | a kind of it
00000008 14 n 02 Bakers_League 0 BL 0 001 @ 00000007 n 0000 | no instance, but written with a capital
00000009 14 n 01 Herring_family 0 001 @ 00000001 n 0000 | no organisation
00000010 04 n 01 Herring_War 0 001 @i 00000001 n 0000 | an act
00000011 11 n 01 Great_Thaw 0 001 @i 00000001 n 0000 | an event
00000012 28 n 01 Eel_Age 0 001 @i 00000001 n 0000 | a time
00000013 10 n 01 Baker's_Psalms 0 001 @i 00000001 n 0000 | a book
00000014 06 n 01 structure 0 001 @ 00000001 n 0000 | what was built
00000015 06 n 01 Lowmoor_Bridge 0 001 @i 00000014 n 0000 | a bridge
00000016 06 n 01 Lowmoor_Bomber 0 001 @i 00000001 n 0000 | a plane
00000017 18 n 01 Lowmoorite 0 001 @ 00000002 n 0000 | a kind of people, no name
00000018 15 n 03 elster_marsh 0 IV 0 X 0 001 @i 00000001 n 0000 | no name with capitals
00000019 15 n 02 Gulf_of_eels 0 Gulf_of_Eels 0 001 @i 00000001 n 0000 | the last word needs a capital, too
00000020 05 n 01 Lowmoor_Hen 0 001 @i 00000001 n 0000 | an animal
00000021 18 n 0b A_A 0 B_A 0 C_A 0 D_A 0 E_A 0 F_A 0 G_A 0 H_A 0 I_A 0 J_A 0 K_A 0 001 @i 00000002 n 0000 | eleven names
00000022 15 n 01 Elster 0 001 @i 00000001 n 0000 | another town of that name
00000023 18 n 01 Elster 0 001 @i 00000002 n 0000 | and a baker
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data.noun").write_text(NOUNS, encoding="utf-8")
    return tmp_path


def test_synsets_are_read_from_a_noun_file(folder: Path) -> None:
    synsets = read_synsets(folder / "data.noun")
    assert len(synsets) == 23
    tobias = synsets["00000003"]
    assert tobias.names == ("Fenwick", "Tobias Fenwick", "Tobias Roland Fenwick")
    assert (tobias.file, tobias.above, tobias.instance) == ("18", ("00000002",), True)
    assert synsets["00000004"].above == ("00000001",), "only what it is a kind or an instance of"
    assert not synsets["00000002"].instance
    assert len(synsets["00000021"].names) == 11


def test_is_a_follows_the_hypernyms(folder: Path) -> None:
    synsets = read_synsets(folder / "data.noun")
    assert is_a(synsets["00000008"], ("organization",), synsets)
    assert not is_a(synsets["00000009"], ("organization",), synsets)
    assert not is_a(synsets["00000001"], ("entity",), synsets), "a synset is not its own hypernym"


@pytest.mark.parametrize(
    ("offset", "kind"),
    [
        ("00000002", None),
        ("00000003", "PERSON"),
        ("00000004", "PLACE"),
        ("00000005", "PLACE"),
        ("00000008", "ORG"),
        ("00000009", None),
        ("00000010", "EVENT"),
        ("00000011", "EVENT"),
        ("00000012", "EVENT"),
        ("00000013", "OTHER"),
        ("00000015", "PLACE"),
        ("00000016", "OTHER"),
        ("00000017", None),
        ("00000020", None),
    ],
)
def test_kind_of_a_synset(folder: Path, offset: str, kind: str | None) -> None:
    synsets = read_synsets(folder / "data.noun")
    assert kind_of(synsets[offset], synsets) == kind


def test_only_capitalized_words_are_names(folder: Path) -> None:
    found = {names: kind for kind, names in rows(read_synsets(folder / "data.noun"))}
    assert found["Gulf of Eels",] == "PLACE"
    assert not any("elster marsh" in names or "IV" in names or "organization" in names for names in found)


def test_table_of_well_known_names_is_sorted_and_reproducible(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "known_names.tsv"
    monkeypatch.setattr(extract_known_names, "FILE", out)
    monkeypatch.setattr(sys, "argv", ["extract", str(folder)])
    extract_known_names.main()
    lines = out.read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if not line.startswith("#")]
    assert table == sorted(table)
    assert "Fenwick|Tobias Fenwick|Tobias Roland Fenwick\tPERSON" in table
    assert "Elster\tPERSON|PLACE" in table, "entities with the same names share a row"
    assert "Bakers League|BL\tORG" in table
    assert len(table) == 13
    first = out.read_bytes()
    extract_known_names.main()
    assert out.read_bytes() == first


def test_table_of_nicknames_is_sorted_without_duplicates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "names.csv", tmp_path / "nicknames.tsv"
    source.write_text(
        "name1,relationship,name2\n"
        "tobias,has_nickname,toby\ntobias,has_nickname,bias\ntobias,has_nickname,toby\n"
        "elswith,has_nickname,elsie\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(extract_nicknames, "FILE", out)
    monkeypatch.setattr(sys, "argv", ["extract", str(source)])
    extract_nicknames.main()
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "elswith\telsie",
        "tobias\tbias|toby",
    ]


@pytest.mark.parametrize("module", [extract_known_names, extract_nicknames])
def test_shipped_table_begins_with_the_header_of_its_tool(module: object) -> None:
    shipped = module.FILE.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert shipped.startswith(module.HEADER)  # type: ignore[attr-defined]


def test_lists_of_brands_leave_out_names_of_persons_and_rare_shops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    icons, index = tmp_path / "icons.json", tmp_path / "index.json"
    titles = ["Quorvo", "Orlo Two", "Ana", "Oslo", "zorp", "Quorvo", "Quillon's"]
    icons.write_text(json.dumps({"icons": [{"title": title} for title in titles]}), encoding="utf-8")
    branches = {
        "shop|Brack’s": 200,
        "fuel|Brack's": 60,
        "shop|Ana's": 900,
        "cafe|Rosa's": 1000,
        "cafe|Tiny's": 3,
    }
    index.write_text(json.dumps({"keep": branches}), encoding="utf-8")
    monkeypatch.setattr(extract_brands, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["extract", str(icons), str(index)])
    extract_brands.main()
    brands = (tmp_path / "brands.txt").read_text(encoding="utf-8")
    possessives = (tmp_path / "possessive_brands.txt").read_text(encoding="utf-8")
    assert brands == f"{extract_brands.BRANDS_HEADER}Quorvo\n"
    assert possessives == f"{extract_brands.POSSESSIVES_HEADER}Brack's\nQuillon's\nRosa's\n"


def test_shipped_lists_of_brands_begin_with_the_headers_of_their_tool() -> None:
    for name, header in (
        ("brands.txt", extract_brands.BRANDS_HEADER),
        ("possessive_brands.txt", extract_brands.POSSESSIVES_HEADER),
    ):
        assert (extract_brands.FOLDER / name).read_text(encoding="utf-8").startswith(header)
