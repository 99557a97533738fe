"""Whether a text that others read says who somebody is: by the name in any case, a telephone or an address."""

import re
from itertools import pairwise

from .models import Person

ENDING = 2  # letters that the cases of Russian names change: «Тайнова», «Тайновой»
SHORTEST = 3  # of a stem; a shorter name is looked for whole
SUBSCRIBER = 10  # digits of a telephone behind +7 or 8


def names_person(text: str, person: Person) -> bool:
    """The last name; first name and patronymic side by side; the digits of the telephone; the e-mail."""
    said = _plain(text)
    words = re.findall(r"[\w-]+", said)
    return (
        _has(words, person.last_name)
        or any(_is(one, person.first_name) and _is(two, person.patronymic) for one, two in pairwise(words))
        or _tells_number(text, person.phone)
        or bool(person.email)
        and person.email.casefold() in said
    )


def _has(words: list[str], name: str) -> bool:
    return any(_is(word, name) for word in words)


def _is(word: str, name: str) -> bool:
    name = _plain(name.strip())
    if not name:
        return False
    stem = name[:-ENDING] if len(name) - ENDING >= SHORTEST else name
    return word.startswith(stem) and len(word) <= len(name) + ENDING


def _tells_number(text: str, phone: str) -> bool:
    number = _digits(phone)[-SUBSCRIBER:]
    return len(number) >= 6 and number in _digits(text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
