"""`./gemeinwerk serve` as a process of its own, with Telegram alone: started, killed, started again."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from pathlib import Path

from data.db import Database

ROOT = Path(__file__).resolve().parents[3]


class Served:
    """The bot over one folder; `kill` is kill -9 of the app, of its core, or of both."""

    def __init__(self, var: Path, url: str, token: str) -> None:
        self.var = var
        self._environment = os.environ | {
            "GEMEINWERK_VAR_DIR": str(var),
            "GEMEINWERK_WEB__PORT": "0",
            "GEMEINWERK_TELEGRAM__TOKEN": token,
            "GEMEINWERK_TELEGRAM__API_URL": url,
            "GEMEINWERK_TELEGRAM__PER_SECOND": "1000",
            "GEMEINWERK_TELEGRAM__CHAT_PER_SECOND": "1000",
        }
        self.start()
        self.database = Database(f"sqlite:///{var / 'gemeinwerk.db'}")

    def start(self) -> None:
        """Until it says that it answers."""
        self.log = (self.var.parent / "serve.log").open("ab")
        self.process = subprocess.Popen(
            [str(ROOT / "gemeinwerk"), "serve"],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        seen = []
        for line in self.process.stderr:
            seen.append(line)
            if re.search(r"answers on http://", line):
                return
        raise AssertionError(f"it did not start: {seen[-5:]}")

    def kill(self, what: str = "both") -> None:
        """kill -9; afterwards only what was not killed still runs."""
        core = self._children()
        if what in ("app", "both"):
            os.kill(self.process.pid, signal.SIGKILL)
        if what in ("core", "both"):
            for child in core:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)

    def restart(self) -> None:
        """After a kill of the app: the old process is gone for good, a new one answers."""
        self._end()
        self.start()

    def stop(self) -> None:
        """For good; nothing of it is left."""
        self._end()
        self.database.close()

    def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()
        self.log.close()

    def _children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()] if path.exists() else []
