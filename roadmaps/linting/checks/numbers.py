"""Numbering: «3.4» is the fourth row of section 3; plain numbers may run on or start anew in each section."""

from collections import Counter
from collections.abc import Iterator

from ..places import LintWarning
from ..reading import Reading, Row
from ..wording import first_number


def number_missing(reading: Reading) -> Iterator[LintWarning]:
    """Some rows are numbered and this one is not; a roadmap without any numbers is left alone."""
    if any(row.activity.number for row in reading.rows):
        for row in reading.rows:
            if not row.activity.number:
                yield row.place.warning("number_missing", "у мероприятия нет номера. Поставьте номер по порядку.")


def duplicate_number(reading: Reading) -> Iterator[LintWarning]:
    seen = Counter()
    for row in reading.rows:
        seen[_identity(row)] += 1
        if row.activity.number and seen[_identity(row)] == 2:
            yield row.place.warning(
                "duplicate_number", "этот номер стоит у нескольких мероприятий. Исправьте нумерацию изменением карты."
            )


def number_of_other_section(reading: Reading) -> Iterator[LintWarning]:
    for row in reading.rows:
        own, parts = first_number(row.section.number), _parts(row.activity.number)
        if own and len(parts) > 1 and parts[0] != own:
            yield row.place.warning(
                "number_of_other_section",
                f"мероприятие стоит в разделе {own}. Исправьте номер или перенесите строку изменением карты.",
            )


def number_order(reading: Reading) -> Iterator[LintWarning]:
    """Gaps and steps back. A number given twice is taken for the next one: `duplicate_number` has told of it."""
    last: dict[tuple[int, ...], int] = {}
    seen = set()
    section = None
    for row in reading.rows:
        if parts := _parts(row.activity.number):
            *prefix, number = parts
            expected = last.get(key := tuple(prefix), 0) + 1
            starts_anew = not prefix and number == 1 and row.section is not section
            if (identity := _identity(row)) in seen:
                number = expected
            elif number != expected and not starts_anew:
                yield row.place.warning("number_order", _out_of_order(".".join(map(str, (*prefix, expected)))))
            last[key] = number
            seen.add(identity)
        section = row.section


def section_order(reading: Reading) -> Iterator[LintWarning]:
    previous = 0
    for section, place in reading.sections:
        if number := first_number(section.number):
            if number != previous + 1:
                yield place.warning("section_order", _out_of_order(previous + 1))
            previous = number


def _out_of_order(expected: int | str) -> str:
    return f"по порядку ожидался номер {expected}. Проверьте, не пропущена ли строка, и исправьте нумерацию."


def _parts(number: str) -> tuple[int, ...]:
    """«3.4.» gives (3, 4); a number with anything but digits gives nothing."""
    parts = number.strip(" .").split(".")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


def _identity(row: Row) -> tuple:
    """Plain numbers may repeat from section to section, compound ones may not."""
    number = row.activity.number
    return (number,) if "." in number.strip(" .") else (id(row.section), number)
