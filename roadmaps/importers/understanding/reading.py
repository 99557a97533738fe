"""The whole of it: a document in, a draft out, with an account of every record and what to look at before saving."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...drafts import ActivityDraft, RemarkDraft, RoadmapDraft, SectionDraft, StampDraft
from ...linting.places import of_activity, of_section
from ..refusals import NoRoadmap, PeriodUnknown
from ..source import Paragraph, Row, SourceDocument, Table
from . import shapes, stamps, tables
from .assembly import ActivityUnderWay, SectionUnderWay
from .body import Body
from .columns import Column
from .dates import LONGEST_PERIOD_YEARS, years_in
from .finish import finished
from .head import Head, read_head
from .layout import Layout, same_header
from .ledger import OTHER_TABLE, OUTSIDE, Doubt, Ledger, NotPlaced, Placed
from .roles import Role
from .stacked import regrouped

UNTITLED = "Дорожная карта"
Span = tuple[date, date]


@dataclass(frozen=True)
class Reading:
    """A document as understood. `source_rows` is the number of its records: each is in `placed` or in `not_placed`.

    `columns` are those of the first table of the roadmap, with the role given to each and what told it.
    """

    source: SourceDocument
    draft: RoadmapDraft
    columns: tuple[Column, ...]
    placed: tuple[Placed, ...]
    not_placed: tuple[NotPlaced, ...]
    doubts: tuple[Doubt, ...]

    @property
    def source_rows(self) -> int:
        return sum(1 for _record in self.source.records())

    @property
    def counts(self) -> dict[str, int]:
        """How many records each purpose took."""
        return dict(Counter(each.purpose for each in self.placed))


def understand(
    source: SourceDocument,
    *,
    roles: Mapping[int, str] | None = None,
    period: Span | None = None,
    otherwise: Span | None = None,
) -> Reading:
    """Reads a document as a roadmap.

    `roles` sets the columns by hand: index of a column -> a value of `Role`. `period` is the roadmap's, whatever the
    document says; `otherwise` the one to take when it says nothing. Raises NoRoadmap, PeriodUnknown.
    """
    readings = tables.readings(source, roles)
    if not _is_roadmap(readings):
        stacked = regrouped(source)
        readings = tables.readings(stacked, roles) if stacked else readings
        source = stacked or source
        if not _is_roadmap(readings):
            raise NoRoadmap
    return _Understanding(source, readings).reading(period, otherwise)


def _is_roadmap(readings: Sequence[tables.Reading]) -> bool:
    return any(layout for reading in readings for layout in reading.layouts)


class _Understanding:
    def __init__(self, source: SourceDocument, readings: Sequence[tables.Reading]):
        self.source = source
        self.ledger = Ledger()
        self.doubts: list[Doubt] = []
        self.records = list(_with_layouts(source, readings))
        roadmap = [place for place, each in enumerate(self.records) if each.layout]
        if not roadmap:
            raise NoRoadmap
        self.first = roadmap[0]
        self.last = self._before_signatures(roadmap[-1])
        self.layout = next(layout for reading in readings for layout in reading.layouts if layout)

    def reading(self, period: Span | None, otherwise: Span | None) -> Reading:
        head_end, headings = self._head_end()
        head = self._head(head_end)
        body = self._body(head_end, headings)
        sections, targets = self._finished(body)
        signed = self._tail()
        span = self._period(head, sections, period, otherwise)
        if not head.title:
            head.title = UNTITLED
            self._doubt("roadmap", "title_assumed", "Название дорожной карты в документе не найдено. Впишите его.")
        draft = RoadmapDraft(
            title=head.title,
            level=head.level,
            track=head.track,
            period_from=span[0],
            period_to=span[1],
            stamps=tuple([*head.stamps, *signed]),
            sections=tuple(sections),
        )
        return Reading(
            self.source,
            draft,
            self.layout.columns,
            tuple(
                Placed(record.where, purpose, targets.get(id(target), ""))
                for record, purpose, target in self.ledger.placed
            ),
            tuple(self.ledger.not_placed),
            tuple([*self._doubts_of_columns(), *self.doubts]),
        )

    def _before_signatures(self, last: int) -> int:
        """The last row of the roadmap itself: a sheet has the signatures in the same table."""
        near = [place for place in range(max(self.first + 1, last - 5), last + 1)]
        near = near[next((i for i in range(len(near), 0, -1) if not self._may_be_signed(near[i - 1])), 0) :]
        texts = [" ".join(cell.text for cell in self.records[place].record.filled) for place in near]
        first = next((start for start, _after, _stamp in stamps.signatures(texts)), None)
        return last if first is None else near[first] - 1

    def _may_be_signed(self, place: int) -> bool:
        record = self.records[place].record
        return isinstance(record, Row) and len(record.filled) < 3

    def _head_end(self) -> tuple[int, bool]:
        """Where the head ends: before the header, or before the first section's heading when headings stand over tables."""
        starts = [place for place in range(self.first, self.last + 1) if self._begins_table(place)]
        headed = [place for place in starts[1:] if _is_single(self.records[place - 1].record)]
        end = self.first
        if end and _is_single(before := self.records[end - 1].record):
            numbered = shapes.STAGE.match(before.text) or shapes.SECTION_NUMBER.match(before.text)
            alike = headed and len(headed) == len(starts) - 1 and end > 1 and len(before.text) < 250
            titled = read_head([each.record for each in self.records[: end - 1]]).title if alike else ""
            if numbered or (alike and titled):
                return end - 1, True
        return end, bool(headed)

    def _begins_table(self, place: int) -> bool:
        """The first row of a table, or its header repeated: a sheet holds many tables in one."""
        each = self.records[place]
        return each.is_first or (each.layout is not None and same_header(each.record, each.layout))

    def _head(self, end: int) -> Head:
        records = [each.record for each in self.records[:end]]
        head = read_head(records)
        for place, record in enumerate(records):
            if purpose := head.used.get(place):
                self.ledger.place(record, purpose)
            elif shapes.is_ruler([record.text]) or shapes.PAGE_NUMBER.fullmatch(record.text):
                self.ledger.place(record, "page_number")
            else:
                self.ledger.leave(record, OUTSIDE if isinstance(record, Paragraph) else OTHER_TABLE)
        return head

    def _body(self, start: int, headings: bool) -> Body:
        records = self.records[start : self.last + 1]
        body = Body(self.ledger, **_numbering(records))
        for place, each in enumerate(records):
            if isinstance(each.record, Paragraph) or place == 0 and each.layout is None and not each.is_header:
                following = records[place + 1] if place + 1 < len(records) else None
                before_table = headings and following is not None and following.layout is not None
                body.take_paragraph(each.record, before_table=before_table)
            elif each.is_header:
                self.ledger.place(each.record, "header")
            elif each.layout is None:
                self.ledger.leave(each.record, OTHER_TABLE)
            else:
                body.take_row(each.record, each.layout)
        body.drop_untitled()
        return body

    def _tail(self) -> list[StampDraft]:
        """Signatures under the table; whatever else stands there is not the roadmap's."""
        records = [each.record for each in self.records[self.last + 1 :]]
        texts = [record.text.replace(" | ", " ") for record in records]
        end = next(
            (i for i, record in enumerate(records) if isinstance(record, Row) and len(record.filled) > 2), len(records)
        )
        end = next(
            (i for i, text in enumerate(texts[:end]) if i and isinstance(records[i], Paragraph) and records[i].bold),
            end,
        )
        signed, found = {}, []
        for first, after, stamp in stamps.signatures(texts[:end]):
            signed.update(dict.fromkeys(range(first, after), True))
            found.append(stamp)
        for place, record in enumerate(records):
            if place in signed:
                self.ledger.place(record, "signature")
            elif shapes.PAGE_NUMBER.fullmatch(record.text) or shapes.is_ruler([record.text]):
                self.ledger.place(record, "page_number")
            else:
                self.ledger.leave(record, OUTSIDE if isinstance(record, Paragraph) else OTHER_TABLE)
        return found

    def _finished(self, body: Body) -> tuple[list[SectionDraft], dict[int, str]]:
        drafts, targets = [], {}
        for ordinal, section in enumerate(body.sections, 1):
            draft, activities = finished(section)
            key = of_section(ordinal, draft).key
            targets[id(section)] = key
            self._doubts_of_section(section, key)
            for position, (row, activity) in enumerate(activities, 1):
                place = of_activity(ordinal, position, activity).key
                targets.setdefault(id(row), place)
                self._doubts_of_activity(row, activity, place)
            drafts.append(replace(draft, activities=tuple(activity for _row, activity in activities)))
        return drafts, targets

    def _period(
        self, head: Head, sections: Sequence[SectionDraft], period: Span | None, otherwise: Span | None
    ) -> Span:
        if period or head.period:
            return period or _from_approval(head.period, head.stamps, sections)
        if assumed := _period_of_deadlines(sections):
            first, last = assumed
            self._doubt(
                "roadmap",
                "period_assumed",
                f"Период в документе не назван, взят по срокам мероприятий: {first:%d.%m.%Y} – {last:%d.%m.%Y}. Проверьте его.",
            )
            return assumed
        if otherwise:
            self._doubt("roadmap", "period_assumed", "Период в документе не назван. Проверьте начало и окончание.")
            return otherwise
        raise PeriodUnknown

    def _doubt(self, target: str, code: str, message: str, where: str = "") -> None:
        self.doubts.append(Doubt(target, code, message, where))

    def _doubts_of_columns(self) -> Iterator[Doubt]:
        for column in self.layout.columns:
            name = f"«{column.header}»" if column.header else f"№ {column.index + 1}"
            if column.by == "content" and column.role:
                yield Doubt("roadmap", "column_guessed", f"Графа {name} понята по содержанию. Проверьте, верно ли.")
            elif not column.role:
                yield Doubt(
                    "roadmap", "column_unknown", f"Графа {name} не распознана, её текст сохранён в примечаниях."
                )

    def _doubts_of_section(self, section: SectionUnderWay, key: str) -> None:
        if section.assumed:
            message = "Раздел в документе не назван: мероприятия собраны в один. Впишите название раздела."
            self._doubt(key, "section_assumed", message, section.where)

    def _doubts_of_activity(self, row: ActivityUnderWay, activity: ActivityDraft, key: str) -> None:
        where = ", ".join(row.where)
        if row.joined:
            self._doubt(
                key, "row_joined", "Строка разорвана переходом страницы и собрана из частей. Сверьте её.", where
            )
        if row.headless:
            self._doubt(key, "row_torn", "От строки уцелел только конец. Восстановите её по оригиналу.", where)
        if activity.number and not row.number and row.lines(Role.TITLE) and row.headless:
            self._doubt(key, "number_assumed", f"Номер {activity.number} поставлен по порядку. Сверьте его.", where)


