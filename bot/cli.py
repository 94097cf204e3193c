"""The command line (design, section 9): names, options and exit codes. What a command does stands in `bot.operate`.

Exit: 0 good · 1 findings with errors · 2 wrong input or usage · 3 a part is not available.
Heavy libraries are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.operate.founding_commands import founding
from bot.operate.ledger_commands import card, ledger
from bot.operate.matrix_commands import matrix

GOOD, FINDINGS, WRONG, MISSING = 0, 1, 2, 3
JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
library = typer.Typer(no_args_is_help=True, help="The blueprint library: challenges, solutions, examples, supporters.")
cli.add_typer(library, name="library")
cli.add_typer(founding, name="founding")
cli.add_typer(ledger, name="ledger")
cli.add_typer(card, name="card")
cli.add_typer(matrix, name="matrix")


@cli.command()
def serve(
    only: Annotated[str, typer.Option(help="One part alone: core or app.")] = "",
) -> None:
    """Start the bot: core, web page, and the terminal if there is one."""
    from bot.operate.serve import serve as run

    raise typer.Exit(run(only))


@cli.command()
def chat(
    account: Annotated[str, typer.Option("--as", help="Account terminal/NAME, lasting between runs.")] = "ich",
    fresh: Annotated[bool, typer.Option("--fresh", help="Start the account empty.")] = False,
    role: Annotated[str, typer.Option(help='citizen, coach or municipality, in the municipality "Probe".')] = "",
) -> None:
    """Talk in the terminal; standard input that is no terminal: one message a line, one JSON line each."""
    from bot.operate.chat import chat as run

    raise typer.Exit(run(account, fresh=fresh, role=role))


@cli.command()
def parse() -> None:
    """Understand lines from standard input; one JSON line each."""
    from bot.operate.language import parse as run

    raise typer.Exit(run())


@cli.command()
def train(force: Annotated[bool, typer.Option("--force", help="Train though nothing changed.")] = False) -> None:
    """Train the core if its inputs changed."""
    from bot.operate.language import train as run

    raise typer.Exit(run(force=force))


@cli.command()
def evaluate(file: Annotated[Path | None, typer.Argument(help="YAML: intent → list of texts.")] = None) -> None:
    """Accuracy per intent, confusions and calibration as JSON."""
    from bot.operate.language import evaluate as run

    raise typer.Exit(run(file))


@library.command("search")
def library_search(
    text: Annotated[str, typer.Argument(help='What is looked for; "-" reads one query a line.')],
    json: JSON = False,
) -> None:
    """The best blueprints for a question in a citizen's words."""
    from bot.operate.library import search as run

    raise typer.Exit(run(text, as_json=json))


@library.command("show")
def library_show(ident: Annotated[str, typer.Argument(metavar="ID")], json: JSON = False) -> None:
    """One blueprint with everything known of it."""
    from bot.operate.library import show as run

    raise typer.Exit(run(ident, as_json=json))


@library.command("stale")
def library_stale(json: JSON = False) -> None:
    """Facts that are older than twelve months."""
    from bot.operate.library import stale as run

    raise typer.Exit(run(as_json=json))


@library.command("index")
def library_index() -> None:
    """Encode the library's sentences anew, after its texts were changed."""
    from bot.operate.library import index as run

    raise typer.Exit(run())


@cli.command()
def outbox(
    action: Annotated[str, typer.Argument(help="list, retry or drop.")] = "list",
    ids: Annotated[list[int] | None, typer.Argument(metavar="ID…", help="Numbers that list shows.")] = None,
    json: JSON = False,
) -> None:
    """What waits to be sent and what no channel took; send again or drop it."""
    from bot.operate.outbox import outbox as run

    raise typer.Exit(run(action, ids or [], as_json=json))


@cli.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")]) -> None:
    """Write everything that lasts into one sealed file; the bot may run."""
    from bot.operate.backup import backup_all as run

    raise typer.Exit(run(file))


@cli.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]) -> None:
    """Bring a backup back; what was there before is kept aside."""
    from bot.operate.backup import restore_all as run

    raise typer.Exit(run(file))


@cli.command()
def doctor(json: JSON = False) -> None:
    """Look at settings, core, folder, content, database and networks, and say what to do."""
    from bot.operate.doctor import doctor as run

    raise typer.Exit(run(as_json=json))


@cli.command()
def settings(json: JSON = False) -> None:
    """The settings in force that differ from the defaults; secrets hidden."""
    from bot.operate.settings import settings as run

    raise typer.Exit(run(as_json=json))


@cli.command()
def bench(
    name: Annotated[str, typer.Argument(help="One benchmark; all if left out.")] = "",
    json: JSON = False,
    peers: Annotated[bool, typer.Option("--peers", help="Measure the peers in the same run.")] = False,
) -> None:
    """Measure what is installed."""
    from bot.operate.bench import bench as run

    raise typer.Exit(run(name, as_json=json, peers=peers))


@cli.command()
def docs() -> None:
    """Write the generated parts of docs/ and settings.example.yml."""
    from bot.operate.docs import docs as run

    raise typer.Exit(run())


def main() -> None:
    """Entry of `./gemeinwerk`: wrong input and missing parts become one clear line, never a traceback."""
    try:
        cli(prog_name="gemeinwerk")
    except Exception as error:
        from bot.operate.failures import explain

        print(explain(error), file=sys.stderr)
        raise SystemExit(WRONG if _is_wrong_input(error) else MISSING) from error


def _is_wrong_input(error: Exception) -> bool:
    return type(error).__name__ in {
        "ContentError", "ProofError", "RecordError", "SettingsError", "TextError", "UnknownThing", "UsageError",
    }  # fmt: skip


if __name__ == "__main__":
    main()
