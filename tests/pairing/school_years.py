"""The end of a school year: its day, a school with a learner of each kind of class, what is to be decided."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.calendar import SchoolYear
from pairing.models import Reflection
from pairing.selectors.roll_over import progress_of
from pairing.selectors.year_change import YearChange
from pairing.services.year_classes import ClassChoice, move_classes
from participants.models import Participation, Person

from ..factories import make_person
from .people import mentee_of

JUNE = datetime(2027, 6, 10, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))
DAY = JUNE.date()
YEAR = SchoolYear(2027)
LESSONS_END = date(2027, 5, 31)


@pytest.fixture
def clock(world):
    return {"by": world.curator, "at": JUNE}


def change_of(world, on=DAY) -> YearChange:
    progress = progress_of(world.a1, on)
    return YearChange(world.a1, progress.year, progress.roll_over, on)


def reflect(pairing, participation, goes_on) -> None:
    Reflection.objects.create(pairing=pairing, participation=participation, on=LESSONS_END, goes_on=goes_on)


def change_all(world, clock, **turns):
    """Everything as it is proposed, but for people named by `turns`."""
    choices = [
        ClassChoice(person, turns.get(person.last_name, row.next.turn), row.next.group)
        for row in change_of(world).classes
        for person in row.people
    ]
    return move_classes(world.a1, YEAR, choices, **clock)


@pytest.fixture
def school(world) -> dict[str, Participation]:
    """One learner of each kind of class, a teacher, and a learner of another school."""
    groups = {
        "Пятова": "5 «Б»",
        "Девятова": "9 «А»",
        "Выпускова": "11 «А»",
        "Садова": "Группа «Солнышко»",
        "Безова": "",
    }
    found = {}
    for name, group in groups.items():
        found[name] = mentee_of(world.a1, name, birth_on=date(2012, 5, 14), class_group=group)
    make_person(world.a1, last_name="Учителева", kind="employee", class_group="", position="учитель")
    make_person(world.a2, last_name="Чужова", class_group="5 «Б»")
    return found


def groups_of(organization) -> dict[str, str]:
    return dict(Person.objects.filter(organization=organization).values_list("last_name", "class_group"))


@pytest.fixture
def in_june(monkeypatch):
    """The clock of the edges shows the tenth of June 2027."""
    monkeypatch.setattr(timezone, "now", lambda: JUNE)
