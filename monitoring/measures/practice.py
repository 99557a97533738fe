"""Personalised programmes and cases: from the day they were written, by the clock of their institution.

Whoever has them counted, and wherever the worker runs, the day is the same.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from orders.models import Order
from organizations.selectors import time_zones
from pairing.models import CaseStory, IndividualPlan, PairChange

from ..intervals import Interval, clipped, joined
from ..models import FOREVER, Fact
from .keys import row_key
from .work import Work

DAY = timedelta(days=1)


def facts(work: Work) -> Iterator[Fact]:
    """The programmes and cases of institutions."""
    zones = time_zones(work.institutions)
    yield from _programmes(work, zones)
    yield from _cases(work, zones)


def _programmes(work: Work, zones: dict[int, ZoneInfo]) -> Iterator[Fact]:
    """A programme works while its pair does; it is completed with the pair."""
    days = {pair.number: pair.days for pair in work.pairs}
    rows = IndividualPlan.objects.filter(pairing__organization__in=work.institutions).values_list(
        "pk", "pairing_id", "pairing__organization_id", "created_at"
    )
    completed = _completed(work)
    for number, pair, organization, created_at in rows.order_by():
        key, made = row_key("plan", number), localdate(created_at, zones[organization])
        for starts, ends in clipped(days.get(pair, []), made, FOREVER):
            yield Fact(organization_id=organization, measure="plans", key=key, starts_on=starts, ends_on=ends)
        for starts, ends in clipped(completed.get(pair, []) if days.get(pair) else [], made, FOREVER):
            yield Fact(
                organization_id=organization, measure="completed_plans", key=key, starts_on=starts, ends_on=ends
            )


def _cases(work: Work, zones: dict[int, ZoneInfo]) -> Iterator[Fact]:
    rows = CaseStory.objects.filter(organization__in=work.institutions)
    for number, organization, created_at in rows.values_list("pk", "organization_id", "created_at").order_by():
        made = localdate(created_at, zones[organization])
        yield Fact(
            organization_id=organization, measure="cases", key=row_key("case", number), starts_on=made,
            ends_on=FOREVER,
        )  # fmt: skip


def _completed(work: Work) -> dict[int, list[Interval]]:
    """By pair: since when it is completed; no longer from the day on which the order of that was cancelled."""
    rows = PairChange.objects.filter(
        pairing__organization__in=work.institutions, kind=PairChange.Kind.COMPLETED
    ).exclude(order__state__in=Order.UNSIGNED)
    rows = rows.values_list("pairing_id", "last_day", "order__signed_on", "order__cancelled_on")
    found = defaultdict(list)
    for pair, last_day, signed, cancelled in rows.order_by():
        found[pair].append((max(last_day + DAY, signed or date.min), cancelled or FOREVER))
    return {pair: joined(intervals) for pair, intervals in found.items()}
