"""One short text that changes when any of the given files does: so that a trained model is made anew only then."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 (hex) over names and contents of files and of all below folders; a missing path counts as empty."""
    digest = sha256()
    for path in paths:
        for file in sorted(_files(path)):
            name = str(file.relative_to(path.parent)).encode()
            content = file.read_bytes()
            digest.update(b"%d:%s%d:%s" % (len(name), name, len(content), content))
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
