"""Versions of installed packages."""

from __future__ import annotations

import os
import re
import sys
from functools import cache

_ENDING = ".dist-info"


@cache
def version_of(package: str) -> str:
    """Return the version of an installed package.

    Raises:
        ModuleNotFoundError: if it is not installed.
    """
    wanted = _normal(package)
    for folder in sys.path:
        found = _versions(folder).get(wanted)
        if found is not None:
            return found
    # A package may be installed in another way. The module takes 10 ms to import, with the parser of e-mails.
    from importlib.metadata import version

    return version(package)


@cache
def _versions(folder: str) -> dict[str, str]:
    """Return the versions of the packages in a folder, by their normal names: folders of metadata are named so."""
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208 - thousands of names, of which few count
    except OSError:
        return {}
    found = (name.removesuffix(_ENDING).partition("-") for name in sorted(names) if name.endswith(_ENDING))
    return {_normal(name): version for name, _, version in found if version}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
