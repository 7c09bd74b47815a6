"""The cache of compiled templates, in the folder for caches of the user who builds."""

from __future__ import annotations

import sys
from importlib.util import MAGIC_NUMBER

from platformdirs import user_cache_path

from builder.code_digest import code_digest
from builder.digest import digest
from builder.installed_packages import version_of
from builder.render.compiled_templates import CompiledTemplates

CODE = ("builder.render.render",)
"""Modules that compile templates."""


def user_templates() -> CompiledTemplates:
    """Return the templates that any build of the user's has compiled."""
    made_by = digest(code_digest(*CODE), version_of("jinja2"), sys.version, MAGIC_NUMBER)
    return CompiledTemplates(user_cache_path("newsgloss", appauthor=False) / "templates", made_by)
