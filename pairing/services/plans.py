"""Personalised programmes: made for a pair, written, approved by an order, fulfilled item by item (domain.md 2.6).

A plan that a signed order has approved is frozen but for what comes of it; to change it, its approval is taken off
first. Every service raises PlanRefused; those that change a row over what was seen raise StaleRevision.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from orders.models import Order
from orders.services.drafts import draft_order
from organizations.models import Organization

from ..models import IndividualPlan, Pairing, PlanItem
from ..papers.plans import approval_answers
from ..proposing import ItemDraft, items_for, sections_for
from ..selectors.standing import with_people

ITEM = ("what", "due_on", "expected")
MOST_ITEMS = 60


class PlanRefused(Refused):
    """The plan is not in the state for it, or the row cannot be so."""


@transaction.atomic
def make_plan(pairing: Pairing, *, by, at: datetime) -> IndividualPlan:
    """A plan with proposed sections and items. The pair must stand on an order and have none yet."""
    pairing = with_people(Pairing.objects.select_for_update(of=("self",)).filter(pk=pairing.pk)).get()
    if pairing.state == Pairing.State.DRAFT:
        raise PlanRefused(_("This pair waits for its order of assignment. A plan is made once it is named in one."))
    if pairing.ending:
        raise PlanRefused(_("This pair has ended."))
    if IndividualPlan.objects.filter(pairing=pairing).exists():
        raise PlanRefused(_("This pair has its plan already. Open it on the card of the pair."))
    plan = IndividualPlan.objects.create(pairing=pairing, created_at=at, **sections_for(pairing))
    PlanItem.objects.bulk_create(_items(plan, items_for(pairing)))
    _record("individualplan.made", plan, by=by, at=at)
    return plan


@transaction.atomic
def change_plan(plan: IndividualPlan, *, seen: int, by, at: datetime) -> None:
    """Writes title and sections; of an approved plan the summary alone."""
    before = _held(plan)
    fields = ["title", *IndividualPlan.SECTIONS, "summary"] if before.is_editable else ["summary"]
    save_revised(plan, seen=seen, fields=fields)
    changed = [name for name in fields if getattr(before, name) != getattr(plan, name)]
    if changed:
        _record("individualplan.changed", plan, dict.fromkeys(changed, audit.MASKED), by=by, at=at)


@transaction.atomic
def add_item(plan: IndividualPlan, draft: ItemDraft, *, by, at: datetime) -> PlanItem:
    """A row at the end."""
    plan = _editable(plan)
    number = plan.items.count()
    if number >= MOST_ITEMS:
        raise PlanRefused(_("A plan has %(most)d items at most. Join some of them.") % {"most": MOST_ITEMS})
    item = PlanItem.objects.create(plan=plan, position=number + 1, **_checked(draft, plan))
    _record("individualplan.item_added", plan, {"item": item.position}, by=by, at=at)
    return item


@transaction.atomic
def change_item(item: PlanItem, draft: ItemDraft, *, by, at: datetime) -> None:
    plan = _editable(item.plan)
    PlanItem.objects.filter(pk=item.pk).update(**_checked(draft, plan))
    _record("individualplan.item_changed", plan, {"item": item.position}, by=by, at=at)


@transaction.atomic
def move_item(item: PlanItem, *, position: int, by, at: datetime) -> None:
    """Puts the row to a place, 1 being the first; a place beyond the ends is the end."""
    plan = _editable(item.plan)
    others = [row for row in plan.items.all() if row.pk != item.pk]
    place = min(max(position, 1), len(others) + 1) - 1
    _renumber([*others[:place], item, *others[place:]])
    _record("individualplan.item_moved", plan, {"item": place + 1}, by=by, at=at)


@transaction.atomic
def delete_item(item: PlanItem, *, by, at: datetime) -> None:
    """Deletes a row that is not done; what is done stays."""
    plan = _editable(item.plan)
    if not PlanItem.objects.filter(pk=item.pk, done_on=None).delete()[0]:
        raise PlanRefused(_("This item is marked as done. Take the mark back first if it was made by mistake."))
    _renumber(list(plan.items.all()))
    _record("individualplan.item_deleted", plan, {"item": item.position}, by=by, at=at)


@transaction.atomic
def mark_done(item: PlanItem, *, done_on: date, actual: str = "", mark: int | None = None, by, at: datetime) -> None:
    """The row is done, with what came of it and the mentor's mark; done again, it is corrected."""
    plan = _held(item.plan)
    if done_on > timezone.localdate(at):
        raise PlanRefused(_("This day has not come yet. Mark the item when it is done."))
    if done_on < plan.pairing.starts_on:
        raise PlanRefused(_("The pair did not work yet on this day. Check it."))
    if mark is not None and mark not in PlanItem.MARKS:
        raise PlanRefused(_("A mark is a number from 1 to 5."))
    PlanItem.objects.filter(pk=item.pk).update(done_on=done_on, actual=actual.strip(), mark=mark)
    _record("individualplan.item_done", plan, {"item": item.position, "on": done_on.isoformat()}, by=by, at=at)


