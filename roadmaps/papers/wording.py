"""How papers write names, dates and numbers."""

import re
from datetime import date

from core.calendar import MONTHS_GENITIVE

from ..models import Activity, Responsible

_BEFORE_INITIALS = re.compile(r" (?=[А-ЯЁ]\.)")
_AROUND_A_DASH = re.compile(r"(?<=\d) ?([–-]) ?(?=\d)")
_BEFORE_A_DATE = re.compile(r"(?<=.{12}) (?=от [\d_])")
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAMED = re.compile(rf"{_SURNAME}\s{_INITIALS}|{_INITIALS}\s?{_SURNAME}")
_NO_BREAK_SPACE = "\u00a0"
SOMEBODY = "ответственный работник"


def unbroken(name: str) -> str:
    """The name with its initials kept on the line of the surname: «Плохая В.С.»."""
    return _BEFORE_INITIALS.sub(_NO_BREAK_SPACE, name)


def unbroken_years(text: str) -> str:
    """The text with «2021 – 2024» kept on one line."""
    return _AROUND_A_DASH.sub(lambda dash: dash[0].replace(" ", _NO_BREAK_SPACE), text)


def date_on_its_own_line(document: str) -> str:
    """«приказом ЦДТ «Хибины»», and below it «от 01.07.2021 № 246», as stamps are set."""
    return _BEFORE_A_DATE.sub("\n", document, count=1)


def responsible_names(activity: Activity) -> str:
    """The responsible as the paper lists them: people under each other, the rest in a line."""
    everybody = list(activity.responsible.all())
    people = all(each.kind == Responsible.Kind.PERSON for each in everybody)
    return (",\n" if people else ", ").join(unbroken(each.text) for each in everybody)


def responsible_positions(activity: Activity) -> str:
    """The responsible for readers outside: roles and units as written, nobody by name, each said once."""
    everybody = (_without_names(each) for each in activity.responsible.all())
    return ", ".join(dict.fromkeys(everybody))


def _without_names(responsible: Responsible) -> str:
    if responsible.kind == Responsible.Kind.PERSON:
        return responsible.get_role_display().lower() or SOMEBODY
    return _NAMED.sub("", responsible.text).strip(" ,;–-") or SOMEBODY


def names_somebody(text: str) -> bool:
    """Whether a name with initials stands in the text: «Грецкий А.Н.», «А. Н. Грецкий»."""
    return bool(_NAMED.search(text))


def quoted_date(day: date) -> str:
    """«06» июня 2021 г., as stamps date themselves."""
    return f"«{day:%d}» {MONTHS_GENITIVE[day.month - 1]} {day.year} г."


def counted(number: int, one: str, few: str, many: str) -> str:
    """«1 срок», «3 срока», «12 сроков»."""
    if number % 10 == 1 and number % 100 != 11:
        return f"{number}{_NO_BREAK_SPACE}{one}"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return f"{number}{_NO_BREAK_SPACE}{few}"
    return f"{number}{_NO_BREAK_SPACE}{many}"
