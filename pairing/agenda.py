"""Planned meetings in the calendars of those who keep the pairs (notifications/agenda.py): numbers, no names."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.agenda import Entry
from organizations.models import Role, User
from organizations.selectors import time_zones

from .models import Meeting
from .selectors.meetings import BY_HOUR

CATEGORY = gettext_lazy("Meeting of a pair")
USUAL_LENGTH = 45  # minutes, where nothing is said


def meetings_of_keeper(user: User, starts: date, ends: date) -> Iterator[Entry]:
    """The meetings of the institutions whose curator the person is: planned, and with a tick those held."""
    places = user.memberships.current().filter(role=Role.CURATOR).exclude(organization=None)
    organizations = list(places.values_list("organization", flat=True))
    if not organizations:
        return
    meetings = Meeting.objects.exclude(state=Meeting.State.MISSED).filter(
        planned_on__range=(starts, ends), pairing__organization__in=organizations
    )
    zones = time_zones(organizations)
    for meeting in meetings.select_related("pairing").order_by(*BY_HOUR):
        yield _entry(meeting, zones[meeting.pairing.organization_id])


def _entry(meeting: Meeting, zone: ZoneInfo) -> Entry:
    title = _("Pair № %(pair)d: %(kind)s") % {"pair": meeting.pairing_id, "kind": meeting.get_kind_display()}
    starts, ends = _hours(meeting, zone)
    return Entry(
        uid=f"meeting-{meeting.pk}",
        organization_id=meeting.pairing.organization_id,
        title=f"✓ {title}" if meeting.state == Meeting.State.HELD else title,
        starts=starts,
        ends=ends,
        url=meeting.pairing.get_absolute_url(),
        category=CATEGORY,
    )


def _hours(meeting: Meeting, zone: ZoneInfo) -> tuple[date | datetime, datetime | None]:
    """From when to when; the whole day where no hour was named."""
    if meeting.planned_time is None:
        return meeting.planned_on, None
    starts = datetime.combine(meeting.planned_on, meeting.planned_time, zone)
    return starts, starts + timedelta(minutes=meeting.minutes or USUAL_LENGTH)
