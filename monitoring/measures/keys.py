"""How subjects are told apart without being named: 63 bits of a hash.

With half a million people the chance that any two share a key is about one in seventy million.
"""

from hashlib import blake2b


def person_key(number: int, fingerprint: str) -> int:
    """By the fingerprint the same human is one everywhere; without one, a person of this institution only."""
    return _hashed(f"human:{fingerprint}" if fingerprint else f"person:{number}")


def partner_key(number: int, inn: str) -> int:
    """By the taxpayer number the same enterprise is one everywhere."""
    return _hashed(f"inn:{inn}" if inn else f"partner:{number}")


def row_key(kind: str, number: int) -> int:
    return _hashed(f"{kind}:{number}")


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1
