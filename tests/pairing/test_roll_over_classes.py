"""Classes go up: once, taken back, another school untouched."""

from datetime import date, timedelta

import pytest

from core.calendar import SchoolYear
from core.models import AuditEntry
from pairing.erasing import erase_from_pairs
from pairing.models import ClassMove, RollOver
from pairing.selectors.roll_over import progress_of
from pairing.selectors.year_change import YearChange
from pairing.services import roll_over as services
from pairing.services.roll_over import RollOverRefused
from pairing.services.year_classes import ClassChoice, move_classes, put_classes_back
from participants.classes import Turn
from participants.drafts import PersonDraft
from participants.models import Consent, Participation, Person
from participants.services.classes import change_class
from participants.services.merging import merge_people

from ..factories import make_pairing, make_person
from .people import mentee_of, mentor_of
from .school_years import DAY, JUNE, YEAR, change_all, change_of, groups_of


def test_classes_go_up_graduates_leave_the_rest_is_left(world, clock, school):
    moved = change_all(world, clock)
    assert (moved.up, moved.graduated, moved.stayed, moved.doubts) == (2, 1, 1, [])
    assert groups_of(world.a1) == {
        "Пятова": "6 «Б»", "Девятова": "10 «А»", "Выпускова": "11 «А»", "Садова": "Группа «Солнышко»", "Безова": "",
        "Учителева": "",
    }  # fmt: skip
    graduate = Participation.objects.get(person__last_name="Выпускова")
    assert (graduate.leaving, graduate.left_on, graduate.person.archived_on) == ("graduated", DAY, DAY)
    processing = Consent.objects.valid_on(DAY + timedelta(days=1)).filter(kind="processing")
    assert not processing.filter(person=graduate.person).exists()
    assert groups_of(world.a2) == {"Чужова": "5 «Б»"}
    assert progress_of(world.a1, DAY).steps.keys() == {"classes"}
    trail = AuditEntry.objects.get(verb="rollover.classes_moved")
    assert trail.changes == {"up": 2, "graduated": 1, "stayed": 1, "in_doubt": 0} and "Пятова" not in str(trail)


def test_a_second_run_moves_nobody_twice_nor_those_entered_later(world, clock, school):
    choices = [
        ClassChoice(person, row.next.turn, row.next.group) for row in change_of(world).classes for person in row.people
    ]
    move_classes(world.a1, YEAR, choices, **clock)
    assert move_classes(world.a1, YEAR, choices, **clock).up == 0
    assert change_of(world).classes == []
    late = make_person(world.a1, last_name="Новикова", class_group="6 «Б»")
    Person.objects.filter(pk=late.pk).update(created_at=JUNE + timedelta(hours=1))
    assert change_of(world).classes == []
    assert groups_of(world.a1)["Пятова"] == "6 «Б»"


def test_the_next_year_moves_them_again(world, clock, school):
    change_all(world, clock)
    rows = YearChange(world.a1, SchoolYear(2028), None, date(2028, 6, 1)).classes
    assert [row.group for row in rows] == ["Группа «Солнышко»", "6 «Б»", "10 «А»"]


def test_a_graduate_whom_a_pair_holds_waits_for_its_end(world, clock):
    graduate = mentor_of(world.a1, "Выпускова")
    Person.objects.filter(pk=graduate.person_id).update(class_group="11 «А»")
    pairing = make_pairing(graduate, mentee_of(world.a1, "Котова"))
    moved = change_all(world, clock)
    assert [person.last_name for person, _why in moved.doubts] == ["Выпускова"]
    assert sum(len(row.held) for row in change_of(world).classes if row.next.turn == Turn.GRADUATES) == 1
    services.decide_pairs(world.a1, YEAR, {pairing: "finish"}, **clock)
    services.complete_decided(RollOver.objects.get(), last_day=DAY, **clock)
    assert change_all(world, clock).graduated == 1
    assert change_of(world).classes == []


def test_somebody_who_repeats_the_class_or_leaves_after_the_ninth(world, clock, school):
    moved = change_all(world, clock, Пятова=Turn.STAYS, Девятова=Turn.GRADUATES)
    assert (moved.up, moved.graduated, moved.stayed) == (0, 2, 2)
    assert groups_of(world.a1)["Пятова"] == "5 «Б»"
    assert change_of(world).classes == []


def test_the_change_is_taken_back(world, clock, school):
    before = groups_of(world.a1)
    valid = set(Consent.objects.valid_on(DAY + timedelta(days=1)).values_list("pk", flat=True))
    change_all(world, clock)
    outcome = put_classes_back(RollOver.objects.get(), **clock)
    assert (outcome.restored, outcome.kept) == (4, 0)
    assert groups_of(world.a1) == before and not ClassMove.objects.exists()
    back = Participation.objects.get(person__last_name="Выпускова")
    assert (back.left_on, back.leaving, back.person.archived_on) == (None, "", None)
    assert set(Consent.objects.valid_on(DAY + timedelta(days=1)).values_list("pk", flat=True)) == valid
    with pytest.raises(RollOverRefused):
        put_classes_back(RollOver.objects.get(), **clock)
    assert change_all(world, clock).up == 2


def test_what_somebody_changed_since_stays(world, clock, school):
    change_all(world, clock)
    change_class(Person.objects.get(last_name="Пятова"), "6 «В»", **clock)
    outcome = put_classes_back(RollOver.objects.get(), **clock)
    assert (outcome.restored, outcome.kept) == (3, 1)
    assert groups_of(world.a1)["Пятова"] == "6 «В»"
    assert "Пятова" not in {person.last_name for row in change_of(world).classes for person in row.people}


def test_classes_are_forgotten_with_the_person(world, clock, school):
    change_all(world, clock)
    person = school["Пятова"].person
    assert "класс до и после перевода на новый учебный год" in erase_from_pairs(person, JUNE)
    assert not ClassMove.objects.filter(person=person).exists()
    assert put_classes_back(RollOver.objects.get(), **clock).restored == 3


def test_two_cards_of_one_human_are_merged_after_the_change(world, clock, school):
    change_all(world, clock)
    keep, lose = school["Пятова"].person, school["Садова"].person
    keep.refresh_from_db()
    merge_people(keep, lose, draft=PersonDraft.of(keep), seen=keep.revision, **clock)
    assert put_classes_back(RollOver.objects.get(), **clock).restored == 3
    assert groups_of(world.a1)["Пятова"] == "5 «Б»"
