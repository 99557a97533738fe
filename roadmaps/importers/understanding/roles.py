"""What a column may say, and the words that schools put above it (domain.md 6.1)."""

import re
from enum import StrEnum

from ..source import clean


class Role(StrEnum):
    NUMBER = "number"
    STAGE = "stage"
    TITLE = "title"
    CONTENT = "content"  # beside a title: what exactly is done
    DEADLINE = "deadline"
    PLACE = "place"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    DOCUMENT = "document"  # beside a result: the kind of document
    NOTE = "note"
    MONTH = "month"  # one of the columns «сентябрь», «октябрь», …: a mark or a day stands in it
    NONE = ""


MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST_HEADER = 90

# In order: the first that fits is taken.
SYNONYMS = (
    (Role.NUMBER, r"(?:№|n|no|номер)\W*(?:п\W*п\W*)?$|^№\W*№?\W*(?:п\W*п)?\W*$|^п\W{0,2}п\W*$|^№ "),
    (Role.NOTE, r"примечан|отметк|комментар|дополнительн\w+ сведен"),
    (Role.RESPONSIBLE, r"ответственн|исполнител|кто (?:проводит|отвечает|выполняет)|ф\.?\s?и\.?\s?о|координатор"),
    (Role.DEADLINE, r"срок|период|^дат[аы]|месяц|^время|когда|(?:начало|окончание|завершение)$|^дата"),
    (Role.PLACE, r"^мест[оа]"),
    (
        Role.TITLE,
        r"мероприяти|^(?:планируемые |основные |конкретные )?действи|наименование (?:работ|дел|действи)"
        r"|^виды? (?:деятельности|работ)"
        r"|^форм[аы] (?:работы|проведения)|^что (?:делаем|делать)|^деятельность|^работа$|^дела$|^тема",
    ),
    (Role.DOCUMENT, r"^(?:вид|форма|тип) (?:документа|отч[её]т|завершения)|^подтверждающ|^отч[её]тн"),
    (
        Role.RESULT,
        r"(?<!по )результат(?!ам)|^документ|вид документа|^итог|продукт|выход|подтвержд|эффект"
        r"|показатель (?:исполнения|выполнения)",
    ),
    (Role.STAGE, r"этап|^раздел|^направлени|^блок|^модуль|^задач"),
    (Role.CONTENT, r"содержание|описание|план работы"),
    (Role.TITLE, r"^наименование$|^название$|^работы"),
)
PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in SYNONYMS)
# «Содержание деятельности и примерный план мероприятий» beside «Наименование этапа» is what is done;
# «Этап, мероприятия этапа» is a column of activities, «Наименование показателя» no column of a roadmap.
CONTENT = re.compile(r"^(?:содержание|описание)", re.IGNORECASE)
FOREIGN = re.compile(r"показател[ьяи](?! (?:исполнен|выполнен))|подпись|паспорт|телефон|оценка$", re.IGNORECASE)
WITH_PLACE = re.compile(r"мест[оа]", re.IGNORECASE)


def role_of(header: str) -> Role:
    """The role that a header names, or NONE."""
    header = clean(header).strip(" .:*")
    if not header or len(header) > LONGEST_HEADER or FOREIGN.search(header):
        return Role.NONE
    if month_of(header):
        return Role.MONTH
    if CONTENT.search(header):
        return Role.CONTENT
    return next((role for role, pattern in PATTERNS if pattern.search(header)), Role.NONE)


def month_of(header: str) -> str:
    """«Сентябрь», «сент.», «IX», «сентябрь 2023» as the month's name with its year, or ""."""
    header = clean(header).strip(" .")
    if header in ROMAN:
        return MONTHS[ROMAN.index(header)]
    match = re.fullmatch(r"([а-яё]{3,8})\.?(?:\s+(20\d\d)(?:\s*г\.?)?)?", header, re.IGNORECASE)
    if not match:
        return ""
    name = next((month for month in MONTHS if _is_month(match[1].lower(), month)), "")
    return f"{name} {match[2]}" if name and match[2] else name


def _is_month(word: str, month: str) -> bool:
    return word == month or (3 <= len(word) < len(month) and month.startswith(word) and word not in ("мар", "ма"))
