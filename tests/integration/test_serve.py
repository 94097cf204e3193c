"""`serve` as a process: web page, joined terminal, a second start, a busy port, and a clean end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest


@dataclass
class Running:
    """A running `serve`: its process, folder, and the address of its page."""

    process: subprocess.Popen[str]
    var: Path
    address: str


def environment(var: Path, port: int = 0) -> dict[str, str]:
    return os.environ | {"GEMEINWERK_VAR_DIR": str(var), "GEMEINWERK_WEB__PORT": str(port)}


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    var = tmp_path_factory.mktemp("served")
    process = subprocess.Popen(
        [str(root / "gemeinwerk"), "serve"],
        cwd=root,
        env=environment(var),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    address = ""
    for line in process.stderr:
        if found := re.search(r"answers on (http://\S+)", line):
            address = found[1]
            break
    yield Running(process, var, address)
    if process.poll() is None:
        process.kill()
        process.wait()
    process.stderr.close()


def run(root: Path, var: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(root / "gemeinwerk"), *arguments]
    return subprocess.run(
        command, cwd=root, env=environment(var), input=said, capture_output=True, text=True, check=False
    )


def test_the_page_and_its_health_answer(served: Running) -> None:
    assert httpx.get(f"{served.address}/gesund", trust_env=False).text == "ok"
    assert httpx.get(served.address, trust_env=False).status_code == 200


def test_a_chat_joins_and_its_account_lasts(root: Path, served: Running) -> None:
    first = run(root, served.var, "chat", "--as", "anna", said="hallo\n")
    second = run(root, served.var, "chat", "--as", "anna", said="hallo\n")
    texts = [json.loads(done.stdout)["replies"] for done in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(texts[0]) == len(texts[1]) + 1  # the notice comes once


def test_a_second_start_says_that_it_runs_already(root: Path, served: Running) -> None:
    done = run(root, served.var, "serve")
    assert done.returncode == 3
    assert "runs already" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_busy_port_is_told_with_the_setting(root: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [str(root / "gemeinwerk"), "serve"]
        done = subprocess.run(
            command,
            cwd=root,
            env=environment(tmp_path, taken.getsockname()[1]),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "web.port" in done.stderr


def test_the_folder_is_for_us_alone(served: Running) -> None:
    assert served.var.stat().st_mode & 0o777 == 0o700
    assert (served.var / "serve.json").stat().st_mode & 0o777 == 0o600


def test_it_ends_cleanly_and_takes_the_core_along(served: Running) -> None:
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
    assert children
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(20) == 0
    assert not (served.var / "serve.json").exists()
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
