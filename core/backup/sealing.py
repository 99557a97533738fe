"""A stream of bytes under a passphrase.

scrypt makes the key out of the passphrase and a salt of its own for each file; AES-256-GCM seals one chunk after the
other under a nonce that counts them and marks the last (the STREAM construction, as in age). So memory stays flat, and
a byte changed, a chunk left out or moved, an end cut off: all are found out. The file is

    magic · salt, 16 bytes · cost, 1 byte · seal of nothing, 16 bytes · chunks of 1 MB, each with a seal of 16 bytes

The seal of nothing tells a wrong passphrase at once. The three fields before it are authenticated with every chunk.
"""

import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from core.errors import Refused

MAGIC = b"mentorship backup 1\n"
SALT, SEAL, CHUNK = 16, 16, 1024 * 1024  # bytes
COST = 17  # scrypt with N = 2^17, r = 8: 128 MB and half a second for each guess
HIGHEST_COST = 20  # what a damaged file may ask for


class Unreadable(Refused):
    """The passphrase is wrong or the file is not as it was written."""


class _Chunks:
    """Seals and opens chunks in their order."""

    def __init__(self, header: bytes, passphrase: str):
        salt, cost = header[len(MAGIC) : -1], header[-1]
        key = Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode())
        self._cipher, self._header, self._count = AESGCM(key), header, 0

    def _nonce(self, last: bool) -> bytes:
        nonce = self._count.to_bytes(11, "big") + bytes([last])
        self._count += 1
        return nonce

    def seal(self, data: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(last), data, self._header)

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(last), sealed, self._header)


class Sealer(io.RawIOBase):
    """What is written here is sealed into `target`. Only `finish` makes it a whole: without it nobody can read it."""

    def __init__(self, target: BinaryIO, passphrase: str):
        self._target, self._waiting = target, bytearray()
        header = MAGIC + os.urandom(SALT) + bytes([COST])
        self._chunks = _Chunks(header, passphrase)
        target.write(header + self._chunks.seal(b"", last=False))

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._target.write(self._chunks.seal(bytes(self._waiting[:CHUNK]), last=False))
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._target.write(self._chunks.seal(bytes(self._waiting), last=True))


class Opener(io.RawIOBase):
    """What was sealed into `source`. Raises Unreadable at once over a wrong passphrase, and where it is damaged."""

    def __init__(self, source: BinaryIO, passphrase: str):
        self._source, self._ready = source, b""
        header = source.read(len(MAGIC) + SALT + 1)
        if not header.startswith(MAGIC) or not 1 <= header[-1] <= HIGHEST_COST:
            raise Unreadable(_("This is not a backup of this product, or its beginning is damaged."))
        self._chunks = _Chunks(header, passphrase)
        try:
            self._chunks.open(source.read(SEAL), last=False)
        except InvalidTag as error:
            raise Unreadable(
                _("The passphrase is wrong, or the beginning of the file is damaged. Nothing was changed.")
            ) from error
        self._next = source.read(CHUNK + SEAL)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if not self._ready and self._next is not None:
            self._open_next()
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _open_next(self) -> None:
        following = self._source.read(CHUNK + SEAL)
        try:
            self._ready = self._chunks.open(self._next, last=not following)
        except InvalidTag as error:
            raise Unreadable(_("The file is damaged or cut off. Take another backup. Nothing was changed.")) from error
        self._next = following or None
