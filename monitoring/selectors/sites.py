"""What institutions publish and how their sites stand, quarter by quarter; a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from core.calendar import Quarter
from organizations.models import Organization, User

from ..models import TO_PUBLISH, PublishedAct, RequiredDocument, SiteCheck

Checks = dict[int, dict[RequiredDocument, SiteCheck]]  # by institution and act

UNCHECKED, WANTING, MENDED, NOT_GIVEN = "unchecked", "wanting", "mended", "not_given"


@dataclass(frozen=True)
class Cell:
    """One act of one institution: its links now and the latest check of the quarter."""

    document: RequiredDocument
    acts: tuple[PublishedAct, ...]
    check: SiteCheck | None

    @property
    def state(self) -> str:
        """A result of `SiteCheck`, or MENDED for what waits to be looked at again, UNCHECKED, NOT_GIVEN."""
        if self.check is None:
            return UNCHECKED if self.acts else NOT_GIVEN
        return MENDED if self.check.mended_on else self.check.result


@dataclass(frozen=True)
class SiteRow:
    """One institution in a quarter."""

    organization: Organization
    cells: tuple[Cell, ...]

    @property
    def checked_on(self) -> date | None:
        """The day of the latest check in the quarter."""
        return max((cell.check.on for cell in self.cells if cell.check), default=None)

    @property
    def is_checked(self) -> bool:
        """Every act has been looked for."""
        return all(cell.check for cell in self.cells)

    @property
    def wanting(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.check and cell.check.is_open]

    @property
    def mended(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.state == MENDED]

    @property
    def has_personal(self) -> bool:
        """Somebody's data is on the site still."""
        return any(cell.check.result == SiteCheck.Result.PERSONAL for cell in self.wanting)

    @property
    def good(self) -> int:
        return sum(cell.state == SiteCheck.Result.GOOD for cell in self.cells)

    def is_of(self, only: str) -> bool:
        """Whether the filter `only` of the matrix shows it."""
        wanted = {UNCHECKED: not self.is_checked, WANTING: bool(self.wanting), MENDED: bool(self.mended)}
        return wanted.get(only, True)


def institutions_in(path: str | None, quarter: Quarter) -> list[Organization]:
    """The institutions at or below a node that were open in the quarter, by the tree."""
    found = Organization.objects.within(path).institutions()
    found = found.filter(Q(closed_on=None) | Q(closed_on__gt=quarter.starts))
    return list(found.select_related("parent").order_by("path"))


def site_rows(organizations: Iterable[Organization], quarter: Quarter) -> list[SiteRow]:
    """The institutions with their links and the latest checks of the quarter; two queries."""
    organizations = list(organizations)
    owners = [each.pk for each in organizations]
    links = _links(owners)
    checks = latest_checks(owners, quarter.ends, first=quarter.starts)
    return [
        SiteRow(
            each,
            tuple(
                Cell(document, tuple(links[each.pk, document]), checks.get(each.pk, {}).get(document))
                for document in TO_PUBLISH
            ),
        )
        for each in organizations
    ]


def site_row(organization: Organization, quarter: Quarter) -> SiteRow:
    [row] = site_rows([organization], quarter)
    return row


def _links(owners: Collection[int]) -> dict[tuple[int, int], list[PublishedAct]]:
    found = defaultdict(list)
    for act in PublishedAct.objects.filter(organization__in=owners, document__in=TO_PUBLISH):
        found[act.organization_id, act.document].append(act)
    return found


def latest_checks(owners: Collection[int], on: date, *, first: date | None = None) -> Checks:
    """The newest check of each act up to a day, of those since `first` when it is given."""
    rows = SiteCheck.objects.filter(organization__in=owners, on__lte=on, document__in=TO_PUBLISH)
    rows = rows.filter(on__gte=first) if first else rows
    found: Checks = defaultdict(dict)
    for check in rows.select_related("by").order_by("on", "pk"):
        found[check.organization_id][RequiredDocument(check.document)] = check
    return dict(found)


def current_site(organization: Organization, on: date) -> SiteRow:
    """The links of an institution with the latest check of each act, of whichever quarter."""
    links, checks = _links([organization.pk]), latest_checks([organization.pk], on).get(organization.pk, {})
    cells = (Cell(document, tuple(links[organization.pk, document]), checks.get(document)) for document in TO_PUBLISH)
    return SiteRow(organization, tuple(cells))


def checks_by_quarter(organization: Organization) -> list[tuple[Quarter, list[SiteCheck]]]:
    """Every check ever recorded, the newest quarter and day first, acts in the order of the page."""
    found: dict[Quarter, list[SiteCheck]] = defaultdict(list)
    checks = list(SiteCheck.objects.filter(organization=organization).select_related("by"))
    for check in sorted(checks, key=lambda each: (-each.on.toordinal(), _place(each))):
        found[Quarter.of(check.on)].append(check)
    return list(found.items())


def _place(check: SiteCheck) -> int:
    known = [each.value for each in TO_PUBLISH]
    return known.index(check.document) if check.document in known else len(known)


def open_remarks(on: date) -> QuerySet[SiteCheck]:
    """What was found wanting at the latest check of an act and is not mended, in every institution at work."""
    return _latest_wanting(on).filter(mended_on=None).order_by("organization", "document")


def _latest_wanting(on: date) -> QuerySet[SiteCheck]:
    later = SiteCheck.objects.filter(
        organization=OuterRef("organization"), document=OuterRef("document"), on__gt=OuterRef("on"), on__lte=on
    )
    rows = SiteCheck.objects.with_remarks().filter(on__lte=on, organization__closed_on=None)
    return rows.filter(~Exists(later))


@dataclass(frozen=True)
class SiteCares:
    """What of sites waits today: remarks for an institution to mend, or mended ones to be looked at again."""

    to_mend: list[SiteCheck]
    to_look_at: list[Organization]


def site_cares(user: User, on: date) -> SiteCares:
    """For the institution, or the municipality, that the person acts in; one query."""
    own = user.acting.organization
    if own is None or own.level == Organization.Level.REGION:
        return SiteCares([], [])
    found = _latest_wanting(on).visible_to(user).order_by("organization__path", "document")
    if own.level == Organization.Level.INSTITUTION:
        return SiteCares(list(found.filter(mended_on=None)), [])
    mended = found.exclude(mended_on=None).select_related("organization")
    return SiteCares([], list(dict.fromkeys(check.organization for check in mended)))


def all_checked_on(path: str, quarter: Quarter) -> date | None:
    """The day in the quarter by which every act of every institution below a node had been looked for once."""
    owners = {each.pk for each in institutions_in(path, quarter)}
    rows = SiteCheck.objects.within_quarter(quarter).filter(organization__in=owners, document__in=TO_PUBLISH)
    days = [day for *_act, day in rows.order_by().values_list("organization", "document").annotate(Min("on"))]
    return max(days) if owners and len(days) == len(owners) * len(TO_PUBLISH) else None
