"""Our device in Matrix goes into a sealed file and comes back: what was encrypted for it is read again."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

PASSPHRASE = "ein langer Satz als Schlüssel"


def command(root: Path, var: Path, *arguments: str, phrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"GEMEINWERK_VAR_DIR": str(var), "GEMEINWERK_BACKUP__PASSPHRASE": phrase}
    return subprocess.run(
        [str(root / "gemeinwerk"), "matrix", *arguments],
        cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_lost_store_comes_back_with_the_same_device_and_identity(
    root: Path, tmp_path: Path, story: Any, people: Any, bots: Any, bot_settings: Any
) -> None:
    async def talk() -> None:
        settings, file = bot_settings(), tmp_path / "device.sealed"
        async with people() as anna:
            async with bots(settings) as bot:
                room = await anna.room_with(bot.id, encrypted=True)
                await anna.joined(room, bot.id)
                await anna.say(room, "davor")
                await anna.hears(room, bot.id, "Gesagt: davor")
                saved = await asyncio.to_thread(command, root, bot.folder, "backup", str(file))
                assert (saved.returncode, saved.stderr) == (0, "")
            assert file.stat().st_mode & 0o777 == 0o600
            before = {
                path.name for path in (bot.folder / "matrix").rglob("*") if path.suffix not in (".db-wal", ".db-shm")
            }
            shutil.rmtree(bot.folder / "matrix")
            await anna.say(room, "dazwischen")
            wrong = await asyncio.to_thread(command, root, bot.folder, "restore", str(file), phrase="ein falscher Satz")
            assert wrong.returncode != 0
            assert "wrong passphrase" in wrong.stderr
            assert not (bot.folder / "matrix").exists()
            back = await asyncio.to_thread(command, root, bot.folder, "restore", str(file))
            assert (back.returncode, back.stderr) == (0, "")
            assert {path.name for path in (bot.folder / "matrix").rglob("*")} == before
            async with bots(settings) as bot:
                await anna.hears(room, bot.id, "Gesagt: dazwischen")
                await anna.say(room, "danach")
                await anna.hears(room, bot.id, "Gesagt: danach")

    story(talk())


def test_without_a_login_there_is_nothing_to_keep_and_it_says_so(root: Path, tmp_path: Path) -> None:
    done = command(root, tmp_path, "backup", str(tmp_path / "x"))
    assert done.returncode == 3
    assert "no Matrix login" in done.stderr


def test_a_short_passphrase_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "matrix").mkdir()
    (tmp_path / "matrix/session.json").write_text("{}")
    done = command(root, tmp_path, "backup", str(tmp_path / "x"), phrase="kurz")
    assert done.returncode == 2
    assert "at least 12" in done.stderr
