"""Counting: which records an activity is done by, and the numbers of its occurrences brought up to date with them.

An occurrence with a date is done once the marks of people and the records together reach what is needed, and open
again when a record goes; one without a date only shows the number, for nobody can say that it is enough.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Refused
from core.states import move

from ..counting import Counted, rule_in_words, source_of
from ..models import Activity, CountingRule, Occurrence, Roadmap
from ..selectors.counting import shares_of, with_counting
from ..selectors.events import waiting_for
from .events import notice_events

Chosen = Collection[tuple[str, str]]


class CountingRefused(Refused):
    """This cannot be counted towards the activity."""


@transaction.atomic
def choose_counting(activity: Activity, chosen: Chosen, *, by, at: datetime) -> None:
    """Says what counts towards an activity, as (source, parameter), in place of what did. Raises CountingRefused."""
    if activity.roadmap.state != Roadmap.State.APPROVED:
        raise CountingRefused(_("What counts is chosen once the roadmap is approved and in force."))
    if any(source_of(source) is None for source, _parameter in chosen):
        raise CountingRefused(_("This is not recorded here. Choose of the list."))
    before = {(rule.source, rule.parameter): rule for rule in activity.counting.all()}
    wanted = set(chosen)
    if wanted == before.keys():
        return
    CountingRule.objects.filter(pk__in=[rule.pk for key, rule in before.items() if key not in wanted]).delete()
    new = sorted(wanted - before.keys())
    rules = [CountingRule(activity=activity, source=source, parameter=parameter) for source, parameter in new]
    CountingRule.objects.bulk_create(rules, ignore_conflicts=True)
    said = sorted(rule_in_words(activity, rule) for rule in CountingRule.objects.filter(activity=activity))
    scope = activity.roadmap.organization.path
    record("activity.counting_chosen", activity, by=by, at=at, scope=scope, changes={"counted": "; ".join(said)})
    recount([activity], at=at)


@transaction.atomic
def attach_record(source: str, parameter: str, activities: Iterable[Activity], *, by, at: datetime) -> None:
    """Makes a single record count towards these activities in force and no others. Raises CountingRefused."""
    wanted = {activity.pk: activity for activity in activities}
    in_force = CountingRule.objects.filter(
        source=source, parameter=parameter, activity__section__roadmap__state=Roadmap.State.APPROVED
    )
    held = set(in_force.values_list("activity", flat=True))
    changed = Activity.objects.filter(pk__in=held ^ wanted.keys()).select_related("section__roadmap__organization")
    for activity in changed:
        rules = {(rule.source, rule.parameter) for rule in activity.counting.all()}
        choose_counting(activity, rules ^ {(source, parameter)}, by=by, at=at)


def recount_source(source: str, organization, *, at: datetime) -> None:
    """Brings everything of the organisation that counts records of the source up to date: one of them has changed."""
    rules = CountingRule.objects.filter(source=source, activity__section__roadmap__organization=organization)
    recount(Activity.objects.filter(pk__in=rules.values("activity")), at=at)


@transaction.atomic
def recount(activities: Iterable[Activity], *, at: datetime) -> int:
    """Looks up what counts and brings the occurrences up to date; safe to repeat. How many activities have changed."""
    numbers = [activity.pk for activity in activities]
    found = with_counting(Activity.objects.filter(pk__in=numbers, section__roadmap__state=Roadmap.State.APPROVED))
    changed = 0
    for activity in found:
        shares = shares_of(activity, timezone.localdate(at))
        rows = [_bring_up(row, shares.get(row.pk, []), activity, at) for row in activity.occurrences.all()]
        if any(rows):
            changed += 1
            notice_events(waiting_for(activity), at=at)
    return changed


def _bring_up(occurrence: Occurrence, things: list[Counted], activity: Activity, at: datetime) -> bool:
    """Writes the number and what follows from it; whether anything has changed."""
    number, state = len(things), occurrence.state
    follows = _state_after(occurrence, number)
    if (number, follows) == (occurrence.times_counted, state):
        return False
    if follows == state:
        Occurrence.objects.filter(pk=occurrence.pk).update(times_counted=number)
        return True
    lacking = max(occurrence.needed - occurrence.times_done, 1)
    done_on = things[lacking - 1].on if follows == Occurrence.State.DONE else None
    closing = {"done_on": done_on, "closed_by": None, "closed_by_name": "", "closed_at": at if done_on else None}
    move(occurrence, follows, times_counted=number, **closing)
    changes = {"counted": number, "done_on": done_on.isoformat() if done_on else None}
    scope = activity.roadmap.organization.path
    record("occurrence.counted", occurrence, by=None, at=at, scope=scope, changes=changes)
    return True


def _state_after(occurrence: Occurrence, number: int) -> str:
    """Done or not by the marks and `number` records; what nobody has begun is in progress with the first record."""
    enough = occurrence.times_done + number >= occurrence.needed
    if occurrence.is_open and enough and number and occurrence.due:
        return Occurrence.State.DONE
    fallen_open = occurrence.state == Occurrence.State.DONE and not enough
    begun = occurrence.state == Occurrence.State.NOT_STARTED and number
    return Occurrence.State.IN_PROGRESS if fallen_open or begun else occurrence.state
