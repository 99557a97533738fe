"""A roadmap that was approved on paper: what its stamp says of that, and what lay behind it when it was entered."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ..models import Decision, Occurrence, Roadmap
from ..shifting import APPROVALS

NUMBER = re.compile(r"№\s*([\w/-]+)")


@dataclass(frozen=True)
class PaperApproval:
    """What the paper says of its approval, as far as its stamp tells; without a stamp nothing is known."""

    number: str = ""
    signed_on: date | None = None
    signer_name: str = ""
    signer_position: str = ""
    stamp: str = ""


def approval_on_paper(roadmap: Roadmap, on: date) -> PaperApproval | None:
    """A first version that bears a dated stamp of approval, or whose period has begun by the day `on`; else None."""
    if roadmap.version > 1 or roadmap.state in (Roadmap.State.APPROVED, Roadmap.State.ARCHIVED):
        return None
    dated = (stamp for stamp in roadmap.stamps.all() if stamp.kind in APPROVALS and stamp.date)
    stamp = next((stamp for stamp in dated if stamp.date <= on), None)
    if stamp is None:
        return PaperApproval() if roadmap.period_from < on else None
    number = NUMBER.search(stamp.document)
    return PaperApproval(number[1] if number else "", stamp.date, stamp.who, stamp.position, stamp.sentence)


def past_of(roadmap: Roadmap) -> QuerySet[Occurrence]:
    """What is open of a roadmap approved on paper although it fell due before the roadmap was entered here."""
    own = Occurrence.objects.filter(activity__section__roadmap=roadmap)
    if roadmap.state != Roadmap.State.APPROVED or (roadmap.order and roadmap.order.signer_id):
        return own.none()
    entered = roadmap.decisions.filter(kind=Decision.Kind.APPROVED).order_by("pk").last()
    return own.overdue(timezone.localdate(entered.at)) if entered else own.none()
