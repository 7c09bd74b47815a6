"""``newsgloss new``: creates a site to begin with."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click

from builder.commands.common_options import with_settings
from builder.commands.invocation import to_paste
from builder.commands.schema import write_schemas
from builder.commands.settings import EXIT_OK, Settings

_REPOSITORIES = frozenset({".git", ".hg", ".svn", ".jj"})


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@with_settings
def new(settings: Settings, *, folder: Path) -> int:
    """Create a site in FOLDER, with an article, the editor's files and a page to change."""
    target = Path(os.path.normpath(settings.root / folder))
    created = create_site(target)
    if settings.as_json:
        from builder.commands.json_output import print_json

        print_json({"ok": True, "folder": str(target), "created": created, "diagnostics": []}, settings)
    elif not settings.quiet:
        click.echo(f"The new site is in {target}: {len(created)} files.")
        if settings.verbose:
            click.echo("\n".join(f"  {path}" for path in created))
        click.echo(f"Open it with:  {to_paste('serve', '--open', root=target)}")
    return EXIT_OK


def create_site(target: Path) -> list[str]:
    """Copy the starter site into a folder that is empty, but for a repository without files, or does not exist yet.

    Schemas for text editors are beside it.

    Returns:
        The paths of the files, relative to the folder, sorted.

    Raises:
        InputError: if the folder is not empty or cannot be written.
    """
    from builder.model.diagnostic import InputError, error

    try:
        if target.exists() and (
            not target.is_dir() or {one.name for one in target.iterdir()} - _REPOSITORIES
        ):
            what = "This folder is not empty" if target.is_dir() else "This is a file, not a folder"
            hint = "Choose a folder that is empty or does not exist yet."
            raise InputError([error(str(target), None, f"{what}: a new site cannot be put here.", hint)])
        files = dict(_starter_files())
        for name, data in files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        hint = "Check the permissions of the folder, or choose another one."
        raise InputError(
            [error(str(target), None, f"The new site cannot be put here: {reason}.", hint)]
        ) from problem
    schemas = write_schemas(target, Path("schemas"))
    return sorted({*files, *(path.as_posix() for path in schemas)})


def _starter_files() -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file of the starter site, and its bytes."""
    import builder

    starter = Path(builder.__file__).parent / "starter"
    for path in sorted(starter.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            # In the package hidden files would be settings of the project itself.
            name = re.sub(r"(^|/)dot-", r"\1.", path.relative_to(starter).as_posix())
            yield name, path.read_bytes().replace(b"{{ version }}", builder.__version__.encode())
