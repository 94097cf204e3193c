"""Everything that lasts in one sealed file, and back: the database, files, keys and stores in `var/`.

SQLite files are copied while they are in use (its backup interface); PostgreSQL is copied by its own pg_dump.
Deletions made since are the matter of `data.deleted_since`.

DataError
└── BackupError    a backup cannot be made or brought back; nothing was changed
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from sqlalchemy import make_url

from data.errors import DataError
from data.sealed import SealError, Sealing, Unsealing
from data.sqlite_copy import copy_sqlite

DUMP = "postgresql.dump"
LEFT_OUT = ("cache", "core.log", "serve.json")
SIDE_FILES = ("-wal", "-shm", "-journal")


class BackupError(DataError):
    """A backup cannot be made or brought back; nothing was changed."""


def back_up(var: Path, database_url: str, target: Path, passphrase: str) -> int:
    """Write the sealed file, readable by us alone; gives its size in bytes. Raises BackupError; OSError when full."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with part.open("wb") as out, tempfile.TemporaryDirectory(dir=var) as scratch:
            sealing = Sealing(out, passphrase)
            with tarfile.open(fileobj=cast(IO[bytes], sealing), mode="w|gz") as archive:
                for name, path in _contents(var, database_url, Path(scratch)):
                    archive.add(path, arcname=name, recursive=False)
            sealing.close()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def restore(source: Path, var: Path, database_url: str, passphrase: str) -> Path | None:
    """Put everything back; what was there before is moved aside (its folder is given).

    Nothing changes before all is read. Raises SealError for a wrong passphrase or a damaged file.
    """
    var.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{var.name}.restoring-", dir=var.parent))
    try:
        with source.open("rb") as sealed:
            _unpack(Unsealing(sealed, passphrase), fresh)
        if (fresh / DUMP).exists():
            _load_postgres(fresh / DUMP, database_url)
        return _change_places(fresh, var)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _contents(var: Path, database_url: str, scratch: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(var.rglob("*")):
        name = path.relative_to(var)
        if name.parts[0] in LEFT_OUT or scratch.name in name.parts or not path.is_file() or path.is_symlink():
            continue
        if path.name.endswith(SIDE_FILES) or ".before-" in path.name:
            continue
        yield str(name), copy_sqlite(path, scratch / path.name) if _is_sqlite(path) else path
    if not database_url.startswith("sqlite"):
        yield DUMP, _dump_postgres(database_url, scratch / DUMP)


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(15) == b"SQLite format 3"


def _dump_postgres(url: str, target: Path) -> Path:
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={_plain(url)}")
    return target


def _load_postgres(dump: Path, url: str) -> None:
    anew = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    _postgres("pg_restore", *anew, f"--dbname={_plain(url)}", str(dump))
    dump.unlink()


def _postgres(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs."""
    if shutil.which(program) is None:
        raise BackupError(f"{program} is missing; on Debian: apt install postgresql-client")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip().splitlines()[-1:]}")


def _plain(url: str) -> str:
    """The address without SQLAlchemy's driver name."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _unpack(sealed: Unsealing, folder: Path) -> None:
    try:
        with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="r|gz") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise SealError(f"the backup cannot be read: {error}") from error
    while sealed.read(1 << 20):  # the end must be proven too
        pass


def _change_places(fresh: Path, var: Path) -> Path | None:
    aside = None
    if var.exists() and any(var.iterdir()):
        aside = Path(tempfile.mkdtemp(prefix=f"{var.name}.before-restore-", dir=var.parent))
        aside.rmdir()
        var.rename(aside)
    else:
        with suppress(FileNotFoundError):
            var.rmdir()
    fresh.rename(var)
    var.chmod(0o700)
    return aside
