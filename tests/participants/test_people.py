"""People of the banks and their participations: every exit of the services, and what the audit trail says of them."""

from datetime import date, timedelta

import pytest

from core.audit import MASKED
from core.models import AuditEntry
from core.revisions import StaleRevision
from participants.drafts import ParticipationDraft, PersonDraft, RepresentativeDraft
from participants.fingerprints import fingerprint
from participants.models import MentoringForm, Participation, Person, Representative
from participants.services import participation as taking_part
from participants.services.participation import ParticipationRefused, add_participant, enter, leave, reenter
from participants.services.people import (
    PersonRefused,
    add_person,
    archive_person,
    change_person,
    record_look,
    restore_person,
)

from ..factories import NOW, TODAY, make_participation, make_person

BORN = date(2012, 5, 14)
DRAFT = PersonDraft(last_name="Соколова", first_name="Дарья", patronymic="Олеговна", birth_on=BORN, class_group="8А")


@pytest.fixture
def clock(world):
    return {"by": world.curator, "at": NOW}


@pytest.fixture
def form(db):
    return MentoringForm.objects.get(code="pupil-pupil")


def last_entry(verb: str) -> AuditEntry:
    return AuditEntry.objects.filter(verb=verb).latest("pk")


@pytest.mark.parametrize("names", [("СЕМЁНОВА - КИМ", "Алёна", "Юрьевна"), ("Семенова-Ким", "алена", "юрьевна ")])
def test_one_person_has_one_fingerprint_however_written(names):
    assert fingerprint(*names, BORN) == fingerprint("Семёнова-Ким", "Алёна", "Юрьевна", BORN)


def test_a_fingerprint_needs_the_birth_date_and_the_key(settings):
    assert fingerprint("Соколова", "Дарья", "Олеговна", None) == ""
    before = fingerprint("Соколова", "Дарья", "", BORN)
    settings.FINGERPRINT_KEY = "другой ключ"
    assert fingerprint("Соколова", "Дарья", "", BORN) not in ("", before)


def test_a_person_is_entered_and_the_trail_knows_a_number(world, clock):
    person = add_person(DRAFT, organization=world.a1, **clock)
    entry = last_entry("person.added")
    assert person.fingerprint
    assert entry.subject_label == f"№ {person.pk}"
    assert "Соколова" not in str(entry.changes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_name": " "},
        {"first_name": ""},
        {"birth_on": TODAY + timedelta(days=1)},
        {"birth_on": date(1890, 1, 1)},
        {"experience_since": TODAY + timedelta(days=1)},
        {"experience_since": date(2011, 1, 1)},
    ],
)
def test_what_cannot_be_a_person_is_refused(world, clock, wrong):
    fields = {**{name: getattr(DRAFT, name) for name in PersonDraft.__dataclass_fields__}, **wrong}
    with pytest.raises(PersonRefused):
        add_person(PersonDraft(**fields), organization=world.a1, **clock)
    assert not Person.objects.exists()


def test_a_change_is_recorded_by_the_names_of_fields_alone(world, clock):
    person = make_person(world.a1)
    changed = PersonDraft(**{**PersonDraft.of(person).__dict__, "phone": "8 900 000-00-00", "last_name": "Иванова"})
    change_person(person, changed, seen=1, **clock)
    person.refresh_from_db()
    assert (person.last_name, person.revision) == ("Иванова", 2)
    assert last_entry("person.changed").changes == {"last_name": MASKED, "phone": MASKED}
    with pytest.raises(StaleRevision):
        change_person(person, DRAFT, seen=1, **clock)


def test_nobody_goes_to_the_archive_while_taking_part(world, clock):
    person = make_person(world.a1)
    participation = make_participation(person)
    with pytest.raises(PersonRefused):
        archive_person(person, **clock)
    leave(participation, on=TODAY, leaving="graduated", **clock)
    archive_person(person, **clock)
    with pytest.raises(ParticipationRefused):
        enter(person, ParticipationDraft(role="mentee", joined_on=TODAY, track="students"), **clock)
    with pytest.raises(ParticipationRefused, match="архив"):
        reenter(Participation.objects.get(pk=participation.pk), **clock)
    restore_person(person, **clock)
    with pytest.raises(PersonRefused):
        restore_person(person, **clock)


