"""Items of plans that are due (notifications/sources.py). The curator hears it, the director where there is none.

Titles travel by letters: they hold the number of the pair and the day, neither a name nor the words of the item.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.sources import Reminder
from organizations.models import Membership, Role

from .models import Pairing, PlanItem
from .notices import PLAN

BEFORE = timedelta(days=7)
LATE = timedelta(days=3)
OF_USE_FOR = timedelta(days=30)  # an item that is later than that is known to be


def due_reminders(on: date) -> Iterator[Reminder]:
    """For every item of a pair at work, a week before its day and three days after it; in three queries."""
    items = PlanItem.objects.filter(
        done_on=None, due_on__range=(on - OF_USE_FOR, on + BEFORE), plan__pairing__in=Pairing.objects.active(on)
    )
    columns = ("pk", "due_on", "plan", "plan__pairing", "plan__pairing__organization")
    told = None
    for pk, due, plan, pairing, organization in items.order_by("pk").values_list(*columns):
        told = told or _told()
        title, moment = _said(due, on)
        for person in sorted(told[organization]):
            yield Reminder(
                kind=PLAN.code,
                subject=f"planitem:{pk}",
                recipient_id=person,
                organization_id=organization,
                moment=moment,
                title=title % {"number": pairing, "day": f"{due:%d.%m.%Y}"},
                text=_("Mark it as done on the page of the plan, or agree on another day with the mentor."),
                url=reverse("pairing:plan", args=[plan]) + f"#item-{pk}",
                due=due,
            )


def _said(due: date, on: date) -> tuple[str, date]:
    """The title and the planned day of the reminder."""
    if on >= due + LATE:
        return _("Pair № %(number)d: an item of the plan was due on %(day)s"), due + LATE
    return _("Pair № %(number)d: an item of the plan is due on %(day)s"), due - BEFORE


def _told() -> dict[int, set[int]]:
    """Who is told, by institution."""
    by_role: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    held = Membership.objects.current().filter(role__in=(Role.CURATOR, Role.DIRECTOR), organization__closed_on=None)
    for organization, role, user in held.values_list("organization", "role", "user"):
        by_role[organization][role].add(user)
    found = {place: roles.get(Role.CURATOR) or roles[Role.DIRECTOR] for place, roles in by_role.items()}
    return defaultdict(set, found)
