"""Nobody is recognised in the answers to an anonymous survey, nor in few; erased people leave no words."""

import uuid

import pytest
from django.urls import reverse

from core.models import AuditEntry
from monitoring.models import Answer
from monitoring.selectors.survey_results import results_of
from monitoring.services.survey_answers import Sheet, enter_sheets
from monitoring.services.survey_links import common_token, opened_by
from participants.erasure import erase_elsewhere
from tests.factories import NOW, TODAY

from .survey_world import SECRET_WORDS, answered, opened, values

pytestmark = pytest.mark.django_db


def test_anonymous_answers_lead_to_nobody(world, people):
    survey = opened(world, is_anonymous=True)
    assert opened_by(common_token(survey), at=NOW).invitation is None
    answered(survey, 8, 9, words=SECRET_WORDS)
    sheets = [Sheet(uuid.uuid4(), values(survey), people[5])]
    enter_sheets(survey, sheets, on=TODAY, by=world.curator, at=NOW)
    assert set(survey.responses.values_list("participation", flat=True)) == {None}
    assert not survey.invitations.exclude(answered_on=None).exists()
    assert SECRET_WORDS not in str(list(AuditEntry.objects.values()))


def test_four_answers_show_only_their_number(world, people):
    survey = opened(world, is_anonymous=True)
    answered(survey, 8, 8, 8, 8, words=SECRET_WORDS)
    few = results_of(survey, inside=True)
    assert (few.answered, few.is_shown, few.spreads, few.words, few.satisfaction) == (4, False, [], [], None)
    answered(survey, 8)
    assert results_of(survey, inside=True).is_shown


def test_those_above_see_numbers_without_words_and_names(client, world, people):
    survey = opened(world)
    answered(survey, 8, 8, 8, 8, 3, words=SECRET_WORDS)
    assert Answer.objects.filter(text=SECRET_WORDS).exists()
    pages = [reverse("monitoring:surveys"), survey.get_absolute_url()]
    pages.append(reverse("monitoring:survey_results", args=[survey.pk]))
    client.force_login(world.curator)
    assert SECRET_WORDS in client.get(pages[-1]).text
    assert "Ученикова" in client.get(pages[1]).text
    client.force_login(world.methodologist)
    shown = "".join(client.get(url).text for url in pages)
    assert "Опрос" in shown
    assert SECRET_WORDS not in shown
    assert "Ученикова" not in shown
    for format in ("pdf", "docx", "xlsx"):
        assert client.get(f"{pages[-1]}?download={format}").status_code == 200


def test_few_linked_answers_are_for_the_institution_alone(world, people):
    survey = opened(world)
    answered(survey, 8, 8)
    assert results_of(survey, inside=True).is_shown
    assert not results_of(survey, inside=False).is_shown


def test_erased_people_leave_their_marks_without_words(world, people):
    survey = opened(world)
    answered(survey, 8, words=SECRET_WORDS)
    person = survey.responses.get().participation.person
    assert erase_elsewhere(person, NOW)
    assert not Answer.objects.exclude(text="").exists()
    assert Answer.objects.filter(number=8).exists()
