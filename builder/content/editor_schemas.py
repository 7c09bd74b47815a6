"""JSON Schemas of the editor's files, and the settings by which a text editor finds them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from builder.content.brief_keys import BRIEF, FRONT_MATTER, ignored_keys
from builder.content.entity_rules import ENTITIES
from builder.content.site_settings import SITE
from builder.schema.json_schema import json_schema

FOLDER = "schemas"
SETTINGS_PATH = ".vscode/settings.json"

FILES: Mapping[str, str] = {
    "site": "content/site.yaml",
    "brief": "content/briefs/*.yaml",
    "entities": "content/entities.yaml",
}
"""The files that each schema is for; that of front matter is for a part of a file."""


def editor_schemas() -> dict[str, str]:
    """Return the JSON Schemas by the names of their files, as text."""
    ignored = sorted(ignored_keys())
    schemas = {
        "site": json_schema(SITE, title="newsgloss: the site"),
        "brief": json_schema(BRIEF, title="newsgloss: one brief", ignored=ignored),
        "entities": json_schema(ENTITIES, title="newsgloss: entities"),
        "front-matter": json_schema(FRONT_MATTER, title="newsgloss: front matter of a seed", ignored=ignored),
    }
    return {schema_name(name): _as_text(schema) for name, schema in schemas.items()}


def schema_name(name: str) -> str:
    """Return the name of the file with a schema."""
    return f"{name}.schema.json"


def editor_settings(folder: str) -> str:
    """Return settings for VS Code and its YAML extension, as text.

    Args:
        folder: of the schemas, from the site's root.
    """
    return _as_text(
        {"yaml.schemas": {f"./{folder}/{schema_name(name)}": file for name, file in FILES.items()}}
    )


def _as_text(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
