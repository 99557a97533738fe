"""The change of the school year: begun, pairs decided on, completed and extended together, steps declared done.

Every verb may be repeated: what is done already is passed over. Classes: services.year_classes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import SchoolYear
from core.errors import Refused
from orders.models import Order
from organizations.models import Organization

from ..drafts import Drafted, Issue, Registered
from ..models import PairDecision, Pairing, RollOver, RollOverStep
from ..selectors.rounds import last_lesson
from ..selectors.standing import BY_MENTOR, with_people
from ..selectors.year_pairs import waiting_for
from .changes import complete_pairs, extend_pairs

Outcome = PairDecision.Outcome


class RollOverRefused(Refused):
    """There is nothing to do, or the step cannot be done so."""


@dataclass
class Outcomes:
    """What became of many pairs: how many it was done to, which were refused and why."""

    done: int = 0
    doubts: list[tuple[Pairing, str]] = field(default_factory=list)


@transaction.atomic
def begin(organization: Organization, year: SchoolYear, *, by, at: datetime) -> RollOver:
    """The change into the year, begun by whoever does something of it first."""
    roll_over, is_new = RollOver.objects.get_or_create(
        organization=organization, start_year=year.start_year, defaults={"begun_by": by, "begun_at": at}
    )
    if is_new:
        record("rollover.begun", roll_over, {}, by=by, at=at)
    return roll_over


@transaction.atomic
def declare_step(organization: Organization, year: SchoolYear, step: str, *, by, at: datetime) -> None:
    """Says that a step is done; saying it again renews the day and the name."""
    declare(begin(organization, year, by=by, at=at), step, by=by, at=at)


def declare(roll_over: RollOver, step: str, *, by, at: datetime) -> None:
    """The same within another verb."""
    roll_over.steps.update_or_create(step=step, defaults={"by": by, "at": at})
    record("rollover.step_done", roll_over, {"step": step}, by=by, at=at)


@transaction.atomic
def reopen_step(roll_over: RollOver, step: str, *, by, at: datetime) -> None:
    """Says that a step is not done after all; what was done by it stays. Raises RollOverRefused."""
    deleted, _models = roll_over.steps.filter(step=step).delete()
    if not deleted:
        raise RollOverRefused(_("This step is open already."))
    record("rollover.step_reopened", roll_over, {"step": step}, by=by, at=at)


@transaction.atomic
def decide_pairs(
    organization: Organization, year: SchoolYear, decisions: Mapping[Pairing, str], *, by, at: datetime
) -> int:
    """Keeps what is wanted of each pair and declares the step done; how many decisions are new or changed."""
    roll_over = begin(organization, year, by=by, at=at)
    known = dict(roll_over.decisions.values_list("pairing", "outcome"))
    changed = {pair: outcome for pair, outcome in decisions.items() if known.get(pair.pk) != outcome}
    for pair, outcome in changed.items():
        roll_over.decisions.update_or_create(pairing=pair, defaults={"outcome": outcome})
    if changed:
        finish = sum(outcome == Outcome.FINISH for outcome in changed.values())
        figures = {"finish": finish, "go_on": len(changed) - finish}
        record("rollover.pairs_decided", roll_over, figures, by=by, at=at)
    declare(roll_over, RollOverStep.Step.PAIRS, by=by, at=at)
    return len(changed)


@transaction.atomic
def draft_results(roll_over: RollOver, *, by, at: datetime) -> Order:
    """The draft of the order that completes the pairs that are to finish, each with its own last day or the last of
    the lessons; they are completed once it is signed. Raises RollOverRefused.
    """
    pairs = _waiting(roll_over, Outcome.FINISH, at)
    last_day = max(timezone.localdate(at), last_lesson(roll_over.start_year - 1))
    order = complete_pairs(pairs, last_day=last_day, issue=Drafted(), by=by, at=at)
    return _drafted(roll_over, order, pairs, by=by, at=at)


@transaction.atomic
def draft_extension(roll_over: RollOver, *, ends_on: date, by, at: datetime) -> Order:
    """The draft of the order that extends the pairs that go on; they are extended once it is signed.

    Raises RollOverRefused, PairRefused.
    """
    pairs = [pair for pair in _waiting(roll_over, Outcome.GO_ON, at) if pair.last_day < ends_on]
    if not pairs:
        raise RollOverRefused(_("Every pair that goes on is planned until this day already. Choose a later one."))
    order = extend_pairs(pairs, ends_on=ends_on, issue=Drafted(), by=by, at=at)
    return _drafted(roll_over, order, pairs, by=by, at=at)


@transaction.atomic
def complete_decided(roll_over: RollOver, *, last_day: date, by, at: datetime) -> Outcomes:
    """Completes the pairs that are to finish, each with `last_day` or its own earlier one. Raises RollOverRefused."""

    def complete(pair: Pairing) -> None:
        complete_pairs([pair], last_day=last_day, by=by, at=at)

    return _for_each(_waiting(roll_over, Outcome.FINISH, at), complete)


@transaction.atomic
def extend_decided(roll_over: RollOver, *, ends_on: date, issue: Issue, by, at: datetime) -> Outcomes:
    """Extends by one signed order the pairs that go on; those planned until `ends_on` already are passed over.

    A paper order is entered once, with the first of them. Raises RollOverRefused.
    """
    orders: list[Order] = []

    def extend(pair: Pairing) -> None:
        by_order = Registered(orders[0]) if orders else issue
        orders.append(extend_pairs([pair], ends_on=ends_on, issue=by_order, by=by, at=at))

    return _for_each([pair for pair in _waiting(roll_over, Outcome.GO_ON, at) if pair.last_day < ends_on], extend)


def _waiting(roll_over: RollOver, outcome: str, at: datetime) -> list[Pairing]:
    """The pairs with that decision that nothing was done to yet. Raises RollOverRefused when there are none."""
    pairs = with_people(waiting_for(roll_over, outcome, timezone.localdate(at)))
    pairs = list(pairs.order_by(*BY_MENTOR))
    if not pairs:
        raise RollOverRefused(_("No pair waits for this any more."))
    return pairs


def _for_each(pairs: Iterable[Pairing], change: Callable[[Pairing], None]) -> Outcomes:
    """Does to each pair what can be done. Raises RollOverRefused when it was refused for all of them."""
    outcomes = Outcomes()
    for pair in pairs:
        try:
            with transaction.atomic():
                change(pair)
            outcomes.done += 1
        except Refused as doubt:
            outcomes.doubts.append((pair, str(doubt)))
    if outcomes.doubts and not outcomes.done:
        raise RollOverRefused(outcomes.doubts[0][1])
    return outcomes


def _drafted(roll_over: RollOver, order: Order, pairs: list[Pairing], *, by, at: datetime) -> Order:
    figures = {"order": order.pk, "kind": order.kind, "pairs": len(pairs)}
    record("rollover.order_drafted", roll_over, figures, by=by, at=at)
    return order


def record(verb: str, roll_over: RollOver, changes: dict, *, by, at: datetime) -> None:
    """Into the trail: numbers and no names."""
    audit.record(verb, roll_over, by=by, at=at, scope=roll_over.organization.path, changes=changes)
