"""What is counted from answers: satisfaction, facts, before and after, points, the SWOT card."""

import uuid
from datetime import timedelta

import pytest

from monitoring.models import Fact
from monitoring.selectors.before_after import answers_compared, earlier_survey
from monitoring.selectors.survey_results import results_of
from monitoring.services.facts import catch_up
from monitoring.services.survey_answers import Sheet, enter_sheets
from monitoring.services.surveys import (
    SurveyDraft,
    open_survey,
)
from monitoring.services.swot import begin_card
from tests.factories import NOW, TODAY

from .survey_world import answered, opened, template, values

pytestmark = pytest.mark.django_db


def test_satisfaction_by_the_stated_rule(world, people):
    survey = opened(world)
    answered(survey, 7, 7, 9, 6, 6)
    results = results_of(survey, inside=True)
    assert (results.asked, results.answered, results.satisfied) == (6, 5, 3)
    assert results.satisfaction == 60
    assert round(results.rate, 1) == 83.3
    mean = next(spread for spread in results.spreads if spread.question.key == "satisfaction").mean
    assert mean == 7


def test_answers_become_facts(world, people):
    catch_up(world.a1, at=NOW)
    survey = opened(world)
    answered(survey, 9, 9, 2)
    catch_up(world.a1, at=NOW)
    counts = {name: Fact.objects.filter(measure=name).count() for name in ("asked_mentees", "satisfied_mentees")}
    assert counts == {"asked_mentees": 3, "satisfied_mentees": 2}


def test_before_and_after_of_the_same_people(world, people):
    before = opened(world, "mentee-start", on=TODAY - timedelta(days=20))
    answered(before, 4, 5, 6, 5, 4, on=TODAY - timedelta(days=20))
    after = opened(world)
    answered(after, 7, 7, 8, 9, 7)
    earlier = earlier_survey(after)
    assert earlier == before
    compared = {one.after.key: one.change for one in answers_compared(after, earlier)}
    assert set(compared) == {"comfort", "personal_meetings", "group_meetings", "clarity"}
    change = compared["comfort"]
    assert (change.people, change.before, change.after, change.direction) == (5, 4.8, 7.6, 1)


def test_the_curator_gives_points(world):
    draft = SurveyDraft(template("curator-conditions"), "Условия", TODAY, TODAY, is_anonymous=True)
    survey = open_survey(draft, organization=world.a1, by=world.curator, at=NOW)
    enter_sheets(survey, [Sheet(uuid.uuid4(), values(survey))], on=TODAY, by=world.curator, at=NOW)
    assert results_of(survey, inside=True).total == (22, 22)


def test_the_swot_card_begins_with_per_cents(world, people):
    survey = opened(world, is_anonymous=True)
    answered(survey, 9, 9, 9, 9, 3)
    card = begin_card(world.a1, on=TODAY, by=world.curator, at=NOW)
    assert "80 % наставляемых удовлетворены программой" in card.strengths
    assert "100 % наставляемых хотят продолжить работу в программе" in card.strengths
