"""Search by words, the same on SQLite and PostgreSQL.

SQLite compares only Latin letters regardless of case, so `icontains` would not find «Школа» by «школа» there. A
regular expression of escaped words does, on both.
"""

import re

from django.db.models import Q

MAX_WORDS = 8


def containing(text: str, *fields: str) -> Q:
    """The rows in which every word of `text` occurs in one of the fields; case and «ё» do not matter.

    A NUL parts words as a space does: PostgreSQL takes none.
    """
    found = Q()
    for word in text.replace("\0", " ").split()[:MAX_WORDS]:
        pattern = _pattern(word)
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__iregex": pattern})
        found &= anywhere
    return found


def _pattern(word: str) -> str:
    return re.sub("[её]", "[её]", re.escape(word.lower()))
