"""Surveys of two institutions, before the work and at its end, by personal links and one for all; SWOT cards."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import uuid4

from django.utils import timezone

from monitoring.models import Question, Survey, SurveyTemplate, SwotCard
from monitoring.selectors.survey_results import SCALES
from monitoring.selectors.surveys import questions_of, templates_for
from monitoring.services.survey_answers import Values, answer
from monitoring.services.surveys import SurveyDraft, SurveyRefused, open_survey
from monitoring.services.swot import begin_card, change_card
from organizations.models import Organization
from pairing.models import Pairing

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

LENGTH = timedelta(days=14)
SETTLED = timedelta(days=3)  # after the first pair has begun
ENDING = timedelta(days=6)  # days for which the final survey has been open
WAVES = {SurveyTemplate.Wave.START: (4, 8), SurveyTemplate.Wave.END: (6, 10)}  # marks are between these
YES = 0.8
ANSWERS = 0.85  # of those who are asked


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Asks where nobody has been asked yet."""
    for slug, spec in demo_data("surveys").items():
        organization = tree[slug]
        if not Survey.objects.filter(organization=organization).exists():
            for code in spec["codes"]:
                _survey(organization, code, spec, is_anonymous=code in spec["anonymous"], at=at)
            _swot(organization, spec["swot"], at=at)


def _survey(organization: Organization, code: str, spec: dict, *, is_anonymous: bool, at: datetime) -> None:
    template = next(each for each in templates_for(organization) if each.code == code)
    opens = _opens_on(organization, template, timezone.localdate(at))
    draft = SurveyDraft(template, template.title, opens, opens + LENGTH, is_anonymous)
    try:
        survey = open_survey(draft, organization=organization, by=keeper(organization), at=working_hour(opens, now=at))
    except SurveyRefused:
        return  # without pairs there is nobody to ask
    random = Random(f"{organization.slug} {code}")  # noqa: S311 - a demo, not a secret
    questions = questions_of(survey)
    for invitation in survey.invitations.select_related("participation__person").order_by("pk"):
        if random.random() < ANSWERS:
            on = min(opens + timedelta(days=random.randrange(5)), timezone.localdate(at))
            values = _values(questions, template.wave, spec["words"], random)
            moment = working_hour(on, now=at)
            answer(survey, values, invitation=invitation, entry=uuid4(), on=on, at=moment)


def _opens_on(organization: Organization, template: SurveyTemplate, today: date) -> date:
    if template.wave == SurveyTemplate.Wave.END:
        return working_day(today - ENDING)
    pairs = Pairing.objects.active(today).filter(organization=organization).order_by("order__signed_on")
    signed = pairs.values_list("order__signed_on", flat=True).first() or today
    return working_day(min(signed + SETTLED, today - ENDING))


def _values(questions: list[Question], wave: str, words: list[str], random: Random) -> Values:
    values: Values = {}
    for question in questions:
        if question.kind == Question.Kind.TEXT:
            values[question] = random.choice(["", "", *words])
        elif question.kind == Question.Kind.YES_NO:
            values[question] = int(random.random() < YES)
        else:
            lowest, highest = WAVES[wave] if question.kind == Question.Kind.SCALE else (0, SCALES[question.kind][-1])
            values[question] = random.randint(lowest, highest)
    return values


def _swot(organization: Organization, spec: dict, *, at: datetime) -> None:
    by = keeper(organization)
    card: SwotCard = begin_card(organization, on=timezone.localdate(at), by=by, at=at)
    for part, lines in spec.items():
        setattr(card, part, "\n".join(filter(None, [getattr(card, part), *lines])))
    change_card(card, seen=card.revision, by=by, at=at)
