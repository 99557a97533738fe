"""Records of one human are found, compared and merged; what hung on either hangs on the one that stays."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEntry
from core.revisions import StaleRevision
from participants.drafts import PersonDraft
from participants.models import (
    Assessment,
    Certificate,
    Course,
    DistinctPeople,
    Participation,
    Person,
    Representative,
    SubjectRequest,
)
from participants.selectors.duplicates import probable_duplicates, similar_people
from participants.services.merging import merge_people, tell_apart
from participants.services.people import PersonRefused

from ..factories import NOW, TODAY, make_consent, make_pairing, make_participation, make_person

BORN = date(2012, 5, 14)
NAMES = ("Семёнова", "Наталья", "Олеговна")


def found(world, one: tuple, other: tuple) -> bool:
    for last, first, patronymic, birth_on in (one, other):
        make_person(world.a1, last_name=last, first_name=first, patronymic=patronymic, birth_on=birth_on)
    first, second = Person.objects.order_by("pk")
    pair = probable_duplicates(Person.objects.filter(organization=world.a1))
    alike = similar_people(PersonDraft.of(second), world.a1, besides=second.pk)
    assert bool(pair) is bool(alike), "the list and the quick form say the same"
    return pair == [(first.pk, second.pk)]


@pytest.mark.parametrize(
    "other",
    [
        (*NAMES, BORN),
        ("Семенова", "Наталья", "Олеговна", BORN),
        ("СЕМЁНОВА", "Наталья ", "Олеговна", BORN),
        ("Семёнова", "Наталья", "", BORN),
        ("Семёнова", "Наталия", "Олеговна", BORN),
        ("Семёнова", "Нтаалья", "Олеговна", BORN),
        ("Семёноваа", "Натальа", "Олеговна", BORN),
        ("Наталья", "Семёнова", "Олеговна", BORN),
        (*NAMES, None),
        ("Семенова", "Наталья", "", None),
        ("Семёнова", "Наталия", "Олеговна", None),
        (*NAMES, date(2012, 5, 15)),
        (*NAMES, date(2011, 5, 14)),
    ],
)
def test_one_human_is_recognised(world, other):
    assert found(world, (*NAMES, BORN), other)


@pytest.mark.parametrize(
    "other",
    [
        ("Семёнова", "Дарья", "Олеговна", BORN),  # a twin
        ("Семёнова", "Наталья", "Петровна", BORN),
        ("Семёнова", "Наталия", "Олеговна", date(2012, 5, 15)),
        (*NAMES, date(2010, 3, 14)),
        ("Иванова", "Наталья", "Олеговна", None),
        ("Семёнова", "Наталия", "Олегивна", None),
    ],
)
def test_two_humans_are_left_alone(world, other):
    assert not found(world, (*NAMES, BORN), other)


def test_day_and_month_entered_the_other_way_round(world):
    assert found(world, (*NAMES, date(2012, 5, 4)), (*NAMES, date(2012, 4, 5)))


def test_the_same_person_of_another_institution_is_no_duplicate(world):
    make_person(world.a1)
    make_person(world.a2)
    assert not probable_duplicates(Person.objects.filter(organization=world.a1))


def test_told_apart_once_they_are_not_offered_again(world):
    one, other = make_person(world.a1), make_person(world.a1, patronymic="")
    tell_apart(other, one, by=world.curator, at=NOW)
    tell_apart(one, other, by=world.curator, at=NOW)
    assert not probable_duplicates(Person.objects.filter(organization=world.a1))
    assert DistinctPeople.objects.count() == 1
    told = AuditEntry.objects.filter(verb="person.told_apart", changes={"people": f"№ {one.pk}, № {other.pk}"})
    assert set(told.values_list("subject_id", flat=True)) == {str(one.pk), str(other.pk)}


def test_merging_moves_everything_and_keeps_a_pointer(world):
    keep, lose = make_person(world.a1), make_person(world.a1, patronymic="", phone="8 900 000-00-00")
    make_participation(keep, joined_on=date(2026, 9, 1))
    later = make_participation(lose, joined_on=date(2026, 10, 1))
    as_mentor = make_participation(lose, "mentor")
    consent = make_consent(lose)
    Representative.objects.create(person=lose, full_name="Соколова Анна", relation="mother")
    SubjectRequest.objects.create(
        organization=world.a1, person=lose, kind="access", received_on=TODAY, due_on=TODAY, created_at=NOW
    )
    draft = PersonDraft(**{**PersonDraft.of(keep).__dict__, "phone": lose.phone})
    merge_people(keep, lose, draft=draft, seen=1, by=world.curator, at=NOW)
    keep, lose = Person.objects.get(pk=keep.pk), Person.objects.get(pk=lose.pk)
    assert (lose.merged_into, keep.phone) == (keep, "8 900 000-00-00")
    assert keep.participations.count() == 3
    assert Participation.objects.get(pk=later.pk).leaving == "merged"
    assert Participation.objects.get(pk=as_mentor.pk).left_on is None
    assert keep.consents.get() == consent
    assert (keep.representatives.count(), keep.subject_requests.count()) == (1, 1)
    assert list(Person.objects.kept()) == [keep]
    assert AuditEntry.objects.filter(verb="person.merged").count() == 2


def test_what_hung_on_the_closed_participation_hangs_on_the_one_that_stays(world):
    keep, lose = make_person(world.a1), make_person(world.a1)
    stays = make_participation(keep, "mentor", capacity=1, wished_age_to=9)
    goes = make_participation(
        lose, "mentor", joined_on=date(2026, 10, 1), capacity=3, language="коми", results="Победа", wished_age_from=12
    )
    pair = make_pairing(goes, make_participation(make_person(world.a1, last_name="Иванова")))
    course = Course.objects.create(organization=world.a1, title="Курс", starts_on=TODAY, ends_on=TODAY)
    for row in (stays, goes):
        Certificate.objects.create(participation=row, course=course, number=row.pk, issued_on=TODAY, hours=8)
    outside = Certificate.objects.create(participation=goes, number="7", issued_on=TODAY, hours=8, title="Внешний")
    assessment = Assessment.objects.create(participation=goes, wave="input", on=TODAY)
    merge_people(keep, lose, draft=PersonDraft.of(keep), seen=1, by=world.curator, at=NOW)
    for row in (stays, pair, outside, assessment):
        row.refresh_from_db()
    assert (pair.mentor, outside.participation, assessment.participation) == (stays, stays, stays)
    assert goes.certificates.get().course == course
    assert (stays.capacity, stays.language, stays.results, stays.wished_age_from) == (3, "коми", "Победа", None)


def test_a_participation_that_became_one_with_another_is_no_leaving(as_role, world):
    keep, lose = make_person(world.a1), make_person(world.a1, patronymic="")
    stays, goes = make_participation(keep), make_participation(lose, joined_on=date(2026, 10, 1))
    merge_people(keep, lose, draft=PersonDraft.of(keep), seen=1, by=world.curator, at=NOW)
    assert list(Participation.objects.kept()) == [stays]
    card = as_role("curator").get(keep.get_absolute_url()).content.decode()
    assert f"participation-{stays.pk}" in card and f"participation-{goes.pk}" not in card
    leave = as_role("curator").get(reverse("participants:participation_leave", args=[stays.pk])).content.decode()
    assert 'value="other"' in leave and 'value="merged"' not in leave


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        ("Зайцев А.", "Зайцев Андрей Ильич", ["Зайцев Андрей Ильич"]),
        ("Зайцев Андрей", "Зайцев Андрей Ильич", ["Зайцев Андрей Ильич"]),
        ("Семёнова А. И.", "Семенова Анна Ивановна", ["Семенова Анна Ивановна"]),
        ("Зайцев А. И.", "Зайцева Анна Ильинична", ["Зайцев А. И.", "Зайцева Анна Ильинична"]),
        ("Зайцев Борис", "Зайцев Андрей Ильич", ["Зайцев Андрей Ильич", "Зайцев Борис"]),
    ],
)
def test_a_representative_whom_both_name_stands_once(world, one, other, left):
    keep, lose = make_person(world.a1), make_person(world.a1)
    keep.representatives.create(full_name=one, relation="guardian", phone="+7 900 111-22-33")
    lose.representatives.create(full_name=other, relation="father")
    merge_people(keep, lose, draft=PersonDraft.of(keep), seen=1, by=world.curator, at=NOW)
    assert sorted(keep.representatives.values_list("full_name", flat=True)) == left
    if len(left) == 1:
        assert keep.representatives.values_list("relation", "phone").get() == ("father", "+7 900 111-22-33")


def test_a_learner_and_an_employee_are_merged_only_by_a_tick_that_names_what_differs(as_role, world):
    keep = make_person(world.a1)
    lose = make_person(world.a1, kind="employee", birth_on=date(1980, 2, 1))
    client, url = as_role("curator"), reverse("participants:merge", args=[keep.pk, lose.pk])
    shown = client.get(url).content.decode()
    assert "14.05.2012 – 01.02.1980" in shown
    chosen = {"seen": 1, "kind": "keep", "birth_on": "keep", "class_group": "keep"}
    assert client.post(url, chosen).status_code == 200
    lose.refresh_from_db()
    assert lose.merged_into is None
    assert client.post(url, chosen | {"sure": "on"}).status_code == 302


def test_a_chain_of_merged_records_leads_to_the_last(world):
    one, two, three = (make_person(world.a1, patronymic=name) for name in ("", "Олеговна", "О"))
    merge_people(two, one, draft=PersonDraft.of(two), seen=1, by=world.curator, at=NOW)
    two = Person.objects.get(pk=two.pk)
    merge_people(three, two, draft=PersonDraft.of(three), seen=1, by=world.curator, at=NOW)
    assert Person.objects.get(pk=one.pk).merged_into == three


def test_what_cannot_be_merged_is_refused(world):
    one, two, far = make_person(world.a1), make_person(world.a1), make_person(world.b1)
    for keep, lose in ((one, one), (one, far)):
        with pytest.raises(PersonRefused):
            merge_people(keep, lose, draft=PersonDraft.of(keep), seen=1, by=world.curator, at=NOW)
    with pytest.raises(StaleRevision):
        merge_people(one, two, draft=PersonDraft.of(one), seen=7, by=world.curator, at=NOW)
    merge_people(one, two, draft=PersonDraft.of(one), seen=1, by=world.curator, at=NOW)
    with pytest.raises(PersonRefused):
        merge_people(one, Person.objects.get(pk=two.pk), draft=PersonDraft.of(one), seen=2, by=world.curator, at=NOW)


def test_the_curator_merges_field_by_field(as_role, world):
    keep = make_person(world.a1, patronymic="")
    lose = make_person(world.a1, patronymic="Олеговна", phone="8 900 000-00-00")
    client = as_role("curator")
    assert lose.get_full_name() in client.get(reverse("participants:duplicates")).content.decode()
    url = reverse("participants:merge", args=[keep.pk, lose.pk])
    assert client.post(url, {"seen": 1, "patronymic": "lose", "phone": "keep"}).status_code == 302
    keep.refresh_from_db()
    assert (keep.patronymic, keep.phone) == ("Олеговна", "")
    assert client.get(lose.get_absolute_url()).url == keep.get_absolute_url()
