"""Questions: the tree as a list, where one may invite and place, what the audit trail holds for a person."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet

from core.models import AuditEntry, CalendarDay

from .models import Invitation, Membership, Organization, Role, User
from .models.tree import steps_to

STEP = Organization.PATH_STEP
Level = Organization.Level


@dataclass(frozen=True)
class TreeRow:
    """One line of the tree. `is_context`: not asked for, but something below it was."""

    organization: Organization
    depth: int
    institutions: int
    members: int
    is_context: bool


def tree_rows(user: User, wanted: QuerySet) -> list[TreeRow]:
    """The wanted organisations in the order of the tree, by name within each parent, with what stands above them."""
    found = {organization.path: organization for organization in wanted}
    missing = {path for below in found for path in steps_to(below)[:-1]} - found.keys()
    above = {one.path: one for one in Organization.objects.visible_to(user).filter(path__in=missing)}
    known = found | above
    top = min(map(len, known), default=0)
    institutions, members = _institutions_below(user), _members(user)
    return [
        TreeRow(
            organization=organization,
            depth=(len(path) - top) // STEP,
            institutions=institutions[path],
            members=members[organization.pk],
            is_context=path in above,
        )
        for path, organization in sorted(known.items(), key=lambda item: _tree_key(item[0], known))
    ]


def _tree_key(path: str, known: dict[str, Organization]) -> list[tuple[list, str]]:
    return [(natural_key(known[step].short_name), step) for step in steps_to(path) if step in known]


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Sorts «Школа № 2» before «Школа № 10»."""
    parts = re.findall(r"\d{1,18}|[^\d]+", name.lower())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.strip()) for part in parts]


def _institutions_below(user: User) -> Counter[str]:
    """How many working institutions stand below each path."""
    paths = Organization.objects.visible_to(user).open().institutions().values_list("path", flat=True)
    return Counter(above for path in paths for above in steps_to(path)[:-1])


def _members(user: User) -> Counter[int]:
    """How many people hold a role in each organisation."""
    members = Membership.objects.visible_to(user).current().exclude(organization=None).order_by()
    counted = members.values_list("organization").annotate(Count("user", distinct=True))
    return Counter(dict(counted))


def level_counts(rows: Iterable[TreeRow]) -> list[tuple[str, int]]:
    """(level in words, how many) of the rows that were asked for, from the region down."""
    counted = Counter(row.organization.level for row in rows if not row.is_context)
    return [(level, counted[level]) for level in Level.values if counted[level]]


def visible_ancestors(user: User, organization: Organization) -> list[Organization]:
    """What stands above an organisation, as far as the person sees it, from the top."""
    return list(Organization.objects.visible_to(user).above(organization).order_by("path"))


def possible_parents(user: User) -> QuerySet:
    """Working organisations below which others can stand."""
    above = Organization.objects.visible_to(user).open().exclude(level=Level.INSTITUTION)
    return above.order_by("path")


def possible_successors(user: User, organization: Organization) -> QuerySet:
    """Working organisations of the same level that could absorb this one."""
    same_level = Organization.objects.visible_to(user).open().filter(level=organization.level)
    return same_level.exclude(pk=organization.pk).select_related("parent").order_by("parent__path", "short_name")


def places_to_invite(user: User) -> QuerySet:
    """Working organisations in which the person may give some role (rules.grantable_roles says which)."""
    acting = user.acting
    visible = Organization.objects.visible_to(user).open().order_by("path")
    if acting is None:
        return visible.none()
    if acting.role == Role.ADMINISTRATOR:
        return visible
    if acting.role == Role.METHODOLOGIST:
        return visible.institutions()
    return visible.filter(pk=acting.organization_id)


def account_for(invitation: Invitation) -> User | None:
    """The person who already has an account with the invited address."""
    return User.objects.filter(email__iexact=invitation.email).first()


def invitations_in_force(user: User, at: datetime) -> int:
    """How many invitations that the person sees wait for an answer."""
    return Invitation.objects.visible_to(user).pending(at).count()


def trail_for(user: User) -> QuerySet:
    """The audit entries a person may read: an administrator's whole scope; a director's own organisation, with what an
    institution has absorbed, but nothing of the institutions below a municipality or a region.
    """
    entries = AuditEntry.objects.visible_to(user)
    acting = user.acting
    if acting is None or acting.role == Role.ADMINISTRATOR or acting.organization.level == Level.INSTITUTION:
        return entries
    return entries.filter(scope=acting.scope_path)


def children_of(organization: Organization) -> list[Organization]:
    """What stands directly below: the working ones first, by name."""
    children = organization.children.all()
    return sorted(children, key=lambda child: (not child.is_open, natural_key(child.short_name)))


def levels_to_add(user: User) -> list[str]:
    """The levels at which the person may add organisations, from the top; none outside any membership."""
    acting = user.acting
    if acting is None:
        return []
    if acting.organization is None:
        return list(Level.values)
    return list(Level.values[Level.values.index(acting.organization.level) + 1 :])


def calendar_years(shown: int) -> list[int]:
    """The years of the production calendar, with the one that is shown and the one to be entered next."""
    entered = CalendarDay.objects.aggregate(first=Min("date__year"), last=Max("date__year"))
    known = [shown, *(year for year in (entered["first"], entered["last"] and entered["last"] + 1) if year)]
    return list(range(min(known), max(known) + 1))


def time_zones(organization_ids: Iterable[int]) -> dict[int, ZoneInfo]:
    """By whose clock each organisation lives: its own, that of the nearest above that names one, or the product's.

    One query, whatever the number of organisations.
    """
    asked = Organization.objects.filter(pk__in=set(organization_ids)).with_zone()
    return {pk: ZoneInfo(zone) for pk, zone in asked.order_by().values_list("pk", "zone")}


def zone_of(organization: Organization | None) -> ZoneInfo:
    """By whose clock one organisation lives; above the tree, the product's."""
    return time_zones([organization.pk])[organization.pk] if organization else ZoneInfo(settings.TIME_ZONE)
