"""The tree changes shape: organisations appear, are renamed, move, merge, close and open again.

Every change takes the same lock (the regions), so that no path is computed from a parent that is just moving; leaves a
row of history with its date and ground; and is audited.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.audit import differences, record
from core.calendar import long_date
from core.errors import Refused
from core.models import AuditEntry, StoredFile
from core.revisions import save_revised
from core.tenancy import relocate

from ..models import Invitation, Organization, OrganizationChange, User

Level = Organization.Level
Kind = OrganizationChange.Kind

EDITABLE = [
    "kind", "slug", "full_name", "short_name", "founder", "place", "time_zone", "head_position",
    "require_second_factor",
]  # fmt: skip
PARENT_LEVELS = {
    Level.REGION: (),
    Level.MUNICIPALITY: (Level.REGION,),
    Level.INSTITUTION: (Level.MUNICIPALITY, Level.REGION),
}
PLACES = {
    Level.REGION: gettext_lazy("A region stands at the top of the tree and belongs to nobody."),
    Level.MUNICIPALITY: gettext_lazy("A municipality belongs to a region. Choose a region."),
    Level.INSTITUTION: gettext_lazy(
        "An institution belongs to a municipality or, if it is a regional one, to a region."
    ),
}
PATHS = ((Organization, "path"), (AuditEntry, "scope"), (StoredFile, "scope"))
EARLIEST = date(1700, 1, 1)


class TreeRefused(Refused):
    """The tree cannot change in this way."""


@dataclass(frozen=True)
class Decision:
    """From which date a change holds, and by what paper."""

    on: date
    ground: str = ""


@transaction.atomic
def create_organization(organization: Organization, decision: Decision, *, by: User, at: datetime) -> Organization:
    """Puts an unsaved organisation into the tree, below its `parent`. Raises TreeRefused."""
    _lock_tree()
    parent = _fresh(organization.parent) if organization.parent else None
    _check_place(organization.level, parent)
    _check_date(decision.on, at)
    _check_name(organization)
    placeholder = uuid4().hex
    organization.path = placeholder
    organization.slug = organization.slug or placeholder
    organization.save(force_insert=True)
    organization.path = (parent.path if parent else "") + organization.own_path_step
    if organization.slug == placeholder:
        organization.slug = f"org-{organization.pk}"
    organization.save(update_fields=["path", "slug"])
    _remember(organization, Kind.CREATED, decision, after=organization.full_name)
    record("organization.created", organization, by=by, at=at, scope=organization.path)
    return organization


@transaction.atomic
def edit_organization(
    organization: Organization, *, seen: int, renamed: Decision | None, by: User, at: datetime
) -> None:
    """Writes the changed fields. A change of name is history only when `renamed` says since when; without it, it
    corrects a slip. Raises TreeRefused, StaleRevision.
    """
    _lock_tree()
    present = _fresh(organization)
    _check_works(present)
    changes = differences(_values(present), _values(organization))
    if renamed:
        _check_renaming(present, changes, renamed, at)
        _remember(present, Kind.RENAMED, renamed, before=present.full_name, after=organization.full_name)
    if not changes:
        return
    if "full_name" in changes:
        _check_name(organization)
    save_revised(organization, seen=seen, fields=EDITABLE)
    record("organization.changed", organization, by=by, at=at, scope=present.path, changes=changes)


@transaction.atomic
def move_organization(
    organization: Organization, decision: Decision, *, parent: Organization, by: User, at: datetime
) -> None:
    """Hangs an organisation, with all below it, under another parent. Raises TreeRefused."""
    _lock_tree()
    organization, parent = _fresh(organization), _fresh(parent)
    _check_works(organization)
    _check_place(organization.level, parent)
    _check_date(decision.on, at, organization)
    if organization.parent_id == parent.pk:
        raise TreeRefused(
            _("«%(organization)s» already belongs to «%(parent)s».") % {"organization": organization, "parent": parent}
        )
    before = organization.parent.short_name
    _hang(organization, parent)
    _remember(organization, Kind.MOVED, decision, before=before, after=parent.short_name)
    record(
        "organization.moved",
        organization,
        by=by,
        at=at,
        scope=organization.path,
        changes={"parent": [before, parent.short_name]},
    )


@transaction.atomic
def merge_organization(
    organization: Organization, decision: Decision, *, successor: Organization, by: User, at: datetime
) -> None:
    """Closes an organisation that becomes a part of `successor`, and hangs it there: the successor's people see its
    papers. What was below it comes to stand below the successor. Raises TreeRefused.
    """
    _lock_tree()
    organization, successor = _fresh(organization), _fresh(successor)
    _check_merger(organization, successor)
    _check_date(decision.on, at, organization)
    for child in organization.children.all():
        _hang(child, successor)
        if child.is_open:
            _remember(child, Kind.MOVED, decision, before=organization.short_name, after=successor.short_name)
    _hang(organization, successor)
    _shut(organization, decision, successor=successor, at=at)
    _remember(organization, Kind.MERGED, decision, after=successor.short_name)
    _remember(successor, Kind.ABSORBED, decision, after=organization.short_name)
    record(
        "organization.merged",
        organization,
        by=by,
        at=at,
        scope=organization.path,
        changes={"successor": [None, successor.short_name], "closed_on": [None, decision.on.isoformat()]},
    )


@transaction.atomic
def close_organization(organization: Organization, decision: Decision, *, by: User, at: datetime) -> None:
    """Closes an organisation below which nothing works any more. Raises TreeRefused."""
    _lock_tree()
    organization = _fresh(organization)
    _check_works(organization)
    _check_date(decision.on, at, organization)
    if working := organization.children.open().count():
        raise TreeRefused(
            _("Organisations below it that still work: %(count)s. Move or close them first.") % {"count": working}
        )
    _shut(organization, decision, successor=None, at=at)
    _remember(organization, Kind.CLOSED, decision)
    record(
        "organization.closed",
        organization,
        by=by,
        at=at,
        scope=organization.path,
        changes={"closed_on": [None, decision.on.isoformat()]},
    )


@transaction.atomic
def reopen_organization(organization: Organization, decision: Decision, *, by: User, at: datetime) -> None:
    """Lets a closed organisation work again; one that was merged leaves its successor. Raises TreeRefused."""
    _lock_tree()
    organization = _fresh(organization)
    if organization.is_open:
        raise TreeRefused(_("«%(organization)s» is not closed.") % {"organization": organization})
    _check_date(decision.on, at, organization)
    if decision.on < organization.closed_on:
        raise TreeRefused(
            _("It was closed on %(day)s: it cannot open again before that.")
            % {"day": long_date(organization.closed_on)}
        )
    parent = organization.parent.parent if organization.successor_id else organization.parent
    _check_place(organization.level, parent)
    _check_name(organization, parent)
    if organization.successor_id:
        _hang(organization, parent)
    _put(organization, closed_on=None, successor=None)
    _remember(organization, Kind.REOPENED, decision)
    record("organization.reopened", organization, by=by, at=at, scope=organization.path)


def _lock_tree() -> None:
    list(Organization.objects.select_for_update().filter(level=Level.REGION).order_by("pk").values_list("pk"))


def _fresh(organization: Organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


def _values(organization: Organization) -> dict:
    return {name: getattr(organization, name) for name in EDITABLE}


def _put(organization: Organization, **values) -> None:
    """Writes the values and raises the revision, so that a form opened before is known to be stale."""
    Organization.objects.filter(pk=organization.pk).update(revision=F("revision") + 1, **values)
    for name, value in values.items():
        setattr(organization, name, value)


def _hang(organization: Organization, parent: Organization) -> None:
    before, after = organization.path, parent.path + organization.own_path_step
    for model, field in PATHS:
        relocate(model, field, before, after)
    _put(organization, parent=parent, path=after)


def _shut(organization: Organization, decision: Decision, *, successor: Organization | None, at: datetime) -> None:
    _put(organization, closed_on=decision.on, successor=successor)
    Invitation.objects.open().filter(organization=organization).update(revoked_at=at)


def _remember(organization: Organization, kind: str, decision: Decision, *, before: str = "", after: str = "") -> None:
    OrganizationChange.objects.create(
        organization=organization, kind=kind, on=decision.on, ground=decision.ground, before=before, after=after
    )


def _check_works(organization: Organization) -> None:
    if not organization.is_open:
        raise TreeRefused(_("«%(organization)s» is closed. Open it again first.") % {"organization": organization})


def _check_place(level: str, parent: Organization | None) -> None:
    if parent is None and level != Level.REGION or parent is not None and parent.level not in PARENT_LEVELS[level]:
        raise TreeRefused(str(PLACES[level]))
    if parent is not None and not parent.is_open:
        raise TreeRefused(
            _("«%(organization)s» is closed. Choose an organisation that works.") % {"organization": parent}
        )


def _check_merger(organization: Organization, successor: Organization) -> None:
    _check_works(organization)
    _check_works(successor)
    if organization.pk == successor.pk:
        raise TreeRefused(_("An organisation cannot be merged into itself. Choose another one."))
    if organization.level == Level.REGION:
        raise TreeRefused(_("Regions are not merged. Move their municipalities and close the region."))
    if organization.level != successor.level:
        raise TreeRefused(_("Only organisations of one level can be merged. Choose another one."))


def _check_date(on: date, at: datetime, organization: Organization | None = None) -> None:
    if on > timezone.localdate(at):
        raise TreeRefused(_("The date is in the future. Record the change on the day it takes effect, or later."))
    if on < EARLIEST:
        raise TreeRefused(_("Check the year: %(day)s cannot be right.") % {"day": on.strftime("%d.%m.%Y")})
    created = organization and organization.changes.filter(kind=Kind.CREATED).first()
    if created and on < created.on:
        raise TreeRefused(
            _("«%(organization)s» exists since %(day)s: the date cannot be earlier.")
            % {"organization": organization, "day": long_date(created.on)}
        )


def _check_renaming(present: Organization, changes: dict, renamed: Decision, at: datetime) -> None:
    _check_date(renamed.on, at, present)
    if not {"full_name", "short_name"} & changes.keys():
        raise TreeRefused(_("The name is the same. Write the new one or leave the date of renaming empty."))


def _check_name(organization: Organization, parent: Organization | None = None) -> None:
    """A double click must not make two organisations, nor a merger two of one name side by side."""
    beside = Organization.objects.open().filter(
        parent=parent or organization.parent, level=organization.level, full_name=organization.full_name
    )
    if beside.exclude(pk=organization.pk).exists():
        raise TreeRefused(
            _("There already is «%(name)s» in this place. Open it in the list of organisations.")
            % {"name": organization.full_name}
        )
