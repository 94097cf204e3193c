"""The commands of `matrix`; the work stands in `matrix`, which loads the library of the network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

matrix = typer.Typer(no_args_is_help=True, help="Our device in Matrix: its login and its keys.")


@matrix.command("backup")
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")]) -> None:
    """Write login, keys and identity of our device into one sealed file; the bot may run."""
    from bot.operate.matrix import backup_device as run

    raise typer.Exit(run(file))


@matrix.command("restore")
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="A Matrix backup.")]) -> None:
    """Bring our device back; what was there before is kept aside."""
    from bot.operate.matrix import restore_device as run

    raise typer.Exit(run(file))
