"""How roadmaps are carried out, as of a day: figures, the agenda of a person, the turns of an activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from organizations.models import Role

from ..counting import Counted
from ..models import Activity, Occurrence, Roadmap
from .counting import shares_of
from .events import Awaited, awaited_by

COMING = timedelta(days=30)


@dataclass(frozen=True)
class Figures:
    """Occurrences of one or more roadmaps as of a day."""

    total: int = 0
    done: int = 0
    overdue: int = 0
    in_progress: int = 0
    waived: int = 0
    fallen_due: int = 0  # required and due before the day: what ought to be done by now

    @property
    def required(self) -> int:
        return self.total - self.waived

    @property
    def percent(self) -> int | None:
        """Of what is required, how much is done; None when nothing is."""
        return round(100 * self.done / self.required) if self.required else None

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def _counts(on: date, prefix: str = "") -> dict[str, Count]:
    """The aggregates of `Figures`, over occurrences reached by `prefix`."""
    state, due = f"{prefix}state", f"{prefix}due"
    open_ = Q(**{f"{state}__in": Occurrence.OPEN_STATES})
    required = ~Q(**{state: Occurrence.State.NOT_REQUIRED})
    dated = Q(**{f"{due}__isnull": False})

    def count(condition: Q) -> Count:
        return Count(f"{prefix}pk", filter=dated & condition)

    return {
        "total": count(Q()),
        "done": count(Q(**{state: Occurrence.State.DONE})),
        "overdue": count(open_ & Q(**{f"{due}__lt": on})),
        "in_progress": count(Q(**{state: Occurrence.State.IN_PROGRESS})),
        "waived": count(Q(**{state: Occurrence.State.NOT_REQUIRED})),
        "fallen_due": count(required & Q(**{f"{due}__lt": on})),
    }


def figures_of(roadmap: Roadmap, on: date) -> Figures:
    """One roadmap's figures: one query."""
    found = Occurrence.objects.filter(activity__section__roadmap=roadmap).aggregate(**_counts(on))
    return Figures(**found)


def with_figures(roadmaps: Iterable[Roadmap], on: date) -> list[tuple[Roadmap, Figures]]:
    """Each roadmap with its figures, which are one query for all."""
    found = list(roadmaps)
    rows = (
        Occurrence.objects.filter(activity__section__roadmap__in=found)
        .order_by()
        .values("activity__section__roadmap")
        .annotate(**_counts(on))
    )
    by_roadmap = {row.pop("activity__section__roadmap"): Figures(**row) for row in rows}
    return [(roadmap, by_roadmap.get(roadmap.pk, Figures())) for roadmap in found]


# --- the agenda of a person ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Agenda:
    """What a person has to do by roadmaps in force: late, coming within 30 days, and whatever has no date."""

    overdue: list[Occurrence]
    coming: list[Occurrence]
    ongoing: list[Occurrence]

    def __bool__(self) -> bool:
        return bool(self.overdue or self.coming or self.ongoing)


def agenda_for(user, on: date) -> Agenda:
    """The open occurrences of the organisation the person acts in; an executor's only where they are responsible."""
    rows = list(_own_occurrences(user, on).filter(Q(due__lte=on + COMING) | Q(due=None)).order_by("due", "pk"))
    return Agenda(
        overdue=[row for row in rows if row.is_overdue(on)],
        coming=[row for row in rows if row.due and row.due >= on],
        ongoing=[row for row in rows if row.due is None],
    )


def overdue_of(user, on: date) -> QuerySet[Occurrence]:
    """What is late on the agenda of the person, the oldest first."""
    return _own_occurrences(user, on).overdue(on).order_by("due", "pk")


def _own_occurrences(user, on: date) -> QuerySet[Occurrence]:
    occurrences = (
        Occurrence.objects.visible_to(user)
        .open()
        .watched(on)
        .filter(activity__section__roadmap__organization=user.acting.organization)
        .select_related("activity__section__roadmap")
        .prefetch_related("activity__responsible")
    )
    if user.acting.role == Role.EXECUTOR:
        return occurrences.filter(activity__responsible__user=user).distinct()
    return occurrences


@dataclass(frozen=True)
class ToSettle:
    """Deadlines of own roadmaps in force that nobody has set by hand and that give no dates until a person helps."""

    unclear: list[Activity]  # nobody could read them
    unbound: list[Awaited]  # they wait for an event that nobody has chosen

    def __bool__(self) -> bool:
        return bool(self.unclear or self.unbound)


def deadlines_to_settle(user, on: date) -> ToSettle:
    activities = (
        Activity.objects.visible_to(user)
        .filter(
            section__roadmap__organization=user.acting.organization,
            section__roadmap__state=Roadmap.State.APPROVED,
            section__roadmap__period_to__gte=on,
            dates_by_hand=[],
        )
        .select_related("section__roadmap")
        .prefetch_related("events")
    )
    unclear = [activity for activity in activities if not activity.schedule.understood]
    awaited = [each for activity in activities for each in awaited_by(activity)]
    return ToSettle(unclear, [each for each in awaited if each.binding is None])


# --- one activity --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """An occurrence as it stands on the day, with what the records count towards it, the latest first."""

    occurrence: Occurrence
    status: str
    counted: list[Counted]


@dataclass(frozen=True)
class Turns:
    """The occurrences of an activity: what to do now, what comes later, what is closed (the latest first)."""

    now: list[Turn]
    later: list[Turn]
    closed: list[Turn]


def turns_of(activity: Activity, on: date) -> Turns:
    """Now: what is late, begun or without a date; when nothing with a date is, the next to fall due."""
    shares = shares_of(activity, on)
    rows = [
        Turn(row, row.status(on), shares.get(row.pk, [])[::-1])
        for row in activity.occurrences.prefetch_related("evidence__order", "evidence__file")
    ]
    open_ = [turn for turn in rows if turn.occurrence.is_open]
    later = [turn for turn in open_ if turn.status == Occurrence.State.NOT_STARTED and turn.occurrence.due]
    pressing = [turn for turn in open_ if turn not in later]
    if not any(turn.occurrence.due for turn in pressing):
        pressing, later = [*later[:1], *pressing], later[1:]
    return Turns(
        now=pressing,
        later=later,
        closed=[turn for turn in reversed(rows) if not turn.occurrence.is_open],
    )
