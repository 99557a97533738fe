"""Surveys: opened for those in pairs, answered once, closed and prolonged."""

import uuid
from datetime import date, timedelta

import pytest

from core.models import AuditEntry
from monitoring.models import SurveyResponse
from monitoring.reminders.surveys import due_reminders
from monitoring.selectors.surveys import asked_people
from monitoring.services.survey_answers import AnswersRefused, Sheet, answer, enter_sheets
from monitoring.services.surveys import (
    SurveyDraft,
    SurveyRefused,
    close_survey,
    invite_newcomers,
    open_survey,
    prolong_survey,
)
from roadmaps.counting import source_of
from tests.factories import NOW, TODAY

from .factories import make_mentee, make_mentor, make_working_pair
from .survey_world import answered, opened, template, values

pytestmark = pytest.mark.django_db


def test_those_in_signed_pairs_are_asked(world, people):
    make_mentee(world.a1, last_name="Безпары")
    survey = opened(world)
    assert set(survey.invitations.values_list("participation", flat=True)) == {one.pk for one in people}
    assert asked_people(world.a1, template("mentor-end"), TODAY).count() == 1
    assert AuditEntry.objects.get(verb="survey.opened").changes == {"asked": 6, "anonymous": False}


def test_without_pairs_there_is_nobody_to_ask(world):
    with pytest.raises(SurveyRefused):
        opened(world)


@pytest.mark.parametrize(("opens", "closes"), [(0, -1), (-9, -2)])
def test_days_that_make_no_sense_are_refused(world, people, opens, closes):
    draft = SurveyDraft(template(), "Опрос", TODAY + timedelta(opens), TODAY + timedelta(closes))
    with pytest.raises(SurveyRefused):
        open_survey(draft, organization=world.a1, by=world.curator, at=NOW)


def test_newcomers_are_invited_once(world, people):
    survey = opened(world)
    make_working_pair(make_mentor(world.a1, last_name="Новая"), make_mentee(world.a1, last_name="Новиков"))
    assert invite_newcomers(survey, by=world.curator, at=NOW) == 1
    assert invite_newcomers(survey, by=world.curator, at=NOW) == 0


def test_closed_takes_nothing_and_prolonged_takes_again(world, people):
    survey = opened(world)
    close_survey(survey, by=world.curator, at=NOW)
    with pytest.raises(AnswersRefused):
        answered(survey, 8)
    with pytest.raises(SurveyRefused):
        close_survey(survey, by=world.curator, at=NOW)
    prolong_survey(survey, TODAY + timedelta(days=1), by=world.curator, at=NOW)
    answered(survey, 8)
    assert survey.responses.count() == 1


def test_the_same_entry_sent_twice_is_one(world, people):
    survey = opened(world)
    [invitation, *_rest] = survey.invitations.all()
    entry = uuid.uuid4()
    for _again in range(2):
        answer(survey, values(survey), invitation=invitation, entry=entry, on=TODAY, at=NOW)
    assert SurveyResponse.objects.count() == 1
    with pytest.raises(AnswersRefused):
        answer(survey, values(survey), invitation=invitation, entry=uuid.uuid4(), on=TODAY, at=NOW)


def test_an_entry_of_another_survey_is_refused(world, people):
    first, second = opened(world, is_anonymous=True), opened(world, is_anonymous=True)
    entry = uuid.uuid4()
    answer(first, values(first), invitation=None, entry=entry, on=TODAY, at=NOW)
    with pytest.raises(AnswersRefused):
        answer(second, values(second), invitation=None, entry=entry, on=TODAY, at=NOW)


def test_sheets_are_entered_all_or_none(world, people):
    survey = opened(world)
    sheets = [Sheet(uuid.uuid4(), values(survey), one) for one in people[:2]]
    assert enter_sheets(survey, sheets, on=TODAY, by=world.curator, at=NOW) == 2
    assert enter_sheets(survey, sheets, on=TODAY, by=world.curator, at=NOW) == 0
    again = [Sheet(uuid.uuid4(), values(survey), one) for one in (people[2], people[0])]
    with pytest.raises(AnswersRefused):
        enter_sheets(survey, again, on=TODAY, by=world.curator, at=NOW)
    assert survey.responses.count() == 2


def test_a_survey_counts_for_roadmaps_on_its_last_day(world, people):
    survey = opened(world)
    source, end = source_of("surveys"), survey.closes_on
    assert source.found(world.a1.pk, ["any"], date(2026, 1, 1), date(2027, 12, 31)) == []
    answered(survey, 8)
    [found] = source.found(world.a1.pk, ["mentee-end"], end, end)
    assert (found.on, found.key) == (end, f"survey:{survey.pk}")
    assert source.found(world.a1.pk, ["mentor-end"], end, end) == []


def test_the_curator_hears_of_opening_and_closing(world, people):
    survey = opened(world)
    [first] = [one for one in due_reminders(TODAY) if one.recipient_id == world.curator.pk]
    assert first.moment == survey.opens_on
    answered(survey, 8)
    closing = survey.closes_on - timedelta(days=3)
    assert {one.moment for one in due_reminders(closing)} == {closing}
    answered(survey, *[8] * 0)
    assert list(due_reminders(survey.closes_on + timedelta(days=1))) == []
