"""The draft laid out for the checks: rows with their places, deadlines read once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..deadlines import Period, Schedule, parse
from ..drafts import ActivityDraft, RoadmapDraft, SectionDraft
from . import places
from .above import Above
from .places import LintWarning, Place
from .wording import is_cut

TORN = "torn_row"
APPROVALS = frozenset({"approve", "approved_by_order"})


@dataclass(frozen=True)
class Row:
    activity: ActivityDraft
    section: SectionDraft
    place: Place
    schedule: Schedule

    @cached_property
    def torn_cell(self) -> str:
        """The cell that breaks off, as written, or an empty string."""
        activity = self.activity
        begins_midway = activity.title[:1].islower() and not (activity.deadline or activity.responsible)
        if begins_midway or (activity.title.endswith(":") and not activity.steps):
            return activity.title
        cells = (activity.title, *activity.steps, activity.deadline, activity.result)
        return next(filter(is_cut, cells), "")

    @property
    def is_torn(self) -> bool:
        return bool(self.torn_cell) or any(remark.code == TORN for remark in self.activity.remarks)


class Reading:
    """`rows` are the activities, `sections` and `stamps` pairs of a draft and its place, all in document order."""

    def __init__(
        self, draft: RoadmapDraft, *, approved_on: date | None = None, above: Mapping[str, Above] | None = None
    ):
        self.draft = draft
        self.above = above or {}
        self.period = Period(draft.period_from, draft.period_to)
        stamped = (stamp.date for stamp in draft.stamps if stamp.kind in APPROVALS and stamp.date)
        self.approved_on = approved_on or min(stamped, default=None)
        self.place = places.of_roadmap(draft)
        self.stamps = [(stamp, places.of_stamp(i, stamp)) for i, stamp in enumerate(draft.stamps, 1)]
        self.sections = [(section, places.of_section(i, section)) for i, section in enumerate(draft.sections, 1)]
        self.rows = [
            self._row(activity, section, places.of_activity(i, j, activity))
            for i, section in enumerate(draft.sections, 1)
            for j, activity in enumerate(section.activities, 1)
        ]
        self.places = list(self._places())

    def _row(self, activity: ActivityDraft, section: SectionDraft, place: Place) -> Row:
        return Row(activity, section, place, parse(activity.deadline, period=self.period))

    def _places(self) -> Iterator[Place]:
        yield self.place
        yield from (place for _, place in self.stamps)
        for section, place in self.sections:
            yield place
            yield from (row.place for row in self.rows if row.section is section)

    @cached_property
    def whole_rows(self) -> list[Row]:
        """The rows whose cells can be judged: what a torn row lacks was lost with the page, not left out."""
        return [row for row in self.rows if not row.is_torn]

    def is_remarked(self, warning: LintWarning) -> bool:
        said = ((place.key, remark.code) for place in self.places for remark in place.remarks)
        return (warning.where, warning.code) in said

    def in_order(self, warnings: Iterable[LintWarning]) -> tuple[LintWarning, ...]:
        order = {place.key: position for position, place in reversed(list(enumerate(self.places)))}
        return tuple(sorted(warnings, key=lambda warning: order[warning.where]))
