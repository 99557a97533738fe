"""Stages are derived, counts follow them, and the lists cost the same for one person and for thirty."""

from datetime import date, timedelta

import pytest
from django.db.models import Exists, OuterRef
from django.urls import reverse

from participants import engagement
from participants.models import Certificate, Participation, Programme, TargetGroupCount
from participants.selectors.cares import cares_for
from participants.selectors.counts import distinct_people, few, groups_within, stages_by_institution, total_of
from participants.selectors.stages import count_by_stage, with_stage

from ..factories import TODAY, make_consent, make_participation, make_person

NEEDED = ("processing", "participation")


def stage_of(participation: Participation, on: date = TODAY) -> str:
    return with_stage(Participation.objects.all(), on).get(pk=participation.pk).stage


def ready(world, **fields) -> Participation:
    participation = make_participation(make_person(world.a1, **fields))
    for kind in NEEDED:
        make_consent(participation.person, kind)
    return participation


def test_the_way_of_a_mentee(world):
    participation = make_participation(make_person(world.a1), questionnaire_on=None)
    assert stage_of(participation) == "questionnaire"
    Participation.objects.update(questionnaire_on=TODAY)
    assert stage_of(participation) == "consent"
    make_consent(participation.person, "processing")
    assert stage_of(participation) == "consent"
    consent = make_consent(participation.person, "participation")
    assert stage_of(participation) == "ready"
    consent.withdrawn_on = TODAY
    consent.save()
    assert stage_of(participation) == "consent"
    assert stage_of(participation, TODAY - timedelta(days=1)) == "ready"


def test_a_consent_that_has_run_out_holds_no_longer(world):
    participation = ready(world)
    participation.person.consents.update(valid_until=TODAY)
    assert stage_of(participation) == "ready"
    assert stage_of(participation, TODAY + timedelta(days=1)) == "consent"


def test_an_employee_who_mentors_agrees_to_the_duty_and_is_trained_where_the_programme_wants_it(world):
    person = make_person(world.a1, kind="employee")
    participation = make_participation(person, "mentor")
    programme = Programme.objects.create(
        organization=world.a1, title="Вместе", form=participation.form, training_required=True,
        starts_on=date(2026, 9, 1), ends_on=date(2027, 5, 31),
    )  # fmt: skip
    Participation.objects.update(programme=programme)
    for kind in NEEDED:
        make_consent(person, kind)
    assert stage_of(participation) == "consent"
    make_consent(person, "mentor_duty")
    assert stage_of(participation) == "training"
    Certificate.objects.create(participation=participation, number="1", issued_on=TODAY, hours=16, title="Школа")
    assert stage_of(participation) == "ready"


def test_who_left_has_left_or_completed(world):
    participation = ready(world)
    for leaving, stage in (("moved", "left"), ("completed", "completed")):
        Participation.objects.update(left_on=TODAY, leaving=leaving)
        assert stage_of(participation) == stage
        assert stage_of(participation, TODAY - timedelta(days=1)) == "ready"


def test_pairs_are_known_from_the_app_above(world, monkeypatch):
    participation = ready(world)
    monkeypatch.setattr(
        engagement, "_conditions", [lambda on: Exists(Participation.objects.filter(pk=OuterRef("pk")))]
    )
    assert stage_of(participation) == "paired"


def test_counts_by_stage_hold_every_stage(world):
    ready(world)
    make_participation(make_person(world.a1, first_name="Анна"))
    counts = count_by_stage(with_stage(Participation.objects.order_by("pk"), TODAY))
    assert (counts["ready"], counts["consent"], counts["paired"]) == (1, 1, 0)


def test_those_above_get_numbers_by_institution(world):
    ready(world)
    make_participation(make_person(world.b1, first_name="Анна"))
    lines = stages_by_institution(world.north.path, role="mentee", track="", on=TODAY)
    assert [(line.organization, line.inside) for line in lines] == [(world.a1, 1), (world.a2, 0)]
    everywhere = stages_by_institution(world.region.path, role="mentee", track="students", on=TODAY)
    assert total_of(everywhere).inside == 2
    assert stages_by_institution(world.region.path, role="mentee", track="teachers", on=TODAY)[0].inside == 0


def test_a_human_in_two_institutions_counts_once(world):
    for school in (world.a1, world.b1):
        make_participation(make_person(school))
        make_participation(make_person(school, last_name="Без даты", birth_on=None))
    assert distinct_people(world.region.path, on=TODAY) == 3
    assert distinct_people(world.north.path, on=TODAY) == 2
    assert distinct_people(None, on=TODAY) == 0


def test_few_of_a_target_group_are_not_shown(world):
    for day, learners in ((date(2026, 9, 1), 50), (date(2026, 10, 1), 3)):
        TargetGroupCount.objects.create(organization=world.a1, group="gifted", on=day, learners=learners)
    assert [number for _label, number in groups_within(world.north.path, on=TODAY)] == ["<5"]
    assert [number for _label, number in groups_within(world.north.path, on=date(2026, 9, 2))] == ["50"]
    assert [few(number) for number in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]


def test_the_curator_cares_for_consents_pairs_and_birthdays(world):
    ready(world)
    make_participation(make_person(world.a1, birth_on=date(2012, 11, 25)))
    make_participation(make_person(world.a1, birth_on=date(2008, 11, 28)))
    make_participation(make_person(world.a1, kind="employee"), "mentor")
    cares = cares_for(world.curator, TODAY)
    assert (cares.mentees_without_consent, cares.mentors_without_consent) == (2, 1)
    assert (cares.without_pair, cares.birthdays) == (1, 2)
    assert not cares_for(world.methodologist, TODAY)


COSTS = {
    "participants:mentees": 13,
    "participants:programmes": 7,
    "participants:duplicates": 8,
    "participants:counts": 9,
}


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize("name", COSTS)
def test_lists_cost_the_same_for_one_and_for_thirty(as_role, world, django_assert_num_queries, name, number):
    for n in range(number + 1):
        ready(world, last_name=f"Имя{n % 7}", birth_on=date(2012, 1, 1) + timedelta(days=n // 2))
    client = as_role("methodologist" if name == "participants:counts" else "curator")
    with django_assert_num_queries(COSTS[name]):
        assert client.get(reverse(name), {"q": "имя"} if name == "participants:mentees" else {}).status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_a_card_costs_the_same_for_few_consents_and_for_many(as_role, world, django_assert_num_queries, number):
    person = make_person(world.a1)
    for _turn in range(number):
        make_consent(person)
        make_participation(person, left_on=TODAY, leaving="other").areas.create(kind="area", title=f"Тема {_turn}")
    client = as_role("curator")
    client.get(person.get_absolute_url())
    with django_assert_num_queries(17):
        assert client.get(person.get_absolute_url()).status_code == 200
