"""The matrix of institutions: how each one's roadmaps stand on a day. No document and no child's name in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from organizations.models import Organization

from ..models import Roadmap
from .execution import Figures, with_figures

# The words of the status vocabulary, in the order in which they want attention.
STATUSES = ("overdue", "not_started", "draft", "returned", "submitted", "in_progress", "done")


@dataclass
class Standing:
    """How one organisation below stands: its roadmaps of the day with figures, and those still in preparation."""

    organization: Organization
    roadmaps: list[tuple[Roadmap, Figures]] = field(default_factory=list)
    in_work: list[Roadmap] = field(default_factory=list)

    @cached_property
    def figures(self) -> Figures:
        return total_of([self])

    @cached_property
    def status(self) -> str:
        """The worst thing comes first; without an approved roadmap, how far the one in preparation is."""
        figures = self.figures
        if figures.overdue:
            return "overdue"
        if not self.roadmaps:
            return max((roadmap.state for roadmap in self.in_work), key=STATUSES.index, default="not_started")
        return "done" if figures.required and figures.done == figures.required else "in_progress"

    @property
    def url(self) -> str:
        """The roadmap to look at first; nothing when there is none."""
        roadmaps = [roadmap for roadmap, _figures in self.roadmaps] or self.in_work
        return roadmaps[0].get_absolute_url() if roadmaps else ""


def standings(user, on: date) -> list[Standing]:
    """Every open institution below with its execution as of the day; four queries whatever their number."""
    organizations = Organization.objects.visible_to(user).open().institutions().select_related("parent")
    found = {organization.pk: Standing(organization) for organization in organizations}
    roadmaps = Roadmap.objects.visible_to(user).filter(organization__in=organizations.order_by().values("pk"))
    for roadmap, figures in with_figures(roadmaps.current(on), on):
        found[roadmap.organization_id].roadmaps.append((roadmap, figures))
    for roadmap in roadmaps.in_work():
        found[roadmap.organization_id].in_work.append(roadmap)
    return sorted(found.values(), key=_worst_first)


def total_of(found: Iterable[Standing]) -> Figures:
    """The figures of several institutions together."""
    return sum((figures for standing in found for _roadmap, figures in standing.roadmaps), Figures())


def counts_of(found: Iterable[Standing]) -> list[tuple[str, int]]:
    """(status, how many institutions) of those that occur."""
    counted = Counter(standing.status for standing in found)
    return [(status, counted[status]) for status in STATUSES if counted[status]]


def municipalities_of(found: Iterable[Standing]) -> list[Organization]:
    """What stands above the institutions, by name."""
    above = {standing.organization.parent for standing in found}
    return sorted(above, key=lambda organization: organization.short_name)


def _worst_first(standing: Standing) -> tuple[int, int, str]:
    return STATUSES.index(standing.status), -standing.figures.overdue, standing.organization.short_name
