"""`doctor`: looks at everything that must be right before and while the bot runs, and says what to do.

Changes nothing. What lies outside of this machine is looked at in `doctor_networks`.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from sqlalchemy import func, select

from bot.control import running
from bot.operate.doctor_networks import networks
from bot.operate.finding import Finding, bad, good, note
from bot.operate.tables import print_table
from bot.paths import CORE_PYTHON, DOMAIN
from bot.texts import Texts
from bot.training import model_path
from data.content import ContentError
from data.db import Database
from data.errors import DataError
from data.migrations import present_and_wanted
from data.settings import Settings, read_settings
from data.tables.messages import SetAside

LEAST_FREE_GB = 0.5
COLUMNS = ("part", "state", "what", "advice")


def doctor(*, as_json: bool) -> int:
    """Print all findings; 0 when nothing is bad, 1 otherwise."""
    settings = read_settings()
    findings = [finding for look in LOOKS for finding in look(settings)]
    if as_json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        print_table(COLUMNS, [asdict(one) for one in findings])
    return 1 if any(one.state == "bad" for one in findings) else 0


def _core(settings: Settings) -> Iterator[Finding]:
    yield good("python", sys.version.split()[0])
    if settings.core.url:
        yield good("core", f"runs elsewhere: {settings.core.url}")
    elif not CORE_PYTHON.exists():
        yield bad("core", "its environment is not set up", "sh deploy/setup.sh core")
    elif not model_path().exists():
        yield note("core", "the model is not trained for the present texts", "./gemeinwerk train (serve does it too)")
    else:
        yield good("core", f"model {model_path().name}")


def _folder(settings: Settings) -> Iterator[Finding]:
    var = settings.var_dir.absolute()
    if not var.exists():
        yield note("folder", f"{var} is not there yet", "serve makes it")
        return
    if stat.S_IMODE(var.stat().st_mode) & 0o077:
        yield bad("folder", f"{var} can be read by others", f"chmod 700 {var}")
    elif not os.access(var, os.W_OK):
        yield bad("folder", f"{var} cannot be written", "run as the user who owns it")
    else:
        yield good("folder", str(var))
    free = shutil.disk_usage(var).free / 1e9
    yield (
        good("disk", f"{free:.1f} GB free")
        if free > LEAST_FREE_GB
        else bad("disk", f"{free:.2f} GB free", "make room: when the disk is full nothing is acknowledged")
    )


def _content(_settings: Settings) -> Iterator[Finding]:
    from data.library import Library
    from documents.content import load_all

    try:
        load_all()
        names = Texts(DOMAIN).names()
        Library.load(cache=None)
        yield good("content", f"{len(names)} texts, rules, questions, papers and library can be read")
    except (ContentError, DataError) as error:
        yield bad("content", str(error), "mend the file")


def _database(settings: Settings) -> Iterator[Finding]:
    kind = settings.database_url.partition(":")[0]
    if kind == "sqlite" and not (settings.database.url or (settings.var_dir / "gemeinwerk.db").exists()):
        yield note("database", "there is none yet", "serve makes it")
        return
    database = Database(settings.database_url)
    try:
        present, wanted = present_and_wanted(database)
        if present == wanted:
            yield good("database", f"{kind}, revision {present}")
            yield from _set_aside(database)
        else:
            yield note("database", f"{kind}, revision {present}, wanted {wanted}", "the next serve migrates it")
    except Exception as error:  # whatever a driver throws is the finding
        yield bad("database", f"{kind} cannot be opened: {str(error).splitlines()[0]}", "look at database.url")
    finally:
        database.close()


def _set_aside(database: Database) -> Iterator[Finding]:
    """What networks sent and nobody understood: new kinds of updates, broken ones."""
    counted = select(SetAside.channel, func.count(), func.max(SetAside.at)).group_by(SetAside.channel)
    with database.read() as session:
        for channel, count, latest in session.execute(counted):
            what = f"{count} updates not understood, the latest on {latest:%Y-%m-%d}"
            yield note(channel, what, "their kinds stand in the table set_aside; a newer version may read them")


def _serve(settings: Settings) -> Iterator[Finding]:
    door = running(settings.var_dir)
    yield good("serve", f"runs: process {door.pid}, {door.web}") if door else note("serve", "does not run", "make run")


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_core, _folder, _content, _database, _serve, networks)
