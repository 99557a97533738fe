"""Orders signed on paper, entered into the register with the number and date they bear."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.documents import Clause
from core.files import store_upload
from organizations.models import Organization

from .. import clauses as clause_rows
from ..models import Order
from .checks import check_day, check_title
from .errors import OrderRefused
from .series import default_series, give_number


@transaction.atomic
def register_paper_order(
    *,
    organization: Organization,
    number: str,
    signed_on: date,
    title: str,
    by,
    at: datetime,
    kind: str = Order.Kind.OTHER,
    signer_name: str = "",
    signer_position: str = "",
    preamble: str = "",
    clauses: Sequence[Clause | str] = (),
    scan: UploadedFile | None = None,
) -> Order:
    """Enters an order as its paper has it; `by` is None when the product itself loads it (the demo's historical ones).

    Raises OrderRefused for a taken or missing number and for an impossible day, FileRefused for a bad scan.
    """
    check_day(signed_on, at)
    if not number.strip():
        raise OrderRefused(_("Give the number that stands on the paper."))
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
        signer_name=signer_name,
        signer_position=signer_position,
        paper=store_upload(scan, scope=organization.path, by=by, at=at) if scan else None,
        created_by=by,
        created_at=at,
    )
    changes = {"number": order.number, "signed_on": signed_on.isoformat(), "scan": scan is not None}
    audit.record("order.registered", order, by=by, at=at, scope=organization.path, changes=changes)
    return order


@transaction.atomic
def attach_scan(order: Order, *, scan: UploadedFile, by, at: datetime) -> None:
    """Adds the scan to an order that was entered without one. Raises OrderRefused when its paper is there already."""
    paper = store_upload(scan, scope=order.organization.path, by=by, at=at)
    if not Order.objects.filter(pk=order.pk, paper=None, signer=None).update(paper=paper):
        raise OrderRefused(_("This order already has its paper; it is kept as it is."))
    order.paper = paper
    changes = {"sha256": paper.sha256}
    audit.record("order.scan_attached", order, by=by, at=at, scope=order.organization.path, changes=changes)
