"""What stands in a cell: each reader gives the value to be kept or raises `Unclear` with what to do about it."""

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from ..classes import one_spelling
from . import names
from .days import NotADate, read_date, read_year
from .neutral import restore
from .places import Cell, Vocabulary

OLDEST = 110
EXCEL_ERRORS = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|Н/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!)", re.IGNORECASE
)
EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]{2,}")
PHONE = re.compile(r"(?:\+|8|7|\()?[\d\s\-–()]{5,}\d")
LONG_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
SEXES = {"м": "m", "муж": "m", "мужской": "m", "мальчик": "m", "юноша": "m", "m": "m",
         "ж": "f", "жен": "f", "женский": "f", "девочка": "f", "девушка": "f", "f": "f"}  # fmt: skip
KINDS = {"обучающийся": "learner", "ученик": "learner", "учащийся": "learner", "студент": "learner",
         "сотрудник": "employee", "сотрудник организации": "employee", "работник": "employee", "педагог": "employee",
         "учитель": "employee", "извне": "external", "со стороны": "external", "не из организации": "external",
         "сотрудник партнера": "external", "партнер": "external"}  # fmt: skip
MODES = {"любой": "any", "любая": "any", "очно": "in_person", "очный": "in_person", "лично": "in_person",
         "дистанционно": "remote", "дистанционный": "remote", "онлайн": "remote", "заочно": "remote"}  # fmt: skip


class Unclear(ValueError):
    """The cell cannot be used; `str(error)` says what to do. `value` is what may be kept all the same."""

    def __init__(self, message: str, *, is_note: bool = False, value=None):
        super().__init__(message)
        self.is_note = is_note
        self.value = value


