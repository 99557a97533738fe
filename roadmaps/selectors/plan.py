"""The plan of a roadmap: as plain data, and with what is doubtful in it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from ..drafts import ActivityDraft, EventDraft, RemarkDraft, ResponsibleDraft, RoadmapDraft, SectionDraft, StampDraft
from ..linting import Above, collect_warnings
from ..linting.places import of_activity, of_section
from ..models import Activity, Occurrence, Responsible, Roadmap, Section
from .events import Awaited, awaited_by


def with_plan(roadmaps):
    """The queryset with stamps, sections, activities, responsible and events: six queries whatever their number."""
    return roadmaps.select_related("organization", "order").prefetch_related(
        "stamps",
        "sections",
        Prefetch("sections__activities", Activity.objects.order_by("position", "pk")),
        Prefetch("sections__activities__responsible", Responsible.objects.select_related("user")),
        "sections__activities__events",
    )


def with_occurrences(roadmaps):
    """The queryset with the occurrences of every activity fetched: one query more."""
    return roadmaps.prefetch_related("sections__activities__occurrences")


def roadmap_draft(roadmap: Roadmap) -> RoadmapDraft:
    """The rows of a roadmap back as plain data: for the linter, copies, new versions and `show_roadmap`."""
    return RoadmapDraft(
        title=roadmap.title,
        level=roadmap.level,
        track=roadmap.track,
        period_from=roadmap.period_from,
        period_to=roadmap.period_to,
        stamps=tuple(_stamp_draft(stamp) for stamp in roadmap.stamps.all()),
        sections=tuple(_section_draft(section) for section in roadmap.sections.all()),
        remarks=_remark_drafts(roadmap.remarks),
    )


def _stamp_draft(stamp) -> StampDraft:
    return StampDraft(
        kind=stamp.kind,
        wording=stamp.wording,
        who=stamp.who,
        position=stamp.position,
        document=stamp.document,
        date=stamp.date,
        side=stamp.side,
    )


def _section_draft(section: Section) -> SectionDraft:
    return SectionDraft(
        number=section.number,
        title=section.title,
        goal=section.goal,
        result=section.result,
        activities=tuple(activity_draft(activity) for activity in section.activities.all()),
        remarks=_remark_drafts(section.remarks),
        uid=str(section.uid),
    )


def activity_draft(activity: Activity) -> ActivityDraft:
    return ActivityDraft(
        number=activity.number,
        title=activity.title,
        deadline=activity.deadline,
        place=activity.place,
        steps=tuple(activity.steps),
        responsible=tuple(ResponsibleDraft(each.kind, each.text) for each in activity.responsible.all()),
        result=activity.result,
        document_kind=activity.document_kind,
        note=activity.note,
        remarks=_remark_drafts(activity.remarks),
        dates_by_hand=tuple(activity.dates_by_hand),
        events=tuple(
            EventDraft(each.event, each.source, each.parameter, each.suggested) for each in activity.events.all()
        ),
        uid=str(activity.uid),
    )


def _remark_drafts(remarks: list[dict]) -> tuple[RemarkDraft, ...]:
    return tuple(RemarkDraft(**remark) for remark in remarks)


@dataclass(frozen=True)
class PlanWarning:
    """What is doubtful, and the anchor of the row on the page (empty when it concerns the whole roadmap)."""

    code: str
    message: str
    anchor: str = ""

    @property
    def said_in_place(self) -> str:
        """The message without the place it begins with, for use beside the row itself."""
        _place, _colon, said = self.message.partition(": ")
        return said[:1].upper() + said[1:] if said else self.message


@dataclass(frozen=True)
class PlanRow:
    """An activity with what is doubtful in it and, once approved, how it stands: `status` "" before that."""

    activity: Activity
    warnings: list[PlanWarning]
    status: str = ""
    due: date | None = None  # the next thing that is open
    awaited: list[Awaited] = field(default_factory=list)
    often: Occurrence | None = None  # what is to be done several times now, or is being counted


@dataclass(frozen=True)
class PlanSection:
    section: Section
    rows: list[PlanRow]
    warnings: list[PlanWarning]


@dataclass(frozen=True)
class Plan:
    """A roadmap as it is read on the page: its rows, and the warnings both beside their rows and all together."""

    roadmap: Roadmap
    sections: list[PlanSection]
    warnings: list[PlanWarning]

    @property
    def size(self) -> int:
        """The number of activities."""
        return sum(len(section.rows) for section in self.sections)


def read_plan(roadmap: Roadmap, today: date, *, above: Mapping[str, Above] | None = None) -> Plan:
    """The plan of a roadmap fetched `with_plan` and `with_occurrences`; asks nothing more of the database.

    `above` is what the roadmaps of the organisations above say of the same activities (origin.deadlines_above).
    """
    places = dict(_places(roadmap))
    approved_on = roadmap.order and roadmap.order.signed_on
    found = [
        (warning.where, PlanWarning(warning.code, warning.message, places.get(warning.where, "")))
        for warning in collect_warnings(
            roadmap_draft(roadmap), approved_on=approved_on, above=above, in_force=not roadmap.is_in_work
        )
    ]
    beside = defaultdict(list)
    for _where, warning in found:
        beside[warning.anchor].append(warning)
    sections = [
        PlanSection(
            section,
            [_plan_row(activity, roadmap, section, beside, today) for activity in section.activities.all()],
            beside[f"section-{section.pk}"],
        )
        for section in roadmap.sections.all()
    ]
    return Plan(roadmap, sections, [warning for _where, warning in found])


def _plan_row(activity: Activity, roadmap: Roadmap, section: Section, beside, today: date) -> PlanRow:
    section.roadmap, activity.section = roadmap, section  # so that the schedule finds the period without a query
    open_ = [each for each in activity.occurrences.all() if each.is_open]
    open_days = [each.due for each in open_ if each.due]
    often = (each for each in open_ if each.needed > 1 or each.times_counted)
    return PlanRow(
        activity,
        beside[f"activity-{activity.pk}"],
        status=activity_status(activity, today),
        due=min(open_days, default=None),
        awaited=awaited_by(activity),
        often=min(often, key=lambda each: each.due or date.max, default=None),
    )


def activity_status(activity: Activity, today: date) -> str:
    """The one word for all occurrences of an activity, the most urgent first; "" when it has none yet."""
    required = [each for each in activity.occurrences.all() if each.state != Occurrence.State.NOT_REQUIRED]
    if not required:
        return "not_required" if activity.occurrences.all() else ""
    states = {each.status(today) for each in required}
    if "overdue" in states or len(states) == 1:
        return "overdue" if "overdue" in states else states.pop()
    return "in_progress"


def _places(roadmap: Roadmap):
    """The places that warnings name, each with the anchor of its row; the first of two equal numbers."""
    for ordinal, section in reversed(list(enumerate(roadmap.sections.all(), 1))):
        for row, activity in reversed(list(enumerate(section.activities.all(), 1))):
            yield of_activity(ordinal, row, activity_draft(activity)).key, f"activity-{activity.pk}"
        yield of_section(ordinal, _section_draft(section)).key, f"section-{section.pk}"


def next_number(section: Section) -> str:
    """The number that the next activity of a section would bear, in the manner of its others; "" without numbers."""
    numbers = list(section.activities.values_list("number", flat=True))
    head, dot, tail = (numbers[-1] if numbers else f"{section.number}.0").rstrip(".").rpartition(".")
    return f"{head}{dot}{int(tail) + 1}" if tail.isdecimal() else ""


def next_section_number(roadmap: Roadmap) -> str:
    """The number that the next section would bear; "" where the last has none."""
    last = roadmap.sections.order_by("position").values_list("number", flat=True).last()
    number = (last or "0").rstrip(".")
    return str(int(number) + 1) if number.isdecimal() else ""
