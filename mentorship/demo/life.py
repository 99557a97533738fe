"""What people have done by a day: activities in every state, with what shows it.

How far an organisation is follows from its temper and the order of the rows alone: the demo of one day is always the
same, and looks lived in on any day.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property

from django.core.files.uploadedfile import SimpleUploadedFile

from core.documents import Document, Heading, Letterhead, Paragraph, Requisites, Signature, render
from orders.models import Order
from organizations.models import Role
from roadmaps.models import Activity, DocumentKind, Occurrence, Roadmap
from roadmaps.services import execution
from roadmaps.services.execution import EvidenceDraft

from .drafts import Renewal
from .fixtures import SOURCES
from .moments import working_day, working_hour
from .organizations import holder, keeper
from .register import paper_order

NOTES = {
    DocumentKind.ORDER: "Приказ подписан, копия хранится в папке «Наставничество».",
    DocumentKind.REGULATION: "Локальный акт принят педагогическим советом, размещён на сайте.",
    DocumentKind.PROGRAMME: "Программы утверждены на методическом совете.",
    DocumentKind.REGISTER: "База обновлена, хранится у куратора.",
    DocumentKind.SURVEY: "Анкеты собраны, сводка у куратора.",
    DocumentKind.GUIDE: "Материалы утверждены на методическом совете.",
    DocumentKind.EVENT: "Проведено, программа и список участников у куратора.",
}
NOTE = "Протокол заседания рабочей группы подписан."
REPORTS = frozenset({DocumentKind.REPORT, DocumentKind.MEMO, DocumentKind.ANALYTIC_NOTE})
SOON = timedelta(days=30)


class Temper(Enum):
    """Which of what has fallen due is left open, counted back from the latest."""

    EXEMPLARY = frozenset()  # an empty tuple would be no value to Python 3.11.2, that of Debian 12
    STEADY = frozenset({0, 3})
    LATE = frozenset({0, 1, 3, 6, 10})


class Life:
    """One organisation carrying out its roadmap of a school year."""

    def __init__(self, roadmap: Roadmap, renewal: Renewal, *, now: datetime):
        self.roadmap, self.renewal, self.now = roadmap, renewal, now
        self.keeper = keeper(roadmap.organization)
        self.orders = dict(renewal.model.orders)
        self.keeps_files = roadmap.organization.slug in SOURCES  # rendering a paper for everybody would take too long

    def live(self, temper: Temper, *, on: date) -> None:
        """Up to the day `on`: what fell due is done but for what the temper leaves, what is coming is begun."""
        self._waive()
        rows = list(self._open_rows())
        past = [row for row in rows if row.due and row.due < on]
        coming = [row for row in rows if row.due and row.due >= on]
        deeds = [*fallen_due(past, temper), *several_times_so_far(coming, on)]
        for day, row in sorted(deeds, key=lambda deed: deed[0]):
            self._carry_out(row, day)
        self._begin([row for row in coming if row.due <= on + SOON][:2])
        self._begin([row for row in rows if row.due is None and row.activity.is_understood][::2])

    def _open_rows(self) -> Iterable[Occurrence]:
        rows = Occurrence.objects.open().filter(activity__section__roadmap=self.roadmap)
        return rows.select_related("activity__section__roadmap__organization").order_by("due", "pk")

    def _waive(self) -> None:
        for number, reason in self.renewal.model.waived.items():
            for row in self._open_rows().filter(activity__number=number):
                execution.waive_occurrence(row, reason=reason, by=self.keeper, at=self._beginning)

    def _begin(self, rows: list[Occurrence]) -> None:
        for row in rows:
            if row.state == Occurrence.State.NOT_STARTED:
                execution.start_occurrence(row, by=self.keeper, at=self._beginning)

    def _carry_out(self, row: Occurrence, day: date) -> None:
        moment = working_hour(day, now=self.now)
        evidence = self._evidence(row.activity, day, moment)
        execution.mark_done(row, done_on=day, by=self.keeper, at=moment, evidence=[evidence])

    def _evidence(self, activity: Activity, day: date, moment: datetime) -> EvidenceDraft:
        if activity.number in self.orders:
            return EvidenceDraft(order=self._order(self.orders.pop(activity.number), day, moment))
        if activity.document_kind in REPORTS and self.keeps_files:
            name = f"Справка по пункту {activity.number} на {day:%d.%m.%Y}.pdf"
            return EvidenceDraft(upload=SimpleUploadedFile(name, self._memo))
        if activity.document_kind == DocumentKind.PUBLICATION:
            return EvidenceDraft(link=f"https://{self.roadmap.organization.slug}.example/nastavnichestvo/{day:%Y-%m}/")
        return EvidenceDraft(note=NOTES.get(activity.document_kind, NOTE))

    def _order(self, title: str | None, day: date, moment: datetime) -> Order:
        """A paper order of the day; without a title the one that approved the roadmap."""
        if title is None:
            return self.roadmap.order
        filled = self.renewal.filled(title)
        return paper_order(self.roadmap.organization, filled, signed_on=day, by=self.keeper, at=moment)

    @property
    def _beginning(self) -> datetime:
        return working_hour(self.roadmap.period_from + timedelta(days=5), now=self.now)

    @cached_property
    def _memo(self) -> bytes:
        """A short paper that shows an activity was carried out; one for all, so that it is rendered once."""
        organization = self.roadmap.organization
        blocks = [
            Letterhead(full_name=organization.full_name),
            Requisites(kind="СПРАВКА", place=organization.place),
            Heading("о выполнении мероприятия дорожной карты", level=2),
            Paragraph(f"Мероприятие выполнено в соответствии с документом «{self.roadmap.title}»."),
            Signature(organization.head_position, holder(organization, Role.DIRECTOR).signature_name),
        ]
        paper = Document(
            "Справка", blocks, file_name="Справка", created_at=self._beginning, author=organization.full_name
        )
        return render(paper, "pdf")


def close_history(roadmap: Roadmap, *, at: datetime) -> None:
    """Marks everything dated of a roadmap of past years: it was carried out and reported on."""
    rows = Occurrence.objects.filter(activity__section__roadmap=roadmap, due__isnull=False).order_by("due", "pk")
    for place, row in enumerate(rows.select_related("activity__section__roadmap__organization")):
        note = EvidenceDraft(note=NOTES.get(row.activity.document_kind, NOTE))
        for day in days_of(row, place):
            execution.mark_done(row, done_on=day, by=None, at=working_hour(day, now=at), evidence=[note])


def fallen_due(rows: list[Occurrence], temper: Temper) -> Iterator[tuple[date, Occurrence]]:
    """(day, what was done on it) of all that the temper does not leave open."""
    for place, row in enumerate(rows):
        if len(rows) - 1 - place not in temper.value:
            yield from ((day, row) for day in days_of(row, place))


def several_times_so_far(rows: list[Occurrence], on: date) -> Iterator[tuple[date, Occurrence]]:
    """What is to be done several times within a window that is still open, as often as it was by the day."""
    for row in rows:
        if row.needed > 1:
            yield from ((day, row) for day in days_of(row, 0) if day < on)


def days_of(row: Occurrence, place: int) -> list[date]:
    """When it was done: up to five days before it was due; if several times, spread over its window."""
    if row.needed == 1 or not row.opens:
        return [working_day(row.due - timedelta(days=place % 6))] * row.needed
    step = (row.due - row.opens) / (row.needed + 1)
    return [working_day(row.opens + step * time) for time in range(1, row.needed + 1)]
