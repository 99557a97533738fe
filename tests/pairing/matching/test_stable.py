"""Stable: no mentee and mentor would both rather have each other than what they got."""

from collections import defaultdict

from pairing.matching import Mentee, Mentor, Options, Pool, match
from pairing.matching.factors import fit
from pairing.matching.stable import mentee_rank, mentor_rank

from .pools import may_meet, random_pool


def blocking_pairs(pool: Pool) -> list[tuple[int, int]]:
    score = fit(pool)
    rows = {mentee.key: place for place, mentee in enumerate(pool.mentees)}
    columns = {mentor.key: place for place, mentor in enumerate(pool.mentors)}
    got, kept = {}, defaultdict(list)
    for one in match(pool, goal="stable").matches:
        got[rows[one.mentee]] = columns[one.mentor]
        kept[columns[one.mentor]].append(rows[one.mentee])

    def would_rather(row: int, column: int) -> bool:
        mine = got.get(row)
        if mine is not None and mentee_rank(pool, score, row, mine) <= mentee_rank(pool, score, row, column):
            return False
        if len(kept[column]) < pool.mentors[column].places:
            return True
        worst = max(mentor_rank(pool, score, other, column) for other in kept[column])
        return mentor_rank(pool, score, row, column) < worst

    return [
        (row, column)
        for row, mentee in enumerate(pool.mentees)
        for column, mentor in enumerate(pool.mentors)
        if may_meet(pool, mentor, mentee) and got.get(row) != column and would_rather(row, column)
    ]


def test_no_pair_blocks():
    for seed in range(500):
        assert blocking_pairs(random_pool(seed, mentors=6, mentees=8, wishes=True)) == [], seed


def test_wishes_go_before_the_fit():
    mentors = [Mentor(key=1, person=1, areas={"a"}), Mentor(key=2, person=2)]
    wishes = Options(mentee_wishes={(2, 3): 1}, mentor_wishes={(2, 3): 1})
    [pair] = match(Pool(mentors, [Mentee(key=3, person=3, areas={"a"})], wishes), goal="stable").matches
    assert pair.mentor == 2
    assert "взаимный выбор после групповой встречи" in pair.reasons
