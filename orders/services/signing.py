"""Signing: the moment when an order gets its number and its paper, and freezes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.documents import Clause, Document, content_type, render
from core.files import store_bytes
from organizations.models import Organization, User

from .. import clauses as clause_rows
from ..models import Order
from ..papers import order_document
from .checks import check_day, check_title
from .errors import OrderRefused
from .series import default_series, give_number

CONTROL_IS_MINE = "Контроль за исполнением настоящего приказа оставляю за собой."


@transaction.atomic
def sign_order(
    *,
    organization: Organization,
    kind: str,
    title: str,
    preamble: str,
    clauses: Sequence[Clause | str],
    signer: User,
    signer_position: str,
    signed_on: date,
    number: str | None,
    annexes: Sequence[Document] = (),
    acquainted: Sequence[tuple[str, str]] = (),
    at: datetime,
) -> Order:
    """Signs an order of the organisation's main series and freezes its paper (PDF) with its hash.

    `number` None takes the next one in turn; `annexes` are documents whose blocks follow on sheets of their own;
    `acquainted` are (position, «И. О. Фамилия») of those who will sign that they have read it. The paper is made in
    the same transaction because it carries the number. Raises OrderRefused for a taken number, a day to come, no text.
    """
    check_day(signed_on, at)
    if not clauses:
        raise OrderRefused(_("An order needs at least one clause. Write what is ordered."))
    series = default_series(organization)
    order = Order.objects.create(
        organization=organization,
        series=series,
        kind=kind,
        state=Order.State.SIGNED,
        number=give_number(series, year=signed_on.year, wanted=number),
        signed_on=signed_on,
        year=signed_on.year,
        title=check_title(title),
        preamble=preamble,
        clauses=clause_rows.to_json(clauses),
        annexes=[annex.title for annex in annexes],
        acquainted=[{"position": position, "name": name} for position, name in acquainted],
        signer=signer,
        signer_name=signer.signature_name,
        signer_position=signer_position,
        created_by=signer,
        created_at=at,
    )
    _freeze(order, order_document(order, annexes), at=at)
    changes = {"number": order.number, "signed_on": signed_on.isoformat(), "sha256": order.paper.sha256}
    audit.record("order.signed", order, by=signer, at=at, scope=organization.path, changes=changes)
    return order


def _freeze(order: Order, paper: Document, *, at: datetime) -> None:
    order.paper = store_bytes(
        render(paper, "pdf"),
        name=paper.download_name("pdf"),
        content_type=content_type("pdf"),
        scope=order.organization.path,
        by=order.signer,
        at=at,
    )
    order.save(update_fields=["paper"])
