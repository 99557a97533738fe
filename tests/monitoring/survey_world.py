"""Surveys as the tests of them open and answer them."""

import uuid
from datetime import timedelta

from django.urls import reverse

from monitoring.models import SurveyTemplate
from monitoring.selectors.surveys import questions_of
from monitoring.services.survey_answers import answer
from monitoring.services.surveys import (
    SurveyDraft,
    open_survey,
)
from tests.factories import NOW, TODAY

LONG = timedelta(days=14)
SECRET_WORDS = "Совсем особенные слова"


def template(code="mentee-end"):
    return SurveyTemplate.objects.get(organization=None, code=code)


def opened(world, code="mentee-end", on=TODAY, **fields):
    draft = SurveyDraft(template(code), "Опрос", on, on + LONG, **fields)
    return open_survey(draft, organization=world.a1, by=world.curator, at=NOW - (TODAY - on))


def values(survey, mark=8, yes=1, words=""):
    kinds = {"scale": mark, "yes_no": yes, "text": words, "condition": 2}
    return {question: kinds[question.kind] for question in questions_of(survey)}


def answered(survey, *marks, on=TODAY, words=""):
    invitations = list(survey.invitations.order_by("pk"))
    for invitation, mark in zip(invitations, marks, strict=False):
        whose = None if survey.is_anonymous else invitation
        answer(survey, values(survey, mark, words=words), invitation=whose, entry=uuid.uuid4(), on=on, at=NOW)


def page(token):
    return reverse("survey:fill", args=[token])


def filled(survey, **changes):
    said = {f"q{question.pk}": value for question, value in values(survey, **changes).items()}
    return {"entry": str(uuid.uuid4())} | said
