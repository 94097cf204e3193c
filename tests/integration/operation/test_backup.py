"""Backups of a database in use, brought back as a new operator would: by the command line, with a lost folder."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.paths import ROOT
from bot.wiring import open_database
from data.db import Database
from data.forget import forget
from data.settings import Settings
from data.tables.account import Citizen

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Operator:
    """Commands on a var folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.var = folder, folder / "var"
        self.passphrase = "ein langer Satz zum Merken"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "GEMEINWERK_VAR_DIR": str(self.var),
            "GEMEINWERK_BACKUP__PASSPHRASE": self.passphrase,
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "bot.cli", *arguments]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def database(self) -> Database:
        return open_database(Settings(var_dir=self.var))

    def citizens(self) -> list[int]:
        with self.database().read() as session:
            return list(session.scalars(select(Citizen.id).order_by(Citizen.id)))


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    found = Operator(tmp_path)
    with found.database().write() as session:
        session.add_all(Citizen(municipality_id=1, created_at=NOW) for _ in range(3))
    (found.var / "files" / "ab").mkdir(parents=True)
    (found.var / "files" / "ab" / "abcd").write_bytes(b"Satzung")
    return found


def test_everything_comes_back_and_what_was_there_is_kept_aside(operator: Operator) -> None:
    assert operator.run("backup", "b.sealed").returncode == 0
    with operator.database().write() as session:
        session.add(Citizen(municipality_id=1, created_at=NOW))
    (operator.var / "files" / "ab" / "abcd").unlink()
    done = operator.run("restore", "b.sealed")
    assert done.returncode == 0, done.stderr
    assert operator.citizens() == [1, 2, 3]
    assert (operator.var / "files" / "ab" / "abcd").read_bytes() == b"Satzung"
    assert operator.var.stat().st_mode & 0o077 == 0
    assert len(list(operator.folder.glob("var.before-restore-*"))) == 1


def test_who_was_deleted_after_the_backup_stays_deleted(operator: Operator) -> None:
    operator.run("backup", "b.sealed")
    with operator.database().write() as session:
        forget(session, 2)
    done = operator.run("restore", "b.sealed")
    assert operator.citizens() == [1, 3]
    assert "Deleted again, since they were deleted after the backup: 1." in done.stdout


def test_a_backup_of_another_installation_deletes_nobody(operator: Operator, tmp_path: Path) -> None:
    operator.run("backup", "b.sealed")
    other = Operator(tmp_path / "other")
    other.folder.mkdir()
    with other.database().write() as session:
        session.add(Citizen(municipality_id=1, created_at=datetime(2026, 1, 1, tzinfo=UTC)))
    done = other.run("restore", str(operator.folder / "b.sealed"))
    assert other.citizens() == [1, 2, 3]
    assert "delete these people again" in done.stdout


def test_on_an_empty_machine_a_backup_is_enough(operator: Operator, tmp_path: Path) -> None:
    operator.run("backup", "b.sealed")
    new = Operator(tmp_path / "new")
    new.folder.mkdir()
    assert new.run("restore", str(operator.folder / "b.sealed")).returncode == 0
    assert new.citizens() == [1, 2, 3]


def test_a_wrong_passphrase_changes_nothing(operator: Operator) -> None:
    operator.run("backup", "b.sealed")
    operator.passphrase = "ein anderer langer Satz"
    done = operator.run("restore", "b.sealed")
    assert done.returncode == 3
    assert "wrong passphrase" in done.stderr
    assert "Traceback" not in done.stderr
    assert operator.citizens() == [1, 2, 3]
    assert not list(operator.folder.glob("var.*")), "nothing is left lying about"


def test_a_cut_backup_changes_nothing(operator: Operator) -> None:
    operator.run("backup", "b.sealed")
    sealed = operator.folder / "b.sealed"
    sealed.write_bytes(sealed.read_bytes()[:-100])
    done = operator.run("restore", "b.sealed")
    assert done.returncode == 3
    assert operator.citizens() == [1, 2, 3]


def test_a_short_passphrase_is_refused_before_anything_is_written(operator: Operator) -> None:
    operator.passphrase = "kurz"
    done = operator.run("backup", "b.sealed")
    assert done.returncode == 2
    assert not list(operator.folder.glob("b.sealed*"))


def test_the_file_is_for_our_eyes_only_and_shows_nothing(operator: Operator) -> None:
    operator.run("backup", "b.sealed")
    sealed = operator.folder / "b.sealed"
    assert sealed.stat().st_mode & 0o077 == 0
    assert b"SQLite" not in sealed.read_bytes()
