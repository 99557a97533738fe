"""Mentors whom institutions of one municipality lend each other: offered, asked for, agreed."""

from datetime import datetime, timedelta

from django.utils import timezone

from organizations.models import Organization
from participants.models import Consent, MentorOffer, Participation
from participants.models.consents import ConsentKind
from participants.services import sharing

from .fixtures import demo_data
from .moments import working_hour
from .organizations import keeper
from .scans import scan

OFFERED, ASKED, ANSWERED = (timedelta(days=days) for days in (16, 9, 7))  # ago


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Makes the offers of the institutions that have made none yet."""
    specs = demo_data("surroundings")["offers"]
    offering = {spec["owner"] for spec in specs}
    offers = MentorOffer.objects.filter(participation__person__organization__slug__in=offering)
    present = set(offers.values_list("participation__person__organization__slug", flat=True))
    for spec in specs:
        if spec["owner"] not in present:
            _offer(tree, spec, at=at)


def _offer(tree: dict[str, Organization], spec: dict, *, at: datetime) -> None:
    owner = tree[spec["owner"]]
    mentor = _free_mentor(owner, at=at)
    if mentor is None:
        return
    day = max(timezone.localdate(at) - OFFERED, mentor.joined_on)
    offer = sharing.offer_mentor(
        mentor, permitted_on=day, permission=scan("Разрешение наставника.pdf"), summary=spec["summary"],
        by=keeper(owner), at=working_hour(day, now=at),
    )  # fmt: skip
    if asked := spec["request"]:
        _ask(offer, tree[asked["from"]], owner, asked, at=at)


def _free_mentor(owner: Organization, *, at: datetime) -> Participation | None:
    """The first mentor who takes part with consent and is not offered yet."""
    consents = Consent.objects.valid_on(timezone.localdate(at)).filter(kind=ConsentKind.PROCESSING)
    mentors = Participation.objects.within(owner.path).mentors().kept().filter(left_on=None, offers=None)
    mentors = mentors.filter(person__in=consents.values("person")).select_related("person__organization")
    return mentors.order_by("pk").first()


def _ask(offer: MentorOffer, asker: Organization, owner: Organization, spec: dict, *, at: datetime) -> None:
    moment = max(at - ASKED, working_hour(offer.offered_on, now=at))
    request = sharing.ask_for_mentor(offer, organization=asker, message=spec["message"], by=keeper(asker), at=moment)
    if spec["answer"]:
        sharing.agree(request, answer=spec["answer"], by=keeper(owner), at=max(at - ANSWERED, moment))
