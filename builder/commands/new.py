"""``newsgloss new``: creates a site to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from builder.commands.common_options import with_settings
from builder.commands.invocation import to_paste
from builder.commands.settings import EXIT_OK, Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@with_settings
def new(settings: Settings, *, folder: Path) -> int:
    """Create a site in FOLDER, with an article, the editor's files and a page to change."""
    target = settings.root / folder
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
    """Copy the starter site into a folder that is empty or does not exist yet.

    Returns:
        The paths of the copied files, relative to the folder, sorted.

    Raises:
        InputError: if the folder is not empty or cannot be written.
    """
    import builder
    from builder.model.diagnostic import InputError, error

    starter = Path(builder.__file__).parent / "starter"
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            what = "This folder is not empty" if target.is_dir() else "This is a file, not a folder"
            hint = "Choose a folder that is empty or does not exist yet."
            raise InputError([error(str(target), None, f"{what}: a new site cannot be put here.", hint)])
        shutil.copytree(starter, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        hint = "Check the permissions of the folder, or choose another one."
        raise InputError(
            [error(str(target), None, f"The new site cannot be put here: {reason}.", hint)]
        ) from problem
    return sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
