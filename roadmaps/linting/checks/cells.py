"""What a row lacks: torn text, an empty cell, a group where a person should answer."""

from collections.abc import Callable, Iterable, Iterator

from ..places import LintWarning
from ..reading import TORN, Reading, Row
from ..wording import is_cut, is_group


def empty_section(reading: Reading) -> Iterator[LintWarning]:
    for section, place in reading.sections:
        if not section.activities:
            yield place.warning("empty_section", "в разделе нет мероприятий. Внесите их или удалите раздел.")


def torn_row(reading: Reading) -> Iterator[LintWarning]:
    for section, place in reading.sections:
        if cut := next(filter(is_cut, (section.title, section.goal, section.result)), ""):
            yield place.warning(TORN, _torn(cut))
    for row in reading.rows:
        if row.torn_cell:
            yield row.place.warning(TORN, _torn(row.torn_cell))


def _torn(cell: str) -> str:
    tail = " ".join(cell.split()[-4:])
    return f"текст разорван («… {tail}»), начало или конец потеряны. Строку следует восстановить по оригиналу."


def no_deadline(reading: Reading) -> Iterator[LintWarning]:
    yield from _empty_cell(
        reading,
        (row for row in reading.whole_rows if not row.activity.dates_by_hand),
        "no_deadline",
        lambda row: not row.activity.deadline.strip(),
        "срок не указан. Впишите срок или назначьте даты.",
        "ни у одного мероприятия не указан срок. Впишите сроки: без них не будет напоминаний.",
    )


def no_responsible(reading: Reading) -> Iterator[LintWarning]:
    yield from _empty_cell(
        reading,
        reading.whole_rows,
        "no_responsible",
        lambda row: not row.activity.responsible,
        "ответственный не указан. Назначьте человека или должность.",
        "ни у одного мероприятия не указан ответственный. Назначьте ответственных: по ним рассылаются напоминания.",
    )


def no_result(reading: Reading) -> Iterator[LintWarning]:
    yield from _empty_cell(
        reading,
        reading.whole_rows,
        "no_result",
        lambda row: not row.activity.result.strip(),
        "результат не указан. Впишите документ, которым подтверждается исполнение.",
        "ни у одного мероприятия не указан результат. Впишите документы, которыми подтверждается исполнение.",
    )


def _empty_cell(
    reading: Reading, rows: Iterable[Row], code: str, is_empty: Callable[[Row], bool], one: str, all_: str
) -> Iterator[LintWarning]:
    """A warning a row; one for the whole roadmap when the document has no such column at all."""
    rows = list(rows)
    empty = [row for row in rows if is_empty(row)]
    if len(empty) == len(rows) > 1:
        yield reading.place.warning(code, all_)
    else:
        yield from (row.place.warning(code, one) for row in empty)


def group_responsible(reading: Reading) -> Iterator[LintWarning]:
    for row in reading.rows:
        responsible = row.activity.responsible
        if responsible and all(item.kind != "person" and is_group(item.text) for item in responsible):
            named = ", ".join(item.text for item in responsible)
            yield row.place.warning(
                "group_responsible",
                f"ответственной названа группа («{named}»). Назначьте человека, который отвечает за исполнение.",
            )
