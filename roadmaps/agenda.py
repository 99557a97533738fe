"""What of the roadmaps stands in a person's calendar: the last days of what they keep or answer for.

Whoever keeps the programme of an organisation sees all its deadlines; everybody else those of the activities that name
them, or their role. What is done stays, with a tick; what is not required is called off.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.agenda import Entry
from organizations.models import Role, User

from .models import Occurrence, Responsible, Roadmap

KEEPERS = (Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)
CATEGORY = gettext_lazy("Deadline of a roadmap")


def deadlines_of(user: User, starts: date, ends: date) -> Iterator[Entry]:
    """The person's deadlines between the two days: two queries, whatever their number."""
    memberships = list(user.memberships.current().exclude(organization=None).values_list("organization", "role"))
    mine = Q(pk=None)
    for organization, role in memberships:
        here = Q(activity__section__roadmap__organization=organization)
        mine |= here if role in KEEPERS else here & _names(Q(user=user) | Q(role=role))
    in_force = _dated().filter(mine, activity__section__roadmap__state=Roadmap.State.APPROVED)
    recent = in_force.filter(activity__section__roadmap__period_to__gte=starts)
    for occurrence, number in _numbered(recent):
        if starts <= occurrence.due <= ends and occurrence.state != Occurrence.State.NOT_REQUIRED:
            yield _entry(occurrence, number)


def entry_of(occurrence: Occurrence) -> Entry | None:
    """One deadline as the same event that a feed shows; None for what has no date."""
    rows = _numbered(_dated().filter(activity=occurrence.activity_id))
    return next((_entry(row, number) for row, number in rows if row == occurrence), None)


def _names(whom: Q) -> Exists:
    return Exists(Responsible.objects.filter(whom, activity=OuterRef("activity")))


def _dated() -> QuerySet[Occurrence]:
    return (
        Occurrence.objects.dated()
        .select_related("activity__section__roadmap__organization")
        .order_by("activity", "due", F("opens").asc(nulls_first=True), "pk")
    )


def _numbered(occurrences: Iterable[Occurrence]) -> Iterator[tuple[Occurrence, int]]:
    """Each with its number among the dates of its activity, by which it is known when the date itself changes."""
    for _activity, rows in groupby(occurrences, key=lambda occurrence: occurrence.activity_id):
        yield from ((row, number) for number, row in enumerate(rows, start=1))


def _entry(occurrence: Occurrence, number: int) -> Entry:
    activity = occurrence.activity
    roadmap = activity.roadmap
    tick = "✓ " if occurrence.state == Occurrence.State.DONE else ""
    return Entry(
        uid=f"deadline-{roadmap.chain.hex}-{activity.uid.hex}-{number}",
        organization_id=roadmap.organization_id,
        title=tick + _short(activity.title, 120),
        starts=occurrence.due,
        text="\n".join(_lines(occurrence)),
        url=occurrence.get_absolute_url(),
        category=CATEGORY,
    )


def _lines(occurrence: Occurrence) -> Iterator[str]:
    activity = occurrence.activity
    if occurrence.state == Occurrence.State.DONE and occurrence.done_on:
        yield _("Done on %(day)s.") % {"day": f"{occurrence.done_on:%d.%m.%Y}"}
    if activity.deadline:
        yield _("Deadline in the plan: %(deadline)s") % {"deadline": activity.deadline}
    if activity.result:
        yield _("Result: %(result)s") % {"result": _short(activity.result, 300)}
    roadmap = activity.roadmap
    yield ". ".join((roadmap.brief, roadmap.organization.short_name))


def _short(text: str, length: int) -> str:
    return Truncator(" ".join(text.split())).chars(length)
