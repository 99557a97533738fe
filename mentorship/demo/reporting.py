"""The last quarter of two municipalities: answers accepted, submitted, returned by a cell, late, for signature,
missing; planned values of Dinskaya as in its order, numbers from outside of the institutions with banks."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from core.calendar import Quarter
from monitoring.models import Indicator, ReportingPeriod, Submission, Target, TypedCount
from monitoring.services import submissions
from monitoring.services.filling import Entry, begin, enter
from monitoring.services.periods import open_period, quarter_of
from monitoring.services.settings import enter_count, set_targets
from organizations.models import Organization, Role

from .fixtures import demo_data
from .moments import working_hour
from .organizations import holder, keeper

CLOSES_IN = timedelta(days=75)
AFTER = {"begun": 2, "signed": 5, "decided": 8, "late": 16}  # days after the reporting date
COUNTED_ON = (9, 20)  # when the numbers of the autumn form are known: month and day


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Makes what is not there yet."""
    data = demo_data("reporting")
    quarter = Quarter.of(Quarter.of(timezone.localdate(at)).starts - timedelta(days=1))
    _plan(tree, data["targets"], at=at)
    for slug, counts in data["counts"].items():
        _count(tree[slug], counts, data["sources"], quarter, at=at)
    for slug, fates in data["quarters"].items():
        if not ReportingPeriod.objects.filter(organization=tree[slug]).exists():
            Asking(tree[slug], quarter, data, at).answer(tree, fates)


def _plan(tree: dict[str, Organization], spec: dict, *, at: datetime) -> None:
    organization = tree[spec["organization"]]
    if Target.objects.filter(organization=organization).exists():
        return
    indicators = {each.code: each for each in Indicator.objects.usable_in(organization)}
    planned = {
        (indicators[code], int(year)): Decimal(value)
        for year, values in spec["years"].items()
        for code, value in values.items()
    }
    set_targets(organization, values=planned, basis=spec["basis"], by=keeper(organization), at=at)


def _count(organization: Organization, counts: dict, sources: dict, quarter: Quarter, *, at: datetime) -> None:
    """As of the last autumn form known at the reporting date."""
    if TypedCount.objects.filter(organization=organization).exists():
        return
    as_of = date(quarter.ends.year, *COUNTED_ON)
    if as_of > quarter.ends:
        as_of = as_of.replace(year=as_of.year - 1)
    for name, value in counts.items():
        enter_count(
            organization, name=name, value=value, as_of=as_of, source=sources[name], by=keeper(organization),
            at=working_hour(as_of, now=at),
        )  # fmt: skip


class Asking:
    """One municipality's quarter, answered as its institutions would have."""

    def __init__(self, organization: Organization, quarter: Quarter, data: dict, at: datetime):
        self.organization, self.data, self.now = organization, data, at
        period = quarter_of(organization, quarter)
        period.closes_on = period.as_of + CLOSES_IN
        self.period = open_period(period, by=keeper(organization), at=working_hour(period.opens_on, now=at))

    def answer(self, tree: dict[str, Organization], fates: dict[str, str]) -> None:
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
        entries = [self._entry(figure) for figure in submission.figures.all()]
        enter(submission, entries=entries, problems=self.data["problems"], seen=submission.revision, **clock)
        return submission

    def _entry(self, figure) -> Entry:
        """The counted number with a comment; nought, with a reason, where nothing can be counted."""
        typed = Decimal(0) if figure.numerator is None else None
        reason = "" if typed is None else self.data["typed"]
        comment = self.data["comment"] if figure.numerator else ""
        return Entry(figure.pk, typed, None, reason, comment)

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
