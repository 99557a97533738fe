"""Model × institution: who has adopted which row of a model, who has changed it, who lacks it, who has done it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from organizations.models import Organization

from ..drafts import ActivityDraft, RoadmapDraft
from ..models import Activity, Roadmap
from ..shifting import moved
from .plan import activity_draft, activity_status

SAME, CHANGED, MISSING = "same", "changed", "missing"


@dataclass(frozen=True)
class Cell:
    """One row of the model at one institution: how it was taken over; how far it is (`status` "" before approval)."""

    state: str  # same | changed | missing
    status: str = ""

    @property
    def is_adopted(self) -> bool:
        return self.state != MISSING


@dataclass(frozen=True)
class Adoption:
    """An institution against the model: its roadmap, if it has one, and a cell for each row of the model by `uid`."""

    organization: Organization
    roadmap: Roadmap | None
    cells: dict[str, Cell]

    @property
    def states(self) -> Counter:
        """How many rows are the same, changed, missing."""
        return Counter(cell.state for cell in self.cells.values())

    @property
    def adopted(self) -> int:
        return sum(cell.is_adopted for cell in self.cells.values())

    @property
    def statuses(self) -> Counter:
        """How many adopted rows stand how."""
        return Counter(cell.status for cell in self.cells.values() if cell.is_adopted)


@dataclass(frozen=True)
class ModelRow:
    """A row of the model with the institutions that have it so or so."""

    activity: ActivityDraft
    section: str
    cells: list[tuple[Adoption, Cell]]

    def having(self, wanted: Callable[[Cell], bool]) -> list[Adoption]:
        return [adoption for adoption, cell in self.cells if wanted(cell)]

    @property
    def same(self) -> list[Adoption]:
        return self.having(lambda cell: cell.state == SAME)

    @property
    def changed(self) -> list[Adoption]:
        return self.having(lambda cell: cell.state == CHANGED)

    @property
    def missing(self) -> list[Adoption]:
        return self.having(lambda cell: cell.state == MISSING)

    @property
    def done(self) -> list[Adoption]:
        return self.having(lambda cell: cell.status == "done")

    @property
    def overdue(self) -> list[Adoption]:
        return self.having(lambda cell: cell.status == "overdue")


@dataclass(frozen=True)
class Cascade:
    """Both ways of looking at it: institution by institution, row by row."""

    adoptions: list[Adoption]
    rows: list[ModelRow]

    @property
    def adopters(self) -> int:
        """How many institutions have adopted anything of the model."""
        return sum(adoption.adopted > 0 for adoption in self.adoptions)

    @property
    def cells(self) -> Counter:
        """All cells by state, and the done ones."""
        found = sum((adoption.states for adoption in self.adoptions), Counter())
        found["done"] = sum(adoption.statuses["done"] for adoption in self.adoptions)
        return found


def cascade(
    model: RoadmapDraft, institutions: QuerySet[Organization], roadmaps: QuerySet[Roadmap], on: date
) -> Cascade:
    """How the institutions stand to a model as of a day, by the roadmaps that may be seen; five queries at most.

    Of an institution's roadmaps that have rows of the model the one in force counts, without one the one in work.
    """
    uids = [row.uid for section in model.sections for row in section.activities]
    own = _chosen(roadmaps.filter(organization__in=institutions), uids, on)
    rows = _rows_of(own.values(), uids)
    as_adopted = _model_by_years(model)
    adoptions = []
    for organization in institutions:
        roadmap = own.get(organization.pk)
        wanted = as_adopted(roadmap.period_from.year - model.period_from.year) if roadmap else {}
        found = rows[roadmap.pk] if roadmap else {}
        cells = {uid: _cell(found.get(uid), wanted.get(uid), on) for uid in uids}
        adoptions.append(Adoption(organization, roadmap, cells))
    adoptions.sort(key=lambda adoption: (adoption.adopted, adoption.organization.short_name))
    return Cascade(adoptions, list(_model_rows(model, adoptions)))


def _chosen(roadmaps: QuerySet[Roadmap], uids: list[str], on: date) -> dict[int, Roadmap]:
    """organisation -> the roadmap to look at."""
    adopted = Activity.objects.filter(section__roadmap=OuterRef("pk"), uid__in=uids)
    candidates = roadmaps.filter(Exists(adopted)).select_related("organization")
    in_work = {roadmap.organization_id: roadmap for roadmap in candidates.in_work().order_by("created_at")}
    in_force = {roadmap.organization_id: roadmap for roadmap in candidates.current(on).order_by("created_at")}
    return in_work | in_force


def _rows_of(roadmaps: Iterable[Roadmap], uids: list[str]) -> dict[int, dict[str, Activity]]:
    """roadmap -> uid -> its row."""
    found: dict[int, dict[str, Activity]] = defaultdict(dict)
    rows = Activity.objects.filter(section__roadmap__in=list(roadmaps), uid__in=uids).select_related("section")
    for row in rows.prefetch_related("occurrences", "responsible", "events"):
        found[row.section.roadmap_id][str(row.uid)] = row
    return found


def _model_by_years(model: RoadmapDraft) -> Callable[[int], dict[str, ActivityDraft]]:
    """The rows of the model with its dates moved by so many years, as an institution adopts them."""

    @cache
    def by_uid(years: int) -> dict[str, ActivityDraft]:
        return {row.uid: row for section in moved(model, years).sections for row in section.activities}

    return by_uid


def _cell(row: Activity | None, model: ActivityDraft | None, on: date) -> Cell:
    if row is None or model is None:
        return Cell(MISSING)
    same = _substance(activity_draft(row)) == _substance(model)
    return Cell(SAME if same else CHANGED, activity_status(row, on))


def _substance(row: ActivityDraft) -> tuple:
    """What an institution takes over; its numbers, people and places are its own affair."""
    return row.title, row.steps, row.deadline, row.dates_by_hand, row.result, row.document_kind


def _model_rows(model: RoadmapDraft, adoptions: list[Adoption]) -> Iterator[ModelRow]:
    for section in model.sections:
        for row in section.activities:
            yield ModelRow(row, section.title, [(adoption, adoption.cells[row.uid]) for adoption in adoptions])
