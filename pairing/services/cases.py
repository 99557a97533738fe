"""The bank of cases and practices: written, opened to others without names, published with the consents it needs."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import Organization
from participants.models import Participation

from ..models import CaseStory
from ..selectors.cases import named_by, names_in

FIELDS = ["title", "text", "pairing"]


class CaseRefused(Refused):
    """The case cannot be kept, opened or published so."""


@transaction.atomic
def add_case(
    case: CaseStory, *, people: list[Participation], organization: Organization, by, at: datetime
) -> CaseStory:
    """Writes a case into the bank. Raises CaseRefused."""
    case.organization, case.created_at = organization, at
    _check_people(case, people)
    case.save(force_insert=True)
    case.people.set(people)
    _record("casestory.added", case, {"pairing": case.pairing_id}, by=by, at=at)
    return case


@transaction.atomic
def change_case(case: CaseStory, *, people: list[Participation], seen: int, by, at: datetime) -> None:
    """Writes a case over the revision that was seen; a practice whose words have changed is closed until it is looked
    through again. Raises CaseRefused for what is published already, StaleRevision."""
    before = CaseStory.objects.get(pk=case.pk)
    if before.published_on:
        raise CaseRefused(_("This case is published: take it back first, then change it and publish it again."))
    _check_people(case, people)
    reworded = (before.title, before.text) != (case.title, case.text)
    case.practice = before.practice and not reworded
    save_revised(case, seen=seen, fields=[*FIELDS, "practice"])
    case.people.set(people)
    changes = {"title": audit.MASKED, "practice": [before.practice, case.practice]}
    _record("casestory.changed", case, changes, by=by, at=at)


@transaction.atomic
def delete_case(case: CaseStory, *, by, at: datetime) -> None:
    """Deletes a case that is not published. Raises CaseRefused."""
    if not CaseStory.objects.filter(pk=case.pk, published_on=None).exists():
        raise CaseRefused(_("This case is published: take it back first."))
    _record("casestory.deleted", case, {}, by=by, at=at)
    case.delete()


@transaction.atomic
def share_practice(case: CaseStory, *, despite: bool = False, by, at: datetime) -> None:
    """Opens the title and text to those above the institution, as a practice without names.

    Raises CaseRefused when the text names somebody of the institution, unless a person has looked and said `despite`.
    """
    case = CaseStory.objects.select_for_update().select_related("organization").get(pk=case.pk)
    found = names_in(case)
    if found and not despite:
        words = ngettext(
            "The text seems to name %(number)d person of the institution: look at the list, take the name out, or say "
            "that it is an ordinary word.",
            "The text seems to name %(number)d people of the institution: look at the list, take the names out, or "
            "say that they are ordinary words.",
            len(found),
        )
        raise CaseRefused(words % {"number": len(found)})
    CaseStory.objects.filter(pk=case.pk).update(practice=True)
    _record("casestory.shared", case, {"despite": len(found)}, by=by, at=at)


@transaction.atomic
def withhold_practice(case: CaseStory, *, by, at: datetime) -> None:
    """Those above the institution read it no longer."""
    if CaseStory.objects.filter(pk=case.pk, practice=True).update(practice=False):
        _record("casestory.withheld", case, {}, by=by, at=at)


@transaction.atomic
def publish_case(case: CaseStory, *, url: str, on: date, by, at: datetime) -> None:
    """Records that the case stands on a public page. Raises CaseRefused unless everybody named agrees to it today.

    Needed is a valid consent to dissemination of each whom the pair, the list of people or the text itself names
    (152-FZ, article 10.1); one that forbids the name to be published is none.
    """
    case = CaseStory.objects.select_for_update().select_related("organization").get(pk=case.pk)
    today = timezone.localdate(at)
    if on > today:
        raise CaseRefused(_("The day of publishing is in the future. Record it when the case stands on the page."))
    if urlsplit(url).scheme not in ("http", "https"):
        raise CaseRefused(_("Give the address of the page, beginning with https://."))
    lacking = [named for named in named_by(case, today) if not named.may_be_published]
    if lacking:
        words = ngettext(
            "%(number)d person named in the case has not agreed to be published: %(who)s. Take them out of the case "
            "or have the consent to dissemination signed.",
            "%(number)d people named in the case have not agreed to be published: %(who)s. Take them out of the case "
            "or have the consents to dissemination signed.",
            len(lacking),
        )
        said = "; ".join(f"{named.person.list_name} — {named.obstacle}" for named in lacking)
        raise CaseRefused(words % {"number": len(lacking), "who": said})
    CaseStory.objects.filter(pk=case.pk).update(published_url=url, published_on=on)
    _record("casestory.published", case, {"on": on.isoformat()}, by=by, at=at)


@transaction.atomic
def unpublish_case(case: CaseStory, *, by, at: datetime) -> None:
    """The case was taken off the page: on demand within three working days (152-FZ, article 10.1)."""
    published = CaseStory.objects.filter(pk=case.pk, published_on__isnull=False)
    if published.update(published_url="", published_on=None):
        _record("casestory.taken_off", case, {}, by=by, at=at)


def _check_people(case: CaseStory, people: list[Participation]) -> None:
    foreign = any(row.person.organization_id != case.organization_id for row in people)
    if foreign or case.pairing and case.pairing.organization_id != case.organization_id:
        raise CaseRefused(_("Choose people and pairs of your own institution."))


def _record(verb: str, case: CaseStory, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, case, by=by, at=at, scope=case.organization.path, changes=changes)
