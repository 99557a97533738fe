"""A day of leaving that an upload writes ends the consents as the page's leaving does; taking it back revives them."""

from datetime import date

import pytest

from participants.models import Consent, Participation
from participants.services import imports

from ..factories import NOW, make_consent, make_participation, make_person

TITLES = ["ФИО наставляемого", "Дата рождения", "Дата вхождения в программу", "Форма наставничества",
          "Дата завершения программы"]  # fmt: skip
LEFT = date(2026, 10, 20)


@pytest.fixture
def row(world) -> Participation:
    person = make_person(world.a1, birth_on=date(2012, 5, 14))
    make_consent(person)
    return make_participation(person)


@pytest.fixture
def write(upload, accept):
    def do(left: str, form: str = "ученик - ученик"):
        line = ["Соколова Дарья Олеговна", "14.05.2012", "01.09.2026", form, left]
        return accept(upload(line, titles=TITLES))

    return do


def until() -> date | None:
    return Consent.objects.get().valid_until


def test_leaving_ends_the_consents_and_taking_back_revives_them(write, row, world):
    before = until()
    batch = write("20.10.2026")
    row.refresh_from_db()
    assert (row.left_on, row.leaving, until()) == (LEFT, "completed", LEFT)
    imports.undo_import(batch, by=world.curator, at=NOW)
    row.refresh_from_db()
    assert (row.left_on, until()) == (None, before)


def test_a_corrected_day_of_leaving_moves_the_end(write, row):
    write("20.10.2026")
    write("12.11.2026")
    assert until() == date(2026, 11, 12)
    write("20.10.2026")
    assert until() == LEFT


def test_who_stays_in_another_form_keeps_the_consents(write, row):
    before = until()
    make_participation(row.person, role="mentor")
    write("20.10.2026")
    assert until() == before


def test_a_participation_that_comes_already_ended_ends_them_too(write, world):
    person = make_person(world.a1, birth_on=date(2012, 5, 14))
    make_consent(person)
    before = until()
    batch = write("20.10.2026")
    assert (person.participations.get().left_on, until()) == (LEFT, LEFT)
    imports.undo_import(batch, by=world.curator, at=NOW)
    assert (person.participations.count(), until()) == (0, before)
