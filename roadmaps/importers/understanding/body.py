"""Rows into sections and activities: what each row is, and to what it belongs."""

from collections.abc import Sequence

from ...linting.wording import is_cut
from ..source import Cell, Line, Paragraph, Row
from . import content, shapes
from .assembly import ActivityUnderWay, SectionUnderWay
from .columns import Column
from .layout import Layout, same_header
from .ledger import NOTHING_ABOVE, OUTSIDE, UNTITLED, Ledger
from .roles import MONTHS, Role, month_of

SECTION_TITLE = 600
HEADING = 250
MARKS = frozenset(("+", "х", "x", "v", "✓", "✔", "*", "•", "да", "√"))
CARRIED = (Role.DEADLINE, Role.PLACE, Role.RESPONSIBLE, Role.RESULT, Role.NOTE)
COMPLETE = (Role.DEADLINE, Role.RESPONSIBLE, Role.RESULT)
Fields = list[tuple[Column, Cell]]


class Body:
    """Takes the records of the roadmap in order. `numbered` documents number their activities, `dotted` as «1.1»."""

    def __init__(self, ledger: Ledger, *, numbered: bool, dotted: bool, stages_numbered: bool):
        self.ledger = ledger
        self.numbered, self.dotted, self.stages_numbered = numbered, dotted, stages_numbered
        self.sections: list[SectionUnderWay] = []

    @property
    def section(self) -> SectionUnderWay:
        if not self.sections:
            self.sections.append(SectionUnderWay(assumed=True))
        return self.sections[-1]

    @property
    def current(self) -> ActivityUnderWay | None:
        return self.sections[-1].activities[-1] if self.sections and self.sections[-1].activities else None

    def take_row(self, row: Row, layout: Layout) -> None:
        texts = [cell.text for cell in row.filled]
        if shapes.is_ruler(texts):
            self.ledger.place(row, "ruler")
        elif same_header(row, layout):
            self.ledger.place(row, "repeated_header")
        elif shapes.is_numbers_of_columns(texts):
            self.ledger.place(row, "column_numbers")
        else:
            self._take_content(row, layout)

    def _take_content(self, row: Row, layout: Layout) -> None:
        fields = [(column, cell) for column, cell in layout.fields(row) if cell.text]
        number = next((shapes.number_in(cell.text) for column, cell in fields if column.role is Role.NUMBER), "")
        others = [(column, cell) for column, cell in fields if not (number and column.role is Role.NUMBER)]
        if not others:
            self._begin_activity(row, layout, number, {}, [])
        elif len({cell.text for _column, cell in others}) == 1:
            self._take_single(row, layout, number, others)
        else:
            self._take_full(row, layout, number, others)

    def _take_single(self, row: Row, layout: Layout, number: str, others: Fields) -> None:
        """A row with one text: a section, a line of its task or result, the rest of a torn row, a bare activity."""
        column, cell = others[0]
        if self._take_label(row, cell.text):
            return
        wide = len(others) > 2 or cell.span >= max(2, len(layout.columns) - 1 - bool(number))
        if self._is_section(number, cell, wide=wide, first=column.start <= layout.columns[0].end):
            self._begin_section(row, number, cell.text)
        else:
            self._take_full(row, layout, number, others[:1])

    def _take_label(self, record: Row | Paragraph, text: str) -> bool:
        """«Задача этапа - …», «Результат этапа - …» under the stage's heading."""
        label = shapes.LABELS.match(text)
        if not label or not self.sections or self.section.activities:
            return False
        _number, _title, goal, result = shapes.section_of("", text)
        self.section.goal = " ".join(filter(None, (self.section.goal, goal)))
        self.section.result = " ".join(filter(None, (self.section.result, result)))
        self.ledger.place(record, "task", self.section)
        return True

    def _is_section(self, number: str, cell: Cell, *, wide: bool, first: bool) -> bool:
        text = cell.text
        if shapes.STAGE.match(text) or month_of(text) in MONTHS:
            return True
        if shapes.is_dotted(number) or shapes.starts_midway(text) or shapes.is_dotted(shapes.number_before(text)[0]):
            return False
        if wide or cell.bold or shapes.is_capitals(text):
            return True
        if number:
            return self.dotted or not number.isdigit()
        if not first:
            return False
        if shapes.SECTION_NUMBER.match(text):
            return True
        unfinished = self.current is not None and is_cut(self.current.text(Role.TITLE))
        return not self.numbered and not unfinished and len(text) < HEADING

    def _begin_section(self, record: Row | Paragraph, number: str, text: str) -> None:
        number, title, goal, result = shapes.section_of(number, text)
        self.sections.append(SectionUnderWay(number, title, goal, result, where=record.where))
        self.ledger.place(record, "section", self.sections[-1])

    def _take_full(self, row: Row, layout: Layout, number: str, others: Fields) -> None:
        stage = next((cell for column, cell in others if column.role is Role.STAGE), None)
        if stage is not None and row.after_break and not number and self.stages_numbered and self.current:
            self.section.title, stage = f"{self.section.title} {stage.text}", None
        if stage is not None and stage.text != self.section.stage:
            self._begin_stage(row, stage, number)
        if self.stages_numbered and Role.STAGE in layout.roles:
            number = ""
        cells = _by_role(others)
        if not number and not self.stages_numbered:
            number, cells = self._number_of_title(cells, layout)
        elif number and cells.get(Role.TITLE):
            cells[Role.TITLE] = _without_number(cells[Role.TITLE], number)
        if not number and stage is None and self._goes_on(row, cells):
            self._continue(row, layout, others, cells)
        elif cells:
            self._begin_activity(row, layout, number, cells, others)
        else:
            self.ledger.place(row, "section", self.section)

    def _begin_stage(self, row: Row, stage: Cell, number: str) -> None:
        own, title, goal, result = shapes.section_of(number if self.stages_numbered else "", stage.text)
        if self.sections and self.sections[-1].assumed and not self.sections[-1].activities:
            self.sections.pop()
        self.sections.append(
            SectionUnderWay(own, title, goal, result, stage.text, self.stages_numbered, where=row.where)
        )

    def _number_of_title(self, cells: dict[Role, list[Line]], layout: Layout) -> tuple[str, dict[Role, list[Line]]]:
        title = cells.get(Role.TITLE)
        if not title or title[0].marker and not shapes.number_in(title[0].marker):
            return "", cells
        if title[0].marker:
            return shapes.number_in(title[0].marker), {
                **cells,
                Role.TITLE: [Line(title[0].text, bold=title[0].bold), *title[1:]],
            }
        number, text = shapes.number_before(title[0].text)
        if not number or not (shapes.is_dotted(number) or Role.NUMBER not in layout.roles):
            return "", cells
        return number, {**cells, Role.TITLE: [Line(text, bold=title[0].bold), *title[1:]]}

    def _goes_on(self, row: Row, cells: dict[Role, list[Line]]) -> bool:
        """Whether a row without a number is the rest of the one above."""
        above = self.current
        title = " ".join(line.labelled for line in cells.get(Role.TITLE, ()))
        if above is None:
            return False
        if not title:
            return True
        if not row.after_break and _closes_foreign_quotes(above.text(Role.TITLE), title):
            return False
        filled = sum(bool(cells.get(role)) for role in COMPLETE)
        if self.numbered:
            return filled < 2 or row.after_break or shapes.starts_midway(title)
        unfinished = is_cut(above.text(Role.TITLE))
        return (shapes.starts_midway(title) or unfinished or row.after_break) and not cells.get(Role.DEADLINE)

    def _continue(self, row: Row, layout: Layout, others: Fields, cells: dict[Role, list[Line]]) -> None:
        above = self.current
        torn = not any(cell.above for cell in row.cells)
        for role, lines in cells.items():
            above.go_on(role, lines, torn=torn)
        _take_rest(above, others)
        above.joined = above.joined or torn
        above.where.append(row.where)
        above.doubtful += row.doubtful
        self.ledger.place(row, "continuation", above)

    def _begin_activity(
        self, row: Row, layout: Layout, number: str, cells: dict[Role, list[Line]], others: Fields
    ) -> None:
        previous = self.current
        activity = ActivityUnderWay(number, cells, where=[row.where], doubtful=[*row.doubtful], joined=row.joined)
        title = activity.text(Role.TITLE)
        activity.headless = self.numbered and not number and shapes.starts_midway(title)
        activity.with_place = any(column.with_place for column in layout.columns)
        _take_rest(activity, others)
        for column, cell in layout.fields(row):
            if cell.above and previous is not None and column.role in CARRIED and not cells.get(column.role):
                cells[column.role] = list(previous.lines(column.role))
        if not number and not _is_titled(activity):
            self.ledger.leave(row, NOTHING_ABOVE)
            return
        self.section.activities.append(activity)
        self.ledger.place(row, "activity", activity)

    def drop_untitled(self) -> None:
        """Rows whose title never came, not even on the next page, are no activities."""
        untitled = [each for section in self.sections for each in section.activities if not _is_titled(each)]
        self.ledger.take_back(untitled, UNTITLED)
        for section in self.sections:
            section.activities = [each for each in section.activities if _is_titled(each)]

    def take_paragraph(self, paragraph: Paragraph | Row, *, before_table: bool) -> None:
        """Text between the roadmap's tables: a heading, a stage's task, the tail of a lost row."""
        text = paragraph.text
        if shapes.PAGE_NUMBER.fullmatch(text) or shapes.is_ruler([text]):
            self.ledger.place(paragraph, "page_number")
        elif self._take_label(paragraph, text):
            return
        elif self._is_heading(paragraph, before_table=before_table):
            self._begin_section(paragraph, "", text)
        elif self.numbered and shapes.starts_midway(text) and self.sections:
            tail = ActivityUnderWay("", {Role.TITLE: [Line(text)]}, where=[paragraph.where], headless=True)
            self.section.activities.append(tail)
            self.ledger.place(paragraph, "activity", tail)
        else:
            self.ledger.leave(paragraph, OUTSIDE)

    def _is_heading(self, paragraph: Paragraph | Row, *, before_table: bool) -> bool:
        text = paragraph.text
        if shapes.starts_midway(text) or len(text) > SECTION_TITLE:
            return False
        if shapes.STAGE.match(text) or shapes.SECTION_NUMBER.match(text):
            return True
        shown = (
            (isinstance(paragraph, Paragraph) and paragraph.bold) or shapes.is_capitals(text) or bool(month_of(text))
        )
        return shown or (before_table and len(text) < HEADING and not text.endswith((".", ";")))


