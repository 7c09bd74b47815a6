"""Extract the tables of outlines in ``builder/pictures/data/`` from the packages that contain them.

    python -m tools.extract_outlines --world-atlas world-atlas --us-atlas us-atlas/states-10m.json \
        --codes cldr-core/supplemental/codeMappings.json

The same sources give the same bytes. ``builder/pictures/data/README.md`` names the sources.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from builder.pictures.polyline_encoding import encode_line
from tools.outline_topology import Topology, read_topology, simplified_topology

DATA = Path(__file__).parents[1] / "builder" / "pictures" / "data"
HUNDREDTHS = 100
"""Coordinates are stored as whole hundredths of a degree, about one kilometer."""

WITHOUT_CODE = {
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Somaliland": "SO",
    "Indian Ocean Ter.": "AU",
    "Siachen Glacier": "disputed",
}
"""Areas without a code of ISO 3166 → the country that has them in the gazetteer, or a key that no country has."""
# Antarctica is not in the news, and takes half of all the points of a map that shows it.
LEFT_OUT = {"AQ"}
"""Codes of areas that are left out."""

HEAD = """\
# {title}
# Made by tools/extract_outlines.py, never edited by hand; README.md has the format, the source and its license.
kind\tkey\tvalue
"""


def main() -> None:
    """Read the packages and write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--world-atlas", type=Path, required=True)
    parser.add_argument("--us-atlas", type=Path, required=True)
    parser.add_argument("--codes", type=Path, required=True)
    options = parser.parse_args()
    countries = {**country_codes(options.codes), **WITHOUT_CODE}
    for scale, tolerance, smallest in (("110m", 0.1, 0.0), ("50m", 0.02, 0.12)):
        found = read_topology(options.world_atlas / f"countries-{scale}.json", "countries", countries)
        found = simplified_topology(found, tolerance=tolerance, smallest=smallest)
        write_table(f"world_{scale}.tsv", f"Countries, 1:{scale[:-1]} million, from Natural Earth.", found)
    states = read_topology(options.us_atlas, "states", state_names(options.us_atlas))
    title = "States and territories of the United States, from the Census Bureau."
    write_table("us_states.tsv", title, simplified_topology(states, tolerance=0.02, smallest=0.12))


def country_codes(path: Path) -> dict[str, str]:
    """Return the alpha-2 code of each country by its numeric code of ISO 3166-1."""
    rows = json.loads(path.read_text(encoding="utf-8"))["supplemental"]["codeMappings"]
    codes = {
        row["_numeric"]: code
        for code, row in sorted(rows.items())
        if len(code) == len("XX") and "_numeric" in row and not code.startswith(("X", "Q", "ZZ"))
    }
    return {number: code for number, code in codes.items() if code not in LEFT_OUT}


def state_names(path: Path) -> dict[str, str]:
    """Return ``US:`` and the name of each state by its code."""
    rows = json.loads(path.read_text(encoding="utf-8"))["objects"]["states"]["geometries"]
    return {row["id"]: f"US:{row['properties']['name']}" for row in rows}


def write_table(name: str, title: str, topology: Topology) -> None:
    """Write one table and print its size."""
    rows = [HEAD.format(title=title)]
    points = 0
    for arc in topology.arcs:
        whole = [(round(lon * HUNDREDTHS), round(lat * HUNDREDTHS)) for lon, lat in arc]
        distinct = [point for index, point in enumerate(whole) if not index or point != whole[index - 1]]
        points += len(distinct)
        rows.append(f"arc\t\t{encode_line(distinct)}\n")
    for key, rings in sorted(topology.areas.items()):
        value = ";".join(" ".join(map(str, ring)) for ring in rings)
        rows.append(f"area\t{key}\t{value}\n")
    data = "".join(rows).encode()
    (DATA / name).write_bytes(data)
    print(
        f"{name}: {len(topology.areas)} areas, {len(topology.arcs)} arcs, {points} points, {len(data)} bytes"
    )


if __name__ == "__main__":
    main()
