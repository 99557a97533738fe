"""The pages on which a curator opens a survey, hands it out and enters sheets of paper."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from monitoring.models import Answer, Survey, SurveyTemplate, SwotCard
from monitoring.selectors.surveys import questions_of
from monitoring.services.surveys import SurveyDraft, open_survey
from participants.models import Assessment
from participants.services.assessments import take_ready_parameters
from tests.factories import NOW

from .factories import make_mentee, make_mentor, make_working_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def mentees(world, today):
    mentees = [make_mentee(world.a1, last_name=f"Ученикова{place}") for place in "абвгд"]
    dates = {"starts_on": today - timedelta(days=10), "ends_on": today + timedelta(days=90)}
    make_working_pair(make_mentor(world.a1), *mentees, signed_on=today - timedelta(days=20), **dates)
    return mentees


@pytest.fixture
def survey(world, mentees, today):
    return opened(world, "mentee-end", today)


def opened(world, code, today, **fields):
    template = SurveyTemplate.objects.get(organization=None, code=code)
    draft = SurveyDraft(template, "Опрос", today, today + timedelta(days=7), **fields)
    return open_survey(draft, organization=world.a1, by=world.curator, at=timezone.now())


def at(name, survey):
    return reverse(f"monitoring:survey_{name}", args=[survey.pk])


@pytest.fixture
def curator(client, world):
    client.force_login(world.curator)
    return client


def test_a_survey_is_opened_by_the_form(curator, world, mentees, today):
    template = SurveyTemplate.objects.get(organization=None, code="mentee-start")
    page = curator.get(reverse("monitoring:survey_add") + f"?template={template.pk}")
    assert page.context["form"].initial["opens_on"] == today
    sent = {"template": template.pk, "title": "", "opens_on": today, "closes_on": today, "manner": "linked"}
    assert curator.post(reverse("monitoring:survey_add"), sent).status_code == 302
    survey = Survey.objects.get()
    assert (survey.title, survey.invitations.count()) == (template.title, 5)
    refused = curator.post(reverse("monitoring:survey_add"), sent | {"closes_on": today - timedelta(days=1)})
    assert refused.context["form"].errors


@pytest.mark.parametrize("kind", ["blank", "results"])
def test_papers_of_a_survey(curator, survey, kind):
    paper = curator.get(at(kind, survey) + "?download=pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert b"".join(paper.streaming_content).startswith(b"%PDF")


def test_slips_name_the_people_and_say_so_in_the_trail(curator, survey):
    assert curator.get(at("slips", survey)).status_code == 200
    paper = curator.post(at("slips", survey))
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    assert AuditEntry.objects.filter(verb="survey.links_made").exists()
    assert survey.invitations.exclude(token_digest="").count() == 5


def test_a_linked_survey_has_no_poster_and_an_anonymous_one_no_slips(curator, world, survey, today):
    assert curator.get(at("poster", survey)).status_code == 404
    anonymous = opened(world, "mentee-end", today, is_anonymous=True)
    assert curator.get(at("poster", anonymous))["Content-Type"] == "application/pdf"
    assert curator.post(at("slips", anonymous)).status_code == 302
    assert "/s/" in curator.get(anonymous.get_absolute_url()).text


def test_a_sheet_is_entered_for_its_owner(curator, survey, mentees, today):
    [question, *_others] = questions_of(survey)
    sent = {"entry": uuid.uuid4(), "person": mentees[0].pk, "filled_on": today, f"q{question.pk}": 9}
    assert curator.post(at("sheet", survey), sent).status_code == 302
    assert Answer.objects.get().number == 9
    assert curator.post(at("sheet", survey), sent | {"entry": uuid.uuid4()}).context["form"].errors
    empty = {"entry": uuid.uuid4(), "person": mentees[1].pk, "filled_on": today}
    assert curator.post(at("sheet", survey), empty).context["form"].non_field_errors()


def test_many_sheets_are_entered_at_once(curator, survey, mentees, today):
    [question, *_others] = questions_of(survey)
    sent = {"filled_on": today, "row": [one.pk for one in mentees]}
    sent |= {f"p{one.pk}-entry": uuid.uuid4() for one in mentees}
    sent |= {f"p{one.pk}-{question.pk}": 8 for one in mentees[:3]}
    for _twice in range(2):
        assert curator.post(at("sheets", survey), sent).status_code == 302
    assert survey.responses.filter(from_paper=True).count() == 3
    wrong = sent | {f"p{mentees[4].pk}-{question.pk}": 11}
    assert curator.post(at("sheets", survey), wrong).context["form"].errors


def test_sheets_without_names(curator, world, mentees, today):
    survey = opened(world, "mentee-end", today, is_anonymous=True)
    [question, *_others] = questions_of(survey)
    sent = {"filled_on": today} | {f"n{line}-entry": uuid.uuid4() for line in range(1, 11)}
    sent |= {f"n{line}-{question.pk}": 7 for line in (1, 2)}
    assert curator.post(at("sheets", survey), sent).status_code == 302
    assert list(survey.responses.values_list("participation", flat=True)) == [None, None]


def test_results_say_that_more_have_answered_than_were_asked(curator, world, mentees, today):
    survey = opened(world, "mentee-end", today, is_anonymous=True)
    [question, *_others] = questions_of(survey)
    sent = {"filled_on": today} | {f"n{line}-entry": uuid.uuid4() for line in range(1, 11)}
    for lines, told in ((range(1, 6), False), (range(6, 7), True)):
        curator.post(at("sheets", survey), sent | {f"n{line}-{question.pk}": 7 for line in lines})
        assert ("Ответов больше, чем приглашённых" in curator.get(at("results", survey)).text) is told


def test_a_swot_card_is_begun_edited_and_printed(curator, world, today):
    begun = curator.post(reverse("monitoring:swot_add"), {"on": today})
    card = SwotCard.objects.get()
    sent = {"seen": card.revision, "strengths": "Опыт", "weaknesses": "", "opportunities": "Партнёры", "threats": ""}
    assert curator.post(begun.url, sent).url == card.get_absolute_url()
    assert "Партнёры" in curator.get(card.get_absolute_url()).text
    assert curator.post(begun.url, sent).context["form"].errors  # somebody was faster
    for format in ("pdf", "docx"):
        assert curator.get(f"{card.get_absolute_url()}?download={format}").status_code == 200
    assert curator.post(reverse("monitoring:swot_add"), {"on": today}).context["form"].errors


def test_stage_two_shows_no_mean_of_four(curator, world, mentees, today):
    take_ready_parameters(world.a1, by=world.curator, at=NOW)
    parameter = world.a1.assessment_parameters.filter(role="mentee").first()
    for place, mentee in enumerate(mentees):
        for wave, mark in (("input", 3), ("final", 6)):
            if place < 4:
                assessment = Assessment.objects.create(participation=mentee, wave=wave, on=today)
                assessment.scores.create(parameter=parameter, value=mark)
    few = curator.get(reverse("monitoring:stage_two")).text
    assert parameter.title in few
    assert "меньше 5 человек" in few
    for wave, mark in (("input", 3), ("final", 7)):
        assessment = Assessment.objects.create(participation=mentees[4], wave=wave, on=today)
        assessment.scores.create(parameter=parameter, value=mark)
    assert "стало выше" in curator.get(reverse("monitoring:stage_two")).text
    for format in ("pdf", "xlsx", "docx"):
        assert curator.get(reverse("monitoring:stage_two") + f"?download={format}").status_code == 200
