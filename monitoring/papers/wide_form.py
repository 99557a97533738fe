"""The wide form of domain.md 6.7: a line for each organisation, its figures in groups of columns, the totals below.

Each group says its columns and what a line has in them; the form puts them side by side, on paper sheet by sheet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from core.documents import Cell, Column, Ratio, Row, Table, Total
from core.documents.tables import Value as CellValue
from participants.models import MentoringForm, Person

from ..models import Indicator, RequiredDocument, Submission
from ..selectors.consolidation import COUNTED, Consolidation, Line
from ..selectors.readiness import MISSING, Standing
from .wording import SHARE, UNKNOWN, brief, figure

NUMBER = 7.5  # width of a column of figures, of a sheet 100 wide
LEAD = [Column("№", 4, align="center"), Column("Организация", 21)]
SHEET = 100
STATES = {
    Submission.State.ACCEPTED: ("принят", "done"),
    Submission.State.SUBMITTED: ("сдан, не принят", "waiting"),
    COUNTED: ("по учёту", ""),
    Submission.State.RETURNED: ("возвращён", "overdue"),
    "none": ("не сдан", "overdue"),
}
KINDS = {
    Person.Kind.LEARNER: "обучающиеся",
    Person.Kind.EMPLOYEE: "работники",
    Person.Kind.EXTERNAL: "извне",
}
Readiness = dict[int, dict[RequiredDocument, Standing]]


@dataclass(frozen=True)
class Group:
    """Neighbouring columns. `cells` gives a line's, `totals` those under them, both told where the group begins."""

    columns: Sequence[Column]
    cells: Callable[[Line, int], Sequence[CellValue | Cell]]
    totals: Callable[[list[Line], int], Sequence[CellValue | Cell]]

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)


def wide_form(found: Consolidation, ready: Readiness) -> Table:
    """The whole form. `ready` is that of the organisations of the lines."""
    groups = [
        _answer(),
        _papers(ready),
        *(_share(each) if each.is_share else _quantity(each) for each in found.indicators),
        _details("Пары и группы", "pairs", _forms_met(found), lambda line: line.forms),
        _details("Наставники", "mentors", KINDS, lambda line: line.mentors, ["trained_mentors"]),
        _counts("Работа", {"plans": "Программ действует", "completed_plans": "завершено", "cases": "Кейсов",
                           "partners": "Партнёров"}),
        _problems(),
    ]  # fmt: skip
    rows = [Row([number, *_across(line, groups)]) for number, line in enumerate(found.lines, start=1)]
    if rows:
        rows.append(Row(["", "Итого", *_totals(found.lines, groups)], kind="total"))
    return Table(
        columns=[*LEAD, *(column for group in groups for column in group.columns)],
        rows=rows,
        name="Сводная форма",
        frozen_columns=len(LEAD),
        breaks=_breaks(groups),
    )


def _across(line: Line, groups: Sequence[Group]) -> list[CellValue | Cell]:
    cells: list[CellValue | Cell] = [line.organization.short_name]
    for group in groups:
        cells += group.cells(line, len(cells) + 1)
    return cells


def _totals(lines: list[Line], groups: Sequence[Group]) -> list[CellValue | Cell]:
    cells: list[CellValue | Cell] = []
    for group in groups:
        cells += group.totals(lines, len(LEAD) + len(cells))
    return cells


def _breaks(groups: Sequence[Group]) -> dict[int, str]:
    """Paper begins anew before a group that does not fit the sheet."""
    lead = sum(column.width for column in LEAD)
    breaks, place, width = {}, len(LEAD), lead
    for group in groups:
        if width + group.width > SHEET and width > lead:
            breaks[place], width = "Продолжение таблицы", lead
        place, width = place + len(group.columns), width + group.width
    return breaks


def _answer() -> Group:
    def cells(line: Line, place: int):
        word, tint = STATES[line.state]
        handed_in = timezone.localdate(line.submission.submitted_at) if line.submission else UNKNOWN
        return [line.organization.get_kind_display(), line.keeper, Cell(word, status=tint, align="center"), handed_in]

    columns = [Column("Тип", 11), Column("Куратор", 14), Column("Отчёт", 9), Column("Сдан", 9, align="center")]
    return Group(columns, cells, lambda lines, place: [""] * len(columns))


