"""Meetings as the pages show them: the path of a pair, the lists, the numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from participants.selectors.blocking import unblocked

from ..guide import GUIDES, Guide, next_kind
from ..models import Attendance, Meeting, Membership, Pairing
from .rhythm import MONTH, norm_of, silent_since

BY_HOUR = ("planned_on", F("planned_time").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Step:
    """One of the five kinds on the path of a pair. `standing` is done, now or ahead."""

    kind: str
    label: str
    guide: Guide
    held: int
    last: date | None
    standing: str


@dataclass(frozen=True)
class Rhythm:
    """How often the pair meets against its norm; `silent_since` is the first day of silence, past or to come."""

    norm: int
    lately: int
    last_met: date | None
    silent_since: date | None
    is_silent: bool


@dataclass(frozen=True)
class PairMeetings:
    """`planned` from the nearest on, `past` from the latest back: held and missed."""

    steps: list[Step]
    planned: list[Meeting]
    past: list[Meeting]
    rhythm: Rhythm
    next_kind: str

    def __bool__(self) -> bool:
        return bool(self.planned or self.past)


def meetings_of(pairing: Pairing, on: date, *, at_work: bool) -> PairMeetings:
    """Everything about the meetings of a pair, in two queries; `at_work`: whether it is active on the day."""
    meetings = list(with_attendance(pairing.meetings.all()))
    held = [meeting for meeting in meetings if meeting.state == Meeting.State.HELD]
    last_met = max((meeting.held_on for meeting in held), default=None)
    since = silent_since(pairing, last_met)
    counts = Counter(meeting.kind for meeting in held)
    return PairMeetings(
        steps=_path(held, counts),
        planned=[meeting for meeting in meetings if meeting.state == Meeting.State.PLANNED],
        past=[meeting for meeting in reversed(meetings) if meeting.state != Meeting.State.PLANNED],
        rhythm=Rhythm(
            norm=norm_of(pairing),
            lately=sum(on - timedelta(days=MONTH) < meeting.held_on <= on for meeting in held),
            last_met=last_met,
            silent_since=since,
            is_silent=at_work and since is not None and since <= on,
        ),
        next_kind=next_kind(counts),
    )


def _path(held: Sequence[Meeting], counts: Counter) -> list[Step]:
    """The five steps. After the planning meeting the regular ones are what goes on, until the final one is held."""
    finished = counts[Meeting.Kind.FINAL] > 0
    present = None if finished else next_kind(counts)
    steps = []
    for kind in Meeting.Kind:
        days = [meeting.held_on for meeting in held if meeting.kind == kind]
        standing = "now" if kind == present else "done" if days else "ahead"
        steps.append(Step(kind.value, kind.label, GUIDES[kind], len(days), max(days, default=None), standing))
    return steps


def with_attendance(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Adds `attended`, the rows of a group with their people."""
    rows = Attendance.objects.select_related("membership__mentee__person").order_by(
        "membership__mentee__person__last_name", "pk"
    )
    return meetings.prefetch_related(Prefetch("attendance", rows, to_attr="attended"))


def with_pair(meetings: QuerySet[Meeting], *, to_print: bool = False) -> QuerySet[Meeting]:
    """Adds the pair with its mentor and, as `pairing.members`, its mentees; `day` is the day of the meeting.

    `to_print` leaves out those whose data is to be destroyed: nothing of it is printed or given out.
    """
    members = Membership.objects.all()
    if to_print:
        members = unblocked(members, "mentee__person")
        named = Exists(members.filter(pairing=OuterRef("pairing")))
        meetings = unblocked(meetings, "pairing__mentor__person").filter(named)
    members = members.select_related("mentee__person").order_by(
        "mentee__person__last_name", "mentee__person__first_name", "pk"
    )
    meetings = meetings.select_related("pairing__mentor__person", "pairing__form", "pairing__organization")
    meetings = meetings.prefetch_related(Prefetch("pairing__memberships", members, to_attr="members"))
    return meetings.annotate(day=Coalesce(F("held_on"), F("planned_on")))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


class View(TextChoices):
    """What the list of meetings shows."""

    WEEK = "week", pgettext_lazy("meetings", "this week")
    UNMARKED = "unmarked", pgettext_lazy("meetings", "not marked")
    PLANNED = "planned", pgettext_lazy("meetings", "planned")
    HELD = "held", pgettext_lazy("meetings", "held")
    MISSED = "missed", pgettext_lazy("meetings", "did not take place")


def in_view(view: str, on: date) -> Q:
    """The condition on rows of `with_pair`."""
    planned = Q(state=Meeting.State.PLANNED)
    conditions = {
        View.WEEK: Q(day__range=week_of(on)),
        View.UNMARKED: planned & Q(planned_on__lt=on),
        View.PLANNED: planned & Q(planned_on__gte=on),
        View.HELD: Q(state=Meeting.State.HELD),
        View.MISSED: Q(state=Meeting.State.MISSED),
    }
    return conditions[View(view)]


def count_by_view(meetings: QuerySet[Meeting], on: date) -> dict[str, int]:
    """How many of the rows of `with_pair` each view holds."""
    counts = {view.value: Count("pk", filter=in_view(view, on), distinct=True) for view in View}
    return meetings.order_by().aggregate(**counts)


def coming(user, on: date) -> QuerySet[Meeting]:
    """Planned for the seven days that begin with this one, in the institution whose names the person may read."""
    return Meeting.objects.visible_to(user).planned().filter(planned_on__range=(on, on + timedelta(days=6)))


def coming_meetings(user, on: date) -> list[Meeting]:
    """The same with their people, in the order in which they come."""
    return list(with_pair(coming(user, on)).order_by(*BY_HOUR))
