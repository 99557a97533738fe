"""Whom a cell «Ответственный» names: a person, a role, a unit, or something that is left as written.

Documents write «Плохая В.С.», «Куратор», «МКУ ИМС», «руководители ОО» (domain.md 6.3). Pure Python, no Django.
"""

import re
from dataclasses import dataclass

from .drafts import ResponsibleDraft

SURNAME = r"(?P<surname>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
INITIALS = r"(?P<first>[А-ЯЁ])\.\s*(?:(?P<second>[А-ЯЁ])\.?)?"
REMARK = r"\s*(?:\(.*\))?$"  # «Рудкова С.Г. (педагоги)»
NAMES = (
    re.compile(rf"{SURNAME}\s+{INITIALS}{REMARK}"),
    re.compile(rf"{INITIALS}\s*{SURNAME}{REMARK}"),
    re.compile(
        rf"{SURNAME}\s+(?P<first>[А-ЯЁ][а-яё]+)\s+"
        rf"(?P<second>[А-ЯЁ][а-яё]+(?:ич|вна|чна|[ -]?оглы|[ -]?кызы)){REMARK}"
    ),
)

# Roles of the product by the words documents use for them; only one holder, so never the plural.
ROLES = (
    ("coordinator", re.compile(r"региональный (?:координатор|куратор)\b", re.IGNORECASE)),
    ("methodologist", re.compile(r"муниципальный (?:координатор|куратор|методист)\b", re.IGNORECASE)),
    ("curator", re.compile(r"(?:школьный )?куратор\b", re.IGNORECASE)),
    (
        "director",
        re.compile(
            r"(?:директор\b|заведующ(?:ий|ая)(?: М?Б?ДОУ\b| детским садом|$)|начальник управления образования"
            r"|руководитель(?: ОО\b| ОУ\b| (?:образовательной )?организации| (?:образовательного )?учреждения|$))",
            re.IGNORECASE,
        ),
    ),
)
POSITIONS = re.compile(
    r"(?:зам\.|зам\b|заместитель|завуч|заведующ(?:ий|ая)|методист|старший|социальный|классный|педагог|психолог|учитель"
    r"|преподаватель|воспитатель|тьютор|руководитель|секретарь|электроник|администратор|ответственный|координатор"
    r"|наставник|председатель|специалист|делопроизводитель|начальник|инженер|программист|советник|вожатый)\b",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:\S+[ыи]е\s+)?\S+(?:ы|и|а)(?:\s|$)")  # «руководители», «наставники», «директора»
UNITS = re.compile(
    r"(?:рабочая|проектная|творческая|инициативная)\s+группа|(?:педагогический|методический|управляющий)\s+совет"
    r"|управление|отдел|комитет|комиссия|администрация|центр|методическое|методсовет|педсовет|профком|министерство"
    r"|департамент|институт",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}(?:[\s-]+(?:[А-ЯЁ]{2,}|«[^»]+»))*$")  # «УО», «МКУ ИМС», «МАОДО ЦДТ «Хибины»»


@dataclass(frozen=True)
class PersonName:
    """A name as far as a document gives it: the surname and what is known of the other names (a word or a letter)."""

    surname: str
    first: str
    second: str = ""

    def fits(self, last_name: str, first_name: str, patronymic: str) -> bool:
        """Whether a full name may be the one written."""
        return (
            _plain(last_name) == _plain(self.surname)
            and _plain(first_name).startswith(_plain(self.first))
            and _plain(patronymic).startswith(_plain(self.second))
        )


def person_named(text: str) -> PersonName | None:
    """The person whose name the text is: «Плохая В.С.», «А.Н. Грецкий», «Иванова Мария Петровна»."""
    match = next(filter(None, (pattern.match(text.strip()) for pattern in NAMES)), None)
    return PersonName(match["surname"], match["first"], match["second"] or "") if match else None


def role_named(text: str) -> str:
    """The code of the role (organizations.models.Role) that the text names, or ""."""
    return next((code for code, pattern in ROLES if pattern.match(text.strip())), "")


def recognise(text: str) -> ResponsibleDraft:
    """One line of a form or a cell as a responsible: its kind is detected, its wording kept."""
    text = text.strip()
    return ResponsibleDraft(kind=_kind(text), text=text)


def _kind(text: str) -> str:
    if person_named(text):
        return "person"
    if role_named(text):
        return "role"
    if UNITS.match(text) or ABBREVIATION.match(text):
        return "unit"
    if POSITIONS.match(text) and not PLURAL.match(text):
        return "role"
    return "text"


def _plain(name: str) -> str:
    return name.casefold().replace("ё", "е")
