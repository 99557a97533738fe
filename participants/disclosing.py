"""Whether a text that others read says who somebody is: by the name in any case, a telephone or an address."""

import re
from functools import lru_cache
from itertools import pairwise

from orders.declension import CASES, FEMALE, MALE, decline

from .models import Person

WORD = re.compile(r"[\w-]+")
CAPITAL_UP_TO = 3  # letters of a name that is also a common word: «Ли» and «ли»
SUBSCRIBER = 10  # digits of a telephone behind +7 or 8
FAMILY = ("ы", "ых", "ым", "ыми")  # «Ивановы»
OF_FAMILIES = ("ов", "ев", "ин", "ын")
PHONE = re.compile(r"(?<!\d)(?:\+?7|8)?[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def names_person(text: str, person: Person) -> bool:
    """Whether the text gives the person away."""
    return bool(words_naming(text, person))


def words_naming(text: str, person: Person) -> str:
    """The words of the text that give the person away, empty when none do.

    The last name in a case; first name and patronymic side by side; the digits of the telephone; the e-mail.
    """
    words, (last, first, patronymic) = WORD.findall(text), _forms_of(person)
    for word in words:
        if _plain(word) in last and (len(word) > CAPITAL_UP_TO or word[0].isupper()):
            return word
    for one, two in pairwise(words):
        if _plain(one) in first and _plain(two) in patronymic:
            return f"{one} {two}"
    if _tells_number(text, person.phone):
        return person.phone
    return person.email if person.email and person.email.casefold() in _plain(text) else ""


def contacts_in(text: str) -> str:
    """The first telephone or e-mail that the text gives, whosever it is; empty when there is none."""
    found = PHONE.search(text) or ADDRESS.search(text)
    return found[0].strip() if found else ""


def _forms_of(person: Person) -> tuple[frozenset[str], ...]:
    names = tuple(" ".join(name.split()) for name in (person.last_name, person.first_name, person.patronymic))
    return _forms(names, person.sex, tuple(person.declension.values()))


@lru_cache(maxsize=2000)
def _forms(names: tuple[str, str, str], sex: str, corrected: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Last name, first name and patronymic in every case; of both sexes where neither is known."""
    whole = " ".join(filter(None, names))
    said = [getattr(decline(whole, sex=one), case) for one in ([sex] if sex else [FEMALE, MALE]) for case in CASES]
    forms: list[set[str]] = []
    start = 0
    for name in names:
        end = start + len(name.split())
        forms.append({_plain(form) for form in _cut([*said, *corrected], start, end)} | {_plain(name)} - {""})
        start = end
    forms[0] |= {base + ending for base in forms[0] if base.endswith(OF_FAMILIES) for ending in FAMILY}
    return tuple(frozenset(each - {""}) for each in forms)


def _cut(wholes: list[str], start: int, end: int) -> list[str]:
    return [" ".join(whole.split()[start:end]) for whole in wholes]


def _tells_number(text: str, phone: str) -> bool:
    number = _digits(phone)[-SUBSCRIBER:]
    return len(number) >= 6 and number in _digits(text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
