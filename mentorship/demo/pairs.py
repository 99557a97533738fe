"""Pairs of the demo's banks, as their curators would have made them in October: matched, checked, by an order."""

from datetime import date, datetime

from django.utils import timezone

from core.calendar import SchoolYear
from organizations.models import Organization
from pairing.drafts import OnPaper
from pairing.models import MatchRound, Pairing
from pairing.services import matching, ordering, pairs, plans

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

IN_GROUPS = ("hibiny",)
NUMBER = "187-н"
PLANS = 2


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Makes the pairs of the banks that have never been matched."""
    for slug in demo_data("banks")["banks"]:
        organization = tree[slug]
        if not MatchRound.objects.filter(organization=organization).exists():
            _make(organization, at=at)


def _make(organization: Organization, *, at: datetime) -> None:
    """A checked round with its order; then, until the lessons end, a second one that nobody has looked through."""
    year = SchoolYear.of(timezone.localdate(at))
    day = min(working_day(date(year.start_year, 10, 26)), timezone.localdate(at))
    clock = {"by": keeper(organization), "at": working_hour(day, now=at)}
    period = {"starts_on": day, "ends_on": date(year.start_year + 1, 5, 31)}
    round = _match(organization, period, clock)
    if round.proposals.count() < 2:
        return
    matching.take_out(round.proposals.last(), reason="Ждём решения родителей.", **clock)
    matching.check_round(round, **clock)
    made = pairs.make_pairs_of(round, in_groups=organization.slug in IN_GROUPS, **clock)
    ordering.assign_pairs(made, organization=organization, issue=OnPaper(NUMBER, day), **clock)
    _plan(made[:PLANS], clock, at=at)
    if timezone.localdate(at) < period["ends_on"]:
        _match(organization, {**period, "starts_on": timezone.localdate(at)}, {"by": clock["by"], "at": at})


def _plan(pairs_of: list[Pairing], clock: dict, *, at: datetime) -> None:
    """Plans of the first pairs: what is due before today is done on its day, but for the last of it."""
    today = timezone.localdate(at)
    for pair in pairs_of:
        plan = plans.make_plan(pair, **clock)
        past = [item for item in plan.items.all() if item.due_on < today]
        for item in past[:-1]:
            plans.mark_done(item, done_on=item.due_on, actual=item.expected, mark=5, by=clock["by"], at=at)


def _match(organization: Organization, period: dict[str, date], clock: dict) -> MatchRound:
    return matching.start_round(organization=organization, form=None, goal=MatchRound.Goal.COVERAGE, **period, **clock)
