"""The acts an institution publishes; what a methodologist sees on its site, and what is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from notifications.services import Reminder, announce
from organizations.models import Membership, Organization, Role, User

from ..kinds import SITE_PERSONAL, SITE_REMARKS
from ..models import PublishedAct, RequiredDocument, SiteCheck

Result = SiteCheck.Result
FIELDS = ["document", "url", "published_on", "note"]


class SiteRefused(Refused):
    """The act or the check cannot be recorded so; the message says what to correct."""


@dataclass(frozen=True)
class Seen:
    """What the methodologist saw of one act."""

    document: RequiredDocument
    result: str
    remark: str = ""


@transaction.atomic
def publish_act(act: PublishedAct, *, organization: Organization, by: User, at: datetime) -> PublishedAct:
    """Records where an act stands on the site. Raises SiteRefused."""
    act.organization = organization
    _check_act(act, at)
    _saved(lambda: act.save(force_insert=True))
    changes = {"url": [None, act.url]}
    audit.record("publishedact.added", act, by=by, at=at, scope=organization.path, changes=changes)
    return act


@transaction.atomic
def change_act(act: PublishedAct, *, seen: int, by: User, at: datetime) -> None:
    """Writes another address or day. Raises SiteRefused, StaleRevision."""
    before = PublishedAct.objects.get(pk=act.pk)
    _check_act(act, at)
    _saved(lambda: save_revised(act, seen=seen, fields=FIELDS))
    changes = audit.differences(_in_words(before), _in_words(act))
    audit.record("publishedact.changed", act, by=by, at=at, scope=act.organization.path, changes=changes)


@transaction.atomic
def remove_act(act: PublishedAct, *, by: User, at: datetime) -> None:
    """The page is no more; checks keep the address they followed."""
    audit.record("publishedact.removed", act, by=by, at=at, scope=act.organization.path)
    act.delete()


@transaction.atomic
def record_checks(
    organization: Organization, seen: Iterable[Seen], *, on: date, by: User, at: datetime
) -> list[SiteCheck]:
    """What was seen on the site on a day; the same act looked for twice on one day keeps the later word.

    The institution hears of what is wanting at once. Raises SiteRefused for a day to come and for nothing seen.
    """
    seen = list(seen)
    if not seen:
        raise SiteRefused(_("Choose what you have seen of at least one act."))
    if on > timezone.localdate(at):
        raise SiteRefused(_("The day has not come yet. Give the day on which the site was looked at."))
    links: dict[int, list[str]] = {}
    for act in PublishedAct.objects.filter(organization=organization):
        links.setdefault(act.document, []).append(act.url)
    checks = [_write_check(organization, each, links.get(each.document, []), on, by) for each in seen]
    changes = {"on": on.isoformat(), "checked": len(checks), "wanting": sum(each.is_open for each in checks)}
    audit.record("site.checked", organization, by=by, at=at, scope=organization.path, changes=changes)
    _tell_of_remarks(organization, [each for each in checks if each.is_open], on, at)
    return checks


@transaction.atomic
def mend(check: SiteCheck, *, what: str, by: User, at: datetime) -> None:
    """The institution has mended what was found; the methodologist looks again. Raises SiteRefused."""
    fields = {"mended_on": timezone.localdate(at), "mended": what.strip()}
    open_ones = SiteCheck.objects.with_remarks().filter(pk=check.pk, mended_on=None)
    if not open_ones.update(**fields):
        raise SiteRefused(_("Nothing is to be mended here: the act is in order or has been mended already."))
    audit.record("sitecheck.mended", check, by=by, at=at, scope=check.organization.path)


def _write_check(organization: Organization, seen: Seen, links: list[str], on: date, by: User) -> SiteCheck:
    fields = {
        "result": seen.result, "remark": seen.remark.strip(), "addresses": "\n".join(links), "by": by,
        "mended_on": None, "mended": "",
    }  # fmt: skip
    check, _made = SiteCheck.objects.update_or_create(
        organization=organization, document=seen.document, on=on, defaults=fields
    )
    return check


def _check_act(act: PublishedAct, at: datetime) -> None:
    if act.published_on and act.published_on > timezone.localdate(at):
        raise SiteRefused(_("The day has not come yet. Give the day on which the act was published."))


def _saved(save) -> None:
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise SiteRefused(_("This address is recorded for this act already.")) from error


def _in_words(act: PublishedAct) -> dict[str, str | None]:
    day = act.published_on.isoformat() if act.published_on else None
    return {"document": act.get_document_display(), "url": act.url, "published_on": day, "note": act.note}


def _tell_of_remarks(organization: Organization, wanting: list[SiteCheck], on: date, at: datetime) -> None:
    """To those who keep the site's contents; published personal data cannot wait for a letter of the morning."""
    if not wanting:
        return
    personal = any(check.result == Result.PERSONAL for check in wanting)
    roles = (Role.CURATOR, Role.DIRECTOR)
    people = Membership.objects.filter(organization=organization).current().with_role(*roles)
    announce(
        [
            Reminder(
                kind=(SITE_PERSONAL if personal else SITE_REMARKS).code,
                subject=f"organization:{organization.pk}",
                recipient_id=person,
                organization_id=organization.pk,
                moment=on,
                title=title_of(wanting),
                text="; ".join(sorted({said(check) for check in wanting})),
                url=wanting[0].get_absolute_url(),
            )
            for person in people.values_list("user", flat=True).distinct()
        ],
        at=at,
    )


def title_of(wanting: list[SiteCheck]) -> str:
    """What the notification of remarks is headed by."""
    if any(check.result == Result.PERSONAL for check in wanting):
        return _("Personal data is published on the site: take it off at once")
    words = ngettext("%(number)d remark on the site", "%(number)d remarks on the site", len(wanting))
    return words % {"number": len(wanting)}


def said(check: SiteCheck) -> str:
    """«Дорожная карта – опубликовано, устарело»."""
    return f"{check.get_document_display()} – {check.get_result_display()}"
