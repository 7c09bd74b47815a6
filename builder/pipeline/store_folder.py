"""The folder of a site's store."""

from __future__ import annotations

import shutil
from typing import Any

from builder.model.diagnostic import InputError, error
from builder.pipeline.options import BuildOptions
from builder.store.store import Store


def open_store(options: BuildOptions, warm: dict[bytes, Any] | None = None) -> Store:
    """Open the store of a site; delete its folder first for a clean build.

    Args:
        options: of the build.
        warm: as for ``Store``.

    Raises:
        InputError: if the folder cannot be deleted.
    """
    if options.clean:
        try:
            shutil.rmtree(options.store_folder)
        except FileNotFoundError:
            pass
        except OSError as problem:
            reason = problem.strerror or str(problem)
            what = f"The cache of earlier builds cannot be deleted: {reason}."
            hint = "Check the permissions of this folder, or delete it by hand."
            raise InputError([error(options.store_folder.name, None, what, hint)]) from problem
    return Store(options.store_folder, warm)
