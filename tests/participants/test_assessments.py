"""Assessments: parameters, marks of one and of many, before and after."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEntry
from participants.models import Assessment, AssessmentParameter, Score
from participants.parameters import READY
from participants.selectors.assessments import averages, compared
from participants.services.assessments import (
    AssessmentRefused,
    add_parameter,
    assess,
    switch_parameter,
    take_ready_parameters,
)
from participants.services.participation import leave

from ..factories import NOW, TODAY, make_participation, make_person


@pytest.fixture
def curator(as_role):
    return as_role("curator")


@pytest.fixture
def parameter(world):
    return AssessmentParameter.objects.create(organization=world.a1, role="mentee", title="Уверенность")


@pytest.fixture
def anxiety(world):
    return AssessmentParameter.objects.create(
        organization=world.a1, role="mentee", title="Тревожность", less_is_better=True, position=1
    )


def mark(world, participation, marks, wave="input"):
    return assess({participation: marks}, wave=wave, on=TODAY, by=world.curator, at=NOW)


def test_the_ready_list_is_taken_over_once(world):
    by = {"by": world.curator, "at": NOW}
    assert take_ready_parameters(world.a1, **by) == len(READY)
    assert take_ready_parameters(world.a1, **by) == 0
    assert AssessmentParameter.objects.filter(organization=world.a1).count() == len(READY)


def test_what_is_refused(world, parameter):
    participation = make_participation(make_person(world.a1))
    by = {"by": world.curator, "at": NOW}
    for wrong in (0, 11):
        with pytest.raises(AssessmentRefused):
            mark(world, participation, {parameter: wrong})
    foreign = AssessmentParameter.objects.create(organization=world.a2, title="Чужой")
    with pytest.raises(AssessmentRefused):
        mark(world, participation, {foreign: 5})
    with pytest.raises(AssessmentRefused):
        assess({participation: {parameter: 5}}, wave="input", on=date(2027, 1, 1), **by)
    with pytest.raises(AssessmentRefused):
        add_parameter(AssessmentParameter(role="mentee", title="Уверенность"), organization=world.a1, **by)
    with pytest.raises(AssessmentRefused):
        add_parameter(AssessmentParameter(title="Шкала", lowest=5, highest=5), organization=world.a1, **by)
    assert not Score.objects.exists()


def test_marks_are_written_changed_and_taken_away(world, parameter, anxiety):
    participation = make_participation(make_person(world.a1))
    assert mark(world, participation, {parameter: 4, anxiety: 8}) == 1
    assert mark(world, participation, {parameter: 4, anxiety: 8}) == 0
    mark(world, participation, {parameter: None, anxiety: 7})
    assert list(Score.objects.values_list("parameter", "value")) == [(anxiety.pk, 7)]
    trail = AuditEntry.objects.filter(verb="assessment.recorded")
    assert trail.count() == 2
    assert "Соколова" not in str(list(trail.values()))


def test_before_and_after_of_one(world, parameter, anxiety):
    participation = make_participation(make_person(world.a1))
    mark(world, participation, {parameter: 4, anxiety: 8})
    mark(world, participation, {parameter: 7, anxiety: 5}, "final")
    rows = compared(participation.assessments.prefetch_related("scores__parameter"))
    assert [(row.before, row.after, row.change, row.is_better) for row in rows] == [(4, 7, 3, True), (8, 5, -3, True)]


@pytest.mark.parametrize(("people", "change"), [(4, None), (5, 2)])
def test_averages_only_from_five_people_on(world, parameter, people, change):
    for number in range(people):
        participation = make_participation(make_person(world.a1, last_name=f"Участник{number}"))
        mark(world, participation, {parameter: 3})
        mark(world, participation, {parameter: 5}, "final")
    once = make_participation(make_person(world.a1, last_name="Разовый"))
    mark(world, once, {parameter: 10})
    foreign = make_participation(make_person(world.a2))
    Score.objects.create(
        assessment=Assessment.objects.create(participation=foreign, wave="input", on=TODAY),
        parameter=parameter,
        value=1,
    )
    found = averages(world.a1, "mentee")[0]
    assert (found.people, found.change) == (people, change)


def test_the_grid_from_the_click_to_the_card(curator, world, parameter):
    rows = [make_participation(make_person(world.a1, last_name=f"Участник{number}")) for number in range(2)]
    hidden = make_participation(make_person(world.b1, last_name="Чужой"))
    url = f"{reverse('participants:assessment_grid')}?role=mentee&wave=final"
    page = curator.get(url).content.decode()
    assert "Участник1" in page
    assert "Чужой" not in page
    marks = {f"mark-{row.pk}-{parameter.pk}": 6 for row in [*rows, hidden]}
    marks["row"] = [row.pk for row in [*rows, hidden]]
    wrong = curator.post(url, {"on": TODAY.isoformat(), **marks, f"mark-{rows[0].pk}-{parameter.pk}": 60})
    assert "error-summary" in wrong.content.decode()
    assert curator.post(url, {"on": TODAY.isoformat(), **marks}).status_code == 302
    assert Score.objects.count() == 2
    assert "Уверенность" in curator.get(rows[0].person.get_absolute_url()).content.decode()


def test_those_who_have_moved_to_the_page_meanwhile_keep_their_marks(curator, world, parameter, monkeypatch):
    monkeypatch.setattr("participants.views.assessments.ON_A_PAGE", 1)
    first, second = (make_participation(make_person(world.a1, last_name=name)) for name in ("Аистова", "Яковлева"))
    mark(world, second, {parameter: 7})
    url = f"{reverse('participants:assessment_grid')}?role=mentee&wave=input"
    assert f'name="row" value="{first.pk}"' in curator.get(url).content.decode()
    leave(first, on=TODAY, leaving="own_wish", by=world.curator, at=NOW)
    filled = {"on": TODAY.isoformat(), "row": [first.pk], f"mark-{first.pk}-{parameter.pk}": 3}
    assert curator.post(url, filled).status_code == 302
    assert Score.objects.get().value == 7


def test_a_group_that_no_database_can_hold_is_nobodys(curator, parameter):
    assert curator.get(reverse("participants:assessment_grid"), {"group": "8\0"}).status_code == 200


def test_one_participant(curator, world, parameter):
    participation = make_participation(make_person(world.a1))
    url = reverse("participants:assess", args=[participation.pk, "input"])
    answers = {"on": TODAY.isoformat(), "assessor": "Психолог", f"mark-{participation.pk}-{parameter.pk}": 4}
    assert curator.post(url, answers).status_code == 302
    assert Assessment.objects.get().assessor == "Психолог"
    assert 'value="4"' in curator.get(url).content.decode()
    assert curator.get(reverse("participants:assess", args=[participation.pk, "other"])).status_code == 404


def test_parameters_from_the_page(curator, world):
    curator.post(reverse("participants:parameters_ready"))
    page = reverse("participants:assessments")
    assert READY[0][1] in curator.get(page).content.decode()
    own = {"title": "Любовь к чтению", "role": "", "lowest": 0, "highest": 5}
    assert curator.post(reverse("participants:parameter_add"), own).url == page
    added = AssessmentParameter.objects.get(title="Любовь к чтению")
    curator.post(reverse("participants:parameter_switch", args=[added.pk]))
    added.refresh_from_db()
    assert not added.is_active
    switch_parameter(added, by=world.curator, at=NOW)
    assert added.is_active


@pytest.mark.parametrize("rows", [1, 3])
def test_the_grid_takes_as_many_queries_for_any_number(curator, world, parameter, django_assert_num_queries, rows):
    for number in range(rows):
        make_participation(make_person(world.a1, last_name=f"Участник{number}"))
    url = reverse("participants:assessment_grid")
    curator.get(url)
    with django_assert_num_queries(10):
        curator.get(url)


@pytest.mark.parametrize("role", ["stranger", "methodologist", "coordinator", "administrator"])
def test_others_read_no_marks(client, world, parameter, role):
    participation = make_participation(make_person(world.a1))
    mark(world, participation, {parameter: 4})
    client.force_login(world.people[role])
    assert client.get(reverse("participants:assess", args=[participation.pk, "input"])).status_code == 404
    for name in ("assessments", "assessment_grid"):
        response = client.get(reverse(f"participants:{name}"))
        assert "Соколова" not in response.content.decode()
        assert "Уверенность" not in response.content.decode()
