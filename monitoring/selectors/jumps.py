"""What jumped in a period: values far from those accepted last, each with its explanation or without one."""

from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import Organization

from ..checks import jumped
from ..models import Figure, ReportingPeriod, Submission
from .indicators import Value
from .periods import Standing
from .rules import rules_of_each
from .submissions import value_of_figure


@dataclass(frozen=True)
class Jump:
    """A figure of an answer that was handed in, beside the one accepted for an earlier period of the same kind."""

    organization: Organization
    submission: Submission
    before: Value
    after: Value
    explanation: str

    @property
    def is_explained(self) -> bool:
        return bool(self.explanation)


def jumps_in(period: ReportingPeriod, standings: Iterable[Standing]) -> list[Jump]:
    """Of the answers handed in; the unexplained first, then by organisation. Three queries for any number of them."""
    answered = {each.handed_in.pk: each for each in standings if each.handed_in}
    organizations = [each.organization for each in answered.values()]
    before, rules = _accepted_before(period, organizations), rules_of_each(organizations)
    figures = Figure.objects.filter(submission__in=answered).select_related("indicator")
    found = []
    for figure in figures.order_by("indicator__position", "pk"):
        standing, now = answered[figure.submission_id], value_of_figure(figure)
        earlier = before.get((standing.organization.pk, figure.indicator_id))
        if earlier is None or earlier.value is None or now.value is None:
            continue
        if jumped(earlier.value, now.value, rules[standing.organization.pk].jump_percent):
            found.append(Jump(standing.organization, standing.handed_in, earlier, now, figure.comment.strip()))
    return sorted(found, key=lambda jump: (jump.is_explained, jump.organization.short_name))


def _accepted_before(period: ReportingPeriod, organizations: list[Organization]) -> dict[tuple[int, int], Value]:
    """By organisation and indicator the value of the last accepted answer to an earlier period of the same kind."""
    rows = Figure.objects.filter(
        submission__state=Submission.State.ACCEPTED,
        submission__organization__in=organizations,
        submission__period__kind=period.kind,
        submission__period__as_of__lt=period.as_of,
    )
    rows = rows.select_related("indicator", "submission").order_by("submission__period__as_of", "submission__version")
    last = {figure.submission.organization_id: figure.submission_id for figure in rows}
    return {
        (figure.submission.organization_id, figure.indicator_id): value_of_figure(figure)
        for figure in rows
        if last[figure.submission.organization_id] == figure.submission_id
    }
