"""A Matrix homeserver (Synapse) on loopback, for the benchmark and for the tests; `deploy/synapse.sh` installs it.

SQLite, no federation, no limits; as strict as out of the box when `limited`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.errors import PartMissing
from bot.paths import ROOT

PYTHON = ROOT / ".tools/synapse/bin/python"
START_S = 120
LIMITS = "message registration joins_per_room presence room_creation media_create reports user_directory"
FAST = {"per_second": 10_000, "burst_count": 10_000}


@dataclass(frozen=True)
class Homeserver:
    """A running Synapse: where it is, and its secret for making accounts."""

    url: str
    secret: str
    process: subprocess.Popen[bytes]

    def register(self, name: str = "") -> tuple[str, str]:
        """A new account: its user id and password."""
        name, password = name or f"u{secrets.token_hex(5)}", secrets.token_hex(8)
        address = f"{self.url}/_synapse/admin/v1/register"
        nonce = httpx.get(address, trust_env=False).json()["nonce"]
        signed = "\0".join((nonce, name, password, "notadmin")).encode()
        mac = hmac.new(self.secret.encode(), signed, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": False, "mac": mac}
        made = httpx.post(address, json=body, trust_env=False)
        made.raise_for_status()
        return str(made.json()["user_id"]), password

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()


class Synapse:
    """Starts homeservers on one configuration and one database."""

    def __init__(self, folder: Path, *, limited: bool = False) -> None:
        if not PYTHON.exists():
            raise PartMissing("Synapse is not installed here; install it with: sh deploy/synapse.sh")
        self._folder = folder
        self._port, self._secret = _free_port(), secrets.token_hex(16)
        self._config = folder / "hs.json"
        self._config.write_text(json.dumps(_config(folder, self._port, self._secret, limited=limited)))
        (folder / "log.json").write_text(json.dumps(_logging(folder)))
        self._run("--generate-keys").wait()

    def start(self) -> Homeserver:
        """Start and wait until it answers."""
        process = self._run()
        url, until = f"http://127.0.0.1:{self._port}", time.monotonic() + START_S
        while time.monotonic() < until and process.poll() is None:
            try:
                if httpx.get(f"{url}/health", trust_env=False, timeout=1).status_code == 200:
                    return Homeserver(url, self._secret, process)
            except httpx.HTTPError:
                time.sleep(0.05)
        process.kill()
        raise PartMissing(f"Synapse did not start: {(self._folder / 'hs.log').read_text()[-500:]}")

    def _run(self, *more: str) -> subprocess.Popen[bytes]:
        command = [str(PYTHON), "-m", "synapse.app.homeserver", "-c", str(self._config), *more]
        return subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _config(folder: Path, port: int, secret: str, *, limited: bool) -> dict[str, Any]:
    listener = {
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        "type": "http",
        "tls": False,
        "resources": [{"names": ["client"], "compress": False}],
    }
    config: dict[str, Any] = {
        "server_name": "probe.example",
        "pid_file": str(folder / "pid"),
        "listeners": [listener],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "hs.db")}},
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "log_config": str(folder / "log.json"),
        "registration_shared_secret": secret,
        "trusted_key_servers": [],
        "report_stats": False,
        "federation_domain_whitelist": [],
        "presence": {"enabled": False},
        "bcrypt_rounds": 4,
    }
    return config if limited else config | _unlimited()


def _unlimited() -> dict[str, Any]:
    limits: dict[str, Any] = {f"rc_{name}": FAST for name in LIMITS.split()}
    limits["rc_login"] = dict.fromkeys(("address", "account", "failed_attempts"), FAST)
    limits["rc_joins"] = dict.fromkeys(("local", "remote"), FAST)
    limits["rc_invites"] = dict.fromkeys(("per_room", "per_user", "per_issuer"), FAST)
    return limits


def _logging(folder: Path) -> dict[str, Any]:
    handler = {"class": "logging.FileHandler", "filename": str(folder / "hs.log")}
    return {"version": 1, "handlers": {"file": handler}, "root": {"level": "WARNING", "handlers": ["file"]}}
