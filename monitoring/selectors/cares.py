"""What of reporting waits for a person today: one's own answer, or what those below have or have not handed in."""

from dataclasses import dataclass
from datetime import date

from organizations.models import Role, User

from ..models import ReportingPeriod, Submission
from .jumps import Jump, jumps_in
from .periods import Standing, standings

State = Submission.State


@dataclass(frozen=True)
class Asked:
    """A period that one's organisation is to answer, with its newest answer."""

    period: ReportingPeriod
    submission: Submission | None
    is_late: bool

    @property
    def state(self) -> str:
        return self.submission.state if self.submission else "none"

    @property
    def url(self) -> str:
        return (self.submission or self.period).get_absolute_url()


@dataclass(frozen=True)
class Cares:
    """The periods that wait for the person to answer, and those the person has asked for."""

    asked: list[Asked]
    boards: list["Board"]


def reporting_cares(user: User, on: date) -> Cares:
    """What is open on the day; one query while nothing is."""
    own = user.acting.organization
    if own is None:
        return Cares([], [])
    open_ones = ReportingPeriod.objects.filter(organization__in=[own.pk, own.parent_id or own.pk]).open_on(on)
    periods = list(open_ones.select_related("organization").order_by("due_on", "pk"))
    answered = [period for period in periods if period.organization_id != own.pk]
    boards = (_board(period, on) for period in periods if period.organization_id == own.pk)
    return Cares(
        asked=_asked_of(user, answered, on) if answered else [],
        boards=[board for board in boards if board.is_of_concern],
    )


def _asked_of(user: User, periods: list[ReportingPeriod], on: date) -> list[Asked]:
    """For the curator what is to be filled in; for the director what is to be signed, is late or came back."""
    versions = Submission.objects.filter(organization=user.acting.organization, period__in=periods)
    newest = {submission.period_id: submission for submission in versions.order_by("version")}
    found = []
    for period in periods:
        submission = newest.get(period.pk)
        came = submission is not None and submission.version > 1
        asked = Asked(period, submission, is_late=not came and on > period.late_after)
        if _waits_for(user.acting.role, asked):
            found.append(asked)
    return found


def _waits_for(role: str, asked: Asked) -> bool:
    to_answer = asked.state == "none" or asked.state in Submission.EDITABLE
    if role == Role.DIRECTOR:
        return asked.state == State.TO_SIGN or (to_answer and (asked.is_late or asked.state == State.RETURNED))
    return to_answer


@dataclass(frozen=True)
class Board:
    """A period that one has asked for, while it is open: who is late, who has not handed in yet, whose answer waits
    and what jumped in it, whose was returned."""

    period: ReportingPeriod
    late: list[Standing]
    missing: list[Standing]
    waiting: list[Standing]
    returned: list[Standing]
    jumps: list[Jump]

    @property
    def is_of_concern(self) -> bool:
        return bool(self.late or self.missing or self.waiting or self.returned)


def _board(period: ReportingPeriod, on: date) -> Board:
    found = standings(period)
    to_come = [each for each in found if each.first_at is None]
    waiting = [each for each in found if each.state == State.SUBMITTED]
    return Board(
        period,
        late=[each for each in to_come if each.is_late(period, on)],
        missing=[each for each in to_come if not each.is_late(period, on)],
        waiting=waiting,
        returned=[each for each in found if each.state == State.RETURNED],
        jumps=jumps_in(period, waiting) if waiting else [],
    )
