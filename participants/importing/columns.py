"""Which column means what: the official titles, how schools reword them, and the row in which the heading stands."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .places import Cell, Sheet

SEARCHED = 40  # rows from the top
LONGEST_TITLE = 160
EXACT, OWN_TITLE = 1_000, 2_000  # how much more they weigh than a title that only begins alike
NO_TITLES: Mapping[str, str] = {}
BOTH = ("mentee", "mentor")


@dataclass(frozen=True)
class Field:
    """What a column may mean. `synonyms` are beginnings of titles as `plain_title` writes them; longer ones win."""

    name: str
    title: str
    synonyms: tuple[str, ...]
    roles: tuple[str, ...] = BOTH

    @property
    def is_ignored(self) -> bool:
        """A column that is known and not read: an ordinal, or what a pair says and not the person."""
        return self.name in IGNORED


IGNORED = ("number", "partner_name", "partner_place")
MENTEE, MENTOR = ("mentee",), ("mentor",)

FIELDS = (
    Field("number", "№", ("№", "№ п/п", "№п/п", "п/п", "n", "номер", "номер п/п", "no")),
    Field("card", "№ карточки", ("№ карточки", "номер карточки", "карточка")),
    Field(
        "full_name",
        "ФИО",
        ("фио", "ф и о", "фамилия имя отчество", "фамилия имя", "ученик", "обучающийся", "участник", "педагог"),
    ),
    Field("full_name", "ФИО наставляемого", ("фио наставляемого", "фио обучающегося", "наставляемый"), MENTEE),
    Field("full_name", "ФИО наставника", ("фио наставника", "наставник"), MENTOR),
    Field("last_name", "Фамилия", ("фамилия",)),
    Field("first_name", "Имя", ("имя",)),
    Field("patronymic", "Отчество", ("отчество",)),
    Field("kind", "Кто участник", ("кто участник", "категория участника", "категория")),
    Field("sex", "Пол", ("пол",)),
    Field("birth_on", "Дата рождения", ("дата рождения", "день рождения", "д р", "др", "родился")),
    Field("birth_year", "Год рождения", ("год рождения", "г р", "гр", "год рожд")),
    Field("class_group", "Класс (группа)", ("класс", "группа", "класс группа", "класс/группа", "курс")),
    Field("position", "Должность", ("должность", "профессия", "специальность")),
    Field("experience_since", "Стаж с (дата)", ("стаж с", "работает с", "дата начала работы", "начало стажа")),
    Field("workplace", "Место работы", ("место работы", "организация", "предприятие", "работодатель")),
    Field(
        "place",
        "Место работы/учебы",
        ("место работы/учебы", "место учебы/работы", "место работы учебы", "место учебы", "место работы или учебы"),
    ),
    Field("place", "Место работы/учебы наставника", ("место работы/учебы наставника",), MENTOR),
    Field("place", "Место работы/учебы наставляемого", ("место работы/учебы наставляемого",), MENTEE),
    Field("phone", "Телефон", ("телефон", "тел", "мобильный", "номер телефона", "контактный телефон", "моб")),
    Field("email", "Эл. почта", ("эл почта", "e-mail", "email", "mail", "почта", "электронная почта", "адрес эл")),
    Field("contact", "Контактные данные для связи", ("контакт", "контактные данные", "контакты", "данные для связи")),
    Field(
        "representative",
        "Законный представитель",
        ("законный представитель", "представитель", "родитель", "фио родителя", "фио представителя", "мать", "отец"),
    ),
    Field(
        "representative_phone",
        "Телефон представителя",
        ("телефон представителя", "телефон родителя", "тел родителя", "телефон законного представителя"),
    ),
    Field(
        "representative_email",
        "Эл. почта представителя",
        ("эл почта представителя", "почта родителя", "e-mail родителя", "email родителя", "эл почта родителя"),
    ),
    Field("relation", "Кем приходится", ("кем приходится", "степень родства", "родство")),
    Field("form", "Форма наставничества", ("форма наставничества", "форма")),
    Field("programme", "Программа наставничества", ("программа наставничества", "название программы", "программа")),
    Field(
        "joined_on",
        "Дата вхождения в программу",
        ("дата вхождения", "дата входа", "дата начала", "вошел в программу", "начало программы", "дата зачисления"),
    ),
    Field(
        "left_on",
        "Дата завершения программы",
        ("дата завершения", "дата окончания", "дата выхода", "окончание программы", "завершение программы"),
    ),
    Field("questionnaire_on", "Дата анкеты", ("дата анкет", "анкета заполнена", "анкета")),
    Field("request", "Основной запрос", ("основной запрос", "запрос", "проблема", "потребность"), MENTEE),
    Field(
        "request",
        "Основные компетенции",
        ("основные компетенции", "компетенции", "профессиональные компетенции"),
        MENTOR,
    ),
    Field(
        "achievements",
        "Достижения",
        ("важные для программы достижения", "важные достижения", "достижения", "награды"),
    ),
    Field("interests_text", "Интересы", ("интересы", "увлечения", "хобби")),
    Field("areas", "Направления", ("направления", "направление", "области")),
    Field("interests", "Темы интересов", ("темы интересов", "интересы из справочника")),
    Field(
        "wished_age",
        "Желаемый возраст наставляемых",
        ("желаемый возраст", "возраст наставляемых", "предпочитаемый возраст"),
    ),
    Field(
        "hours_a_week",
        "Ресурс времени на программу",
        ("ресурс времени", "часов в неделю", "время в неделю", "часы в неделю", "готов уделять"),
    ),
    Field("capacity", "Сколько наставляемых сразу", ("сколько наставляемых", "число наставляемых", "максимум")),
    Field("times", "Когда может", ("когда может", "удобное время", "дни и время")),
    Field("mode", "Формат встреч", ("формат встреч", "формат", "очно дистанционно")),
    Field("language", "Язык", ("язык", "язык общения")),
    Field(
        "certificate_seen_on",
        "Справка об отсутствии судимости",
        ("справка об отсутствии судимости", "справка о несудимости", "справка о судимости"),
    ),
    Field("results", "Результаты программы", ("результаты программы", "результат", "итоги")),
    Field("case_url", "Ссылка на кейс/отзыв", ("ссылка на кейс", "ссылка на отзыв", "ссылка", "кейс", "отзыв")),
    Field("completed_mark", "Отметка о прохождении программы", ("отметка о прохождении", "отметка"), MENTEE),
    Field("partner_name", "ФИО наставника", ("фио наставника", "наставник"), MENTEE),
    Field("partner_place", "Место работы/учебы наставника", ("место работы/учебы наставника",), MENTEE),
    Field("partner_name", "ФИО наставляемого (наставляемых)", ("фио наставляемого", "наставляемые"), MENTOR),
    Field("partner_place", "Место работы/учебы наставляемого", ("место работы/учебы наставляемого",), MENTOR),
)


@dataclass(frozen=True)
class Heading:
    """Where the heading stands: `row` is an index into the sheet's rows, `lines` how many rows it takes."""

    sheet: Sheet
    row: int
    lines: int
    titles: tuple[str, ...]
    mapping: Mapping[int, str]

    @property
    def has_names(self) -> bool:
        found = set(self.mapping.values())
        return "full_name" in found or {"last_name", "first_name"} <= found

    @property
    def last_row(self) -> int:
        """The file's number of the last row that the heading takes."""
        return self.sheet.first + self.row + self.lines - 1

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """The more is understood, the likelier; then the higher it ends, and one line before two."""
        return self.has_names, len(self.mapping), -self.row - self.lines, -self.lines


