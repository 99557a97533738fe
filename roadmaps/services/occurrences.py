"""Occurrences: from the deadlines of a roadmap's activities to the rows that people mark done.

An approved roadmap has them for every activity. The next version takes over what was already done: an occurrence
follows its activity (the same `uid` in every version) as long as its dates are still planned; what people touched is
never deleted, and what is counted towards an activity goes on being counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Refused

from ..deadlines import Frequency, Period, Relative, UntilEvent
from ..models import Activity, CountingRule, Occurrence, Roadmap
from .settling import settle


class DatesRefused(Refused):
    """The dates set by hand are impossible."""


@dataclass(frozen=True)
class Planned:
    """One occurrence as planned; `key` tells it from the others of its activity."""

    opens: date | None
    due: date | None
    needed: int = 1

    @property
    def key(self) -> str:
        return f"{self.opens or ''}/{self.due or ''}"


def planned_for(activity: Activity) -> list[Planned]:
    """What the activity's deadline asks for within the roadmap's period; dates set by hand take the phrase's place.

    A rule without dates (all year, on demand, an event still to come) gives one occurrence without a due date, which
    can be reported on and is never overdue. Once the event has happened, the dates are counted from that day.
    """
    if activity.dates_by_hand:
        return [Planned(opens, due) for opens, due in activity.hand_dates]
    schedule = activity.schedule
    roadmap = activity.roadmap
    dated, fruitful = {}, set()
    for occurrence in schedule.occurrences(roadmap.period_from, roadmap.period_to):
        rule = schedule.rules[occurrence.rule_index]
        needed = rule.count_min if isinstance(rule, Frequency) else 1
        planned = Planned(occurrence.opens, occurrence.due, needed or 1)
        dated.setdefault(planned.key, planned)
        fruitful.add(occurrence.rule_index)
    happened = {binding.event: binding.happened_on for binding in activity.events.all() if binding.happened_on}
    for index, rule in enumerate(schedule.rules):
        if isinstance(rule, Relative | UntilEvent) and rule.event in happened:
            counted = list(_counted_from(rule, happened[rule.event], roadmap.period))
            dated |= {planned.key: planned for planned in counted}
            fruitful |= {index} if counted else set()
    undated = not fruitful or len(fruitful) < len(schedule.rules)
    return [*dated.values(), *([Planned(None, None)] if undated else [])]


def _counted_from(rule: Relative | UntilEvent, day: date, period: Period) -> Iterator[Planned]:
    """What a rule asks for once its event has happened; «после издания приказа» opens then and names no last day."""
    if isinstance(rule, UntilEvent):
        yield Planned(None, day)
    elif rule.event and not rule.offset.count:
        yield Planned(day, None)
    else:
        yield from (Planned(opens, due) for opens, due in rule.after(day, period.end, period.workdays))


@transaction.atomic
def generate_occurrences(roadmap: Roadmap, *, previous: Roadmap | None = None) -> None:
    """Makes the occurrences of every activity of an approved roadmap, taking over those of the version before it."""
    plan = Activity.objects.filter(section__roadmap=roadmap).select_related("section")
    activities = list(plan.prefetch_related("events"))
    for activity in activities:
        activity.section.roadmap = roadmap  # one production calendar for all of them
    settle(activities)
    if previous:
        _take_over(activities, previous)
    existing: dict[int, set[str]] = {activity.pk: set() for activity in activities}
    for activity_id, key in Occurrence.objects.filter(activity__in=activities).values_list("activity_id", "key"):
        existing[activity_id].add(key)
    Occurrence.objects.bulk_create(
        _row(activity, planned)
        for activity in activities
        for planned in planned_for(activity)
        if planned.key not in existing[activity.pk]
    )


@transaction.atomic
def set_dates(activity: Activity, dates: Iterable[tuple[date | None, date]], *, by, at: datetime) -> None:
    """Sets the dates by hand (none: the phrase's own again); the wording of the deadline stays as it is.

    Raises DatesRefused when a window ends before it opens. Untouched occurrences follow the new dates, touched ones
    stay.
    """
    dates = sorted(set(dates), key=lambda window: (window[1], window[0] or window[1]))
    if any(opens and opens > due for opens, due in dates):
        raise DatesRefused(_("A term ends before it begins. Check the two dates."))
    before = activity.dates_by_hand
    activity.dates_by_hand = [
        {"opens": opens.isoformat() if opens else None, "due": due.isoformat()} for opens, due in dates
    ]
    activity.save(update_fields=["dates_by_hand"])
    if activity.roadmap.state == Roadmap.State.APPROVED:
        renew_occurrences(activity)
    record(
        "activity.dates_set",
        activity,
        by=by,
        at=at,
        scope=activity.roadmap.organization.path,
        changes={"dates": [before, activity.dates_by_hand]},
    )


def renew_occurrences(activity: Activity) -> None:
    """Brings the occurrences of an activity in force up to its dates; what people have touched stays."""
    wanted = {planned.key: planned for planned in planned_for(activity)}
    untouched = activity.occurrences.filter(state=Occurrence.State.NOT_STARTED, times_done=0, evidence=None)
    untouched.exclude(key__in=wanted).delete()
    kept = set(activity.occurrences.values_list("key", flat=True))
    Occurrence.objects.bulk_create(_row(activity, planned) for key, planned in wanted.items() if key not in kept)


def _take_over(activities: list[Activity], previous: Roadmap) -> None:
    by_uid = {activity.uid: activity for activity in activities}
    moved = []
    for occurrence in Occurrence.objects.filter(activity__section__roadmap=previous).select_related("activity"):
        heir = by_uid.get(occurrence.activity.uid)
        if heir and occurrence.key in {planned.key for planned in planned_for(heir)}:
            occurrence.activity = heir
            moved.append(occurrence)
    Occurrence.objects.bulk_update(moved, ["activity"])
    _take_over_counting(by_uid, previous)


def _take_over_counting(by_uid: dict, previous: Roadmap) -> None:
    rules = CountingRule.objects.filter(activity__section__roadmap=previous).select_related("activity")
    moved = [rule for rule in rules if rule.activity.uid in by_uid]
    for rule in moved:
        rule.activity = by_uid[rule.activity.uid]
    CountingRule.objects.bulk_update(moved, ["activity"])


def _row(activity: Activity, planned: Planned) -> Occurrence:
    return Occurrence(activity=activity, key=planned.key, opens=planned.opens, due=planned.due, needed=planned.needed)
