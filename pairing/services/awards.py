"""Awards: certificates and letters of thanks, numbered through the year of the institution.

What is printed is kept as words, so that a second print is the same whatever the people and the signer are called by
then. A mistake in the words is corrected under the same number; a number is never given twice.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import Membership, Organization, Role
from participants.models import Participation

from ..models import Award, Event
from ..wording import detail_of

AHEAD = timedelta(days=31)


class AwardRefused(Refused):
    """The award cannot be given so."""


@transaction.atomic
def issue_awards(
    datives: Mapping[Participation, str],
    *,
    kind: str,
    words: str,
    on: date,
    organization: Organization,
    event: Event | None = None,
    by,
    at: datetime,
) -> list[Award]:
    """Gives an award to each, by the name in the dative; who has the very same one already is passed over.

    Raises AwardRefused.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    _check(datives, words, on, organization, event, today=timezone.localdate(at))
    same = Award.objects.filter(kind=kind, on=on, words=words.strip(), participation__in=list(datives))
    held = set(same.values_list("participation", flat=True))
    wanted = {row: dative for row, dative in datives.items() if row.pk not in held}
    if not wanted:
        raise AwardRefused(_("They have this award of this day already: print it from the register."))
    last = Award.objects.filter(organization=organization, year=on.year).aggregate(last=Max("number"))["last"] or 0
    signer = _signer(organization)
    awards = [
        Award(
            organization=organization, participation=row, event=event, kind=kind, year=on.year, number=number, on=on,
            words=words.strip(), facts={"dative": dative.strip(), "detail": detail_of(row.person), **signer},
            issued_at=at,
        )
        for number, (row, dative) in enumerate(wanted.items(), start=last + 1)
    ]  # fmt: skip
    for award in awards:
        award.save(force_insert=True)
        audit.record("award.issued", award, by=by, at=at, scope=organization.path, changes={"kind": kind})
    return awards


@transaction.atomic
def correct_award(award: Award, *, dative: str, words: str, by, at: datetime) -> None:
    """Mends what is printed; number and date stay. Raises AwardRefused once the data of the person is destroyed."""
    if award.participation.person.erased_at or not award.facts:
        raise AwardRefused(_("The data of this participant has been destroyed: the award is not printed any more."))
    award.facts = {**award.facts, "dative": dative.strip()}
    award.words = words.strip()
    award.save(update_fields=["facts", "words"])
    changes = {"dative": audit.MASKED, "words": audit.MASKED}
    audit.record("award.corrected", award, by=by, at=at, scope=award.organization.path, changes=changes)


def record_printed(awards: Iterable[Award], *, organization: Organization, by, at: datetime) -> None:
    """Writes that papers with names have left the product."""
    audit.record_each("award.printed", list(awards), by=by, at=at, scope=organization.path)


def _check(datives: Mapping, words: str, on: date, organization: Organization, event: Event | None, *, today) -> None:
    if any(row.person.organization_id != organization.pk or row.person.erased_at for row in datives):
        raise AwardRefused(_("Somebody of these is no longer in the bank. Choose anew."))
    if any(not dative.strip() for dative in datives.values()):
        raise AwardRefused(_("Write the name of each in the dative."))
    if not words.strip():
        raise AwardRefused(_("Write what the award is given for."))
    if on > today + AHEAD:
        raise AwardRefused(_("An award is prepared a month before its day at the earliest."))
    if event and event.organization_id != organization.pk:
        raise AwardRefused(_("This event is of another organisation."))


def _signer(organization: Organization) -> dict[str, str]:
    """Who issues and who signs, as they are called today."""
    directors = Membership.objects.current().filter(organization=organization).with_role(Role.DIRECTOR)
    director = directors.select_related("user").first()
    return {
        "founder": organization.founder,
        "issuer": organization.full_name,
        "place": organization.place,
        "position": organization.head_position,
        "signer": director.user.signature_name if director else "",
    }
