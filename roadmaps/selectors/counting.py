"""What has been counted towards activities, and which occurrence each thing belongs to."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..counting import Counted, found_for
from ..models import Activity, CountingRule, Evidence, Occurrence, Roadmap

Shares = dict[int, list[Counted]]


def counted_activities(on: date) -> QuerySet[Activity]:
    """The activities of roadmaps in force towards which something is counted, or was until now."""
    rules = Exists(CountingRule.objects.filter(activity=OuterRef("pk")))
    leftovers = Exists(Occurrence.objects.filter(activity=OuterRef("pk"), times_counted__gt=0))
    activities = Activity.objects.filter(Q(rules) | Q(leftovers), section__roadmap__in=Roadmap.objects.watched(on))
    return with_counting(activities)


def with_counting(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """The activities with what counting needs."""
    return activities.select_related("section__roadmap__organization").prefetch_related("counting", "occurrences")


def shares_of(activity: Activity, until: date) -> Shares:
    """What counts towards each occurrence of an activity `with_counting`, by its number; nothing after the day.

    A thing belongs to the first occurrence whose term holds its day. One that a person has attached counts outside
    every term too: towards the last one that was missed, or else the first to come. Where nothing has a date,
    everything is the whole activity's. An order that is attached as evidence is marked by hand and not counted again.
    """
    rules = list(activity.counting.all())
    if not rules:
        return {}
    roadmap = activity.roadmap
    found = found_for(roadmap.organization_id, rules, roadmap.period_from, min(roadmap.period_to, until))
    marked = _orders_attached(activity)
    dated = sorted((row for row in activity.occurrences.all() if row.due), key=lambda row: (row.due, row.pk))
    undated = [row for row in activity.occurrences.all() if not row.due]
    shares: Shares = {}
    for thing in found:
        occurrence = None if thing.key in marked else _of_day(dated, thing) or next(iter(undated), None)
        if occurrence:
            shares.setdefault(occurrence.pk, []).append(thing)
    return shares


def shares_in(roadmap: Roadmap, until: date) -> Shares:
    """The same for every activity of a roadmap towards which something is counted."""
    counted = Activity.objects.filter(section__roadmap=roadmap, counting__isnull=False).distinct()
    shares: Shares = {}
    for activity in with_counting(counted):
        shares |= shares_of(activity, until)
    return shares


def _of_day(dated: list[Occurrence], thing: Counted) -> Occurrence | None:
    holding = (row for row in dated if (row.opens is None or row.opens <= thing.on) and thing.on <= row.due)
    found = next(holding, None)
    if found or not thing.by_hand or not dated:
        return found
    missed = [row for row in dated if row.due < thing.on]
    return missed[-1] if missed else dated[0]


def _orders_attached(activity: Activity) -> set[str]:
    orders = Evidence.objects.filter(occurrence__activity=activity, order__isnull=False, occurrence__times_done__gt=0)
    return {f"order:{number}" for number in orders.values_list("order", flat=True)}


def attachable_in(organization, on: date) -> QuerySet[Activity]:
    """The activities of the organisation's roadmaps in force on the day, in the order of the plans."""
    plans = Roadmap.objects.watched(on).filter(organization=organization)
    activities = Activity.objects.filter(section__roadmap__in=plans).select_related("section__roadmap__organization")
    return activities.order_by("section__roadmap", "section__position", "position", "pk")


def activities_counting(source: str, parameter: str) -> QuerySet[Activity]:
    """The activities of roadmaps in force towards which a record counts, attached by hand."""
    rules = CountingRule.objects.filter(source=source, parameter=parameter)
    found = Activity.objects.filter(pk__in=rules.values("activity"), section__roadmap__state=Roadmap.State.APPROVED)
    return found.select_related("section__roadmap__organization").order_by("section__roadmap", "position")
