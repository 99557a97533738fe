"""Assignment of pairs by an order, and taking pairs out of a draft order.

A draft order names pairs before it is signed, and they work from its signing on (PairingQuerySet.ordered). What other
orders make of them is in services.changes. Raises what orders.services raise as well.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from core import audit
from core.states import move
from orders.models import Order
from orders.services.drafts import check_editable, discard_draft, draft_order
from organizations.models import Organization

from ..drafts import Issue
from ..models import IndividualPlan, Pairing
from ..papers.changes import assignment_answers
from ..papers.titles import ASSIGNMENT
from ..selectors.standing import BY_MENTOR, with_people
from .issuing import order_of
from .pairs import check_all_of


@transaction.atomic
def draft_assignment(pairs: Iterable[Pairing], *, organization: Organization, by, at: datetime) -> Order:
    """A draft order that names these pairs, with the text of its kind (papers.changes). Raises PairRefused."""
    pairs = _drafts(pairs, organization)
    answers = assignment_answers(pairs, by=by)
    order = draft_order(organization=organization, kind=Order.Kind.ASSIGN_PAIRS, data=answers, by=by, at=at)
    _attach(pairs, order, "pairing.named", by=by, at=at)
    return order


@transaction.atomic
def assign_pairs(pairs: Iterable[Pairing], *, organization: Organization, issue: Issue, by, at: datetime) -> Order:
    """Assigns draft pairs by one signed order. Raises PairRefused, OrderRefused."""
    pairs = _drafts(pairs, organization)
    kind = Order.Kind.ASSIGN_PAIRS
    order = order_of(issue, organization=organization, kind=kind, title=ASSIGNMENT, by=by, at=at)
    _attach(pairs, order, "pairing.assigned", by=by, at=at)
    return order


@transaction.atomic
def release_pairs(order: Order, *, by, at: datetime) -> list[Pairing]:
    """Takes everything of pairs out of a draft order and deletes the draft: it would say what is not meant any more.

    Pairs to be assigned are drafts again, changes are undone with the new pairs they would begin, plans wait for
    approval. Gives the pairs that are left. Raises OrderRefused when the order is signed or waits for the signature.
    """
    check_editable(order)
    pairs = with_people(Pairing.objects.filter(order=order) | Pairing.objects.filter(changes__order=order)).distinct()
    left = []
    for pair in pairs:
        _record("pairing.released", pair, {"order": order.pk}, by=by, at=at)
        if pair.order_id == order.pk and pair.replaces_id:
            pair.delete()
            continue
        if pair.order_id == order.pk:
            move(pair, Pairing.State.DRAFT, order=None)
        left.append(pair)
    order.pair_changes.all().delete()
    IndividualPlan.objects.filter(order=order).update(order=None)
    discard_draft(order, by=by, at=at)
    return left


def _drafts(pairs: Iterable[Pairing], organization: Organization) -> list[Pairing]:
    held = Pairing.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs])
    return check_all_of(with_people(held).order_by(*BY_MENTOR), organization)


def _attach(pairs: Iterable[Pairing], order: Order, verb: str, *, by, at: datetime) -> None:
    for pair in pairs:
        move(pair, Pairing.State.APPROVED, order=order)
        _record(verb, pair, {"order": order.pk}, by=by, at=at)


def _record(verb: str, pairing: Pairing, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, pairing, by=by, at=at, scope=pairing.organization.path, changes=changes)
