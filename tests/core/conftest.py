"""Parts for the core's tests: a small trained model, an action server that answers over HTTP, a running core.

They run in the core's own environment: `.venv-core/bin/python -m pytest tests/core`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
import nlu.core.lean  # noqa: E402, F401  before anything of rasa

TOKEN = "test-token"
FEW = 6  # examples per intent: enough for the tests' plain sentences, trained in seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def few_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first examples of each intent, in a folder as `nlu/intents`."""
    folder = tmp_path_factory.mktemp("intents")
    for file in sorted((ROOT / "nlu/intents").glob("*.yml")):
        content = yaml.safe_load(file.read_text("utf8"))
        for entry in content["nlu"]:
            if "intent" in entry:
                entry["examples"] = "\n".join(entry["examples"].splitlines()[:FEW])
        (folder / file.name).write_text(yaml.safe_dump(content, allow_unicode=True), "utf8")
    return folder


def train(examples: Path, out: Path) -> Path:
    """Train an archive as `./gemeinwerk train` does."""
    command = [sys.executable, "-m", "nlu.core", "train", "--data", str(examples), "stories", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    return out / "core.tar.gz"


@pytest.fixture(scope="session", name="train")
def train_archive() -> Callable[[Path, Path], Path]:
    """Train examples into an archive in a folder."""
    return train


@pytest.fixture(scope="session")
def model(few_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the few examples."""
    return train(few_examples, tmp_path_factory.mktemp("model"))


@dataclass
class Actions:
    """An action server: answers with the action's name, counts its calls, rejects or fails where it is told to."""

    calls: list[dict[str, Any]] = field(default_factory=list)
    rejecting: set[str] = field(default_factory=set)
    failing: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        actions = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                call = json.loads(self.rfile.read(int(self.headers["content-length"])))
                status, answer = actions.answer(call)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        name = call["next_action"]
        self.calls.append(call)
        if name in self.failing:
            return 500, {}
        if name in self.rejecting:
            return 400, {"error": "not mine", "action_name": name}
        reply = {"say": name, "with": {"text": call["tracker"]["latest_message"]["text"], "call": len(self.calls)}}
        return 200, {"events": [], "responses": [{"custom": reply}]}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Core:
    """A running core as the app sees it."""

    model: Path
    db: Path
    actions: Actions

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start and wait until it is ready."""
        self._port = free_port()
        environment = {
            "PYTHONPATH": str(ROOT),
            "ACTIONS_PORT": str(self.actions.port),
            "GEMEINWERK_CORE_DB": str(self.db),
            "GEMEINWERK_CORE_TOKEN": TOKEN,
        }
        command = [sys.executable, "-m", "nlu.core", "run", "--model", str(self.model), "--port", str(self._port)]
        with (self.db.parent / "core.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 90
        while self.ask("GET", "/")[0] != 200:
            assert self.process.poll() is None, (self.db.parent / "core.log").read_text("utf8", "replace")[-3000:]
            assert time.monotonic() < deadline, "not ready within 90 s"
            threading.Event().wait(0.1)

    def kill(self) -> None:
        """As the power would: kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def say(self, text: str, message_id: str, sender: str = "a", **metadata: Any) -> dict[str, Any]:
        """The answer to one message."""
        body = {"sender": sender, "text": text, "message_id": message_id, "metadata": metadata}
        status, answer = self.ask("POST", "/message", body)
        assert status == 200, answer
        return answer

    def ask(self, method: str, path: str, body: Any = None, token: str = TOKEN) -> tuple[int, Any]:
        """Status and JSON; status 0 while nobody listens."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/webhooks/gemeinwerk{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                content = response.read()
                return response.status, json.loads(content) if content else None
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or "null")
        except OSError:
            return 0, None


@pytest.fixture
def actions() -> Iterator[Actions]:
    server = Actions()
    yield server
    server.close()


@pytest.fixture
def core(model: Path, actions: Actions, tmp_path: Path) -> Iterator[Core]:
    running = Core(model, tmp_path / "conversations.db", actions)
    yield running
    running.kill()


def names(answer: dict[str, Any]) -> list[str]:
    return [reply["say"] for reply in answer["replies"]]


@pytest.fixture(name="names")
def names_of() -> Callable[[dict[str, Any]], list[str]]:
    """The names of the texts in an answer."""
    return names
