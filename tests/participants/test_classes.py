"""Which class comes next, by its spelling: the table was written by hand from how schools write their classes."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from pairing.models import ClassMove, RollOver
from participants.classes import NextClass, Turn, next_class, one_spelling
from participants.drafts import PersonDraft
from participants.models import Person

from ..factories import NOW, make_person

UP = [
    ("5Б", "6Б"),
    ("5 Б", "6 Б"),
    ("5-б", "6-б"),
    ("5 «Б»", "6 «Б»"),
    ("5«Б»", "6«Б»"),
    ('5 "Б"', '6 "Б"'),
    ("5 'б'", "6 'б'"),
    ("5б класс", "6б класс"),
    ("5 класс", "6 класс"),
    ("5 кл.", "6 кл."),
    ("5 кл. Б", "6 кл. Б"),
    ("класс 5 Б", "класс 6 Б"),
    ("Класс 8 «А»", "Класс 9 «А»"),
    ("1", "2"),
    ("1А", "2А"),
    ("4 «В»", "5 «В»"),
    ("10 «А»", "11 «А»"),
    ("10А", "11А"),
    ("10 А (физико-математический)", "11 А (физико-математический)"),
    ("10 А, гуманитарный профиль", "11 А, гуманитарный профиль"),
    ("10 ФМ", "11 ФМ"),
    ("7КК", "8КК"),
    ("5-1", "6-1"),
    ("5.2", "6.2"),
    ("7/3", "8/3"),
    ("5A", "6A"),  # a Latin letter
    ("5-й «Б»", "6-й «Б»"),
    ("05", "6"),
    ("V «А»", "VI «А»"),
    ("VIII-б", "IX-б"),
    ("Х А", "XI А"),  # a Russian letter for the Roman ten
    ("1 курс", "2 курс"),
    ("2 курс", "3 курс"),
    ("1-й курс", "2-й курс"),
    ("2 курс, ИС-21", "3 курс, ИС-21"),
    ("I курс", "II курс"),
    (" 6 «Г» ", " 7 «Г» "),
]
UP_IN_DOUBT = [
    ("9", "10"),
    ("9 «А»", "10 «А»"),
    ("9Б", "10Б"),
    ("3 курс", "4 курс"),
    ("III курс (ПО-31)", "IV курс (ПО-31)"),
]
GRADUATES = ["11", "11А", "11 «А»", "11-б", "11 класс", "XI", "ХI «А»", "12", "12 «А»"]
GRADUATES_IN_DOUBT = ["4 курс", "4 курс, ТМ-19", "IV курс"]
LEFT = [
    "",
    "Группа «Солнышко»",
    "старшая группа",
    "2 младшая группа",
    "1-я младшая",
    "Группа № 3",
    "группа 5",
    "ИС-21",
    "ТМ-19-1",
    "11-ИС-21",
    "1ИС-21",
    "21-ИС",
    "0 «А»",
    "13",
    "45",
    "2024",
    "5 курс",
    "выпускник",
    "хор",
    "5-6",
    "5-6 классы",
    "1–4",
    "IIII",
]


@pytest.mark.parametrize(("now", "then"), UP)
def test_the_number_goes_up_and_the_spelling_stays(now, then):
    assert next_class(now) == NextClass(Turn.UP, then)


@pytest.mark.parametrize(("now", "then"), UP_IN_DOUBT)
def test_after_the_ninth_class_and_the_third_course_somebody_looks(now, then):
    assert next_class(now) == NextClass(Turn.UP, then, in_doubt=True)


@pytest.mark.parametrize("now", GRADUATES)
def test_the_last_class_graduates(now):
    assert next_class(now) == NextClass(Turn.GRADUATES)


@pytest.mark.parametrize("now", GRADUATES_IN_DOUBT)
def test_the_last_course_graduates_and_somebody_looks(now):
    assert next_class(now) == NextClass(Turn.GRADUATES, in_doubt=True)


@pytest.mark.parametrize("now", LEFT)
def test_what_does_not_begin_with_a_class_is_left(now):
    assert next_class(now) == NextClass(Turn.STAYS, now, in_doubt=True)


@pytest.mark.parametrize(
    "written", ["8А", "8 «А»", "8-а", "8 а", "8A", "8 класс «А»", "8 кл. а", "8-й а", "08а", "8(А)"]
)
def test_a_class_has_one_spelling(written):
    assert one_spelling(written) == "8 «А»"


@pytest.mark.parametrize(
    "kept", ["8", "10 ФМ", "5-1", "XI А", "7-й", "2 курс", "8 класс", "Группа «Солнышко»", "99999"]
)
def test_what_is_not_a_class_with_a_letter_stays(kept):
    assert one_spelling(kept) == kept


def test_whoever_gives_a_class_gives_the_one_spelling():
    assert PersonDraft(class_group="8а").class_group == "8 «А»"


def test_classes_kept_before_become_one_and_stay_so(world):
    """Filters, groups and the change of the school year know «8А», «8-а» and «8 «А»» as one class."""
    written = ("8А", "8-а", "8 «А»", "2 курс", "")
    people = [make_person(world.a1, class_group=group) for group in written]
    year = RollOver.objects.create(organization=world.a1, start_year=2027, begun_by=world.curator, begun_at=NOW)
    ClassMove.objects.create(roll_over=year, person=people[0], before="7а", after="8А")
    for _again in range(2):
        for module in ("participants.migrations.0010_one_spelling_of_classes",
                       "pairing.migrations.0008_one_spelling_of_classes"):  # fmt: skip
            import_module(module).write_one_way(apps, SimpleNamespace(connection=connection))
        kept = Person.objects.order_by("pk").values_list("class_group", flat=True)
        assert list(kept) == ["8 «А»", "8 «А»", "8 «А»", "2 курс", ""]
        assert list(ClassMove.objects.values_list("before", "after")) == [("7 «А»", "8 «А»")]