def _is_titled(activity: ActivityUnderWay) -> bool:
    return bool(activity.text(Role.TITLE).strip() or activity.text(Role.CONTENT).strip())


def _by_role(fields: Fields) -> dict[Role, list[Line]]:
    cells: dict[Role, list[Line]] = {}
    for column, cell in fields:
        if column.role not in (Role.NUMBER, Role.STAGE, Role.MONTH, Role.NONE):
            cells.setdefault(column.role, []).extend(cell.lines)
    spans = [cell.text for column, cell in fields if column.role is Role.DEADLINE]
    if len(spans) == 2 and all(map(content.is_deadline, spans)):
        cells[Role.DEADLINE] = [Line(" – ".join(spans))]
    if months := _months(fields):
        cells.setdefault(Role.DEADLINE, []).append(Line(months))
    return cells


def _months(fields: Fields) -> str:
    """The marks in the columns of months as a phrase: «сентябрь, ноябрь», «15 сентября» stays «сентябрь: 15»."""
    marked = []
    for column, cell in fields:
        if column.role is Role.MONTH:
            month = month_of(column.header) or month_of("".join(column.header.split()[-1:]))
            mark = cell.text.lower()
            if not month or content.is_deadline(cell.text):
                marked.append(cell.text)
            elif mark in MARKS:
                marked.append(month)
            else:
                marked.append(f"{mark} {_genitive(month)}" if mark.isdigit() else f"{month} ({cell.text})")
    return ", ".join(marked)


def _genitive(month: str) -> str:
    name, _space, year = month.partition(" ")
    return f"{name[:-1]}я {year}".strip() if name[-1] in "ьй" else f"{name}а {year}".strip()


def _take_rest(activity: ActivityUnderWay, fields: Fields) -> None:
    """Columns of no known role are kept as notes under their own headers."""
    for column, cell in fields:
        if column.role is Role.NONE:
            activity.notes.append(f"{column.header}: {cell.text}" if column.header else cell.text)


def _without_number(lines: Sequence[Line], number: str) -> list[Line]:
    """A title that repeats the number of its own cell."""
    first, *rest = lines
    own, text = shapes.number_before(first.text)
    return [Line(text, first.marker, first.level, first.bold), *rest] if own == number else list(lines)


def _closes_foreign_quotes(above: str, tail: str) -> bool:
    """The tail closes a quotation that the row above never opened: it belongs to a row that is lost."""
    return (
        shapes.opens_more_than_closes(tail) < 0
        and shapes.opens_more_than_closes(above) + shapes.opens_more_than_closes(tail) < 0
    )