@transaction.atomic
def reopen_item(item: PlanItem, *, by, at: datetime) -> None:
    """Takes the mark back; the actual result stays to be corrected."""
    plan = _held(item.plan)
    if not PlanItem.objects.filter(pk=item.pk).exclude(done_on=None).update(done_on=None, mark=None):
        raise PlanRefused(_("Somebody has just done this. Reload the page."))
    _record("individualplan.item_reopened", plan, {"item": item.position}, by=by, at=at)


@transaction.atomic
def draft_approval(plans: Iterable[IndividualPlan], *, organization: Organization, by, at: datetime) -> Order:
    """A draft order that approves the plans; they are approved from its signing on. Raises OrderRefused as well."""
    numbers = [plan.pk for plan in plans]
    held = IndividualPlan.objects.select_for_update(of=("self",)).filter(pairing__organization=organization)
    held = list(held.filter(pk__in=numbers).select_related("order", "pairing__organization"))
    if not held:
        raise PlanRefused(_("Choose the plans that the order approves."))
    if any(not plan.is_editable for plan in held):
        raise PlanRefused(_("Some of these plans are approved or stand in a draft order already. Reload the page."))
    if any(not plan.items.exists() for plan in held):
        raise PlanRefused(_("One of the plans has no items yet. Write what is to be done, then draft the order."))
    pairs = with_people(Pairing.objects.filter(plan__in=held).select_related("plan"))
    order = draft_order(
        organization=organization, kind=Order.Kind.APPROVE_PROGRAMME, data=approval_answers(list(pairs), by=by),
        by=by, at=at,
    )  # fmt: skip
    IndividualPlan.objects.filter(pk__in=[plan.pk for plan in held]).update(order=order)
    for plan in held:
        _record("individualplan.named", plan, {"order": order.pk}, by=by, at=at)
    return order


@transaction.atomic
def take_approval_off(plan: IndividualPlan, *, by, at: datetime) -> None:
    """An approved plan can be changed again and waits for a new approval; the trail keeps the former order."""
    plan = _held(plan)
    if not plan.is_approved:
        raise PlanRefused(_("This plan is not approved by an order."))
    IndividualPlan.objects.filter(pk=plan.pk).update(order=None)
    _record("individualplan.taken_off", plan, {"order": plan.order.number}, by=by, at=at)


def _held(plan: IndividualPlan) -> IndividualPlan:
    """The plan as it is now, held until the transaction ends."""
    plans = IndividualPlan.objects.select_for_update(of=("self",))
    return plans.select_related("pairing__organization", "order").get(pk=plan.pk)


def _editable(plan: IndividualPlan) -> IndividualPlan:
    plan = _held(plan)
    if plan.awaits_signature:
        raise PlanRefused(_("A draft order names this plan. Sign that order first, or take the plan out of it."))
    if plan.is_approved:
        raise PlanRefused(_("This plan is approved by an order. Take the approval off to change it."))
    return plan


def _checked(draft: ItemDraft, plan: IndividualPlan) -> dict:
    pairing = plan.pairing
    if not draft.what.strip():
        raise PlanRefused(_("Write what is to be done."))
    if draft.due_on and not pairing.starts_on <= draft.due_on <= pairing.last_day:
        said = {"first": f"{pairing.starts_on:%d.%m.%Y}", "last": f"{pairing.last_day:%d.%m.%Y}"}
        raise PlanRefused(_("The pair works from %(first)s to %(last)s: choose a day within.") % said)
    return {"what": draft.what.strip(), "due_on": draft.due_on, "expected": draft.expected.strip()}


def _items(plan: IndividualPlan, drafts: Sequence[ItemDraft]) -> list[PlanItem]:
    return [
        PlanItem(plan=plan, position=place, **{name: getattr(draft, name) for name in ITEM})
        for place, draft in enumerate(drafts, start=1)
    ]


def _renumber(rows: list[PlanItem]) -> None:
    for place, row in enumerate(rows, start=1):
        row.position = place
    PlanItem.objects.bulk_update(rows, ["position"])


def _record(verb: str, plan: IndividualPlan, changes: dict | None = None, *, by, at: datetime) -> None:
    audit.record(verb, plan, by=by, at=at, scope=plan.pairing.organization.path, changes=changes or {})
