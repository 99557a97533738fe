"""A keyed fingerprint of a person: counts distinct people across institutions while nobody above sees a name.

The same human in two institutions gives the same value; without the key nobody can go from a value back to a name by
trying out names (domain.md 5.8).
"""

import hmac
import unicodedata
from datetime import date
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "participants.fingerprint"


def fingerprint(last_name: str, first_name: str, patronymic: str, birth_on: date | None) -> str:
    """64 hexadecimal digits; empty without a birth date, because a name alone is not one person's."""
    if birth_on is None:
        return ""
    names = (normalised(name) for name in (last_name, first_name, patronymic))
    return hmac.new(_key(), "|".join((*names, birth_on.isoformat())).encode(), sha256).hexdigest()


def normalised(name: str) -> str:
    """A name as people compare it: «Семёнова - Ким» and «СЕМЕНОВА-КИМ» are one."""
    letters = unicodedata.normalize("NFC", name).casefold().replace("ё", "е")
    return letters if letters.isalpha() else "".join(filter(str.isalpha, letters))


def _key() -> bytes:
    return settings.FINGERPRINT_KEY.encode() if settings.FINGERPRINT_KEY else _derived(settings.SECRET_KEY)


@cache
def _derived(secret: str) -> bytes:
    return salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest()
