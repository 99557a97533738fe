"""What an institution sets up its banks with: the settings, words of its own, counts of target groups."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import Organization

from ..models import BankSettings, MentoringForm, MentoringKind, TargetGroupCount, Topic

SETTINGS = ("without_consent", "operator_address", "operator_inn", "operator_ogrn", "site", "processor")
Local = MentoringForm | MentoringKind | Topic


class SettingsRefused(Refused):
    """It cannot be set so."""


@transaction.atomic
def change_settings(settings: BankSettings, *, seen: int, by, at: datetime) -> None:
    """Writes the settings; the first time they become a row. Raises StaleRevision."""
    BankSettings.objects.get_or_create(organization=settings.organization)
    before = BankSettings.objects.get(organization=settings.organization)
    settings.pk = before.pk
    save_revised(settings, seen=seen, fields=list(SETTINGS))
    changes = audit.differences(*({name: getattr(row, name) for name in SETTINGS} for row in (before, settings)))
    if changes:
        scope = settings.organization.path
        audit.record("bank_settings.changed", before, by=by, at=at, scope=scope, changes=changes)


@transaction.atomic
def add_local(row: Local, *, organization: Organization, by, at: datetime) -> Local:
    """Adds a form, a kind or a topic of the institution's own. Raises SettingsRefused for one that is there."""
    there = type(row).objects.usable_in(organization)
    if isinstance(row, Topic):
        there = there.filter(kind=row.kind)
    else:
        row.code = f"local-{uuid.uuid4().hex[:8]}"
    if row.title.casefold() in {title.casefold() for title in there.values_list("title", flat=True)}:
        raise SettingsRefused(_("«%(title)s» is in the list already.") % {"title": row.title})
    row.organization = organization
    row.save()
    audit.record("reference.added", row, by=by, at=at, scope=organization.path, changes={"title": [None, row.title]})
    return row


@transaction.atomic
def hide_local(row: Local, *, by, at: datetime) -> None:
    """Takes a local word out of the choices; where it stands already it stays. Raises SettingsRefused."""
    if not type(row).objects.filter(pk=row.pk, is_active=True).update(is_active=False):
        raise SettingsRefused(_("Somebody has just done this. Reload the page."))
    audit.record("reference.hidden", row, by=by, at=at, scope=row.organization.path)


@transaction.atomic
def count_groups(counts: dict[str, int], *, organization: Organization, on: date, by, at: datetime) -> None:
    """Writes how many learners of each target group take part as of a day. Raises SettingsRefused."""
    if on > timezone.localdate(at):
        raise SettingsRefused(_("The day is in the future."))
    for group, learners in counts.items():
        row, made = TargetGroupCount.objects.get_or_create(
            organization=organization, group=group, on=on, defaults={"learners": learners}
        )
        if made or row.learners != learners:
            changes = {"learners": audit.MASKED, "on": on.isoformat()}
            TargetGroupCount.objects.filter(pk=row.pk).update(learners=learners)
            row.learners = learners
            audit.record("target_group.counted", row, by=by, at=at, scope=organization.path, changes=changes)
