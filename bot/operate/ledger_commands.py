"""The commands `ledger …` and `card …`; their work stands in `ledger`, `ledger_chain` and `ledger_proofs`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OUT = Annotated[Path | None, typer.Option(help="Write there instead of printing.")]


ledger = typer.Typer(no_args_is_help=True, help="Hours and points.")
card = typer.Typer(no_args_is_help=True, help="The Ehrenamtskarte.")


@ledger.command("replay")
def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML: a list of worked sequences.")],
    as_json: JSON = False,
) -> None:
    """Replay worked sequences, each in an empty ledger of its own; with --json one line a case."""
    from bot.operate.ledger import replay as run

    raise typer.Exit(run(file, as_json=as_json))


@card.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML: a list of card cases.")],
    as_json: JSON = False,
) -> None:
    """Check card cases against the rules of the Länder; with --json one line a case."""
    from bot.operate.ledger import check_cards as run

    raise typer.Exit(run(file, as_json=as_json))


@ledger.command("settle")
def settle(
    corrects: Annotated[int, typer.Option(help="Number of an earlier epoch whose root was wrong.")] = 0,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until everything is anchored.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for the files that witnesses sign.")] = None,
    as_json: JSON = False,
) -> None:
    """Form the next epochs of new entries, sign as this machine's witness, send what is signed; again at any time."""
    from bot.operate import ledger_chain as run

    raise typer.Exit(run.settle(corrects=corrects, as_json=as_json, wait=wait, out=out))


@ledger.command("status")
def status(as_json: JSON = False) -> None:
    """What is anchored and what waits for what."""
    from bot.operate import ledger_chain as run

    raise typer.Exit(run.status(as_json=as_json))


@ledger.command("sign")
def sign(
    file: Annotated[Path, typer.Argument(help="EPOCH-n.json")],
    keystore: Annotated[Path, typer.Option(help="The witness's keystore file.")],
    out: OUT = None,
) -> None:
    """Check an epoch file and sign it as a witness, on the witness's own machine."""
    from bot.operate import ledger_chain as run

    raise typer.Exit(run.sign(file, keystore, out))


@ledger.command("add-signature")
def add_signature(file: Annotated[Path, typer.Argument(help="SIGNED-….json of a witness.")]) -> None:
    """Take a witness's signature in."""
    from bot.operate import ledger_chain as run

    raise typer.Exit(run.add_signature(file))


@ledger.command("new-key")
def new_key(file: Annotated[Path, typer.Argument(help="Where the keystore file shall be.")]) -> None:
    """Make a key; the passphrase comes from GEMEINWERK_CHAIN__PASSPHRASE."""
    from bot.operate import ledger_chain as run

    raise typer.Exit(run.new_key(file))


@ledger.command("deploy")
def deploy(
    municipality: Annotated[str, typer.Option(help="Address at which the whole supply stands.")],
    witness: Annotated[list[str], typer.Option(help="Address of a witness; several times.")],
    threshold: Annotated[int, typer.Option(help="So many of them must sign.")] = 1,
) -> None:
    """Put the contract onto the chain that is set (chain.rpc_url, chain.keystore)."""
    from bot.operate import ledger_chain as run

    raise typer.Exit(run.deploy(municipality, witness, threshold))


@ledger.command("proof")
def proof(
    entry: Annotated[str, typer.Option(help="Key of an entry.")] = "",
    balance: Annotated[str, typer.Option(help="The ledger's name for a person.")] = "",
    out: OUT = None,
) -> None:
    """The proof file of an entry or of a balance."""
    from bot.operate import ledger_proofs

    raise typer.Exit(ledger_proofs.proof(entry=entry, balance=balance, out=out))


@ledger.command("roots")
def roots(out: OUT = None) -> None:
    """The public list of signed roots, the anchor where there is no chain."""
    from bot.operate import ledger_proofs

    raise typer.Exit(ledger_proofs.roots(out))


@ledger.command("verify")
def verify(
    file: Annotated[Path | None, typer.Argument(help="A proof, an epoch file or a list of roots.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Recompute the whole ledger.")] = False,
    roots: Annotated[Path | None, typer.Option(help="Compare with this list of roots.")] = None,
    rpc: Annotated[str, typer.Option(help="Compare with the chain behind this node.")] = "",
    contract: Annotated[str, typer.Option(help="The contract; else the one that is set or named in the file.")] = "",
    as_json: JSON = False,
) -> None:
    """Check a file, against the chain or a list of roots; or --all."""
    from bot.operate import ledger_proofs

    if everything == (file is not None):
        raise typer.BadParameter("either FILE or --all")
    if file is None:
        raise typer.Exit(ledger_proofs.verify_all(as_json=as_json))
    raise typer.Exit(ledger_proofs.verify(file, list_file=roots, rpc_url=rpc, contract=contract, as_json=as_json))
