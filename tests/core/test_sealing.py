"""A sealed stream: comes back byte by byte, or says that it does not."""

import io
import re

import pytest

from core.backup import sealing
from core.backup.sealing import Opener, Sealer, Unreadable

PASSPHRASE = "верная лошадь скрепка"
HEADER = len(sealing.MAGIC) + sealing.SALT + 1 + sealing.SEAL


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Small chunks and a cheap key: what is looked at is their order."""
    monkeypatch.setattr(sealing, "CHUNK", 64)
    monkeypatch.setattr(sealing, "COST", 4)


def sealed(data: bytes) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, PASSPHRASE)
    sealer.write(data)
    sealer.finish()
    return target.getvalue()


def opened(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return Opener(io.BytesIO(data), passphrase).readall()


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 1000])
def test_what_was_sealed_comes_back(size):
    data = bytes(range(256)) * 4
    assert opened(sealed(data[:size])) == data[:size]


def test_nothing_of_it_can_be_read():
    secret = "Иванова Мария Петровна".encode()
    one, other = sealed(secret), sealed(secret)
    assert secret not in one
    assert one != other  # a salt of its own


def test_a_wrong_passphrase_is_told_before_anything_is_read():
    with pytest.raises(Unreadable, match="passphrase|пароль|парольная|Парольная"):
        Opener(io.BytesIO(sealed(b"data")), "неверная лошадь")


def test_another_file_is_told():
    with pytest.raises(Unreadable):
        opened(b"PK\x03\x04 something else")


def test_every_changed_byte_is_found():
    whole = sealed(b"x" * 150)
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        if place == HEADER - sealing.SEAL - 1:
            continue  # the cost: another key, which the next test looks at
        with pytest.raises(Unreadable):
            opened(bytes(damaged))


@pytest.mark.parametrize("cost", [0, 5, 21, 255])
def test_a_changed_cost_is_found_and_never_eats_the_memory(cost):
    whole = bytearray(sealed(b"data"))
    whole[HEADER - sealing.SEAL - 1] = cost
    with pytest.raises(Unreadable):
        opened(bytes(whole))


def chunks(data: bytes) -> list[bytes]:
    return re.findall(rb"(?s).{1,80}", data[HEADER:])


@pytest.mark.parametrize(
    "shuffle",
    [
        pytest.param(lambda parts: parts[:-1], id="the end cut off"),
        pytest.param(lambda parts: parts[1:], id="the beginning left out"),
        pytest.param(lambda parts: [parts[1], parts[0], *parts[2:]], id="two exchanged"),
        pytest.param(lambda parts: [*parts, parts[-1]], id="one more"),
        pytest.param(lambda parts: [], id="nothing left"),
    ],
)
def test_chunks_stay_where_they_were(shuffle):
    whole = sealed(bytes(200))
    with pytest.raises(Unreadable):
        opened(whole[:HEADER] + b"".join(shuffle(chunks(whole))))


def test_what_was_never_finished_is_no_whole():
    target = io.BytesIO()
    Sealer(target, PASSPHRASE).write(bytes(1000))
    with pytest.raises(Unreadable):
        opened(target.getvalue())
