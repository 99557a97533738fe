"""Remarks on sites not mended, and quarters in which sites are still to be checked (notifications/sources.py).

An institution hears of a remark when it is recorded (services.sites) and every two weeks until it is mended; a
methodologist hears three weeks before the quarter ends, then weekly.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from core.calendar import Quarter
from notifications.sources import Reminder
from organizations.models import Membership, Organization, Role

from ..kinds import SITE_CHECK, SITE_REMARKS
from ..models import SiteCheck
from ..selectors.sites import open_remarks, site_rows
from ..services.sites import said, title_of

STEP = timedelta(days=14)
WEEK = timedelta(days=7)
BEFORE_THE_END = timedelta(days=21)


def due_reminders(on: date) -> Iterator[Reminder]:
    """Three queries for remarks, four for a quarter that ends soon; none of them by institution."""
    yield from _remarks(on)
    quarter = Quarter.of(on)
    first = quarter.ends - BEFORE_THE_END
    if on >= first:
        yield from _unchecked(quarter, first + (on - first) // WEEK * WEEK)


def _remarks(on: date) -> Iterator[Reminder]:
    wanting = list(open_remarks(on).select_related("organization"))
    told = _told(wanting) if wanting else {}
    for organization, group in groupby(wanting, key=lambda check: check.organization):
        checks = list(group)
        first = min(check.on for check in checks)
        for person in sorted(told.get(organization.pk, ())):
            yield Reminder(
                kind=SITE_REMARKS.code,
                subject=f"organization:{organization.pk}",
                recipient_id=person,
                organization_id=organization.pk,
                moment=first + (on - first) // STEP * STEP,
                title=title_of(checks),
                text="; ".join(said(check) for check in checks),
                url=checks[0].get_absolute_url(),
                due=first,
            )


def _told(checks: list[SiteCheck]) -> dict[int, set[int]]:
    """The curators of each institution, the director where there is none."""
    by_role: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    owners = {check.organization_id for check in checks}
    held = Membership.objects.current().filter(role__in=(Role.CURATOR, Role.DIRECTOR), organization__in=owners)
    for organization, role, user in held.values_list("organization", "role", "user"):
        by_role[organization][role].add(user)
    return {place: roles.get(Role.CURATOR) or roles[Role.DIRECTOR] for place, roles in by_role.items()}


def _unchecked(quarter: Quarter, moment: date) -> Iterator[Reminder]:
    held = Membership.objects.current().filter(
        role=Role.METHODOLOGIST, organization__level=Organization.Level.MUNICIPALITY, organization__closed_on=None
    )
    people = list(held.values_list("organization", "user").distinct().order_by("organization", "user"))
    left = _left({organization for organization, _user in people}, quarter)
    for organization, person in people:
        if unchecked := left[organization]:
            yield Reminder(
                kind=SITE_CHECK.code,
                subject=f"organization:{organization}",
                recipient_id=person,
                organization_id=organization,
                moment=moment,
                title=_("Sites are to be checked by %(day)s") % {"day": f"{quarter.ends:%d.%m.%Y}"},
                text=_("Not checked yet: %(number)d.") % {"number": unchecked},
                url=f"{reverse('monitoring:sites')}?only=unchecked",
                due=quarter.ends,
            )


def _left(municipalities: set[int], quarter: Quarter) -> dict[int, int]:
    """By municipality how many institutions have not been checked whole in the quarter."""
    found = Organization.objects.institutions().open().filter(parent__in=municipalities)
    left: dict[int, int] = defaultdict(int)
    for row in site_rows(found, quarter):
        left[row.organization.parent_id] += not row.is_checked
    return left
