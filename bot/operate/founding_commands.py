"""The commands `founding …`: names and options; what they do stands in `bot.operate.founding`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]

founding = typer.Typer(no_args_is_help=True, help="The founding engine without a chat.")


class PdfBy(StrEnum):
    """Who makes PDF files."""

    typst = "typst"
    libreoffice = "libreoffice"


@founding.command("questions")
def founding_questions(
    json: JSON = False,
    docx: Annotated[Path | None, typer.Option(help="Write a questionnaire to print.")] = None,
) -> None:
    """All questions of the interview."""
    from bot.operate.founding import questions as run

    raise typer.Exit(run(as_json=json, docx=docx))


@founding.command("check")
def founding_check(files: Annotated[list[Path], typer.Argument(metavar="FILE…")]) -> None:
    """Check founding records against the law; one JSON line a file."""
    from bot.operate.founding import check as run

    raise typer.Exit(run(files))


@founding.command("build")
def founding_build(
    record: Annotated[Path, typer.Argument(metavar="RECORD.json")],
    out: Annotated[Path, typer.Option(help="Folder for the papers.")],
    pdf: Annotated[bool, typer.Option("--pdf", help="Write each paper as PDF too.")] = False,
    pdf_by: Annotated[PdfBy, typer.Option(help="With --pdf: who makes them.")] = PdfBy.typst,
    large: Annotated[bool, typer.Option("--large", help="Write each paper as PDF in large print (14 pt).")] = False,
) -> None:
    """Write the founding papers of a record."""
    by = "large" if large else pdf_by.value
    from bot.operate.founding import build as run

    raise typer.Exit(run(record, out, by if pdf or large else ""))


@founding.command("trace")
def founding_trace(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A record, or a paper beside the record it was built of.")
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a part of one.")],
    json: JSON = False,
) -> None:
    """Where a sentence of a paper comes from: clause, answers, rules, paragraphs of law."""
    from bot.operate.founding import trace as run

    raise typer.Exit(run(file, text, as_json=json))


@founding.command("changes")
def founding_changes(
    before: Annotated[Path, typer.Argument(metavar="BEFORE.json")],
    after: Annotated[Path, typer.Argument(metavar="AFTER.json")],
    json: JSON = False,
) -> None:
    """What differs between the papers of two records, clause by clause and word by word."""
    from bot.operate.founding import changes as run

    raise typer.Exit(run(before, after, as_json=json))


@founding.command("affected")
def founding_affected(json: JSON = False) -> None:
    """Foundings whose last papers would differ today, since a text or a rule changed; with --json one line each."""
    from bot.operate.founding import affected as run

    raise typer.Exit(run(as_json=json))
