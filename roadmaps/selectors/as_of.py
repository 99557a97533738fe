"""Execution as it stood on a day, past or present: what was marked done later counts as still open on that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from ..models import Occurrence, Roadmap

State = Occurrence.State
OVERDUE = "overdue"


def standing_on(day: date) -> Case:
    """The word of the status vocabulary for an occurrence on the day, as an expression."""
    return Case(
        When(state=State.DONE, done_on__lte=day, then=Value(State.DONE)),
        When(state=State.NOT_REQUIRED, closed_at__date__lte=day, then=Value(State.NOT_REQUIRED)),
        When(due__lt=day, then=Value(OVERDUE)),
        When(state=State.IN_PROGRESS, then=Value(State.IN_PROGRESS)),
        default=Value(State.NOT_STARTED),
        output_field=CharField(),
    )


def occurrences_on(roadmap: Roadmap, day: date) -> QuerySet[Occurrence]:
    """The roadmap's occurrences in the order of the plan, each with its `standing` on the day."""
    return (
        Occurrence.objects.filter(activity__section__roadmap=roadmap)
        .annotate(standing=standing_on(day))
        .select_related("activity__section")
        .prefetch_related("activity__responsible", "evidence__order", "evidence__file")
        .order_by("due", "activity__section__position", "activity__position", "pk")
    )


@dataclass(frozen=True)
class Tally:
    """How many dated occurrences stood how on a day; `fallen_due` of the required ought to have been done by then."""

    done: int = 0
    in_progress: int = 0
    overdue: int = 0
    not_started: int = 0
    not_required: int = 0
    fallen_due: int = 0
    done_of_fallen_due: int = 0

    @property
    def total(self) -> int:
        return self.done + self.in_progress + self.overdue + self.not_started + self.not_required

    @property
    def share(self) -> float | None:
        """Of what ought to be done by the day, the part that is; none when nothing has fallen due."""
        return self.done_of_fallen_due / self.fallen_due if self.fallen_due else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def tallies_on(roadmaps: Iterable[Roadmap], day: date) -> dict[int, Tally]:
    """Roadmap number -> its tally on the day; one query whatever their number."""
    rows = (
        Occurrence.objects.filter(activity__section__roadmap__in=roadmaps, due__isnull=False)
        .annotate(standing=standing_on(day))
        .order_by()
        .values_list("activity__section__roadmap", "standing")
        .annotate(count=Count("pk"), due_by_then=Count("pk", filter=Q(due__lt=day)))
    )
    found: dict[int, Tally] = {}
    for roadmap, standing, count, due_by_then in rows:
        required = due_by_then if standing != State.NOT_REQUIRED else 0
        part = Tally(
            **{standing: count}, fallen_due=required, done_of_fallen_due=due_by_then if standing == State.DONE else 0
        )
        found[roadmap] = found.get(roadmap, Tally()) + part
    return found


def once_approved(roadmaps: QuerySet[Roadmap]) -> QuerySet[Roadmap]:
    """Approved roadmaps and those archived since; of a chain the latest version, which took over what was done."""
    states = [Roadmap.State.APPROVED, Roadmap.State.ARCHIVED]
    later = Roadmap.objects.filter(chain=OuterRef("chain"), version__gt=OuterRef("version"), state__in=states)
    return roadmaps.filter(~Exists(later), state__in=states)


def in_force_on(roadmaps: QuerySet[Roadmap], day: date) -> QuerySet[Roadmap]:
    """Those of `once_approved` whose period holds the day."""
    return once_approved(roadmaps).filter(period_from__lte=day, period_to__gte=day)
