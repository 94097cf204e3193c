"""Talks to `./gemeinwerk chat` as a process, line by line, and can be killed with everything it started."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

KILLER = """
import os, signal, sys
from bot.record_turn import TurnRecorder
finish, left = TurnRecorder.finish, [int(sys.argv.pop(1))]
def dying(*arguments):
    left[0] -= 1
    if left[0] == 0:
        os.killpg(0, signal.SIGKILL)
    finish(*arguments)
TurnRecorder.finish = dying
from bot.cli import main
main()
"""


class Talker:
    """A chat in its own process group. `die_at`: it kills itself between the core's n-th answer and its commit."""

    def __init__(self, root: Path, var: Path, account: str, *, fresh: bool = False, die_at: int = 0) -> None:
        options = ["chat", "--as", account, *(["--fresh"] if fresh else [])]
        command = (
            [sys.executable, "-P", "-c", KILLER, str(die_at), *options]
            if die_at
            else [str(root / "gemeinwerk"), *options]
        )
        self._process = subprocess.Popen(
            command,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"GEMEINWERK_VAR_DIR": str(var)},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def send(self, line: str) -> None:
        """Say a line without waiting."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any] | None:
        """The next answer; None if the process ended first."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return json.loads(line) if line.strip() else None

    def say(self, line: str) -> dict[str, Any] | None:
        """A line and its answer."""
        self.send(line)
        return self.answer()

    def kill(self) -> None:
        """kill -9 to the chat, the core, and whatever else it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
