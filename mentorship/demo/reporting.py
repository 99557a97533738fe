"""Two quarters of five municipalities: the earlier one accepted in full, of the last one answers accepted, submitted,
returned by a cell, late, for signature, missing; planned values, numbers from outside of every institution.

Pairs came into the product in October, so the figures of the quarters before are typed from journals.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from core.calendar import Quarter
from monitoring.models import Figure, Indicator, ReportingPeriod, Submission, Target, TypedCount
from monitoring.services import submissions
from monitoring.services.filling import Entry, begin, enter
from monitoring.services.periods import open_period, quarter_of
from monitoring.services.settings import enter_count, set_targets
from organizations.models import Organization, Role

from .fixtures import demo_data
from .moments import working_hour
from .organizations import holder, keeper

DAY = timedelta(days=1)
CLOSES_IN = timedelta(days=75)
AFTER = {"begun": 2, "signed": 5, "decided": 8, "late": 16}  # days after the reporting date
COUNTED_ON = (9, 20)  # when the numbers of the autumn form are known: month and day
GROWTH = 40  # an autumn form has so much less than that of the next year: one of forty


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Makes what is not there yet."""
    data = demo_data("reporting")
    quarters = Quarter.of(timezone.localdate(at)).previous.and_before(2)[::-1]
    for spec in data["plans"]:
        _plan(tree[spec["organization"]], spec, {each.ends.year for each in quarters} | {at.year}, at=at)
    autumns = sorted({_autumn_before(each) for each in quarters})
    for slug, counts in data["counts"].items():
        _count(tree[slug], counts, data["sources"], autumns, at=at)
    for slug, counts in data["territories"].items():
        _count(tree[slug], counts, dict.fromkeys(counts, data["territory_source"]), autumns, at=at)
    for slug, fates in data["quarters"].items():
        if not ReportingPeriod.objects.filter(organization=tree[slug]).exists():
            earlier, last = (Asking(tree[slug], quarter, data, place, at) for place, quarter in enumerate(quarters))
            earlier.answer(tree, dict.fromkeys(fates, "accepted"))
            last.answer(tree, fates)


def _autumn_before(quarter: Quarter) -> date:
    """The day of the last autumn form known at the end of a quarter."""
    day = date(quarter.ends.year, *COUNTED_ON)
    return day if day <= quarter.ends else day.replace(year=day.year - 1)


def _plan(organization: Organization, spec: dict, this_years: set[int], *, at: datetime) -> None:
    years = spec.get("years") or dict.fromkeys(this_years, spec.get("this_year"))
    if Target.objects.filter(organization=organization, year__in=years).exists():
        return
    indicators = {each.code: each for each in Indicator.objects.usable_in(organization)}
    planned = {
        (indicators[code], int(year)): Decimal(value)
        for year, values in years.items()
        for code, value in values.items()
    }
    set_targets(organization, values=planned, basis=spec["basis"], by=keeper(organization), at=at)


def _count(organization: Organization, counts: dict, sources: dict, autumns: list[date], *, at: datetime) -> None:
    """By each autumn form, the last as the fixture says."""
    if TypedCount.objects.filter(organization=organization).exists():
        return
    for age, as_of in enumerate(reversed(autumns)):
        for name, value in counts.items():
            enter_count(
                organization, name=name, value=value - age * (value // GROWTH), as_of=as_of, source=sources[name],
                by=keeper(organization), at=working_hour(as_of, now=at),
            )  # fmt: skip


class Asking:
    """One municipality's quarter, answered as its institutions would have; `place` of its figures in the journals."""

    def __init__(self, organization: Organization, quarter: Quarter, data: dict, place: int, at: datetime):
        self.organization, self.data, self.place, self.now = organization, data, place, at
        period = quarter_of(organization, quarter)
        period.closes_on = period.as_of + CLOSES_IN
        self.period = open_period(period, by=keeper(organization), at=working_hour(period.opens_on, now=at))

    def answer(self, tree: dict[str, Organization], fates: dict[str, str]) -> None:
        """Brings the answer of each institution to where its fate says."""
        ways: dict[str, Callable[[Submission], None]] = {
            "to_sign": self._send,
            "submitted": self._submit,
            "accepted": self._accept,
            "returned": self._return,
            "late": self._submit_late,
        }
        for slug, fate in fates.items():
            ways[fate](self._filled_in(tree[slug]))

    def _moment(self, step: str) -> datetime:
        return working_hour(self.period.as_of + timedelta(days=AFTER[step]), now=self.now)

    def _filled_in(self, organization: Organization) -> Submission:
        clock = {"by": keeper(organization), "at": self._moment("begun")}
        submission = begin(self.period, organization, **clock)
        journal = self.data["journal"][organization.slug]
        explained = self.data["explained"].get(organization.slug, {}) if self.place else {}
        entries = [
            self._entry(figure, journal, explained) for figure in submission.figures.select_related("indicator")
        ]
        enter(submission, entries=entries, problems=self.data["problems"], seen=submission.revision, **clock)
        return submission

    def _entry(self, figure: Figure, journal: dict, explained: dict) -> Entry:
        """What the journal says, with the explanation of a jump; what it does not hold as counted."""
        code = figure.indicator.code
        if code not in journal:
            return Entry(figure.pk)
        said = journal[code][self.place]
        numerator, denominator = said if isinstance(said, list) else (said, None)
        comment = explained.get(code) or self.data["comment"] * bool(numerator)
        return Entry(figure.pk, _number(numerator), _number(denominator), self.data["typed"], comment)

    def _send(self, submission: Submission, step: str = "begun") -> None:
        submissions.send_to_sign(submission, by=keeper(submission.organization), at=self._moment(step))

    def _submit(self, submission: Submission, step: str = "signed") -> None:
        self._send(submission, step)
        signer = holder(submission.organization, Role.DIRECTOR)
        submissions.submit(submission, by=signer, at=self._moment(step))

    def _submit_late(self, submission: Submission) -> None:
        self._submit(submission, "late")

    def _accept(self, submission: Submission) -> None:
        self._submit(submission)
        submissions.accept(submission, by=keeper(self.organization), at=self._moment("decided"))

    def _return(self, submission: Submission) -> None:
        self._submit(submission)
        cell = submission.figures.order_by("indicator__position").first()
        submissions.give_back(
            submission, by_figure={cell.pk: self.data["remark"]}, by=keeper(self.organization),
            at=self._moment("decided"),
        )  # fmt: skip


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
