"""What is read of a submission: its lines with what they are compared to, differences between versions, drift."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import User

from ..checks import Elsewhere, Finding, Line, findings
from ..models import Figure, Indicator, Mode, Remark, Submission
from .indicators import Value, share, values_of
from .periods import previous_accepted
from .rules import rules_of
from .targets import targets_of


@dataclass(frozen=True)
class Change:
    """A figure that differs: numerator, denominator and value before and after (None where there was none)."""

    indicator: Indicator
    before: Value | None
    after: Value | None


def figures_of(submission: Submission) -> list[Figure]:
    return list(submission.figures.select_related("indicator").prefetch_related("remarks"))


def versions_of(submission: Submission, user: User) -> list[Submission]:
    """The answers of the organisation to the period that a person may see, the newest first."""
    rows = Submission.objects.visible_to(user).filter(
        period=submission.period_id, organization=submission.organization_id
    )
    return list(rows.select_related("period").order_by("-version"))


def remarks_on(submission: Submission) -> list[Remark]:
    """What is to be corrected in it; of a version that was returned what it came back with, kept with the next."""
    rows = submission.remarks.all()
    if submission.was_returned:
        rows = Remark.objects.filter(
            submission__period=submission.period_id,
            submission__organization=submission.organization_id,
            submission__version=submission.version + 1,
            at=submission.decided_at,
        )
    return list(rows.select_related("figure__indicator"))


def value_of_figure(figure: Figure) -> Value:
    return Value(figure.indicator, figure.numerator, figure.denominator, figure.target)


def lines_of(submission: Submission, figures: list[Figure]) -> list[Line]:
    """The figures beside the last accepted ones, those of other reports and the plan of the node above."""
    previous = previous_accepted(submission)
    before = {each.indicator_id: value_of_figure(each).value for each in figures_of(previous)} if previous else {}
    elsewhere = _handed_in_elsewhere(submission)
    above = submission.organization.parent
    year = submission.period.starts_on.year
    plans = targets_of(above, [each.indicator for each in figures], year) if above else {}
    return [
        Line(
            figure=each.pk,
            is_share=each.indicator.is_share,
            is_cumulative=each.indicator.mode == Mode.CUMULATIVE,
            numerator=each.numerator,
            denominator=each.denominator,
            value=share(each.indicator, each.numerator, each.denominator),
            previous=before.get(each.indicator_id),
            target=each.target,
            target_above=plans.get(each.indicator_id),
            elsewhere=elsewhere.get(each.indicator_id),
            is_overridden=each.is_overridden,
            override_reason=each.override_reason,
            comment=each.comment,
        )
        for each in figures
    ]


def _handed_in_elsewhere(submission: Submission) -> dict[int, Elsewhere]:
    """By indicator what the organisation handed in for other periods of the same date: a quarter and its half-year."""
    rows = Figure.objects.filter(
        submission__organization=submission.organization_id,
        submission__state__in=Submission.FROZEN,
        submission__period__as_of=submission.period.as_of,
    ).exclude(submission__period=submission.period_id)
    found = {}
    for figure in rows.select_related("indicator", "submission__period").order_by("submission__version"):
        value = value_of_figure(figure).value
        if value is not None:
            found[figure.indicator_id] = Elsewhere(figure.submission.period.title, value)
    return found


def findings_of(submission: Submission) -> list[Finding]:
    """Errors and warnings of the figures as they stand."""
    lines = lines_of(submission, figures_of(submission))
    return findings(lines, jump_percent=rules_of(submission.organization).jump_percent)


def counted_now(submission: Submission) -> list[Value]:
    """The indicators of the period counted anew, as of its date, by what is known today."""
    period = submission.period
    indicators = list(period.indicators.all())
    first = period.starts_on.replace(month=1, day=1)  # shares are of the year, as the plans are
    return values_of(submission.organization, period.as_of, first=first, indicators=indicators)


def drift(submission: Submission) -> list[Change]:
    """Where a count of today differs from the count at submission: late corrections, shown as such."""
    counted = {value.indicator.pk: value for value in counted_now(submission)}
    return list(
        _differences(
            {
                each.indicator_id: Value(each.indicator, each.counted_numerator, each.counted_denominator)
                for each in figures_of(submission)
            },
            counted,
        )
    )


def changes_since(earlier: Submission, later: Submission) -> list[Change]:
    """What a correction changed in the figures handed in."""
    return list(
        _differences(
            *(
                {each.indicator_id: value_of_figure(each) for each in figures_of(version)}
                for version in (earlier, later)
            )
        )
    )


def changes_since_earlier(submission: Submission) -> list[Change]:
    """The same beside the version before it; nothing for the first."""
    earlier = Submission.objects.filter(
        period=submission.period_id, organization=submission.organization_id, version=submission.version - 1
    ).first()
    return changes_since(earlier, submission) if earlier else []


def _differences(before: dict[int, Value], after: dict[int, Value]) -> Iterator[Change]:
    for number in before | after:
        one, other = before.get(number), after.get(number)
        if _numbers(one) != _numbers(other):
            yield Change((other or one).indicator, one, other)


def _numbers(value: Value | None) -> tuple[Decimal | None, Decimal | None] | None:
    return (value.numerator, value.denominator) if value else None
