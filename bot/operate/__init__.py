"""What the commands of the command line do: one file per command group; typer stands in `bot.cli` alone."""