@dataclass(frozen=True)
class _Record:
    record: Row | Paragraph
    layout: Layout | None = None
    is_header: bool = False
    is_first: bool = False  # of a table of the roadmap


def _is_single(record: Row | Paragraph) -> bool:
    return isinstance(record, Paragraph) or len(record.filled) == 1


def _with_layouts(source: SourceDocument, readings: Sequence[tables.Reading]) -> Iterator[_Record]:
    """Every record with the layout it is read by; what stands in a table above its header is no part of it."""
    following = iter(readings)
    for block in source.blocks:
        if not isinstance(block, Table):
            yield from (_Record(block),) if block.text else ()
            continue
        reading = next(following)
        first = min(reading.header_rows, default=0)
        for place, row in enumerate(block.rows):
            if row.text:
                layout = reading.layouts[place] if place >= first else None
                yield _Record(row, layout, place in reading.header_rows, place == first and layout is not None)


def _numbering(records: Sequence[_Record]) -> dict[str, bool]:
    """How the document numbers its rows; see `Body`."""
    numbers, rows, stages = [], 0, []
    for each in records:
        if each.layout is None or each.is_header or len(each.record.filled) < 2:
            continue
        fields = each.layout.fields(each.record)
        own = next((shapes.number_in(cell.text) for column, cell in fields if column.role is Role.NUMBER), "")
        title = next((cell.text for column, cell in fields if column.role is Role.TITLE), "")
        rows += 1
        numbers += filter(None, [own or shapes.number_before(title)[0]])
        stages += [cell.text for column, cell in fields if column.role is Role.STAGE and cell.text]
    dotted = sum(map(shapes.is_dotted, numbers))
    return {
        "numbered": len(numbers) * 2 > rows,
        "dotted": dotted * 2 > len(numbers),
        "stages_numbered": bool(stages) and not dotted and len(set(stages)) == len(stages) == len(numbers),
    }


def _from_approval(period: Span, approvals: Sequence[StampDraft], sections: Sequence[SectionDraft]) -> Span:
    """A plan of several years begins on the day it is approved, unless it plans for earlier days."""
    first, last = period
    approved = [stamp.date for stamp in approvals if stamp.date and stamp.kind in ("approve", "approved_by_order")]
    if (
        approved
        and first < min(approved)
        and min(approved).year == first.year < last.year
        and (first.month, first.day) == (1, 1)
    ):
        return min(approved), last
    return period


def _period_of_deadlines(sections: Sequence[SectionDraft]) -> Span | None:
    years = {year for section in sections for activity in section.activities for year in years_in(activity.deadline)}
    if not years or max(years) - min(years) >= LONGEST_PERIOD_YEARS:
        return None
    return date(min(years), 1, 1), date(max(years), 12, 31)


def remarks_of(activity: ActivityDraft) -> tuple[RemarkDraft, ...]:
    return activity.remarks
