"""A row of the table as plain values and problems."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from . import contacts, names, representatives, values
from .columns import Heading
from .fields import IGNORED
from .places import Cell, Problem, Vocabulary
from .values import Unclear, text_of

CLEARED = "удалить"
NOTHING = {"", "-", "–", "—", "−", "нет данных", "н/д", "не указано", "не указан"}
NAMES = ("full_name", "last_name", "first_name", "patronymic", "representative")
TOTALS = ("итого", "всего")
REPEATED = "Этот человек уже есть в строке %s. Удалите одну из строк; однофамильцам впишите даты рождения."
DAYS = {"experience_since": values.past_day, "joined_on": values.past_day, "questionnaire_on": values.past_day,
        "certificate_seen_on": values.past_day, "left_on": values.ended_day,
        "birth_on": values.birth_date, "birth_year": values.birth_year}  # fmt: skip
TEXTS: dict[str, Callable[[str], Any]] = {
    "last_name": values.name_part, "first_name": values.name_part, "patronymic": values.name_part,
    "kind": values.one_of(values.KINDS, "Кто участник"), "sex": values.one_of(values.SEXES, "Пол"),
    "class_group": values.class_group, "position": values.short(200), "workplace": values.short(300),
    "place": values.short(300), "phone": values.phone, "email": values.email, "contact": contacts.contact,
    **dict.fromkeys(representatives.NAMED, contacts.representative), "representative_contact": contacts.contact,
    "representative_phone": values.phone, "representative_email": values.email,
    "relation": values.one_of(contacts.RELATIONS, "Родство"), "request": values.short(2000),
    "achievements": values.short(2000), "interests_text": values.short(500), "capacity": values.whole(1, 30),
    "mode": values.one_of(values.MODES, "Формат"), "language": values.short(30), "results": values.short(2000),
    "case_url": values.address, "completed_mark": values.short(200), "card": values.whole(1, 2_000_000_000),
}  # fmt: skip
NEVER_CLEARED = {"full_name", "last_name", "first_name", "kind", "card", "joined_on", "place", "contact", "birth_year"}


@dataclass(frozen=True)
class ReadRow:
    """`values` are ready for JSON: dates in ISO, topics and forms by number; None clears what was there.

    `values["written"]` holds the names as they stand in the file: whoever is called so already is not renamed.
    """

    values: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_rejected(self) -> bool:
        return any(not problem.is_note for problem in self.problems)


def data_rows(heading: Heading) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows under the heading that say something, each with the file's number of it."""
    titles = [title.casefold() for title in heading.titles]
    wanted = [index for index, name in heading.mapping.items() if name != "number"]
    for offset, cells in enumerate(heading.sheet.rows[heading.row + heading.lines :]):
        if _says_something(cells, wanted) and not _is_heading(cells, titles):
            yield heading.sheet.first + heading.row + heading.lines + offset, cells


