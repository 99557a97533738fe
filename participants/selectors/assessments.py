"""Assessments compared: of one participant, and of many without naming anybody (domain.md 3.1, 5.8)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import Organization

from ..models import Assessment, AssessmentParameter, Participation, Score
from .counts import FEW

Wave = Assessment.Wave


@dataclass(frozen=True)
class Compared:
    """A parameter with the marks of the input and the final assessment; none where nobody has assessed."""

    parameter: AssessmentParameter
    before: int | None
    after: int | None

    @property
    def change(self) -> int | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_better(self) -> bool:
        return bool(self.change) and (self.change < 0) == self.parameter.less_is_better


@dataclass(frozen=True)
class Average:
    """A parameter over all who were assessed twice: how many, mean marks before and after.

    Below FEW people the means are not given: they would tell of single persons.
    """

    parameter: AssessmentParameter
    people: int
    before: float | None = None
    after: float | None = None

    @property
    def change(self) -> float | None:
        return None if self.before is None else self.after - self.before

    @property
    def is_better(self) -> bool:
        return bool(self.change) and (self.change < 0) == self.parameter.less_is_better


def parameters_of(organization: Organization, role: str) -> list[AssessmentParameter]:
    """The parameters in use for a role; those without a role serve both."""
    rows = AssessmentParameter.objects.filter(organization=organization, is_active=True, role__in=(role, ""))
    return list(rows)


def compared(assessments: Iterable[Assessment]) -> list[Compared]:
    """The marks of one participation side by side; `scores` with their parameters are prefetched."""
    marks: dict[AssessmentParameter, dict[str, int]] = defaultdict(dict)
    for assessment in assessments:
        for score in assessment.scores.all():
            marks[score.parameter][assessment.wave] = score.value
    ordered = sorted(marks, key=lambda parameter: (parameter.position, parameter.pk))
    return [Compared(one, marks[one].get(Wave.INPUT), marks[one].get(Wave.FINAL)) for one in ordered]


def averages(organization: Organization, role: str) -> list[Average]:
    """The mean change by each parameter in use, over people with both marks. Two queries."""
    parameters = parameters_of(organization, role)
    scores = Score.objects.within(organization.path).filter(parameter__in=parameters)
    scores = scores.filter(assessment__participation__role=role)
    pairs: dict[int, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    fields = ("parameter", "assessment__participation", "assessment__wave", "value")
    for parameter, participation, wave, value in scores.values_list(*fields):
        pairs[parameter][participation][wave] = value
    return [_average(one, [both for both in pairs[one.pk].values() if len(both) == len(Wave)]) for one in parameters]


def marks_of(participations: Iterable[Participation], wave: str) -> dict[tuple[int, int], int]:
    """(participation, parameter) -> mark of the wave."""
    scores = Score.objects.filter(assessment__participation__in=list(participations), assessment__wave=wave)
    rows = scores.values_list("assessment__participation", "parameter", "value")
    return {(participation, parameter): value for participation, parameter, value in rows}


def _average(parameter: AssessmentParameter, both: list[dict[str, int]]) -> Average:
    number = len(both)
    if number < FEW:
        return Average(parameter, number)
    return Average(
        parameter,
        number,
        sum(marks[Wave.INPUT] for marks in both) / number,
        sum(marks[Wave.FINAL] for marks in both) / number,
    )