def columns_for(role: str) -> list[Field]:
    """The meanings that a column of this bank may have, each once."""
    found = {field.name: field for field in FIELDS if role in field.roles}
    return list(found.values())


def find_heading(sheets: Sequence[Sheet], role: str, own: Mapping[str, str] = NO_TITLES) -> Heading | None:
    """The likeliest heading of all sheets; None when no row looks like one. It may lack names (`has_names`).

    `own` are titles that the institution has given to fields, as `plain_title` writes them.
    """
    candidates = [heading for sheet in sheets for heading in _headings(sheet, role, own)]
    return max(candidates, key=lambda heading: heading.weight, default=None)


def heading_at(sheet: Sheet, row: int, role: str, own: Mapping[str, str] = NO_TITLES) -> Heading:
    """The row as a heading, whatever it says: a person has chosen it."""
    titles = _titles(sheet.rows[row])
    return Heading(sheet, row, 1, titles, mapping_of(titles, role, own))


def mapping_of(titles: Sequence[str], role: str, own: Mapping[str, str] = NO_TITLES) -> dict[int, str]:
    """Which column means what; of two columns with one meaning the likelier counts."""
    likeliest: dict[str, tuple[int, int]] = {}
    for index, title in enumerate(titles):
        name, weight = _meaning(title, role)
        if plain_title(title) in own:
            name, weight = own[plain_title(title)], OWN_TITLE
        if name and weight > likeliest.get(name, (0, 0))[0]:
            likeliest[name] = (weight, index)
    return {index: name for name, (_weight, index) in sorted(likeliest.items(), key=lambda found: found[1][1])}


