"""Who may: an organisation keeps its own register; those above see it, and read only what names no child."""

import rules

from organizations.rules import has_membership, in_own_organization, is_director, keeps_programme, within_scope

from .models import Order

OPEN_TO_OVERSEERS = frozenset({Order.Kind.APPROVE_ROADMAP})


@rules.predicate
def names_no_child(user, order: Order | None) -> bool:
    """Orders of this kind never name children, so those who look over the institution may read them."""
    return order is None or order.kind in OPEN_TO_OVERSEERS


@rules.predicate
def is_from_paper(user, order: Order | None) -> bool:
    return order is None or order.is_from_paper


@rules.predicate
def is_without_paper(user, order: Order | None) -> bool:
    return order is None or order.paper_id is None


@rules.predicate
def is_editable(user, order: Order | None) -> bool:
    return order is None or order.is_editable


@rules.predicate
def is_unsigned(user, order: Order | None) -> bool:
    return order is not None and order.is_unsigned


@rules.predicate
def awaits_signature(user, order: Order | None) -> bool:
    return order is None or order.state == Order.State.TO_SIGN


@rules.predicate
def has_sheet(user, order: Order | None) -> bool:
    return order is None or not order.is_unsigned


@rules.predicate
def is_in_force(user, order: Order | None) -> bool:
    return order is None or order.state == Order.State.SIGNED


keeps_register = is_director | keeps_programme

rules.add_perm("orders.list_orders", has_membership)
rules.add_perm("orders.view_order", has_membership & within_scope)
rules.add_perm(
    "orders.read_order", within_scope & (in_own_organization | names_no_child) & (~is_unsigned | keeps_register)
)
rules.add_perm("orders.draft_order", keeps_register)
rules.add_perm("orders.change_draft", keeps_register & in_own_organization & is_editable)
rules.add_perm("orders.take_back", keeps_register & in_own_organization & awaits_signature)
rules.add_perm("orders.sign_order", is_director & in_own_organization & awaits_signature)
rules.add_perm("orders.acknowledge_order", in_own_organization & has_sheet)
rules.add_perm("orders.keep_sheet", keeps_register & in_own_organization & has_sheet)
rules.add_perm("orders.add_order", keeps_register)
rules.add_perm("orders.attach_scan", keeps_register & in_own_organization & is_from_paper & is_without_paper)
rules.add_perm(
    "orders.cancel_order", in_own_organization & is_in_force & (is_director | keeps_programme & is_from_paper)
)
rules.add_perm("orders.configure_series", keeps_register)
