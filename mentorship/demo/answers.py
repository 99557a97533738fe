"""What people have said of themselves by a personal link, and how they were assessed at the beginning and the end."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random

from django.utils import timezone

from core.calendar import SchoolYear
from organizations.models import Organization
from participants.models import Assessment, AssessmentParameter, Participation, Person, QuestionnaireLink
from participants.selectors.assessments import parameters_of
from participants.services import assessments, questionnaires

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

Role, Wave = Participation.Role, Assessment.Wave
ANSWERED = 3  # in each role
ASSESSED, ASSESSED_TWICE = 12, 5  # learners; enough for the means to be shown
ASSESSOR = "педагог-психолог"
WAITING = timedelta(days=2)
WAVES = {Wave.INPUT: 50, Wave.FINAL: 78}  # days after the beginning of the school year


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Asks and assesses where nobody has been asked or assessed yet."""
    for slug in demo_data("surroundings")["assessed"]:
        organization = tree[slug]
        rows = Participation.objects.within(organization.path).kept().filter(left_on=None).order_by("pk")
        rows = rows.select_related("person__organization", "form", "programme")
        if not QuestionnaireLink.objects.filter(participation__person__organization=organization).exists():
            _ask(rows, by=keeper(organization), at=at)
        if not AssessmentParameter.objects.filter(organization=organization).exists():
            _assess(organization, rows.mentees().filter(person__kind=Person.Kind.LEARNER), at=at)


def _ask(rows, *, by, at: datetime) -> None:
    """Some have answered; whoever is still without a questionnaire has got a link."""
    for role in Role.values:
        answers = cycle(demo_data("surroundings")["answers"][role])
        for row, said in zip(rows.filter(role=role).exclude(questionnaire_on=None)[:ANSWERED], answers, strict=False):
            moment = working_hour(row.joined_on, now=at)
            [made] = questionnaires.make_links([row], by=by, at=moment)
            questionnaires.answer(questionnaires.link_of(made.token, at=moment), dict(said), at=moment)
    if waiting := list(rows.filter(questionnaire_on=None)):
        questionnaires.make_links(waiting, by=by, at=at - WAITING)


def _assess(organization: Organization, mentees: Iterable[Participation], *, at: datetime) -> None:
    """The mentees at the beginning; the first of them, whose short programme is over, also at the end."""
    today, by = timezone.localdate(at), keeper(organization)
    assessments.take_ready_parameters(organization, by=by, at=at)
    parameters = parameters_of(organization, Role.MENTEE)
    random = Random(organization.slug)  # noqa: S311 - a demo, not a secret
    rows = list(mentees[:ASSESSED])
    before = {row: {parameter: _low(parameter, random) for parameter in parameters} for row in rows}
    after = {
        row: {parameter: _better(parameter, value, random) for parameter, value in before[row].items()}
        for row in rows[:ASSESSED_TWICE]
    }
    for wave, marks in ((Wave.INPUT, before), (Wave.FINAL, after)):
        day = _day(wave, today)
        clock = {"by": by, "at": working_hour(day, now=at)}
        assessments.assess(marks, wave=wave, on=day, assessor=ASSESSOR, **clock)


def _day(wave: str, today: date) -> date:
    return min(working_day(SchoolYear.of(today).starts + timedelta(days=WAVES[wave])), today)


def _low(parameter: AssessmentParameter, random: Random) -> int:
    return random.randint(6, 8) if parameter.less_is_better else random.randint(3, 6)


def _better(parameter: AssessmentParameter, value: int, random: Random) -> int:
    return value + random.randint(0, 3) * (-1 if parameter.less_is_better else 1)