def text_of(cell: Cell) -> str:
    """A cell as text, without what neutralising put before it. Raises Unclear for an error of Excel."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    text = str(cell)
    if EXCEL_ERRORS.match(text):
        raise Unclear("В ячейке ошибка Excel вместо значения. Исправьте формулу или впишите значение.")
    return restore(text.strip(" \n\u00a0")).strip()


def shown(cell: Cell) -> str:
    """The cell as a person sees it; an error of Excel as it stands."""
    return cell if isinstance(cell, str) else text_of(cell)


def plain_words(text: str) -> str:
    """Words as titles are compared: «Ученик-ученик» and «УЧЕНИК – УЧЕНИК»."""
    return " ".join(LONG_DASHES.sub("-", text.casefold().replace("ё", "е")).replace("«", "").replace("»", "").split())


def short(limit: int):
    """A reader of text of at most so many characters."""

    def read(text: str) -> str:
        if len(text) > limit:
            raise Unclear(f"Текст длиннее {limit} знаков. Сократите его.")
        return text

    return read


def class_group(text: str) -> str:
    return short(50)(one_spelling(text))


def name_part(text: str) -> str:
    tidied = names.tidy(text)
    if fault := names.fault(tidied):
        raise Unclear(fault)
    return tidied


def birth_date(cell: Cell, on: date) -> date:
    """A birth date. Raises Unclear; a year alone is a note."""
    if year := read_year(cell):
        birth_year(cell, on)
        raise Unclear(
            f"Указан только год ({year}): дата рождения не записана. Впишите день и месяц, если они известны.",
            is_note=True,
        )
    day = _day(cell, newest=on.year)
    if day > on:
        raise Unclear("Дата рождения в будущем. Проверьте год.")
    if on.year - day.year > OLDEST:
        raise Unclear(f"Дата рождения слишком давняя ({day.year} год). Проверьте год.")
    if on.year - day.year < 5:
        raise Unclear("По дате рождения участнику меньше пяти лет. Проверьте год.")
    return day


def birth_year(cell: Cell, on: date) -> int:
    year = read_year(cell) or _day(cell, newest=on.year).year
    if not on.year - OLDEST < year <= on.year - 5:
        raise Unclear("Год рождения не похож на правду. Проверьте его.")
    return year


def past_day(cell: Cell, on: date) -> date:
    day = plain_day(cell, on)
    if day > on:
        raise Unclear("Дата в будущем. Впишите её, когда она наступит, или исправьте год.")
    return day


def ended_day(cell: Cell, on: date) -> date:
    """When somebody left. Raises Unclear; a day to come is a plan and only noted."""
    day = plain_day(cell, on)
    if day > on:
        raise Unclear("Дата завершения ещё не наступила: она не записана.", is_note=True)
    return day


def plain_day(cell: Cell, on: date) -> date:
    day = _day(cell, newest=on.year + 10)
    if not on.year - OLDEST < day.year < on.year + 20:
        raise Unclear("Год даты не похож на правду. Проверьте его.")
    return day


def _day(cell: Cell, *, newest: int) -> date:
    try:
        return read_date(cell, newest=newest)
    except NotADate:
        raise Unclear("Это не дата. Впишите её цифрами: день.месяц.год, например 14.05.2012.") from None


def phone(text: str) -> str:
    """«+7 912 345-67-89»; several are kept, a foreign or a local one as it is written."""
    digits = re.sub(r"\D", "", text)
    if len(digits) < 5:
        raise Unclear("Это не номер телефона. Впишите его цифрами, например +7 912 345-67-89.")
    if len(digits) > 33:
        raise Unclear("Слишком много цифр для номера телефона. Оставьте один номер.")
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    elif len(digits) != 10:
        return short(50)(text)
    return f"+7 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}"


def email(text: str) -> str:
    found = text.removeprefix("mailto:").strip()
    if not EMAIL.fullmatch(found) or len(found) > 254 or ".." in found:
        raise Unclear("Это не адрес электронной почты. Впишите его целиком, например anna@school.ru.")
    return found


def ages(cell: Cell) -> tuple[int | None, int | None]:
    """«10–14», «от 10 до 14 лет», «14+», «12 лет». Raises Unclear."""
    if isinstance(cell, date):
        raise Unclear("Excel превратил возраст в дату. Впишите его так: 10–14 лет.")
    text = text_of(cell)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if not 1 <= len(numbers) <= 2 or not all(3 <= number <= 99 for number in numbers):
        raise Unclear("Возраст не понят. Впишите его так: 10–14.")
    if len(numbers) == 1:
        if "+" in text or re.search(r"(?i)от|старше|с ", text):
            return numbers[0], None
        return None if re.search(r"(?i)до|младше", text) else numbers[0], numbers[0]
    if numbers[0] > numbers[1]:
        raise Unclear("Возраст «от» больше возраста «до». Поменяйте их местами.")
    return numbers[0], numbers[1]


def hours(cell: Cell) -> Decimal:
    """Hours a week: 2, «1,5», «2 ч/нед.», «30 минут», «8 часов в месяц», «1–2 часа» (the greater)."""
    text = text_of(cell).casefold().replace(",", ".")
    numbers = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]
    if not numbers or len(numbers) > 2:
        raise Unclear("Время не понято. Впишите число часов в неделю, например 2 или 1,5.")
    amount = numbers[-1] if len(numbers) == 1 or re.search(r"[-–—]|до", text) else numbers[0]
    if "мин" in text:
        amount /= 60
    if "мес" in text:
        amount /= 4
    amount = amount.quantize(Decimal("0.1"))
    if not 0 <= amount <= 100:
        raise Unclear("Столько часов в неделю не бывает. Впишите число от 0 до 100.")
    return amount


def whole(low: int, high: int):
    """A reader of whole numbers."""

    def read(text: str) -> int:
        digits = re.sub(r"\D", "", text)
        if not digits or not low <= int(digits) <= high:
            raise Unclear(f"Нужно число от {low} до {high}.")
        return int(digits)

    return read


def address(text: str) -> str:
    """A link; one without a scheme is https."""
    link = text if re.match(r"(?i)https?://", text) else f"https://{text}"
    if not re.fullmatch(r"(?i)https?://[^\s/?#]+\.[^\s/?#.]{2,}(?:[/?#]\S*)?", link) or len(link) > 500:
        raise Unclear("Это не ссылка. Скопируйте адрес страницы целиком, например https://school.ru/otzyv.")
    return link


def one_of(words: dict[str, str], what: str):
    """A reader of a word from a short list."""

    def read(text: str) -> str:
        found = words.get(plain_words(text).rstrip("."))
        if found is None:
            raise Unclear(f"{what} не понят: «{text[:40]}». Можно написать: {', '.join(list(words)[:8])}.")
        return found

    return read


def form(text: str, vocabulary: Vocabulary) -> int:
    found = vocabulary.forms.get(plain_words(text))
    if found is None:
        near = get_close_matches(text, vocabulary.form_titles, n=3, cutoff=0.3) or vocabulary.form_titles[:5]
        raise Unclear(
            f"Такой формы наставничества нет: «{text[:60]}». Похожи: {'; '.join(near)}. "
            "Все формы – на странице «Формы и темы»."
        )
    return found


def programme(text: str, vocabulary: Vocabulary) -> int:
    found = vocabulary.programmes.get(plain_words(text))
    if found is None:
        raise Unclear(
            f"Программы «{text[:60]}» нет в базе программ. Добавьте её на странице «Программы» или исправьте название."
        )
    return found


def topics(text: str, known) -> list[int]:
    """Topics by title, separated by semicolons or line ends; what is not known is passed over with a note."""
    wanted = [part for part in re.split(r"[;\n]", text) if part.strip()]
    found = [known.get(plain_words(part)) for part in wanted]
    unknown = [part.strip() for part, number in zip(wanted, found, strict=True) if number is None]
    numbers = sorted({number for number in found if number is not None})
    if unknown:
        raise Unclear(
            f"Этих тем нет в справочнике: {', '.join(unknown)[:200]}. Они пропущены; "
            "добавьте их на странице «Формы и темы».",
            is_note=True,
            value=numbers or None,
        )
    return numbers


def times(text: str, vocabulary: Vocabulary) -> list[str]:
    """«пн днём, ср вечером»."""
    wanted = [plain_words(part) for part in re.split(r"[,;\n]", text) if part.strip()]
    unknown = [part for part in wanted if part not in vocabulary.times]
    if unknown:
        raise Unclear(f"Время не понято: «{unknown[0][:40]}». Пишите так: пн днём, ср вечером.")
    return [code for words, code in vocabulary.times.items() if words in wanted]
