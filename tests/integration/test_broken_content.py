"""A broken content file stops the start: file, line, reason and suggestion, exit 2, nothing half-started."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

COPIED = ("actions", "bot", "community", "data", "documents", "domain", "ledger")


@dataclass(frozen=True)
class Break:
    """What is changed in which file (first hit), and what the message must say beside file and line.

    `near`: so many lines may lie between the change and the line that is told (a text is told with its name).
    """

    file: str
    old: str
    new: str
    said: str
    near: int = 12


TEXTS, QUESTIONS, FIELDS = "domain/", "documents/founding/questions/", "documents/founding/fields/"
CLAUSES, PAPERS, RULES = "documents/founding/clauses/", "documents/founding/papers/", "documents/founding/rules/"

BREAKS = {
    "a text with a comma that YAML reads as a new key": Break(
        "domain/readings.yml", '"Zeigen, wie andere vorgegangen sind"', "Zeigen, wie andere vorgegangen sind", "quotes"
    ),
    "a text without its formal variant": Break(
        "domain/account.yml", "  - text: Wie soll", "  - metadata: {tone: du}\n    text: Wie soll", "formal"
    ),
    "a text with an open bracket": Break("domain/basics.yml", "{{ link }}", "{{ link", "utter_notice"),
    "a text that stands twice": Break("domain/basics.yml", "  utter_empty:", "  utter_failed:", "keep one of the two"),
    "a text with a filter that is none": Break(TEXTS, "| euro }}", "| euros }}", "did you mean 'euro'"),
    "a text that takes in another one that is not there": Break(
        TEXTS, 'text("utter_source_cost"', 'text("utter_source_kost"', "did you mean 'utter_source_cost'"
    ),
    "a question of the interview with an unknown key": Break(
        f"{QUESTIONS}02_name.yml", "    why: Der", "    wyh: Der", "did you mean 'why'"
    ),
    "a question about a fact that the record does not know": Break(
        f"{QUESTIONS}02_name.yml", "fact: coop.name", "fact: coop.nmae", "did you mean 'coop.name'"
    ),
    "a question with a proposal that cannot be read": Break(
        QUESTIONS, 'propose: "True"', 'propose: "not ("', "not an expression"
    ),
    "a field with a condition about a fact that nobody knows": Break(
        f"{FIELDS}membership.yml", "when: membership.", "when: membershp.", "did you mean 'membership'"
    ),
    "a clause that reads an answer nobody gives": Break(
        CLAUSES, "{{ coop.name", "{{ coop.naem }}{{ coop.name", "did you mean 'coop.name'"
    ),
    "a clause that reads a name nobody gives": Break(CLAUSES, "{{ coop.", "{{ poeple }}{{ coop.", "'people'"),
    "a clause with a bracket that never closes": Break(CLAUSES, "{{ coop.", "{{ coop. {{", "close every"),
    "a clause with a filter that is none": Break(CLAUSES, "| euro }}", "| euroo }}", "did you mean 'euro'"),
    "a clause without its paragraph of law": Break(CLAUSES, "basis:", "bases:", "did you mean 'basis'"),
    "a paper that reads a name nobody gives": Break(
        f"{PAPERS}D02_Einladung.md", "{{ coop.", "{{ gibt_es_nicht }}{{ coop.", "gibt_es_nicht"
    ),
    "a paper whose condition reads a name nobody gives": Break(
        PAPERS, "condition: ", "condition: nonsense and ", "nonsense"
    ),
    "a paper that names a clause that is not there": Break(
        f"{PAPERS}D01_Satzung.md", ":: clause C1\n", ":: clause C1x\n", "did you mean 'C1"
    ),
    "a paper with an unknown directive": Break(PAPERS, ":: title", ":: titel", "did you mean 'title'"),
    "a reference to a section that is not there": Break(CLAUSES, 'ref("', 'ref("x', "there is no anchor"),
    "a rule with a broken condition": Break(RULES, "fires_when: not", "fires_when: not (", "not an expression"),
    "a rule about a field that nobody knows": Break(RULES, "coop.name", "coop.naem", "did you mean 'coop.name'"),
    "a rule whose way out is no field": Break(RULES, "ways_out: [coop.", "ways_out: [koop.", "did you mean 'coop."),
    "a step of the way that comes after none": Break(
        "documents/founding/roadmap.yml", "after: [", "after: [nirgends, ", "nirgends"
    ),
    "a question of the legal form that sets a field that is none": Break(
        "documents/founding/legal_form/", "set: {supervisory.exists", "set: {supervisory.exist", "'supervisory.exists'"
    ),
    "a blueprint with an unknown outcome": Break(
        "data/blueprints/", "outcome: success", "outcome: sucess", "did you mean 'success'"
    ),
    "a blueprint of a solution that is not there": Break(
        "data/blueprints/examples/", "solution_ids:\n", "solution_ids:\n  - nirgends\n", "nirgends"
    ),
}


@pytest.fixture(scope="module")
def house(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that is read at the start; the environments are shared."""
    copy = tmp_path_factory.mktemp("house") / "gemeinwerk"
    copy.mkdir()
    for name in (*COPIED, "nlu", "stories"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".venv*"))
    for name in ("config.yml", "endpoints.yml", "gemeinwerk", "pyproject.toml"):
        shutil.copy2(root / name, copy / name)
    (copy / ".venv").symlink_to(root / ".venv")
    (copy / ".venv-core").symlink_to(root / ".venv-core")
    (copy / "models").symlink_to(root / "models")
    return copy


