"""What an operator asks when something is wrong."""

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operate.doctor import doctor
from bot.operate.outbox import outbox
from bot.wiring import open_database
from data.settings import Settings
from data.tables.account import Citizen, Conversation
from data.tables.messages import Outbox

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEMEINWERK_VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def findings(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    doctor(as_json=True)
    return {one["part"]: one for one in json.loads(capsys.readouterr().out)}


@pytest.mark.usefixtures("var")
def test_a_new_installation_has_nothing_bad(capsys: pytest.CaptureFixture[str]) -> None:
    found = findings(capsys)
    assert {part for part, one in found.items() if one["state"] == "bad"} <= {"core"}
    assert found["folder"]["advice"] == "serve makes it"
    assert "texts" in found["content"]["what"]


def test_a_folder_that_others_can_read_is_bad(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_database(Settings(var_dir=var)).close()
    var.chmod(0o755)
    assert findings(capsys)["folder"]["advice"] == f"chmod 700 {var}"


def test_a_file_that_is_no_database_is_said(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    var.mkdir(mode=0o700)
    (var / "gemeinwerk.db").write_bytes(b"kein SQLite, nur Text" * 100)
    assert findings(capsys)["database"]["state"] == "bad"


@pytest.mark.usefixtures("var")
def test_a_network_that_is_down_is_said_without_its_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("GEMEINWERK_TELEGRAM__TOKEN", "12345:geheim")
        monkeypatch.setenv("GEMEINWERK_TELEGRAM__API_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        assert doctor(as_json=True) == 1
        out = capsys.readouterr().out
    assert "cannot be reached" in out
    assert "geheim" not in out


@pytest.fixture
def stuck(var: Path) -> Settings:
    settings = Settings(var_dir=var)
    with open_database(settings).write() as session:
        session.add(Citizen(id=1, municipality_id=1, created_at=NOW))
        session.flush()
        session.add(
            Conversation(id=1, channel="web", external_chat="x", municipality_id=1, citizen_id=1, created_at=NOW)
        )
        session.flush()
        for number, state in enumerate(("new", "dead", "sent"), 1):
            body = {"say": "utter_greet"}
            row = Outbox(
                id=number, key=f"k{number}", conversation_id=1, body=body, text="Hallo Erna", state=state, tries=3
            )
            row.wanted_at = row.created_at = NOW
            session.add(row)
    return settings


def states(settings: Settings) -> dict[int, tuple[str, int]]:
    with open_database(settings).read() as session:
        return {row.id: (row.state, row.tries) for row in session.query(Outbox)}


@pytest.mark.usefixtures("stuck")
def test_the_outbox_shows_what_is_open_and_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert outbox("list", [], as_json=True) == 0
    out = capsys.readouterr().out
    assert [row["id"] for row in json.loads(out)] == [1, 2]
    assert "Erna" not in out


def test_a_dead_message_is_sent_again_or_dropped(stuck: Settings) -> None:
    assert outbox("retry", [2], as_json=True) == 0
    assert states(stuck)[2] == ("new", 0)
    assert outbox("drop", [1], as_json=True) == 0
    assert states(stuck)[1][0] == "dropped"


def test_what_was_sent_is_not_sent_again(stuck: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert outbox("retry", [3, 99], as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == {"done": [], "not_found": [3, 99]}
    assert states(stuck)[3] == ("sent", 3)