def digest(titles: Sequence[str]) -> str:
    """The same for headings that say the same in the same order."""
    return hashlib.sha256("\n".join(map(plain_title, titles)).encode()).hexdigest()


def _headings(sheet: Sheet, role: str, own: Mapping[str, str]) -> Iterator[Heading]:
    top = list(enumerate(sheet.rows[:SEARCHED]))
    for index, row in top:
        yield from _heading(sheet, index, 1, _titles(row), role, own)
    for (index, upper), (_below, lower) in pairwise(top):
        yield from _heading(sheet, index, 2, _two_lines(upper, lower), role, own)


def _heading(
    sheet: Sheet, index: int, lines: int, titles: tuple[str, ...], role: str, own: Mapping[str, str]
) -> Iterator[Heading]:
    mapping = mapping_of(titles, role, own)
    heading = Heading(sheet, index, lines, titles, mapping)
    if heading.has_names or len(mapping) > 2:
        yield heading


def _titles(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(str(cell).split()) if isinstance(cell, str) else "" for cell in row)


def _two_lines(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[str, ...]:
    """A heading of two lines: the lower one is what the column is, the upper one stands over several or alone."""
    above, below = _titles(upper), _titles(lower)
    wide = max(len(above), len(below))
    above, below = above + ("",) * (wide - len(above)), below + ("",) * (wide - len(below))
    return tuple(low or high for high, low in zip(above, below, strict=True))


def _meaning(title: str, role: str) -> tuple[str, int]:
    """The field that a title means and how surely: the longer the part that was recognised, the surer."""
    plain = plain_title(title)
    if not plain or len(plain) > LONGEST_TITLE:
        return "", 0
    known = _synonyms(role)
    if plain in known:
        return known[plain], EXACT
    begun = [synonym for synonym in known if plain.startswith(synonym) and _ends_there(plain, synonym)]
    longest = max(begun, key=len, default="")
    return known.get(longest, ""), len(longest)


def _ends_there(plain: str, synonym: str) -> bool:
    """A short synonym must be a whole word of the title, a long one may be the beginning of a word."""
    return len(synonym) > 5 or (len(synonym) > 2 and not plain[len(synonym)].isalpha())


@cache
def _synonyms(role: str) -> dict[str, str]:
    return {synonym: field.name for field in FIELDS if role in field.roles for synonym in field.synonyms}


def plain_title(title: str) -> str:
    """A title as titles are compared: no capitals, marks, «ё»."""
    text = title.casefold().replace("ё", "е").replace("\u00a0", " ")
    text = re.sub(r"\s*([/\\])\s*", "/", text)
    text = re.sub(r"[.,:;*()«»\"_]+", " ", text)
    return " ".join(text.split())
