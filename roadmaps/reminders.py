"""What of the roadmaps is due to be reminded of, and whom.

14, 7 and 1 days before, on the day, then weekly while overdue: to the responsible people and to whoever keeps the
programme of the organisation; to the director as well from two weeks' delay. Of each occurrence only the latest step
that has come is due: what a missed day left out is made up for, but nobody gets three reminders of one thing at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.sources import Reminder
from organizations.models import Membership, Role

from .models import Occurrence, Responsible

STEPS_BEFORE = (14, 7, 1, 0)  # days
WEEK = 7
DIRECTOR_AFTER = 14  # days overdue

KEEPERS = (Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)


def latest_step(due: date, on: date, opens: date | None = None) -> date | None:
    """The planned moment of the latest reminder whose time has come by `on`; None while it is too early.

    A window is not spoken of before it opens: a weekly check is reminded of in its own week.
    """
    days_left = (due - on).days
    if days_left <= -WEEK:
        return due + timedelta(days=(-days_left // WEEK) * WEEK)
    moments = [due - timedelta(days=step) for step in STEPS_BEFORE if days_left <= step]
    return max((moment for moment in moments if opens is None or moment >= opens), default=None)


def due_reminders(on: date) -> Iterator[Reminder]:
    """Everything the roadmaps in force have due on the day; three queries whatever the number of rows."""
    occurrences = list(
        Occurrence.objects.open()
        .watched(on)
        .filter(
            due__lte=on + timedelta(days=max(STEPS_BEFORE)),
            activity__section__roadmap__organization__closed_on=None,
        )
        .select_related("activity__section__roadmap__organization")
    )
    holders = _holders({occurrence.activity.roadmap.organization_id for occurrence in occurrences})
    responsible = _responsible({occurrence.activity_id for occurrence in occurrences})
    for occurrence in occurrences:
        moment = latest_step(occurrence.due, on, occurrence.opens)
        if moment is None:
            continue
        roles = holders[occurrence.activity.roadmap.organization_id]
        for recipient_id in _recipients(occurrence, responsible[occurrence.activity_id], roles, on):
            yield _reminder(occurrence, recipient_id, moment, on)


Holders = dict[str, set[int]]


def _holders(organization_ids: Iterable[int]) -> dict[int, Holders]:
    """organisation -> role -> numbers of the people who hold it."""
    found: dict[int, Holders] = defaultdict(lambda: defaultdict(set))
    memberships = Membership.objects.current().filter(organization__in=organization_ids)
    for organization_id, role, user_id in memberships.values_list("organization_id", "role", "user_id"):
        found[organization_id][role].add(user_id)
    return found


def _responsible(activity_ids: Iterable[int]) -> dict[int, list[tuple[int | None, str]]]:
    """activity -> (person, role) of each of its responsible."""
    found = defaultdict(list)
    rows = Responsible.objects.filter(activity__in=activity_ids)
    for activity_id, user_id, role in rows.values_list("activity_id", "user_id", "role"):
        found[activity_id].append((user_id, role))
    return found


def _recipients(
    occurrence: Occurrence, responsible: list[tuple[int | None, str]], holders: Holders, on: date
) -> set[int]:
    everybody = set().union(*holders.values()) if holders else set()
    people = {user_id for user_id, _role in responsible if user_id in everybody}
    for _user_id, role in responsible:
        people |= holders.get(role, set())
    for role in KEEPERS:
        people |= holders.get(role, set())
    if (on - occurrence.due).days >= DIRECTOR_AFTER:
        people |= holders.get(Role.DIRECTOR, set())
    return people


def _reminder(occurrence: Occurrence, recipient_id: int, moment: date, on: date) -> Reminder:
    activity = occurrence.activity
    return Reminder(
        kind="roadmaps.deadline",
        subject=f"occurrence:{occurrence.pk}",
        recipient_id=recipient_id,
        organization_id=activity.roadmap.organization_id,
        moment=moment,
        title=f"{_when(occurrence.due, on)}: {activity}",
        text=_("Due by %(due)s. %(roadmap)s")
        % {"due": f"{occurrence.due:%d.%m.%Y}", "roadmap": activity.roadmap.brief},
        url=occurrence.get_absolute_url(),
    )


def _when(due: date, on: date) -> str:
    days = (due - on).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return _("Today")
    return ngettext("In %(days)s day", "In %(days)s days", days) % {"days": days}
