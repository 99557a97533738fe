"""What a pair or group is made of, before it is a row."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from orders.models import Order
from participants.models import MentoringForm, MentoringKind, Participation, Programme

from .models import MatchRound, Pairing


@dataclass(frozen=True)
class PairDraft:
    """A pair, or a group when there are several mentees. `form` None takes the mentor's own."""

    mentor: Participation
    mentees: tuple[Participation, ...]
    starts_on: date
    ends_on: date
    form: MentoringForm | None = None
    kind: MentoringKind | None = None
    role_model: str = ""
    programme: Programme | None = None
    replaces: Pairing | None = None
    round: MatchRound | None = None


@dataclass(frozen=True)
class EndDraft:
    """How a pair ends early. `last_day` is the last day with it; the rest is for employees (Labour Code, 351.8)."""

    last_day: date
    initiator: str
    reason: str
    notice_on: date | None = None
    agreement_number: str = ""
    agreement_on: date | None = None
    is_conflict: bool = False


@dataclass(frozen=True)
class Drafted:
    """The product drafts the order; what it decides holds once the director has signed it."""


@dataclass(frozen=True)
class OnPaper:
    """The order was signed by hand and is entered with the number and date it bears."""

    number: str
    signed_on: date
    scan: UploadedFile | None = None


@dataclass(frozen=True)
class Registered:
    """The order stands in the register, signed."""

    order: Order


Issue = Drafted | OnPaper | Registered
