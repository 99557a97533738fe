"""How roadmaps are carried out, as of a day: the agenda of a person, the figures of a roadmap, the matrix of institutions."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from organizations.models import Organization, Role

from ..models import Activity, Occurrence, Roadmap

COMING = timedelta(days=30)


@dataclass(frozen=True)
class Figures:
    """Occurrences of one or more roadmaps as of a day.."""

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


def with_figures(roadmaps: QuerySet[Roadmap], on: date) -> list[tuple[Roadmap, Figures]]:
    """Each roadmap with its figures, in two queries."""
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
    """What a person has to do by roadmaps in force: late, and coming within 30 days."""

    overdue: list[Occurrence]
    coming: list[Occurrence]

    def __bool__(self) -> bool:
        return bool(self.overdue or self.coming)


def agenda_for(user, on: date) -> Agenda:
    """The open occurrences of the organisation the person acts in; an executor's only where they are responsible."""
    found = _own_occurrences(user).filter(due__lte=on + COMING)
    rows = list(found.order_by("due", "pk"))
    return Agenda(
        overdue=[row for row in rows if row.due < on],
        coming=[row for row in rows if row.due >= on],
    )


def _own_occurrences(user) -> QuerySet[Occurrence]:
    occurrences = (
        Occurrence.objects.visible_to(user)
        .open()
        .in_force()
        .filter(activity__section__roadmap__organization=user.acting.organization)
        .select_related("activity__section__roadmap")
        .prefetch_related("activity__responsible")
    )
    if user.acting.role == Role.EXECUTOR:
        return occurrences.filter(activity__responsible__user=user).distinct()
    return occurrences


def unclear_activities(user) -> list[Activity]:
    """Activities of own approved roadmaps whose deadline nobody could read and nobody has set by hand."""
    activities = (
        Activity.objects.visible_to(user)
        .filter(
            section__roadmap__organization=user.acting.organization,
            section__roadmap__state=Roadmap.State.APPROVED,
            dates_by_hand=[],
        )
        .select_related("section__roadmap")
    )
    return [activity for activity in activities if not activity.schedule.understood]


# --- the matrix of institutions --------------------------------------------------------------------------------------


@dataclass
class Standing:
    """How one organisation below stands: its roadmaps of the day with figures, or none."""

    organization: Organization
    roadmaps: list[tuple[Roadmap, Figures]] = field(default_factory=list)
    in_work: int = 0  # drafts, submitted and returned ones

    @property
    def figures(self) -> Figures:
        return sum((figures for _roadmap, figures in self.roadmaps), Figures())

    @property
    def status(self) -> str:
        """A word of the status vocabulary: the worst thing comes first."""
        if self.figures.overdue:
            return "overdue"
        if not self.roadmaps:
            return "waiting" if self.in_work else "not_started"
        figures = self.figures
        return "done" if figures.required and figures.done == figures.required else "in_progress"


def standings(user, on: date) -> list[Standing]:
    """Every open institution below with its execution as of the day; four queries whatever their number."""
    organizations = Organization.objects.visible_to(user).open().institutions().select_related("parent")
    found = {organization.pk: Standing(organization) for organization in organizations}
    roadmaps = Roadmap.objects.visible_to(user).filter(organization__in=found)
    for roadmap, figures in with_figures(roadmaps.current(on), on):
        found[roadmap.organization_id].roadmaps.append((roadmap, figures))
    in_work = [Roadmap.State.DRAFT, Roadmap.State.SUBMITTED, Roadmap.State.RETURNED]
    for organization_id in roadmaps.filter(state__in=in_work).values_list("organization_id", flat=True):
        found[organization_id].in_work += 1
    return sorted(found.values(), key=_worst_first)


def _worst_first(standing: Standing) -> tuple[int, int, str]:
    rank = {"overdue": 0, "not_started": 1, "waiting": 2, "in_progress": 3, "done": 4}
    return rank[standing.status], -standing.figures.overdue, standing.organization.short_name
