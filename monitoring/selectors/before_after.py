"""The same people before and after: answers to linked surveys, input and final assessments (domain.md 3.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from organizations.models import Organization
from participants.models import Assessment, AssessmentParameter, Participation, Score

from ..models import Answer, Question, Survey, SurveyTemplate
from ..statistics import Change, change_of

A_YEAR = timedelta(days=366)
Wave = Assessment.Wave


@dataclass(frozen=True)
class Asked:
    """A question of the final survey beside the one of the same name before the work."""

    before: Question
    after: Question
    change: Change


@dataclass(frozen=True)
class Assessed:
    """A parameter of assessment and how its marks have changed."""

    parameter: AssessmentParameter
    change: Change


def earlier_survey(survey: Survey) -> Survey | None:
    """The linked survey before the work of the same audience, not older than a year, with which one compares."""
    if survey.is_anonymous or survey.template.wave != SurveyTemplate.Wave.END:
        return None
    earlier = Survey.objects.filter(
        organization=survey.organization_id,
        template__audience=survey.template.audience,
        template__wave=SurveyTemplate.Wave.START,
        is_anonymous=False,
        opens_on__range=(survey.opens_on - A_YEAR, survey.opens_on),
    )
    return earlier.select_related("template").order_by("-opens_on", "-pk").first()


def answers_compared(survey: Survey, earlier: Survey) -> list[Asked]:
    """Question by question, over those who answered both."""
    before = _by_key(earlier)
    asked = [(before[question.key], question) for question in _scales(survey) if question.key in before]
    marks = _marks((earlier, survey), {question.pk for both in asked for question in both})
    return [Asked(first, last, _change(marks[first.pk], marks[last.pk])) for first, last in asked]


def _scales(survey: Survey) -> list[Question]:
    return list(survey.template.questions.filter(kind=Question.Kind.SCALE).exclude(key=""))


def _by_key(survey: Survey) -> dict[str, Question]:
    return {question.key: question for question in _scales(survey)}


def _marks(surveys: Iterable[Survey], questions: set[int]) -> dict[int, dict[int, int]]:
    """By question: participation -> mark."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Answer.objects.filter(
        response__survey__in=surveys, question__in=questions, response__participation__isnull=False
    )
    for question, participation, number in rows.order_by().values_list(
        "question", "response__participation", "number"
    ):
        if number is not None:
            found[question][participation] = number
    return found


def _change(before: dict[int, int], after: dict[int, int]) -> Change:
    return change_of([(before[one], after[one]) for one in sorted(before.keys() & after.keys())])


def assessments_compared(organization: Organization, role: str) -> list[Assessed]:
    """Input and final assessments by every parameter that was assessed, in its order. Two queries."""
    scores = Score.objects.filter(
        assessment__participation__person__organization=organization,
        assessment__participation__person__erased_at=None,
        assessment__participation__role=role,
    )
    found: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: {wave: {} for wave in Wave.values})
    columns = ("parameter", "assessment__wave", "assessment__participation", "value")
    for parameter, wave, participation, value in scores.order_by().values_list(*columns):
        found[parameter][wave][participation] = value
    parameters = AssessmentParameter.objects.filter(pk__in=found)
    return [Assessed(one, _change(found[one.pk][Wave.INPUT], found[one.pk][Wave.FINAL])) for one in parameters]


def both_roles(organization: Organization) -> list[tuple[str, list[Assessed]]]:
    """(role, what was assessed) of mentees and mentors."""
    roles = (Participation.Role.MENTEE, Participation.Role.MENTOR)
    return [(role, assessments_compared(organization, role)) for role in roles]
