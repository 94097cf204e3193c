"""A sealed stream: read back whole, and never when one bit, one piece or the passphrase is another."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import sealed
from data.sealed import PIECE, SealError, Sealing, Unsealing

WORD = "ein langer Satz zum Merken"


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a guess is not under test here."""
    monkeypatch.setattr(sealed, "COST", 2)


def sealed_bytes(data: bytes, step: int = 10_000) -> bytes:
    out = io.BytesIO()
    sealing = Sealing(out, WORD)
    for start in range(0, len(data), step):
        sealing.write(data[start : start + step])
    sealing.close()
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_is_read_back(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    assert Unsealing(io.BytesIO(sealed_bytes(data[:size])), WORD).read() == data[:size]


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data: st.DataObject) -> None:
    whole = bytearray(sealed_bytes(b"geheim" * 100))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        Unsealing(io.BytesIO(bytes(whole)), WORD).read()


@pytest.mark.parametrize("keep", [0, 10, 60, PIECE, 2 * PIECE + 60])
def test_a_cut_file_is_noticed(keep: int) -> None:
    whole = sealed_bytes(b"x" * (3 * PIECE))
    with pytest.raises(SealError):
        Unsealing(io.BytesIO(whole[:keep]), WORD).read()


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(SealError, match="passphrase"):
        Unsealing(io.BytesIO(sealed_bytes(b"geheim")), WORD + "!").read()


def test_nothing_of_the_contents_stands_in_the_file() -> None:
    assert b"geheim" not in sealed_bytes(b"geheim" * 1000)