def test_looking_twice_within_a_minute_is_one_look(world):
    person = make_person(world.a1)
    for seconds in (0, 20, 59, 61):
        record_look(person, by=world.curator, at=NOW + timedelta(seconds=seconds))
    record_look(person, by=world.director, at=NOW)
    assert AuditEntry.objects.filter(verb="person.viewed").count() == 3


def test_the_quick_form_writes_person_role_and_representative_or_nothing(world, clock, form):
    role = ParticipationDraft(role="mentee", joined_on=TODAY, form=form)
    person = add_participant(DRAFT, role, RepresentativeDraft("Соколова Анна"), organization=world.a1, **clock)
    assert person.participations.get().track == "students"
    assert person.representatives.get().full_name == "Соколова Анна"
    tomorrow = TODAY + timedelta(days=1)
    for late in ({"joined_on": tomorrow}, {"joined_on": TODAY, "questionnaire_on": tomorrow}):
        with pytest.raises(ParticipationRefused):
            add_participant(
                DRAFT, ParticipationDraft("mentee", form=form, **late), None, organization=world.a1, **clock
            )
    assert (Person.objects.count(), Representative.objects.count()) == (1, 1)


def test_a_person_is_in_a_bank_once_in_each_form(world, clock, form):
    person = make_person(world.a1)
    enter(person, ParticipationDraft(role="mentee", joined_on=TODAY, form=form), **clock)
    enter(person, ParticipationDraft(role="mentor", joined_on=TODAY, form=form), **clock)
    for again in (form, None):
        draft = ParticipationDraft(role="mentee", joined_on=TODAY, form=again, track="students")
        if again is None:
            enter(person, draft, **clock)
        with pytest.raises(ParticipationRefused):
            enter(person, draft, **clock)


@pytest.mark.parametrize("track", ["", "students"])
def test_a_participation_needs_a_line(world, clock, track):
    draft = ParticipationDraft(role="mentee", joined_on=TODAY, track=track)
    if track:
        assert enter(make_person(world.a1), draft, **clock).track == track
    else:
        with pytest.raises(ParticipationRefused):
            enter(make_person(world.a1), draft, **clock)


def test_a_double_click_enters_once(world, clock, monkeypatch):
    person = make_person(world.a1)
    there = make_participation(person)
    monkeypatch.setattr(taking_part, "_check_only_once", lambda *args: None)
    with pytest.raises(ParticipationRefused):
        enter(person, ParticipationDraft(role="mentee", joined_on=TODAY, form=there.form), **clock)


def test_leaving_and_coming_back(world, clock):
    participation = make_participation(make_person(world.a1))
    for day in (participation.joined_on - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(ParticipationRefused):
            leave(participation, on=day, leaving="own_wish", **clock)
    with pytest.raises(ParticipationRefused):
        leave(participation, on=TODAY, leaving="so", **clock)
    leave(participation, on=TODAY, leaving="own_wish", **clock)
    again = Participation.objects.get(pk=participation.pk)
    assert (again.left_on, again.leaving, again.revision) == (TODAY, "own_wish", 2)
    with pytest.raises(ParticipationRefused):
        leave(make_stale(participation), on=TODAY, leaving="own_wish", **clock)
    reenter(again, **clock)
    assert Participation.objects.get(pk=participation.pk).left_on is None
    with pytest.raises(ParticipationRefused):
        reenter(again, **clock)


def make_stale(participation: Participation) -> Participation:
    """The row as somebody read it before the other person's click."""
    stale = Participation.objects.get(pk=participation.pk)
    stale.left_on = None
    return stale


def test_many_leave_together_and_many_are_given_a_programme(world, clock, form):
    rows = [make_participation(make_person(world.a1, first_name=name)) for name in ("Анна", "Вера", "Ольга")]
    other = MentoringForm.objects.get(code="student-pupil")
    assert taking_part.set_programme(rows[:2], form=other, programme=None, **clock) == 2
    assert taking_part.set_programme(rows[:2], form=other, programme=None, **clock) == 0
    assert taking_part.leave_many(rows, on=TODAY, leaving="graduated", **clock) == 3
    assert not Participation.objects.in_force(TODAY).exists()
