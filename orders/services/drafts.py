"""Drafts: made from a kind's answers or with a ready text, changed, sent for signature, taken back, returned."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.documents import Clause
from core.revisions import save_revised
from core.states import move
from organizations.models import Membership, Organization, Role, User

from .. import annexes as annex_tables
from .. import clauses as clause_rows
from .. import notices
from ..kinds import KINDS, AnnexTable
from ..models import Order, OrderStep
from ..proposing import names_in, propose
from ..subjects import subjects_of
from .checks import check_title
from .errors import OrderRefused
from .series import default_series
from .steps import add_step, tell

EFFECTS = {Order.Kind.CHANGE_PAIRS: Order.Effect.CHANGES, Order.Kind.APPROVE_REGULATION: Order.Effect.VOIDS}


@transaction.atomic
def draft_order(
    *,
    organization: Organization,
    kind: str,
    data: Mapping[str, Any] | None = None,
    title: str = "",
    preamble: str = "",
    clauses: Sequence[Clause | str] = (),
    annexes: Sequence[AnnexTable] = (),
    acquainted: Sequence[tuple[str, str]] = (),
    amends: Order | None = None,
    by: User,
    at: datetime,
) -> Order:
    """A draft of the main series. What is not given is proposed by the kind from its `data` (JSON-ready answers).

    Without `data` the title, the clauses and the annexes are the caller's own. Raises OrderRefused without a title or
    a clause.
    """
    proposal = propose(organization, kind, data) if data and kind in KINDS else None
    order = Order(
        organization=organization,
        series=default_series(organization),
        kind=kind,
        data=dict(data or {}),
        title=check_title(title or (proposal.title if proposal else "")),
        preamble=preamble or (proposal.preamble if proposal else ""),
        clauses=_clauses(clauses or (proposal.clauses if proposal else ())),
        tables=annex_tables.to_json(annexes or (proposal.tables if proposal else ())),
        acquainted=[{"position": position, "name": name} for position, name in acquainted]
        or (proposal.acquainted if proposal else []),
        amends=amends,
        effect=EFFECTS.get(kind, Order.Effect.CHANGES) if amends else "",
        signer_position=organization.head_position,
        signer_name=_director_of(organization),
        created_by=by,
        created_at=at,
    )
    order.save()
    add_step(order, OrderStep.Kind.DRAFTED, by=by, at=at)
    audit.record("order.drafted", order, by=by, at=at, scope=organization.path, changes={"kind": kind})
    return order


@transaction.atomic
def change_data(
    order: Order, *, data: Mapping[str, Any], amends: Order | None, seen: int, by: User, at: datetime
) -> None:
    """Takes new answers and writes the text anew from them. Raises StaleRevision, OrderRefused."""
    check_editable(order)
    proposal = propose(order.organization, order.kind, data)
    order.data, order.amends = dict(data), amends
    order.effect = EFFECTS.get(order.kind, Order.Effect.CHANGES) if amends else ""
    order.title, order.preamble = check_title(proposal.title), proposal.preamble
    order.clauses, order.tables = _clauses(proposal.clauses), annex_tables.to_json(proposal.tables)
    order.acquainted = proposal.acquainted
    fields = ["data", "amends", "effect", "title", "preamble", "clauses", "tables", "acquainted"]
    _save(order, fields, seen=seen, by=by, at=at)


@transaction.atomic
def change_draft(
    order: Order,
    *,
    title: str,
    preamble: str,
    clauses: Sequence[Clause | str],
    seen: int,
    by: User,
    at: datetime,
) -> None:
    """Takes the text as it was edited. Raises StaleRevision when somebody else was faster, OrderRefused."""
    check_editable(order)
    order.title, order.preamble, order.clauses = check_title(title), preamble.strip(), _clauses(clauses)
    _save(order, ["title", "preamble", "clauses"], seen=seen, by=by, at=at)


@transaction.atomic
def send_to_sign(order: Order, *, by: User, at: datetime) -> None:
    """draft or returned → to_sign; the director hears of it. OrderRefused while a name's cases are in doubt."""
    doubtful = [used.words for used in names_in(order) if not used.is_settled]
    if doubtful:
        raise OrderRefused(
            _("Check first how these are declined: %(names)s. The product is not sure.")
            % {"names": "; ".join(doubtful)}
        )
    move(order, Order.State.TO_SIGN, repeats=["revision"])
    step = add_step(order, OrderStep.Kind.SENT, by=by, at=at)
    _record("order.sent", order, by=by, at=at)
    directors = Membership.objects.filter(organization=order.organization).current().with_role(Role.DIRECTOR)
    tell(
        order,
        notices.TO_SIGN,
        directors.exclude(user=by).values_list("user", flat=True),
        _("An order awaits your signature"),
        subject=f"order-step:{step.pk}",
        url=reverse("orders:review", args=[order.pk]),
        at=at,
    )


@transaction.atomic
def take_back(order: Order, *, by: User, at: datetime) -> None:
    """to_sign → draft, for as long as it is not signed."""
    move(order, Order.State.DRAFT)
    add_step(order, OrderStep.Kind.TAKEN_BACK, by=by, at=at)
    _record("order.taken_back", order, by=by, at=at)


@transaction.atomic
def return_order(order: Order, *, remark: str, by: User, at: datetime) -> None:
    """to_sign → returned with a remark, which is kept; the author hears of it. OrderRefused without a remark."""
    if not remark.strip():
        raise OrderRefused(_("Say what is to be corrected: the author of the draft will see the remark."))
    move(order, Order.State.RETURNED)
    step = add_step(order, OrderStep.Kind.RETURNED, by=by, at=at, remark=remark)
    _record("order.returned", order, by=by, at=at)
    author = [order.created_by_id] if order.created_by_id and order.created_by_id != by.pk else []
    tell(
        order,
        notices.RETURNED,
        author,
        _("The order was returned with a remark"),
        subject=f"order-step:{step.pk}",
        text=f"{order.title}. {remark.strip()}",
        at=at,
    )


@transaction.atomic
def discard_draft(order: Order, *, by: User, at: datetime) -> None:
    """Deletes a draft that has no number yet. Raises OrderRefused for any other order, and while rows stand on it."""
    check_editable(order)
    standing = [subject.label for subject in subjects_of(order) if subject.in_force]
    if standing:
        raise OrderRefused(
            _("The draft names what waits for it: %(what)s. Take that out of the draft first.")
            % {"what": "; ".join(standing)}
        )
    audit.record("order.discarded", order, by=by, at=at, scope=order.organization.path)
    order.delete()


def _director_of(organization: Organization) -> str:
    """«И. О. Фамилия» for the draft's signature; empty while it is open who signs."""
    directors = Membership.objects.filter(organization=organization).current().with_role(Role.DIRECTOR)
    names = {director.user.signature_name for director in directors.select_related("user")}
    return names.pop() if len(names) == 1 else ""


def _save(order: Order, fields: list[str], *, seen: int, by: User, at: datetime) -> None:
    save_revised(order, seen=seen, fields=fields)
    _record("order.changed", order, by=by, at=at)


def _record(verb: str, order: Order, *, by: User, at: datetime) -> None:
    audit.record(verb, order, by=by, at=at, scope=order.organization.path)


def check_editable(order: Order) -> None:
    if not order.is_editable:
        raise OrderRefused(_("Only a draft can be changed. Take the order back from signature first."))


def _clauses(clauses: Sequence[Clause | str]) -> list[dict]:
    if not clauses:
        raise OrderRefused(_("An order needs at least one clause. Write what is ordered."))
    return clause_rows.to_json(clauses)
