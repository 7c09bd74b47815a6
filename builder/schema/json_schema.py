"""JSON Schemas of the editor's files, made of the same schemas by which these are checked.

Text editors complete keys with them, show what each key means, and mark what is wrong while it is written. They say
less than the checks of a build: what JSON Schema cannot say, such as whether an id exists, is left to those.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.schema.mapping import Field, Schema

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that text editors know best."""


def json_schema(schema: Schema, *, title: str, ignored: Sequence[str] = ()) -> dict[str, object]:
    """Return the JSON Schema of a whole file.

    Args:
        schema: the keys of the file.
        title: what a text editor calls the file.
        ignored: further keys, of any value, that have no effect.
    """
    return {"$schema": DIALECT, "title": title, **shape_of(schema, ignored=ignored)}


def shape_of(schema: Schema, *, ignored: Sequence[str] = ()) -> dict[str, object]:
    """Return a mapping with the keys of a schema, as JSON Schema; ``ignored`` as for ``json_schema``."""
    properties: dict[str, object] = {}
    for known in schema.fields:
        properties[known.name] = _property(known)
        for alias in known.aliases:
            properties[alias] = {**_property(known), "description": f"Another name of `{known.name}`."}
    shape: dict[str, object] = {
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }
    if ignored:
        # As patterns, so that text editors do not offer them.
        shape["patternProperties"] = {f"^(?:{'|'.join(map(_spellings, sorted(ignored)))})$": {}}
    required = [known.name for known in schema.fields if known.required]
    return {**shape, "required": required} if required else shape


def _spellings(key: str) -> str:
    """Return a regular expression for a key in any case, with hyphens and underscores anywhere."""
    return "[-_]?".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in key)


def _property(known: Field[Any]) -> dict[str, object]:
    """Return the JSON Schema of the value of a key, which may be left empty."""
    shape = dict(known.kind.shape)
    kind = shape.get("type")
    if isinstance(kind, str):
        shape["type"] = [kind, "null"]
    elif isinstance(kind, list) and "null" not in kind:
        shape["type"] = [*kind, "null"]
    return {"description": known.description, **shape}
