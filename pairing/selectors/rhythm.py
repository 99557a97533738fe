"""How often a pair should meet, and which pairs are silent: no held meeting for longer than twice the norm.

The norm is that of the programme (`Programme.meetings_a_month`), two a month without one (domain.md 1.6). A pair that
has never met is counted from its first day. Only pairs at work can be silent.
"""

from datetime import date, timedelta
from math import ceil

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..models import Meeting, Pairing

MONTH = 30  # days
USUAL = 2  # meetings a month
TIMES = 2


def norm_of(pairing: Pairing) -> int:
    """Meetings a month; a programme may say nought: as often as they like."""
    return pairing.programme.meetings_a_month if pairing.programme_id else USUAL


def patience(norm: int) -> timedelta | None:
    """How long a pair with this norm may go without a meeting; more often than daily counts as daily."""
    return timedelta(days=ceil(TIMES * MONTH / min(norm, MONTH))) if norm else None


def silent_since(pairing: Pairing, last_met: date | None) -> date | None:
    """The first day on which the pair is silent unless it meets before."""
    longest = patience(norm_of(pairing))
    return (last_met or pairing.starts_on) + longest + timedelta(days=1) if longest else None


def with_last_met(pairs: QuerySet[Pairing], on: date) -> QuerySet[Pairing]:
    """Adds `last_met`, the day of the latest held meeting by then."""
    held = Meeting.objects.held().filter(pairing=OuterRef("pk"), held_on__lte=on).order_by("-held_on")
    return pairs.annotate(last_met=Subquery(held.values("held_on")[:1]))


def silent(pairs: QuerySet[Pairing], on: date) -> QuerySet[Pairing]:
    """The pairs at work that are silent, with `last_met`."""
    quiet = with_last_met(pairs.active(on), on).annotate(since=Coalesce(F("last_met"), F("starts_on")))
    return quiet.filter(since__lt=_met_by(on))


def with_silence(pairs: QuerySet[Pairing], on: date) -> QuerySet[Pairing]:
    """Adds `last_met` and `is_silent`."""
    these = silent(Pairing.objects.all(), on).filter(pk=OuterRef("pk"))
    return with_last_met(pairs, on).annotate(is_silent=Exists(these))


def _met_by(on: date) -> Case:
    """The day by which a pair must have met, in its latest; none where the programme has no norm."""
    lowest = {patience(norm): norm for norm in range(MONTH, 0, -1)}  # norm with that patience, the shortest first
    return Case(
        When(programme=None, then=Value(on - patience(USUAL))),
        *(When(programme__meetings_a_month__gte=norm, then=Value(on - longest)) for longest, norm in lowest.items()),
        default=Value(None),
        output_field=DateField(),
    )