def _papers(ready: Readiness) -> Group:
    documents = {
        RequiredDocument.IMPLEMENT_ORDER: "Приказ о внедрении",
        RequiredDocument.ROADMAP: "Дорожная карта",
        RequiredDocument.REGULATION: "Положение",
        RequiredDocument.SITE: "Раздел сайта",
    }

    def cells(line: Line, place: int):
        standings = (ready.get(line.organization.pk, {}).get(each, Standing()) for each in documents)
        return ["нет" if each.state == MISSING else each.ground or "да" for each in standings]

    columns = [Column(title, 8, group="Документы") for title in documents.values()]
    return Group(columns, cells, lambda lines, place: [""] * len(documents))


def _share(indicator: Indicator) -> Group:
    def cells(line: Line, place: int):
        value = line.values.get(indicator.pk)
        if value is None:
            return [UNKNOWN] * 3
        ratio = Ratio.of(place + 1, place, value.numerator, value.denominator)
        whole, part = figure(value.denominator), figure(value.numerator)
        return [whole, part, ratio] if value.adds_up else [_aside(whole), _aside(part), ratio]

    def totals(lines: list[Line], place: int):
        whole, part = (_sum(lines, indicator, of) for of in ("denominator", "numerator"))
        return [Total(whole), Total(part), Ratio.of(place + 1, place, part, whole)]

    columns = [
        Column("Всего", NUMBER, group=brief(indicator), align="right", number_format="#,##0"),
        Column("из них", NUMBER, group=brief(indicator), align="right", number_format="#,##0"),
        Column("%", NUMBER, group=brief(indicator), align="right", number_format=SHARE),
    ]
    return Group(columns, cells, totals)


def _quantity(indicator: Indicator) -> Group:
    def cells(line: Line, place: int):
        value = line.values.get(indicator.pk)
        return [figure(value.numerator) if value else UNKNOWN]

    def totals(lines: list[Line], place: int):
        return [Total(_sum(lines, indicator, "numerator"))]

    return Group([Column(brief(indicator), 15, align="right", number_format="#,##0")], cells, totals)


def _sum(lines: list[Line], indicator: Indicator, of: str) -> int | Decimal | None:
    """Of those that are known; None where none is."""
    values = (line.values[indicator.pk] for line in lines if indicator.pk in line.values)
    numbers = (getattr(each, of) for each in values if each.adds_up)
    known = [figure(each) for each in numbers if each is not None]
    return sum(known) if known else None


def _aside(number: int | Decimal | str) -> str:
    """In brackets, as a word: it is read and not added up."""
    return number if number == UNKNOWN else f"({number})"


def _counts(title: str, measures: dict[str, str]) -> Group:
    """Counts of the product on the date, of those whose report is in."""
    return _numbers(title, [(words, lambda line, code=code: line.counts[code]) for code, words in measures.items()])


def _details(title: str, measure: str, details: dict[str, str], of: Callable, more: Sequence[str] = ()) -> Group:
    """A count, then what divides it."""
    columns = [("всего", lambda line: line.counts[measure])]
    columns += [(words, lambda line, detail=detail: of(line).get(detail, 0)) for detail, words in details.items()]
    columns += [("обучены", lambda line, code=code: line.counts[code]) for code in more]
    return _numbers(title, columns)


def _numbers(title: str, columns: list[tuple[str, Callable[[Line], int]]]) -> Group:
    def cells(line: Line, place: int):
        return [UNKNOWN if line.is_missing else of(line) for _words, of in columns]

    def totals(lines: list[Line], place: int):
        return [Total(sum(of(line) for line in lines if not line.is_missing)) for _words, of in columns]

    made = [Column(words, NUMBER + 1.5, group=title, align="right", number_format="#,##0") for words, _of in columns]
    return Group(made, cells, totals)


def _problems() -> Group:
    def cells(line: Line, place: int):
        return [line.submission.problems if line.submission else ""]

    return Group([Column("Проблемы и замечания организации", 30)], cells, lambda lines, place: [""])


def _forms_met(found: Consolidation) -> dict[str, str]:
    """The forms of the pairs there are, with their titles."""
    met = {code for line in found.lines for code in line.forms}
    titles = MentoringForm.objects.filter(code__in=met).order_by("-is_official", "track", "pk")
    return {each.code: each.title.lower() for each in titles}