def read_row(cells: Sequence[Cell], mapping: Mapping[int, str], vocabulary: Vocabulary, on: date) -> ReadRow:
    """The values of a row as of the day `on`; what is wrong in it, each with its column."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for index, name in mapping.items():
        cell = cells[index] if index < len(cells) else ""
        if cell == "" or cell is None or name in IGNORED:
            continue
        try:
            value = _value(name, cell, vocabulary, on)
        except Unclear as fault:
            problems.append(Problem(index, name, str(fault), fault.is_note))
            value = fault.value
            if value is None:
                if name == "birth_on" and fault.is_note:
                    found["birth_year"] = values.read_year(cell)
                continue
        if value is not NotGiven:
            _put(found, name, value)
            if name in NAMES:
                found.setdefault("written", {})[name] = text_of(cell)
    problems += representatives.settle(found)
    problems += _faults(found, {name: index for index, name in mapping.items()}, {one.field for one in problems})
    return ReadRow(found, tuple(problems))


def mark_repeats(rows: Sequence[tuple[int, ReadRow]]) -> list[tuple[int, ReadRow]]:
    """A person who stands in the file twice is kept once: the later row is rejected and names the earlier one."""
    first: dict[tuple, int] = {}
    marked = []
    for number, row in rows:
        key = _identity(row.values)
        if key and not row.is_rejected and first.setdefault(key, number) != number:
            row = ReadRow(row.values, (*row.problems, Problem(None, "full_name", REPEATED % first[key])))
        marked.append((number, row))
    return marked


class NotGiven:
    """The cell holds a dash or «нет данных»."""


def _value(name: str, cell: Cell, vocabulary: Vocabulary, on: date):
    text = text_of(cell)
    folded = text.casefold()
    if folded in NOTHING:
        return NotGiven
    if folded == CLEARED and name not in NEVER_CLEARED:
        return None
    if name in DAYS:
        return DAYS[name](text if isinstance(cell, str) else cell, on)
    if name in TEXTS:
        return TEXTS[name](text)
    return _special(name, cell, text, vocabulary)


def _special(name: str, cell: Cell, text: str, vocabulary: Vocabulary):
    if name == "full_name":
        return _full_name(text)
    if name == "wished_age":
        return values.ages(cell)
    if name == "hours_a_week":
        return values.hours(cell)
    if name in ("form", "programme"):
        return getattr(values, name)(text, vocabulary)
    if name in ("areas", "interests"):
        return values.topics(text, getattr(vocabulary, name))
    return values.times(text, vocabulary)


@cache
def _known_fault(name: str) -> str:
    return names.fault(name)


def _full_name(text: str) -> tuple[str, str, str]:
    parts = names.split(text)
    if parts is None:
        raise Unclear("Нужны фамилия и имя: одного слова мало. Впишите фамилию, имя и отчество полностью.")
    if names.has_initials(*parts[1:]):
        raise Unclear("Вместо имени инициалы. Впишите имя и отчество полностью.")
    for part in parts:
        if fault := _known_fault(part):
            raise Unclear(fault)
    if len(text.split()) > 6:
        raise Unclear("Слишком много слов для одного имени. Впишите каждого человека в свою строку.")
    return parts


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if name == "full_name" and value is not None:
        found["full_name"] = " ".join(filter(None, value))
        found.update(zip(("last_name", "first_name", "patronymic"), value, strict=True))
    elif name == "wished_age":
        low, high = value or (None, None)
        found |= {"wished_age_from": low, "wished_age_to": high}
    elif isinstance(value, date):
        found[name] = value.isoformat()
    elif isinstance(value, Decimal):
        found[name] = str(value)
    else:
        found[name] = value


def _faults(found: dict[str, Any], columns: dict[str, int], said: set[str]) -> Iterator[Problem]:
    """What the values say together."""
    name = "full_name" if "full_name" in columns else "last_name"
    if not said & {"full_name", "last_name", "first_name"}:
        if not found.get("last_name"):
            yield Problem(columns.get(name), name, "Нет фамилии. Впишите фамилию, имя и отчество.")
        elif not found.get("first_name"):
            yield Problem(columns.get("first_name"), "first_name", "Нет имени. Впишите его полностью.")
        elif "full_name" not in found and names.has_initials(found["first_name"]):
            said = "Вместо имени инициалы. Впишите имя и отчество полностью."
            yield Problem(columns.get("first_name"), "first_name", said)
    yield from _days_in_order(found, columns)


def _days_in_order(found: dict[str, Any], columns: dict[str, int]) -> Iterator[Problem]:
    born, joined, left = (found.get(name) for name in ("birth_on", "joined_on", "left_on"))
    if joined and left and left < joined:
        yield Problem(columns["left_on"], "left_on", "Дата завершения раньше даты вхождения. Проверьте обе даты.")
    if born and joined and joined <= born:
        yield Problem(columns["joined_on"], "joined_on", "Вошёл в программу до рождения. Проверьте обе даты.")
    since = found.get("experience_since")
    if born and since and since <= born:
        yield Problem(columns["experience_since"], "experience_since", "Стаж начался до рождения. Проверьте даты.")


def _says_something(cells: Sequence[Cell], wanted: Sequence[int]) -> bool:
    filled = [cells[index] for index in wanted if index < len(cells) and str(cells[index] or "").strip()]
    if not filled:
        return False
    if _is_numbering(cells):
        return False
    first = next((str(cell).strip().casefold() for cell in cells if str(cell or "").strip()), "")
    return not first.startswith(TOTALS)


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """The row 1, 2, 3 … that stands under the heading of an official form."""
    numbers = [str(cell).strip().removesuffix(".0") for cell in cells if cell not in ("", None)]
    return len(numbers) > 1 and numbers == [str(place) for place in range(1, len(numbers) + 1)]


def _is_heading(cells: Sequence[Cell], titles: Sequence[str]) -> bool:
    said = [" ".join(cell.split()).casefold() if isinstance(cell, str) else "" for cell in cells]
    return sum(1 for one, other in zip(said, titles, strict=False) if one and one == other) > 1


def _identity(found: dict[str, Any]) -> tuple:
    if found.get("card"):
        return found["card"], found.get("form")
    name = f"{found.get('last_name')} {found.get('first_name')} {found.get('patronymic') or ''}"
    letters = "".join(filter(str.isalpha, name.casefold().replace("ё", "е")))
    return letters, found.get("birth_on") or found.get("birth_year"), found.get("form")
