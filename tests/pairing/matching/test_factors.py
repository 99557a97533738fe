"""Each factor at its edges: the number, and the words that go with it."""

import numpy as np
import pytest

from pairing.matching import Mentee, Mentor, Options, Pool
from pairing.matching.factors import FACTORS, fit, reasons

from .pools import random_pool

BY_CODE = {factor.code: factor for factor in FACTORS}


def of(code: str, mentor: dict, mentee: dict, options: Options | None = None) -> tuple[float, str]:
    options = options or Options()
    pool = Pool([Mentor(key=1, person=1, **mentor)], [Mentee(key=2, person=2, **mentee)], options)
    factor = BY_CODE[code]
    return float(factor.scores(pool)[0, 0]), factor.words(pool.mentors[0], pool.mentees[0], options)


@pytest.mark.parametrize(
    ("code", "mentor", "mentee", "score", "words"),
    [
        ("areas", {"areas": {"а", "б"}}, {"areas": {"а"}}, 1, "компетенции отвечают запросу: а"),
        ("areas", {"areas": {"а"}}, {"areas": {"а", "б"}}, 0.5, "компетенции отвечают части запроса: а"),
        ("areas", {"areas": {"в"}}, {"areas": {"а"}}, 0, ""),
        ("areas", {}, {"areas": {"а"}}, 0.5, ""),
        ("interests", {"interests": {"а", "б", "в"}}, {"interests": {"а", "б", "в"}}, 1, "3 общих интереса: а, б, в"),
        ("interests", {"interests": {"а", "г"}}, {"interests": {"а", "б"}}, 0.5, "1 общий интерес: а"),
        ("age", {"wished_ages": (10, 12)}, {"age": 12}, 1, "возраст подходит"),
        ("age", {"wished_ages": (10, 12)}, {"age": 13}, 0.8, ""),
        ("age", {"wished_ages": (10, 12)}, {"age": 40}, 0, ""),
        ("age", {"wished_ages": (None, 12)}, {"age": 5}, 1, "возраст подходит"),
        ("age", {"wished_ages": (10, 12)}, {}, 0.5, ""),
        ("age", {}, {"age": 12}, 0.5, ""),
        ("times", {"times": {"а"}}, {"times": {"а"}}, 0.5, "совпадает свободное время (1 промежуток)"),
        ("times", {"times": {"а", "б"}}, {"times": {"а", "б"}}, 1, "совпадает свободное время (2 промежутка)"),
        ("mode", {"mode": "in_person"}, {"mode": "in_person"}, 1, "оба за очные встречи"),
        ("mode", {"mode": "in_person"}, {"mode": "remote"}, 0, ""),
        ("mode", {"mode": "any"}, {"mode": "remote"}, 0.75, ""),
        ("language", {"language": "Татарский"}, {"language": "татарский"}, 1, "язык обучения: татарский"),
        ("language", {"language": "русский"}, {"language": "татарский"}, 0, ""),
        ("hours", {"hours": 2}, {}, 1, "ресурс времени 2 ч/нед."),
        ("hours", {"hours": 1.5}, {}, 1, "ресурс времени 1,5 ч/нед."),
        ("hours", {"hours": 0.5}, {}, 0.5, ""),
        ("hours", {}, {}, 0.5, ""),
    ],
)
def test_a_factor_and_its_words(code, mentor, mentee, score, words):
    assert of(code, mentor, mentee) == (pytest.approx(score), words)


def test_a_wish_speaks_for_the_named_and_against_the_others():
    wishes = Options(mentee_wishes={(1, 2): 1})
    assert of("wishes", {}, {}, wishes) == (0.75, "наставляемый выбрал наставника")
    pool = Pool([Mentor(key=1, person=1), Mentor(key=9, person=9)], [Mentee(key=2, person=2)], wishes)
    assert list(BY_CODE["wishes"].scores(pool)[0]) == [0.75, 0.25]


def test_everything_lies_between_nought_and_one():
    for seed in range(100):
        pool = random_pool(seed, wishes=True)
        for factor in FACTORS:
            scores = factor.scores(pool)
            assert scores.shape == (len(pool.mentees), len(pool.mentors))
            assert ((scores >= 0) & (scores <= 1)).all(), (seed, factor.code)
        assert ((fit(pool) >= 0) & (fit(pool) <= 1)).all()


def test_a_weight_of_nought_silences_a_factor():
    options = Options(weights={"areas": 0})
    pool = Pool([Mentor(key=1, person=1, areas={"а"})], [Mentee(key=2, person=2, areas={"а"})], options)
    without = Pool([Mentor(key=1, person=1)], [Mentee(key=2, person=2)], options)
    assert np.array_equal(fit(pool), fit(without))
    assert reasons(pool.mentors[0], pool.mentees[0], options) == []
