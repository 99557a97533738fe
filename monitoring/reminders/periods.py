"""Reporting periods that are due (notifications/sources.py), and their days in calendars (notifications/agenda.py).

Three days before, on the day, then weekly while the answer is late. Whoever keeps the programme hears it; then the
director, then the keepers of the organisation that asks, each after the days that the organisation has set.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.agenda import Entry
from notifications.selectors import escalation_of
from notifications.sources import Reminder
from organizations.models import Membership, Organization, Role, User

from ..kinds import PERIOD_DUE
from ..models import ReportingPeriod
from ..selectors.periods import standings

BEFORE = timedelta(days=3)
WEEK = timedelta(days=7)
KEEPERS = (Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)
CATEGORY = gettext_lazy("Reporting")

Holders = dict[str, set[int]]  # role -> people


def latest_step(period: ReportingPeriod, on: date) -> date | None:
    """The planned moment of the latest reminder whose time has come; None while it is too early."""
    if on > period.late_after:
        first = period.late_after + timedelta(days=1)
        return first + (on - first) // WEEK * WEEK
    moments = [day for day in (period.due_on - BEFORE, period.due_on) if period.opens_on <= day <= on]
    return max(moments, default=None)


def due_reminders(on: date) -> Iterator[Reminder]:
    """For every organisation that is asked and has handed nothing in; five queries to a period."""
    for period in ReportingPeriod.objects.open_on(on).select_related("organization").order_by("pk"):
        moment = latest_step(period, on)
        if moment is not None:
            waiting = [each.organization for each in standings(period) if each.first_at is None]
            yield from _of_period(period, waiting, moment, on)


def _of_period(period: ReportingPeriod, waiting: list[Organization], moment: date, on: date) -> Iterator[Reminder]:
    delays = escalation_of(waiting)
    holders = _holders([*waiting, period.organization])
    late = (on - period.late_after).days
    for organization in waiting:
        after = delays[organization.pk]
        hearers = _in_roles(holders[organization.pk], KEEPERS) or _in_roles(holders[organization.pk], (Role.DIRECTOR,))
        if late >= after.director_after:
            hearers |= _in_roles(holders[organization.pk], (Role.DIRECTOR,))
        if late >= after.methodologist_after:
            hearers |= _in_roles(holders[period.organization_id], KEEPERS)
        for person in sorted(hearers):
            yield _reminder(period, organization, person, moment, is_late=late > 0)


def _reminder(
    period: ReportingPeriod, organization: Organization, person: int, moment: date, *, is_late: bool
) -> Reminder:
    title = _("Figures are late: %(period)s") if is_late else _("Figures are due on %(day)s: %(period)s")
    return Reminder(
        kind=PERIOD_DUE.code,
        subject=f"period:{period.pk}:{organization.pk}",
        recipient_id=person,
        organization_id=organization.pk,
        moment=moment,
        title=title % {"period": period.title, "day": _day(period.due_on)},
        text=_("%(organization)s has not handed in its figures.") % {"organization": organization.short_name},
        url=period.get_absolute_url(),
        due=period.due_on,
    )


def _holders(organizations: Iterable[Organization]) -> dict[int, Holders]:
    found: dict[int, Holders] = defaultdict(lambda: defaultdict(set))
    rows = Membership.objects.current().filter(organization__in=organizations)
    for organization, role, user in rows.values_list("organization", "role", "user"):
        found[organization][role].add(user)
    return found


def _in_roles(holders: Holders, roles: Iterable[str]) -> set[int]:
    return set().union(*(holders[role] for role in roles))


def due_days(user: User, starts: date, ends: date) -> Iterator[Entry]:
    """The days on which the person's organisations are to hand in, and on which they are to have it from others."""
    held = user.memberships.current().filter(role__in=(*KEEPERS, Role.DIRECTOR)).exclude(organization=None)
    places = list(held.values_list("organization", "organization__parent").distinct())
    asking = {parent: own for own, parent in places} | {own: own for own, _parent in places}
    periods = ReportingPeriod.objects.filter(organization__in=asking.keys() - {None}, due_on__range=(starts, ends))
    for period in periods.order_by("due_on", "pk"):
        yield Entry(
            uid=f"reporting-period-{period.pk}",
            organization_id=asking[period.organization_id],
            title=_("Figures are due: %(period)s") % {"period": period.title},
            starts=period.due_on,
            url=period.get_absolute_url(),
            category=CATEGORY,
        )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
