"""What is kept no longer than needed: scans of consents and names of representatives, acts of destruction.

Rows and files of uploads go after a month: services/imports.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core import audit
from core.files import discard

from ..models import Consent, DestructionAct, Participation
from ..terms import CONSENT_KEPT

BATCH = 200


def destroy_old_consents(*, at: datetime) -> int:
    """Destroys what consents still hold of people when their time is over; how many there were.

    Safe to repeat and to run late; the rows stay, for the counts.
    """
    old = ended_before(timezone.localdate(at) - CONSENT_KEPT).select_related("scan", "person__organization")
    found = list(old[:BATCH])
    for consent in found:
        _empty(consent, at)
    return len(found)


def destroy_old_acts(*, at: datetime) -> int:
    """Destroys the paper and the log of acts that were kept long enough; how many there were. Safe to repeat."""
    old = DestructionAct.objects.filter(Q(paper__isnull=False) | Q(log__isnull=False))
    found = list(old.filter(keep_until__lt=timezone.localdate(at)).select_related("paper", "log", "organization"))
    for act in found:
        _destroy_papers(act, at)
    return len(found)


@transaction.atomic
def _destroy_papers(act: DestructionAct, at: datetime) -> None:
    papers = [stored for stored in (act.paper, act.log) if stored]
    DestructionAct.objects.filter(pk=act.pk).update(paper=None, log=None)
    for stored in papers:
        discard(stored)
    audit.record("destructionact.papers_destroyed", act, by=None, at=at, scope=act.organization.path)


def ended_before(day: date) -> QuerySet[Consent]:
    """Consents that ended before the day and still hold a scan or a name; one without a term ends with taking part."""
    participations = Participation.objects.filter(person=OuterRef("person"))
    inside = participations.filter(Q(left_on=None) | Q(left_on__gte=day))
    without_term = Q(valid_until=None) & Exists(participations) & ~Exists(inside)
    ended = Q(withdrawn_on__lt=day) | Q(valid_until__lt=day) | without_term
    holds = Q(scan__isnull=False) | ~Q(representative_name="") | ~Q(conditions="")
    return Consent.objects.filter(ended, holds, signed_on__lt=day).order_by("pk")


@transaction.atomic
def _empty(consent: Consent, at: datetime) -> None:
    stored = consent.scan
    Consent.objects.filter(pk=consent.pk).update(
        scan=None, representative_name="", representative_basis="", conditions="", banned_data=[]
    )
    if stored:
        discard(stored)
    audit.record("consent.remains_destroyed", consent, by=None, at=at, scope=consent.organization.path)
