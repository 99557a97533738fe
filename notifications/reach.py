"""How people are reached: at what hour of whose day, by which webhook, by which channels they wish.

All of it is asked for many people at a time, in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from organizations.models import Membership, Organization
from organizations.models.tree import steps_to

from .models import Choice, Preference, Webhook


@dataclass(frozen=True)
class Timetable:
    """When a person is written to: at an hour of their day, in a time zone."""

    hour: int
    zone: ZoneInfo

    def day(self, at: datetime) -> date:
        """The person's own day at the moment."""
        return at.astimezone(self.zone).date()

    def moment(self, day: date) -> datetime:
        """When the letter of the day goes out."""
        return datetime.combine(day, time(self.hour), tzinfo=self.zone)


def timetables_of(people: Collection[int]) -> dict[int, Timetable]:
    """What each person has chosen, else DEFAULT_HOUR in the zone of their organisation. Three queries."""
    rows = Preference.objects.filter(user__in=people).values_list("user_id", "digest_hour", "time_zone")
    chosen = {user_id: (hour, zone) for user_id, hour, zone in rows}
    homes = {user_id: paths[0] for user_id, paths in _paths_of(people).items()}
    zones = zones_of(set(homes.values()))
    found = {}
    for user_id in people:
        hour, zone = chosen.get(user_id, (Preference.DEFAULT_HOUR, ""))
        zone = zone or zones.get(homes.get(user_id), settings.TIME_ZONE)
        found[user_id] = Timetable(hour, ZoneInfo(zone))
    return found


def zones_of(paths: Collection[str]) -> dict[str, str]:
    """The time zone at each path of the tree: its own, or that of the nearest above that has one. One query."""
    return dict(Organization.objects.filter(path__in=paths).with_zone().order_by().values_list("path", "zone"))


def days_of_organizations(at: datetime) -> dict[int, date]:
    """The day that each organisation has at the moment, by its number. One query."""
    zones = Organization.objects.with_zone().order_by().values_list("pk", "zone")
    return {number: at.astimezone(ZoneInfo(zone)).date() for number, zone in zones}


def webhooks_of(people: Collection[int]) -> dict[int, Webhook]:
    """The webhook that covers each person, the nearest to one of their organisations; who has none is left out."""
    hooks = list(Webhook.objects.active().select_related("organization").order_by("-pk"))
    if not hooks:
        return {}
    by_path = {hook.organization.path if hook.organization else "": hook for hook in hooks}
    paths = _paths_of(people)
    found = {}
    for user_id in people:
        covering = {"", *(step for path in paths[user_id] for step in steps_to(path))} & by_path.keys()
        if covering:
            found[user_id] = by_path[max(covering, key=len)]
    return found


def choices_of(people: Collection[int]) -> dict[tuple[int, str, str], bool]:
    """(person, kind, channel) -> whether they want it, where they have said so. One query."""
    rows = Choice.objects.filter(user__in=people).values_list("user_id", "kind", "channel", "wanted")
    return {(user_id, kind, channel): wanted for user_id, kind, channel, wanted in rows}


def _paths_of(people: Collection[int]) -> dict[int, list[str]]:
    """The paths of the organisations in which each person now holds a role, the oldest role first. One query."""
    current = Membership.objects.current().exclude(organization=None).filter(user__in=people).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for user_id, path in current.values_list("user_id", "organization__path"):
        found[user_id].append(path)
    return found