def start(house: Path, var: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`serve`, until it stops by itself; a start that went well would run on and is a failure here."""
    environment = os.environ | {"GEMEINWERK_VAR_DIR": str(var), "GEMEINWERK_WEB__PORT": "0", "PYTHONPATH": str(house)}
    return subprocess.run(
        ["./gemeinwerk", "serve"],
        cwd=house,
        env=environment | settings,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_named_with_line_reason_and_suggestion(house: Path, tmp_path: Path, name: str) -> None:
    fault = BREAKS[name]
    path = _file_with(house / fault.file, fault.old)
    whole = path.read_text("utf8")
    path.write_text(whole.replace(fault.old, fault.new, 1), "utf8")
    try:
        ended = start(house, tmp_path)
    finally:
        path.write_text(whole, "utf8")
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    line = path.read_text("utf8")[: whole.index(fault.old)].count("\n") + 1
    told = re.search(rf"{re.escape(path.name)}:(\d+): (.+) \((.+)\)\n", ended.stderr)
    assert told, ended.stderr
    assert abs(int(told[1]) - line) <= fault.near, ended.stderr
    assert fault.said in told[0], ended.stderr
    assert not (tmp_path / "serve.json").exists()


def test_an_unknown_setting_is_refused_with_the_nearest_name(house: Path, tmp_path: Path) -> None:
    ended = start(house, tmp_path, GEMEINWERK_WEB__PROT="80")
    assert ended.returncode == 2, ended.stderr
    assert "GEMEINWERK_WEB__PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_broken_settings_file_is_named_with_its_line(house: Path, tmp_path: Path) -> None:
    broken = tmp_path / "settings.yml"
    broken.write_text("web:\n  port: achtzig\n", "utf8")
    ended = start(house, tmp_path, GEMEINWERK_SETTINGS=str(broken))
    assert ended.returncode == 2, ended.stderr
    assert re.search(r"settings.yml:2: .+ \(write a whole number\)", ended.stderr), ended.stderr


def _file_with(place: Path, words: str) -> Path:
    """The file itself, or the first one of a folder that holds the words."""
    if place.is_file():
        return place
    return next(file for file in sorted(place.rglob("*.*")) if file.is_file() and words in file.read_text("utf8"))
