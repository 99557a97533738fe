"""Links of published acts in three municipalities, their sites checked last quarter, a few of them this quarter."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from core.calendar import Quarter
from monitoring.models import PublishedAct, SiteCheck
from monitoring.selectors.sites import site_row
from monitoring.services.sites import Seen, mend, publish_act, record_checks
from organizations.models import Organization

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

PUBLISHED_BEFORE = timedelta(days=25)
CHECKED_BEFORE_THE_END = timedelta(days=12)
MENDED_AFTER = timedelta(days=9)
RECENTLY = timedelta(days=4)


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Makes what is not there yet."""
    data, today = demo_data("sites"), timezone.localdate(at)
    last = Quarter.of(today).previous
    for slug, number in data["municipalities"].items():
        municipality = tree[slug]
        institutions = list(Organization.objects.filter(parent=municipality).order_by("path"))
        if SiteCheck.objects.filter(organization__in=institutions).exists():
            continue
        for institution in institutions:
            Site(institution, data, at).live(municipality, last)
        recent = working_day(today - RECENTLY)
        for institution in institutions[:number]:
            Site(institution, data, at).check(municipality, max(recent, Quarter.of(today).starts))


class Site:
    """One institution's section of the site."""

    def __init__(self, institution: Organization, data: dict, at: datetime):
        self.institution, self.data, self.now = institution, data, at
        self.seen = data["seen"].get(institution.slug, {})

    def live(self, municipality: Organization, quarter: Quarter) -> None:
        """Published before the quarter, checked at its end, mended by some."""
        self._publish(working_day(quarter.starts - PUBLISHED_BEFORE))
        on = working_day(quarter.ends - CHECKED_BEFORE_THE_END)
        for check in self.check(municipality, on, **self.seen):
            if (
                check.is_open
                and str(check.document) in self.seen
                and (what := self.data["mended"].get(self.institution.slug))
            ):
                moment = working_hour(on + MENDED_AFTER, now=self.now)
                mend(check, what=what, by=keeper(self.institution), at=moment)

    def _publish(self, on: date) -> None:
        lacking = self.data["without"].get(self.institution.slug, ())
        addresses = {} if self.institution.slug in self.data["nothing"] else self.data["addresses"]
        for document, path in addresses.items():
            if document not in lacking:
                url = f"https://{self.institution.slug}.example/{path}"
                act = PublishedAct(document=int(document), url=url, published_on=on)
                publish_act(
                    act, organization=self.institution, by=keeper(self.institution), at=working_hour(on, now=self.now)
                )

    def check(self, municipality: Organization, on: date, **found: list[str]) -> list[SiteCheck]:
        """What was found, all else being in place where there is a link."""
        cells = site_row(self.institution, Quarter.of(on)).cells
        seen = [
            Seen(cell.document, *found.get(str(cell.document), ("good" if cell.acts else "missing",)))
            for cell in cells
        ]
        by, moment = keeper(municipality), working_hour(on, now=self.now)
        return record_checks(self.institution, seen, on=on, by=by, at=moment)
