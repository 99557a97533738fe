"""The rows of an official table, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from organizations.models import Organization

from ..engagement import companions
from ..models import Participation, Person, Representative
from ..papers.bank_tables import Entry
from .blocking import unblocked
from .settings import forbids_without_consent
from .stages import with_stage


@dataclass(frozen=True)
class Leaving:
    """What would leave in a file: the rows; how many are left out or warned of for want of a consent."""

    entries: list[Entry]
    without_consent: int
    left_out: bool

    @property
    def people(self):
        return Person.objects.filter(pk__in={entry.row.person_id for entry in self.entries})


def rows_of(organization: Organization, role: str, on: date, *, with_gone: bool = True):
    """The participations of an institution's bank; those that have ended only `with_gone`."""
    rows = unblocked(Participation.objects.kept().filter(person__organization=organization, role=role))
    rows = rows if with_gone else rows.in_force(on)
    names = ("person__last_name", "person__first_name", "person__patronymic", "pk")
    rows = with_stage(rows.filter(person__archived_on=None), on).order_by(*names)
    representatives = Prefetch("person__representatives", Representative.objects.order_by("pk"))
    return rows.select_related("person", "form", "programme").prefetch_related("areas", "interests", representatives)


def page_of(organization: Organization, role: str, on: date):
    """The rows that may leave, for the screen."""
    rows = rows_of(organization, role, on)
    return rows.filter(lacks_consent=False) if forbids_without_consent(organization) else rows


def leaving(organization: Organization, role: str, on: date, *, with_gone: bool = True) -> Leaving:
    """Whose names may leave; without a valid consent they stay, unless the institution only wants to be warned."""
    found = list(rows_of(organization, role, on, with_gone=with_gone))
    forbids = forbids_without_consent(organization)
    lacking = sum(row.lacks_consent for row in found)
    kept = [row for row in found if not (forbids and row.lacks_consent)]
    return Leaving(as_entries(kept, on), lacking, forbids)


def as_entries(rows, on: date, *, start: int = 1) -> list[Entry]:
    """The rows numbered, with those they are in pairs with."""
    together = companions([row.pk for row in rows], on)
    return [Entry(number, row, together.get(row.pk, ())) for number, row in enumerate(rows, start=start)]
