"""Signing: the moment when an order gets its number and its paper, and freezes."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.documents import Clause, Document, content_type, render
from core.files import store_bytes, store_upload
from core.states import StateConflict, move
from organizations.models import Organization, User

from .. import clauses as clause_rows
from .. import notices
from ..annexes import annexes_of
from ..models import Order, OrderStep
from ..papers import check_url, order_document
from .acknowledging import open_sheet
from .checks import check_day, check_title
from .errors import OrderRefused
from .series import default_series, give_number
from .steps import add_step, tell


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
        check_code=new_check_code(),
        signer=signer,
        signer_name=signer.signature_name,
        signer_position=signer_position,
        created_by=signer,
        created_at=at,
    )
    _freeze(order, annexes, at=at)
    return order


@transaction.atomic
def sign_draft(
    order: Order,
    *,
    by: User,
    at: datetime,
    number: str | None = None,
    signed_on: date | None = None,
    seen: int | None = None,
) -> Order:
    """to_sign → signed: the order gets its number and date, its annexes are built, its paper is frozen.

    `seen` is the revision that the director read; StateConflict when the order has changed since or somebody has
    signed it meanwhile: then no number is used up. OrderRefused for a taken number or an impossible day.
    """
    _check_seen(order, seen)
    _register(order, by=by, at=at, number=number, signed_on=signed_on, signer=by)
    _freeze(order, annexes_of(order), at=at)
    return order


@transaction.atomic
def sign_on_paper(
    order: Order,
    *,
    by: User,
    at: datetime,
    number: str,
    signed_on: date,
    scan: UploadedFile | None = None,
    seen: int | None = None,
) -> Order:
    """to_sign → signed, by hand on paper: the register takes its number and date, and the scan as the paper."""
    _check_seen(order, seen)
    if not number.strip():
        raise OrderRefused(_("Give the number that stands on the paper."))
    _register(order, by=by, at=at, number=number, signed_on=signed_on, signer=None)
    order.annexes = [annex.title for annex in annexes_of(order)]
    order.paper = store_upload(scan, scope=order.organization.path, by=by, at=at) if scan else None
    order.save(update_fields=["annexes", "paper"])
    _conclude(order, OrderStep.Kind.SIGNED_ON_PAPER, by=by, at=at)
    return order


def new_check_code() -> str:
    """An address that cannot be guessed; it says nothing of the order."""
    return secrets.token_urlsafe(12)


def _check_seen(order: Order, seen: int | None) -> None:
    if seen is not None and order.revision != seen:
        raise StateConflict(_("The order has been changed since you opened it. Read it once more before you sign."))


def _register(
    order: Order, *, by: User, at: datetime, number: str | None, signed_on: date | None, signer: User | None
) -> None:
    """Takes the number and moves the state in one go; the number is free again when the move fails."""
    signed_on = signed_on or timezone.localdate(at)
    check_day(signed_on, at)
    organization = order.organization
    move(
        order,
        Order.State.SIGNED,
        repeats=["revision"],
        number=give_number(order.series, year=signed_on.year, wanted=number),
        signed_on=signed_on,
        year=signed_on.year,
        check_code=new_check_code(),
        signer=signer,
        signer_name=by.signature_name,
        signer_position=organization.head_position,
    )


def _freeze(order: Order, annexes: Sequence[Document], *, at: datetime) -> None:
    paper = order_document(order, annexes, qr=check_url(order))
    order.annexes = [annex.title for annex in annexes]
    order.paper = store_bytes(
        render(paper, "pdf"),
        name=paper.download_name("pdf"),
        content_type=content_type("pdf"),
        scope=order.organization.path,
        by=order.signer,
        at=at,
    )
    order.save(update_fields=["annexes", "paper"])
    _conclude(order, OrderStep.Kind.SIGNED, by=order.signer, at=at)


def _conclude(order: Order, kind: str, *, by: User, at: datetime) -> None:
    """The sheet of acquaintance opens, the step and the audit entry are written, the author hears of it."""
    open_sheet(order, at=at)
    add_step(order, kind, by=by, at=at)
    changes = {
        "number": order.number,
        "signed_on": order.signed_on.isoformat(),
        "sha256": order.paper.sha256 if order.paper else None,
    }
    audit.record("order.signed", order, by=by, at=at, scope=order.organization.path, changes=changes)
    author = [order.created_by_id] if order.created_by_id not in (None, by.pk) else []
    tell(order, notices.SIGNED, author, _("The order is signed"), subject=f"order:{order.pk}:signed", at=at)
