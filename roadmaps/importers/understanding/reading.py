"""The whole of it: a document in, a draft out, with an account of every record and what to look at before saving."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...drafts import RoadmapDraft, SectionDraft, StampDraft
from ...linting import places
from ..refusals import NoRoadmap, PeriodUnknown
from ..source import Paragraph, Row, SourceDocument
from . import doubts, shapes, stamps, tables
from .body import Body
from .columns import Column
from .doubts import Doubt
from .finish import finished
from .head import Head, read_head
from .ledger import OTHER_TABLE, OUTSIDE, Ledger, NotPlaced, Placed
from .period import Span, from_approval, from_deadlines, lies_within
from .records import Parts, Record, numbering, parts_of, records_of
from .stacked import regrouped

UNTITLED = "Дорожная карта"
TRACK = "students"  # of most roadmaps; said to be assumed


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
    if not any(map(_is_roadmap, readings)):
        source = regrouped(source)
        readings = tables.readings(source, roles)
    layout = next((layout for reading in readings for layout in reading.layouts if layout), None)
    if layout is None:
        raise NoRoadmap
    parts = parts_of(records_of(source, readings))
    return _Understanding(source, parts, layout.columns).reading(period, otherwise)


def _is_roadmap(reading: tables.TableReading) -> bool:
    return any(reading.layouts)


class _Understanding:
    def __init__(self, source: SourceDocument, parts: Parts, columns: tuple[Column, ...]):
        self.source, self.parts, self.columns = source, parts, columns
        self.ledger = Ledger()
        self.doubts = [*([doubts.of_layout()] if source.unruled else []), *doubts.of_columns(columns)]
        self.targets: dict[int, str] = {}

    def reading(self, period: Span | None, otherwise: Span | None) -> Reading:
        head = self._head()
        sections = self._finished(self._body())
        head.stamps += self._signatures()
        if not head.title:
            head.title = UNTITLED
            self.doubts.append(doubts.of_title())
        if not head.track:
            self.doubts.append(doubts.of_track())
        first, last = self._period(head, sections, period, otherwise)
        draft = RoadmapDraft(
            head.title,
            head.level,
            head.track or TRACK,
            first,
            last,
            stamps=tuple(head.stamps),
            sections=tuple(sections),
        )
        placed = tuple(
            Placed(record.where, purpose, self.targets.get(id(target), ""))
            for record, purpose, target in self.ledger.placed
        )
        return Reading(self.source, draft, self.columns, placed, tuple(self.ledger.not_placed), tuple(self.doubts))

    def _head(self) -> Head:
        head = read_head([each.record for each in self.parts.head])
        self._account(self.parts.head, head.used)
        return head

    def _body(self) -> Body:
        records = self.parts.roadmap
        body = Body(self.ledger, **numbering(records))
        for place, each in enumerate(records):
            before_table = self.parts.headed and place + 1 < len(records) and records[place + 1].layout is not None
            is_first_heading = place == 0 and each.layout is None
            if isinstance(each.record, Paragraph) or is_first_heading:
                body.take_paragraph(each.record, before_table=before_table)
            elif each.is_header:
                self.ledger.place(each.record, "header")
            elif each.layout is None:
                self.ledger.leave(each.record, OTHER_TABLE)
            else:
                body.take_row(each.record, each.layout)
        body.drop_untitled()
        return body

    def _signatures(self) -> list[StampDraft]:
        """Signatures under the table, up to the next table or heading; what else stands there is not the roadmap's."""
        records = [each.record for each in self.parts.tail]
        end = next((place for place, record in enumerate(records) if _begins_another(record, place)), len(records))
        texts = [record.text.replace(" | ", " ") for record in records[:end]]
        found = list(stamps.signatures(texts))
        self._account(
            self.parts.tail,
            {place: "signature" for first, after, _stamp in found for place in range(first, after)},
        )
        return [stamp for _first, _after, stamp in found]

    def _account(self, records: Sequence[Record], used: Mapping[int, str]) -> None:
        """Places the records outside the table that were of use, and lists the others."""
        for place, record in enumerate(each.record for each in records):
            if purpose := used.get(place):
                self.ledger.place(record, purpose)
            elif shapes.is_ruler([record.text]) or shapes.PAGE_NUMBER.fullmatch(record.text):
                self.ledger.place(record, "page_number")
            else:
                self.ledger.leave(record, OUTSIDE if isinstance(record, Paragraph) else OTHER_TABLE)

    def _finished(self, body: Body) -> list[SectionDraft]:
        drafts, keys = [], places.Keys()
        for ordinal, section in enumerate(body.sections, 1):
            draft, activities = finished(section)
            key = keys.section(ordinal, draft)
            self.targets[id(section)] = key
            self.doubts += doubts.of_section(section, key)
            for position, (row, activity) in enumerate(activities, 1):
                key = keys.activity(ordinal, position, activity)
                self.targets.setdefault(id(row), key)
                self.doubts += doubts.of_activity(row, activity, key, of_stage=bool(section.stage))
            drafts.append(replace(draft, activities=tuple(activity for _row, activity in activities)))
        return drafts

    def _period(
        self, head: Head, sections: Sequence[SectionDraft], period: Span | None, otherwise: Span | None
    ) -> Span:
        if period:
            return period
        if head.period:
            return from_approval(head.period, head.stamps, sections)
        found, source = _assumed(head, sections) or (otherwise, doubts.BY_SCHOOL_YEAR)
        if found is None:
            raise PeriodUnknown
        self.doubts.append(doubts.of_period(found, source))
        return found


def _assumed(head: Head, sections: Sequence[SectionDraft]) -> tuple[Span, str] | None:
    """What the lines beside the title speak of, unless the deadlines lie elsewhere; else what the deadlines name."""
    if head.mentioned and lies_within(head.mentioned, sections):
        return from_approval(head.mentioned, head.stamps, sections), doubts.BY_TEXT
    by_deadlines = from_deadlines(sections)
    return (by_deadlines, doubts.BY_DEADLINES) if by_deadlines else None


def _begins_another(record: Row | Paragraph, place: int) -> bool:
    return len(record.filled) > 2 if isinstance(record, Row) else record.bold and place > 0
