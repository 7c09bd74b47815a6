"""``newsgloss schema``: writes JSON Schemas of the editor's files, for text editors."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_OK, Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[FOLDER]", default=Path("schemas"))
@with_settings
def schema(settings: Settings, *, folder: Path) -> int:
    """Write JSON Schemas of the editor's files into FOLDER, by which text editors complete and check them."""
    written = write_schemas(settings.root, folder)
    if settings.as_json:
        from builder.commands.json_output import print_json

        files = [str(path) for path in written]
        print_json(
            {"ok": True, "folder": str(settings.root / folder), "written": files, "diagnostics": []}, settings
        )
    elif not settings.quiet:
        click.echo(f"{len(written)} files are written:")
        click.echo("\n".join(f"  {path}" for path in written))
    return EXIT_OK


def write_schemas(root: Path, folder: Path) -> list[Path]:
    """Write the schemas, and settings that name them unless a text editor has settings of its own there.

    Args:
        root: the site's folder.
        folder: for the schemas; a relative one is in the site's folder.

    Returns:
        The files, relative to the site's folder if they are in it.

    Raises:
        InputError: if a file cannot be written.
    """
    from builder.content.editor_schemas import SETTINGS_PATH, editor_schemas, editor_settings
    from builder.model.diagnostic import InputError, error

    target = root / folder
    files = {target / name: text for name, text in editor_schemas().items()}
    if target.is_relative_to(root) and not (root / SETTINGS_PATH).exists():
        files[root / SETTINGS_PATH] = editor_settings(target.relative_to(root).as_posix())
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as problem:
            reason = problem.strerror or str(problem)
            hint = "Check the permissions of the folder, or choose another one."
            raise InputError(
                [error(str(path), None, f"The file cannot be written: {reason}.", hint)]
            ) from problem
    return [path.relative_to(root) if path.is_relative_to(root) else path for path in files]
