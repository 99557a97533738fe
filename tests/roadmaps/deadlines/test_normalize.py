"""Cleaning: the phrase as a person would retype it."""

import pytest

from roadmaps.deadlines.normalize import normalize
from roadmaps.deadlines.spelling import corrected


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Сентябр\nьдекабр\nь", "Сентябрь-декабрь"),
        ("Апрельмай", "Апрель-май"),
        ("понедельн\nик", "понедельник"),
        ("в тече-\nние года", "в течение года"),
        ("10-13\nоктября", "10-13 октября"),
        ("сен\nтя\nбрь", "сентябрь"),
        ("2009 2011 годы", "2009 - 2011 годы"),
        ("до 20 мая 20\n24 г.", "до 20 мая 2024 г."),
        ("вмае", "в мае"),
        ("сентбярь", "сентябрь"),
        ("Ферваль", "Февраль"),
        ("c 1 ceнтября", "с 1 сентября"),  # Latin letters
        ("П квартал", "II квартал"),
        ("IУ квартал", "IV квартал"),
        ("Ш четверть", "III четверть"),
        ("Сентябрь 2O23", "Сентябрь 2023"),
        ("с 1 —  10 марта", "с 1 - 10 марта"),
        ("ежекварталь", "ежеквартально"),
        ("«15» мая", "15 мая"),
    ],
)
def test_normalize(written, clean):
    assert normalize(written) == clean


@pytest.mark.parametrize("word", ["карта", "маршрут", "сентябрята", "квартира", "начальник", "средства", "запроса"])
def test_words_of_their_own_are_left_alone(word):
    assert normalize(word) == word


@pytest.mark.parametrize("phrase", ["до мая", "по средам", "к маю и июню", "с мая по июнь", "Иванов И.И."])
def test_separate_words_stay_separate(phrase):
    assert normalize(phrase) == phrase


def test_only_one_slip_is_corrected():
    assert corrected("окртбрь") == "окртбрь"
    assert corrected("ежемесячьно") == "ежемесячно"


def test_a_flood_of_letters_is_not_taken_apart():
    """A hundred thousand letters pasted into the field of a deadline kept a worker busy for eight seconds."""
    assert normalize("апрельмайиюнь" * 10_000) == "апрельмайиюнь" * 10_000
