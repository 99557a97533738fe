"""The answer equals a brute force over every possible set, breaks no ban, and does not hang on the order of people."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from pairing.matching import Mentee, Mentor, Options, Pool, match
from pairing.matching.factors import fit

from .pools import every_set, may_meet, random_pool

SEEDS = range(500)


def value_of(pool: Pool, pairs) -> float:
    score = fit(pool)
    return float(sum(score[row, column] for row, column in pairs))


@pytest.mark.parametrize("seeds", [SEEDS[start : start + 100] for start in range(0, len(SEEDS), 100)])
@pytest.mark.parametrize("goal", ["fit", "coverage"])
def test_the_optimum_of_a_brute_force(goal, seeds):
    for seed in seeds:
        pool = random_pool(seed)
        sets = list(every_set(pool))
        if goal == "coverage":
            most = max(len(one) for one in sets)
            sets = [one for one in sets if len(one) == most]
        best = max(value_of(pool, one) for one in sets)
        result = match(pool, goal=goal)
        assert result.total == pytest.approx(best, abs=1e-5), seed
        if goal == "coverage":
            assert len(result.matches) == most, seed


@pytest.mark.parametrize("goal", ["fit", "coverage", "stable"])
def test_no_ban_and_no_capacity_is_ever_broken_and_nobody_is_forgotten(goal):
    for seed in SEEDS:
        pool = random_pool(seed, mentors=6, mentees=8, wishes=True)
        mentors = {mentor.key: mentor for mentor in pool.mentors}
        mentees = {mentee.key: mentee for mentee in pool.mentees}
        result = match(pool, goal=goal)
        for one in result.matches:
            assert may_meet(pool, mentors[one.mentor], mentees[one.mentee]), seed
        taken = Counter(one.mentor for one in result.matches)
        assert all(count <= mentors[key].places for key, count in taken.items()), seed
        told = [one.mentee for one in result.matches] + [one.mentee for one in result.unmatched]
        assert sorted(told) == sorted(mentees), seed
        assert all(one.reason for one in result.unmatched), seed


@pytest.mark.parametrize("goal", ["fit", "coverage", "stable"])
def test_the_same_people_in_another_order_get_the_same_answer(goal):
    for seed in SEEDS[:100]:
        pool = random_pool(seed, mentors=6, mentees=8, wishes=True)
        mentors, mentees = list(pool.mentors), list(pool.mentees)
        random.Random(seed).shuffle(mentors)
        random.Random(seed + 1).shuffle(mentees)
        assert match(Pool(mentors, mentees, pool.options), goal=goal) == match(pool, goal=goal)


def test_a_ban_is_not_the_score_zero():
    """The trap of the known tools: a forbidden pair chosen because two pairs with it sum up to more than without."""
    dear, plain = Mentor(key=1, person=1, areas={"a"}), Mentor(key=2, person=2, areas={"b"})
    wants_dear = Mentee(key=3, person=3, areas={"a"})
    only_dear = Mentee(key=4, person=4, areas={"b"})
    pool = Pool([dear, plain], [wants_dear, only_dear], Options(bans=frozenset({(2, 4)})))
    result = match(pool, goal="coverage")
    assert {(one.mentor, one.mentee) for one in result.matches} == {(2, 3), (1, 4)}


def test_the_goals_differ_when_the_best_fit_leaves_somebody_out():
    good, bad = Mentor(key=1, person=1, areas={"a"}), Mentor(key=2, person=2, areas={"z"})
    first, second = Mentee(key=3, person=3, areas={"a"}), Mentee(key=4, person=4, areas={"q"})
    pool = Pool([good, bad], [first, second], Options(bans=frozenset({(2, 4)}), weights={"areas": 100}))
    assert {(one.mentor, one.mentee) for one in match(pool, goal="fit").matches} == {(1, 3)}
    assert len(match(pool, goal="coverage").matches) == 2


def test_a_pin_comes_first_and_a_ban_before_the_pin():
    mentor, other = Mentor(key=1, person=1, areas={"a"}), Mentor(key=2, person=2)
    mentee, wanted = Mentee(key=3, person=3, areas={"b"}), Mentee(key=4, person=4, areas={"a"})
    pool = Pool([mentor, other], [mentee, wanted], Options(pins=frozenset({(1, 3)})))
    [pinned] = [one for one in match(pool).matches if one.pinned]
    assert (pinned.mentor, pinned.mentee) == (1, 3)
    forbidden = Pool(pool.mentors, pool.mentees, Options(pins=frozenset({(1, 3)}), bans=frozenset({(1, 3)})))
    assert not any(one.pinned or (one.mentor, one.mentee) == (1, 3) for one in match(forbidden).matches)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"consented": False}, "нет действующих согласий наставляемого"),
        ({"has_mentor": True}, "наставник уже есть"),
        ({"form": "другая"}, "нет наставников этой формы"),
        ({"age": 7}, "возраст не подходит для формы"),
        ({"grade": 11}, "не подходит разница в классах"),
    ],
)
def test_who_stays_without_a_mentor_hears_why(change, words):
    mentee = replace(Mentee(key=3, person=3, age=12, grade=6), **change)
    pool = Pool([Mentor(key=1, person=1, grade=9)], [mentee], Options(mentee_from=10))
    [left] = match(pool).unmatched
    assert left.reason == words


def test_who_was_outdone_hears_that_too():
    mentees = [Mentee(key=3, person=3, areas={"a"}), Mentee(key=4, person=4)]
    [left] = match(Pool([Mentor(key=1, person=1, areas={"a"})], mentees)).unmatched
    assert left.mentee == 4
    assert "отданы другим" in left.reason


def test_an_empty_bank_is_no_error():
    assert match(Pool([], [])).matches == ()
    assert match(Pool([], [Mentee(key=1, person=1)])).unmatched[0].reason == "в базе нет наставников"
    assert match(Pool([Mentor(key=1, person=1)], [])).total == 0


def test_a_wrong_goal_and_a_doubled_key_are_refused():
    with pytest.raises(ValueError, match="goal"):
        match(Pool([], []), goal="best")
    with pytest.raises(ValueError, match="twice"):
        Pool([Mentor(key=1, person=1), Mentor(key=1, person=2)], [])
