"""The way of a roadmap from the curator's desk to the director's order: submit, take back, return, approve, archive.

Each step moves the state through one door, adds a `Decision` that is never changed, and tells whom it concerns.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.documents import content_type, render
from core.errors import Refused
from core.files import store_bytes
from core.models import StoredFile
from core.states import move
from notifications.services import Reminder, announce
from orders.models import Order
from orders.services import register_paper_order, sign_order
from organizations.models import Membership, Role, User

from ..models import Activity, ApprovalStamp, Decision, Roadmap
from ..papers import roadmap_document
from ..shifting import APPROVALS
from . import decree
from .execution import generate_occurrences

KEEPERS = (Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)


class ApprovalRefused(Refused):
    """The step cannot be taken; the message says what is missing."""


@transaction.atomic
def submit_roadmap(roadmap: Roadmap, *, by: User, at: datetime) -> None:
    """draft or returned → submitted; the director hears of it. Raises ApprovalRefused for an empty plan."""
    if not Activity.objects.filter(section__roadmap=roadmap).exists():
        raise ApprovalRefused(_("There is nothing to approve yet: add at least one activity."))
    move(roadmap, Roadmap.State.SUBMITTED)
    decision = _decide(roadmap, Decision.Kind.SUBMITTED, by=by, at=at)
    _tell(
        decision,
        (Role.DIRECTOR,),
        _("A roadmap awaits your approval"),
        url=reverse("roadmaps:review", args=[roadmap.pk]),
    )


@transaction.atomic
def withdraw_roadmap(roadmap: Roadmap, *, by: User, at: datetime) -> None:
    """submitted → draft, for as long as nobody has decided."""
    move(roadmap, Roadmap.State.DRAFT)
    _decide(roadmap, Decision.Kind.WITHDRAWN, by=by, at=at)


@transaction.atomic
def return_roadmap(roadmap: Roadmap, *, remark: str, by: User, at: datetime, submission: int | None = None) -> None:
    """submitted → returned with a remark, which is kept; whoever keeps the programme hears of it.

    `submission` is the number of the decision that the director read; see `approve_roadmap`.
    Raises ApprovalRefused without a remark.
    """
    if not remark.strip():
        raise ApprovalRefused(_("Say what is to be corrected: the curator will see the remark."))
    _check_submission(roadmap, submission)
    move(roadmap, Roadmap.State.RETURNED)
    decision = _decide(roadmap, Decision.Kind.RETURNED, by=by, at=at, remark=remark)
    _tell(decision, KEEPERS, _("The roadmap was returned with a remark"))


@transaction.atomic
def approve_roadmap(
    roadmap: Roadmap,
    *,
    number: str | None,
    signed_on: date,
    by: User,
    at: datetime,
    wording: decree.Wording | None = None,
    submission: int | None = None,
) -> Order:
    """submitted → approved: signs the order, freezes the paper, makes the occurrences, archives the version before.

    `number` None takes the next one of the register, `wording` None the usual words. `submission` is the number of the
    decision «submitted» that the director read: when the roadmap has been taken back and submitted again since,
    ApprovalRefused asks to read it anew. Raises OrderRefused for a taken number or an impossible day.
    """
    _check_submission(roadmap, submission)
    previous = Roadmap.objects.filter(chain=roadmap.chain).approved().first()
    if previous:
        _archive(previous, by=by, at=at, remark=_("Replaced by version %(version)s") % {"version": roadmap.version})
    move(roadmap, Roadmap.State.APPROVED, published_as_model_on=previous.published_as_model_on if previous else None)
    wording = wording or decree.wording(roadmap, previous)
    order = sign_order(
        organization=roadmap.organization,
        kind=Order.Kind.APPROVE_ROADMAP,
        title=wording.title,
        preamble=wording.preamble,
        clauses=wording.clauses,
        signer=by,
        signer_position=roadmap.organization.head_position,
        signed_on=signed_on,
        number=number,
        annexes=[roadmap_document(roadmap, as_annex=True)],
        acquainted=decree.acquainted(roadmap),
        at=at,
    )
    _stamp(roadmap, order)
    _freeze(roadmap, order, by=by, at=at)
    generate_occurrences(roadmap, previous=previous)
    decision = _decide(roadmap, Decision.Kind.APPROVED, by=by, at=at, remark=_("Order %(order)s") % {"order": order})
    _tell(decision, KEEPERS, _("The roadmap is approved"))
    return order


@transaction.atomic
def archive_roadmap(roadmap: Roadmap, *, by: User, at: datetime, remark: str = "") -> None:
    """approved → archived: its open activities are no longer reminded of."""
    _archive(roadmap, by=by, at=at, remark=remark)


@transaction.atomic
def record_historical_approval(
    roadmap: Roadmap,
    *,
    number: str | None,
    signed_on: date,
    signer_name: str,
    signer_position: str,
    at: datetime,
    by: User | None = None,
) -> None:
    """draft, submitted or returned → approved, for what was approved on paper before the product.

    With a `number` the paper order goes into the register, and a stamp of it where the draft bears none; without one
    only the day of the approval is kept. `by` None is the product itself, which tells nobody.
    Raises ApprovalRefused, OrderRefused.
    """
    _check_paper(roadmap, signed_on, at=at)
    if roadmap.state != Roadmap.State.SUBMITTED:
        move(roadmap, Roadmap.State.SUBMITTED)
    move(roadmap, Roadmap.State.APPROVED)
    order = number and register_paper_order(
        organization=roadmap.organization,
        number=number,
        signed_on=signed_on,
        title=decree.wording(roadmap, None).title,
        kind=Order.Kind.APPROVE_ROADMAP,
        signer_name=signer_name,
        signer_position=signer_position,
        by=by,
        at=at,
    )
    if order and not roadmap.stamps.exclude(date=None).filter(kind__in=APPROVALS).exists():
        _stamp(roadmap, order)
    _freeze(roadmap, order or None, by=by, at=at)
    generate_occurrences(roadmap)
    remark = _("Approved on paper on %(day)s: %(position)s %(name)s") % {
        "day": f"{signed_on:%d.%m.%Y}",
        "position": signer_position,
        "name": signer_name,
    }
    decision = _decide(roadmap, Decision.Kind.APPROVED, by=by, at=at, remark=remark)
    if by:
        _tell(decision, KEEPERS, _("The roadmap is approved"))


def _check_paper(roadmap: Roadmap, signed_on: date, *, at: datetime) -> None:
    if not Activity.objects.filter(section__roadmap=roadmap).exists():
        raise ApprovalRefused(_("There is nothing to approve yet: add at least one activity."))
    if Roadmap.objects.filter(chain=roadmap.chain).approved().exclude(pk=roadmap.pk).exists():
        raise ApprovalRefused(_("A version of this roadmap is in force already: approve the new one by an order."))
    if signed_on > timezone.localdate(at):
        raise ApprovalRefused(_("The day of the approval has not come yet. Give the day that stands on the paper."))


def _check_submission(roadmap: Roadmap, seen: int | None) -> None:
    latest = roadmap.decisions.filter(kind=Decision.Kind.SUBMITTED).order_by("pk").last()
    if seen is not None and latest and latest.pk != seen:
        raise ApprovalRefused(
            _("The roadmap was taken back, changed and submitted again. Read it once more before you decide.")
        )


def _archive(roadmap: Roadmap, *, by: User, at: datetime, remark: str) -> None:
    move(roadmap, Roadmap.State.ARCHIVED)
    _decide(roadmap, Decision.Kind.ARCHIVED, by=by, at=at, remark=remark)


def _stamp(roadmap: Roadmap, order: Order) -> None:
    """Fills the stamp «УТВЕРЖДЕНО приказом» that the draft has left blank, or adds it. An approval that the draft bore
    before (it came from a paper) gives way to the one that is in force: nothing is approved twice.
    """
    roadmap.stamps.filter(kind__in=APPROVALS).exclude(date=None, document="").delete()
    blank = roadmap.stamps.filter(kind=ApprovalStamp.Kind.APPROVED_BY_ORDER).first()
    ApprovalStamp.objects.update_or_create(
        pk=blank and blank.pk,
        defaults={"roadmap": roadmap, "kind": ApprovalStamp.Kind.APPROVED_BY_ORDER, **decree.stamp(order)},
    )


def _freeze(roadmap: Roadmap, order: Order | None, *, by: User | None, at: datetime) -> None:
    """Keeps the paper as it was approved, with its hash, and the order that approved it."""
    roadmap.order = order
    roadmap.paper = _paper(roadmap, by=by, at=at)
    roadmap.save(update_fields=["order", "paper"])


def _paper(roadmap: Roadmap, *, by: User | None, at: datetime) -> StoredFile:
    document = roadmap_document(Roadmap.objects.get(pk=roadmap.pk))  # read anew: the stamp has been added since
    return store_bytes(
        render(document, "pdf"),
        name=document.download_name("pdf"),
        content_type=content_type("pdf"),
        scope=roadmap.organization.path,
        by=by,
        at=at,
    )


def _decide(roadmap: Roadmap, kind: str, *, by: User | None, at: datetime, remark: str = "") -> Decision:
    """Adds the decision and its audit entry."""
    decision = Decision.objects.create(
        roadmap=roadmap, kind=kind, by=by, by_name=str(by or ""), at=at, remark=remark.strip()
    )
    changes = {"version": roadmap.version, "remark": decision.remark}
    if kind == Decision.Kind.APPROVED:
        changes |= {"order": str(roadmap.order or ""), "sha256": roadmap.paper.sha256}
    audit.record(f"roadmap.{kind}", roadmap, by=by, at=at, scope=roadmap.organization.path, changes=changes)
    return decision


def _tell(decision: Decision, roles: Iterable[str], title: str, *, url: str = "") -> None:
    """Puts the news into the inboxes of those roles of the organisation, except of the person who decided."""
    roadmap = decision.roadmap
    holders = Membership.objects.filter(organization=roadmap.organization).current().with_role(*roles)
    announce(
        [
            Reminder(
                kind=f"roadmap.{decision.kind}",
                subject=f"decision:{decision.pk}",
                recipient_id=recipient,
                organization_id=roadmap.organization_id,
                moment=timezone.localdate(decision.at),
                title=title,
                text=f"{roadmap}. {decision.remark}".rstrip(". "),
                url=url or roadmap.get_absolute_url(),
            )
            for recipient in holders.exclude(user=decision.by).values_list("user", flat=True).distinct()
        ],
        at=decision.at,
    )
