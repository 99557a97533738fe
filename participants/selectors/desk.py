"""What the law's days are running for: requests of subjects, incidents, consents that end."""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, DateField, IntegerField, Min, Q, QuerySet, Value

from ..models import Consent, Incident, SubjectRequest
from ..terms import incident_deadlines
from .consents import ConsentState, with_state

NONE = (0, 0, None)


@dataclass(frozen=True)
class Terms:
    """The numbers for the home page; `nearest` is the day by which the first request is to be done."""

    requests: int
    overdue: int
    nearest: date | None
    incidents: int
    ending: int

    def __bool__(self) -> bool:
        return any(astuple(self))


def terms_for(user, on: date) -> Terms:
    """What the institution has to keep to, whose names the person may read; noughts for everybody else."""
    waiting = SubjectRequest.objects.visible_to(user).filter(state=SubjectRequest.State.OPEN)
    requests = _number_of("requests", waiting, overdue=Count("pk", filter=Q(due_on__lt=on)), nearest=Min("due_on"))
    consents = Consent.objects.visible_to(user).filter(person__archived_on=None, person__erased_at=None)
    incidents = _number_of("incidents", unfinished_incidents(Incident.objects.visible_to(user)))
    ending = _number_of("ending", with_state(consents, on).filter(state=ConsentState.ENDING))
    found = {name: figures for name, *figures in requests.union(incidents, ending, all=True)}
    number, overdue, nearest = found.get("requests", NONE)
    return Terms(
        requests=number,
        overdue=overdue,
        nearest=nearest,
        incidents=found.get("incidents", NONE)[0],
        ending=found.get("ending", NONE)[0],
    )


def _number_of(name: str, rows: QuerySet, **more) -> QuerySet:
    """How many rows there are, under a name: several such numbers are one query together. No row, no number."""
    more = {"overdue": Value(0, IntegerField()), "nearest": Value(None, DateField()), **more}
    named = rows.order_by().annotate(counted_as=Value(name, CharField()))
    counted = named.values("counted_as").annotate(number=Count("pk"), **more)
    return counted.values_list("counted_as", "number", *more)


def unfinished_incidents(incidents):
    """Incidents of which Roskomnadzor has not been told all yet."""
    return incidents.filter(Q(first_notice_at=None) | Q(results_notice_at=None), closed_on=None)


@dataclass(frozen=True)
class Clock:
    """One of the two clocks of an incident: by when, whether it was kept or is kept at the moment `at`."""

    until: datetime
    sent_at: datetime | None
    at: datetime

    @property
    def state(self) -> str:
        if self.sent_at:
            return "on_time" if self.sent_at <= self.until else "late"
        return "overdue" if self.at > self.until else "not_yet"

    @property
    def hours_left(self) -> int:
        return int((self.until - self.at).total_seconds() // 3600)


def clocks_of(incident: Incident, at: datetime) -> tuple[Clock, Clock]:
    """The notice within 24 hours, the results within 72."""
    notice, results = incident_deadlines(incident.found_at)
    return Clock(notice, incident.first_notice_at, at), Clock(results, incident.results_notice_at, at)
