"""What all tests share: the repository's root, a database with all tables, a clock that stands still, a founding."""

from __future__ import annotations

import functools
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from data.clock import Now
from data.db import Database
from data.people import prepare
from data.tables.base import Table
from documents import paths

ROOT = Path(__file__).resolve().parent.parent
MOMENT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
FREIBAD = json.loads((ROOT / "tests/data/freibad.json").read_text("utf8"))
SPAN = re.compile(r"persons\[(\w)(\d+)(?:\.\.\w(\d+))?\]\.(.+)")
Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
Cases = dict[str, tuple[dict[str, Any], list[str]]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The facts beside the repository; tests that use them as an extra skip where they are missing."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("../shared is not beside this clone; it only adds checks")
    return path


@pytest.fixture
def now() -> Now:
    """Monday, 1 March 2027, 10:00 in Berlin."""
    return lambda: MOMENT


@pytest.fixture(scope="session")
def fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty database with all tables, made once: a test gets a copy."""
    file = tmp_path_factory.mktemp("database") / "fresh.db"
    database = Database(f"sqlite:///{file}")
    Table.metadata.create_all(database.engine)
    with database.write() as session:
        prepare(session, "Musterhausen")
    database.close()
    return file


@pytest.fixture
def database(fresh_database: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables and the own municipality."""
    database = Database(f"sqlite:///{shutil.copy(fresh_database, tmp_path / 'test.db')}")
    yield database
    database.close()


@pytest.fixture
def freibad() -> dict[str, Any]:
    """A fresh copy of a complete, lawful founding (invented), before its meeting."""
    return deepcopy(FREIBAD)


@pytest.fixture
def changed(freibad: dict[str, Any]) -> Changed:
    """The founding with other answers: `changed({"capital.share_value_eur": 250})`."""

    def change(answers: Mapping[str, Any]) -> dict[str, Any]:
        for path, value in answers.items():
            paths.put(freibad, path, value)
        return freibad

    return change


@pytest.fixture(scope="session")
def foundings() -> Cases:
    """The law reference's records by id, each with the keys of the rules that must fire: 9 scenarios, 110 mutations."""
    data = json.loads((ROOT / "tests/data/foundings.json").read_text("utf8"))
    scenarios = {s["id"]: (s["record"], s["expected"]) for s in data["scenarios"]}
    return scenarios | {m["id"]: _mutated(m, *scenarios[m["scenario"]]) for m in data["mutations"]}


@pytest.fixture
def text_of() -> Callable[[Any, str], str]:
    """The plain text of all papers whose file name begins so, header and footer included, blanks made ordinary."""

    def read(dossier: Any, start: str) -> str:
        return " ".join(plain(file.bytes) for file in dossier.files if file.name.startswith(start))

    return read


@functools.cache
def plain(word_file: bytes) -> str:
    """Everything that a reader sees, paragraph after paragraph."""
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        parts = [name for name in package.namelist() if re.match(r"word/(document|header\d|footer\d)\.xml", name)]
        xml = "".join(package.read(name).decode() for name in sorted(parts))
    xml = re.sub(r"<w:instrText.*?</w:instrText>", "", xml)
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>", " ", xml)))
    return text.replace("\u00a0", " ")


def _mutated(mutation: dict[str, Any], record: dict[str, Any], expected: list[str]) -> tuple[dict[str, Any], list[str]]:
    """`a.b = JSON; persons[p1..p3].field = JSON; .field = JSON` (the last one: the same persons again)."""
    changed, span = deepcopy(record), []
    for assignment in mutation["change"].split(";"):
        path, text = (part.strip() for part in assignment.split("=", 1))
        match, value = SPAN.fullmatch(path), json.loads(text)
        if match:
            kind, first, last, path = match.groups()
            span = [f"{kind}{number}" for number in range(int(first), int(last or first) + 1)]
        people = span if match or path.startswith(".") else []
        for target in [paths.of_person(person, path.lstrip(".")) for person in people] or [path]:
            paths.put(changed, target, value)
    gone = set(mutation.get("gone", []))
    return changed, [key for key in expected if key not in gone] + mutation["new"]
