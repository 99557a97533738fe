"""A full name: which word is what, then each word by cases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .cases import CASES, Cases
from .lexicon import RUSSIAN_NAMES
from .sexes import FEMALE, MALE, guessed_sex, is_suffix, sex_of_patronymic
from .words import FIRST_NAME, FIXED, PATRONYMIC, SURNAME, decline_word

_INITIALS = re.compile(r"(?:[А-ЯЁа-яё]\.-?\s*)+")


@dataclass(frozen=True)
class _Parts:
    """The words of a name in the order in which they are written, each with its role; initials have none."""

    words: tuple[tuple[str, str], ...]

    def first(self, role: str) -> str:
        return next((word for word, its in self.words if its == role), "")

    @property
    def is_usual(self) -> bool:
        """A surname with something beside it, and «оглы» nowhere but in the patronymic."""
        strayed = any(is_suffix(word) and role != PATRONYMIC for word, role in self.words)
        return bool(self.first(SURNAME)) and len(self.words) > 1 and not strayed

    @property
    def patronymic(self) -> str:
        return " ".join(word for word, role in self.words if role == PATRONYMIC)


def decline(full_name: str, *, sex: str = "", overrides: Mapping[str, str] | None = None) -> Cases:
    """The name by cases; surname first, as official papers write it, or last («Иван Иванович Петров», «М. П. Ким»).

    `sex` is «f», «m» or empty: then the patronymic tells it, else it is guessed and the answer is not `confident`.
    `overrides` are forms written by hand, by case, which are taken as they are. ValueError for an unknown sex or case.
    """
    if sex not in ("", FEMALE, MALE):
        raise ValueError(f"no such sex: {sex!r}")
    parts = _read(full_name)
    told = sex_of_patronymic(parts.patronymic)
    gender = sex or told or guessed_sex(parts.first(SURNAME), parts.first(FIRST_NAME))
    whole = " ".join(word for word, _role in parts.words)
    if not gender:
        return Cases.of([whole] * len(CASES), confident=False).corrected(overrides)
    foreign = _is_foreign(parts, told)
    fixed = is_suffix(parts.patronymic.split(" ")[-1])  # «Мамед оглы» stays as it is
    declined = [
        decline_word(word, FIXED if fixed and role == PATRONYMIC else role, gender, foreign=foreign)
        for word, role in parts.words
        if role
    ]
    certain = parts.is_usual and bool(sex or told) and told in ("", gender) and all(each.certain for each in declined)
    forms = [whole] + [_joined(parts, [each.forms[place] for each in declined]) for place in range(len(CASES) - 1)]
    return Cases.of(forms, gender=gender, confident=certain).corrected(overrides)


def tells_sex(full_name: str) -> bool:
    """Whether the name says by its patronymic whose it is."""
    return bool(sex_of_patronymic(_read(full_name).patronymic))


def short_form(full_name: str) -> str:
    """«Иванова Мария Петровна» → «Иванова М. П.», as texts of orders write people."""
    return _short(_read(full_name))


def shortened(cases: Cases) -> Cases:
    """The same name by cases with initials: «Иванову М. П.». The surname keeps its place at the head."""
    read = _read(cases.nominative)
    surname_at = next((place for place, (_word, role) in enumerate(read.words) if role == SURNAME), 0)
    initials = _short(read).partition(" ")[2]
    forms = [f"{getattr(cases, case).split(' ')[surname_at]} {initials}".strip() for case in CASES]
    return Cases.of(forms, gender=cases.gender, confident=cases.confident)


def _short(parts: _Parts) -> str:
    initials = [
        word if not role else f"{word[0].upper()}."
        for word, role in parts.words
        if role != SURNAME and not is_suffix(word)
    ]
    return " ".join([parts.first(SURNAME), *initials]).strip()


def _read(full_name: str) -> _Parts:
    """Gives each word its role."""
    words = re.sub(r"(?<=\.)(?=[А-ЯЁа-яё])", " ", " ".join(full_name.split())).split()
    names = [word for word in words if not _INITIALS.fullmatch(word)]
    roles = iter(_roles(names))
    return _Parts(tuple((word, next(roles) if word in names else "") for word in words))


def _roles(names: list[str]) -> list[str]:
    if len(names) == 3 and _is_surname_last(*names):
        return [FIRST_NAME, PATRONYMIC, SURNAME]
    return [SURNAME, FIRST_NAME, *[PATRONYMIC] * len(names)][: len(names)]


def _is_surname_last(first: str, second: str, third: str) -> bool:
    """«Адам Иванович Мицкевич»: the patronymic stands second, and the third word is not another one."""
    if not sex_of_patronymic(second) or is_suffix(second):
        return False
    return not sex_of_patronymic(third) or first.casefold() in RUSSIAN_NAMES


def _is_foreign(parts: _Parts, told: str) -> bool:
    """A first name written in full, no Russian one, and no patronymic after it."""
    first = parts.first(FIRST_NAME)
    return bool(first) and not told and first.casefold() not in RUSSIAN_NAMES


def _joined(parts: _Parts, forms: list[str]) -> str:
    turn = iter(forms)
    return " ".join(next(turn) if role else word for word, role in parts.words)
