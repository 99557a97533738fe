"""Text out of bytes that do not say how they are encoded."""

import codecs
import re

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LEGACY = ("cp1251", "koi8-r", "cp866")
DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
FREQUENT = frozenset("оеаинтсрвл")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str | None:
    """The text, or None when the bytes are not text at all."""
    for candidate in _candidates(data):
        try:
            text = data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        return None if len(CONTROL.findall(text)) > len(text) // 100 else text
    return None


def _candidates(data: bytes):
    yield from (encoding for mark, encoding in MARKS if data.startswith(mark))
    yield "utf-8"
    if declared := DECLARED.search(data[:4096]):
        name = declared[1].decode("ascii")
        if name.lower() in ("windows-1251", *LEGACY):
            yield name
    yield max(LEGACY, key=lambda encoding: _likeness(data, encoding))


def _likeness(data: bytes, encoding: str) -> int:
    """How Russian the text looks: the frequent letters are frequent only in the right encoding."""
    return sum(letter in FREQUENT for letter in data[:20_000].decode(encoding, errors="ignore"))
