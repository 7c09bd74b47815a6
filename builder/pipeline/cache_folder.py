"""The folder of a site's cache."""

from __future__ import annotations

import shutil

from builder.cache import Cache
from builder.model.diagnostic import InputError, error
from builder.pipeline.options import BuildOptions


def open_cache(options: BuildOptions) -> Cache:
    """Open the cache of a site; delete its folder first for a clean build.

    Raises:
        InputError: if the folder cannot be deleted.
    """
    if options.clean:
        try:
            shutil.rmtree(options.cache_folder)
        except FileNotFoundError:
            pass
        except OSError as problem:
            reason = problem.strerror or str(problem)
            what = f"The cache of earlier builds cannot be deleted: {reason}."
            hint = "Check the permissions of this folder, or delete it by hand."
            raise InputError([error(options.cache_folder.name, None, what, hint)]) from problem
    return Cache(options.cache_folder)
