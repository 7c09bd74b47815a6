"""What builds remember of each other."""

from __future__ import annotations

import shutil

from builder.cache import Cache
from builder.model.diagnostic import InputError, error
from builder.pipeline.options import BuildOptions


def open_cache(options: BuildOptions) -> Cache:
    """The cache of a site; emptied first where a clean build is asked for.

    Raises:
        InputError: where it was to be emptied and cannot be.
    """
    if options.clean:
        try:
            shutil.rmtree(options.cache_folder)
        except FileNotFoundError:
            pass
        except OSError as problem:
            reason = problem.strerror or str(problem)
            what = f"What earlier builds remembered cannot be deleted: {reason}."
            raise InputError(
                [error(options.cache_folder.name, None, what, "Delete the folder yourself.")]
            ) from problem
    return Cache(options.cache_folder)
