"""What of the roadmaps is due to be reminded of, and whom.

14, 7 and 1 days before, on the day, then weekly while overdue. The responsible people hear all of it. Whoever keeps
the programme of the organisation hears all of it when no responsible person can be reached, and otherwise once it is
late, then the director, then the keepers of the organisation above, each after the days that the organisation has set
(notifications/selectors.py). Of each occurrence only the latest step that has come is due: what a missed day left out
is made up for, but nobody gets three reminders of one thing at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.kinds import Kind
from notifications.selectors import Delays, escalation_of
from notifications.sources import Reminder
from organizations.models import Membership, Role

from .kinds import DEADLINE, DELAY
from .models import Occurrence, Responsible, Roadmap

STEPS_BEFORE = (14, 7, 1, 0)  # days
WEEK = 7
BATCH = 100  # organisations taken up at a time, in six queries

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
    """Everything that the roadmaps in force have due on the day, one batch of organisations after another."""
    watched = Roadmap.objects.watched(on).filter(organization__closed_on=None)
    organizations = list(watched.order_by("organization").values_list("organization", flat=True).distinct())
    for start in range(0, len(organizations), BATCH):
        roadmaps = watched.filter(organization__in=organizations[start : start + BATCH])
        yield from _of_roadmaps(list(roadmaps.select_related("organization")), on)


def _of_roadmaps(roadmaps: list[Roadmap], on: date) -> Iterator[Reminder]:
    occurrences = _occurrences(roadmaps, on)
    responsible = _responsible(roadmaps)
    holders = _holders(roadmaps)
    delays = escalation_of({roadmap.organization for roadmap in roadmaps})
    plans = {
        roadmap.pk: _Plan(
            roadmap.organization_id,
            roadmap.brief,
            _Ladder(
                holders[roadmap.organization_id],
                holders[roadmap.organization.parent_id],
                delays[roadmap.organization_id],
            ),
        )
        for roadmap in roadmaps
    }
    for occurrence in occurrences:
        moment = latest_step(occurrence.due, on, occurrence.opens)
        if moment is not None:
            plan, named = plans[occurrence.roadmap], responsible[occurrence.activity]
            text = _text(plan.name, named)
            for person, kind in plan.ladder.hearers(named, (on - occurrence.due).days):
                yield _reminder(occurrence, plan, person, kind, moment, text)


@dataclass(frozen=True)
class _Due:
    """An occurrence, as far as a reminder needs it: rows of tables are too slow by the ten thousand."""

    pk: int
    due: date
    opens: date | None
    activity: int
    number: str
    title: str
    roadmap: int


def _occurrences(roadmaps: list[Roadmap], on: date) -> list[_Due]:
    found = Occurrence.objects.open().filter(
        due__lte=on + timedelta(days=max(STEPS_BEFORE)), activity__section__roadmap__in=[each.pk for each in roadmaps]
    )
    columns = ("pk", "due", "opens", "activity", "activity__number", "activity__title", "activity__section__roadmap")
    return [_Due(*row) for row in found.order_by("pk").values_list(*columns)]


Holders = dict[str, set[int]]  # role -> numbers of the people who hold it


def _holders(roadmaps: list[Roadmap]) -> dict[int | None, Holders]:
    """The holders of roles in the organisations of the roadmaps and in those directly above."""
    organizations = {roadmap.organization_id for roadmap in roadmaps}
    above = {roadmap.organization.parent_id for roadmap in roadmaps}
    found: dict[int | None, Holders] = defaultdict(lambda: defaultdict(set))
    memberships = Membership.objects.current().filter(organization__in=organizations | above - {None})
    for organization, role, user in memberships.values_list("organization", "role", "user"):
        found[organization][role].add(user)
    return found


Named = tuple[int | None, str, str]  # person, role, as the roadmap writes it


def _responsible(roadmaps: list[Roadmap]) -> dict[int, list[Named]]:
    """activity -> its responsible, in the order of the roadmap."""
    found: dict[int, list[Named]] = defaultdict(list)
    rows = Responsible.objects.filter(activity__section__roadmap__in=[each.pk for each in roadmaps])
    for activity, *named in rows.values_list("activity", "user", "role", "text"):
        found[activity].append(tuple(named))
    return found


class _Ladder:
    """Who in and above an organisation hears of something that is so many days late (negative: still ahead)."""

    def __init__(self, here: Holders, above: Holders, delays: Delays):
        self._here, self._delays = here, delays
        self._everybody: set[int] = set().union(*here.values())
        self._keepers = _in_roles(here, KEEPERS)
        self._directors = _in_roles(here, (Role.DIRECTOR,))
        self._above = _in_roles(above, KEEPERS)

    def hearers(self, named: list[Named], late: int) -> Iterator[tuple[int, Kind]]:
        """Each person once; to those who do it or keep the plan it is a deadline, to those above them a delay."""
        doers = {user for user, _role, _text in named if user in self._everybody}
        doers |= _in_roles(self._here, {role for _user, role, _text in named})
        if not doers or late >= self._delays.curator_after:
            doers |= self._keepers
        if not doers:
            doers = self._directors
        overseers: set[int] = set()
        if late >= self._delays.director_after:
            overseers |= self._directors
        if late >= self._delays.methodologist_after:
            overseers |= self._above
        yield from ((person, DEADLINE) for person in sorted(doers))
        yield from ((person, DELAY) for person in sorted(overseers - doers))


def _in_roles(holders: Holders, roles: Collection[str]) -> set[int]:
    return set().union(*(holders.get(role, ()) for role in roles))


@dataclass(frozen=True)
class _Plan:
    organization: int
    name: str
    ladder: _Ladder


def _text(name: str, named: list[Named]) -> str:
    responsible = "; ".join(text for _user, _role, text in named)
    return _("%(roadmap)s. Responsible: %(people)s") % {"roadmap": name, "people": responsible} if named else name


def _reminder(occurrence: _Due, plan: _Plan, person: int, kind: Kind, moment: date, text: str) -> Reminder:
    return Reminder(
        kind=kind.code,
        subject=f"occurrence:{occurrence.pk}",
        recipient_id=person,
        organization_id=plan.organization,
        moment=moment,
        due=occurrence.due,
        title=f"{occurrence.number} {occurrence.title}".strip().rstrip(":"),
        text=text,
        url=f"{reverse('roadmaps:activity', args=[occurrence.activity])}#occurrence-{occurrence.pk}",
    )
