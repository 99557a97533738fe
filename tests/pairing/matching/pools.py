"""Random pools for the properties, and an independent recount that shares no line with the library."""

import random
from collections.abc import Iterator

from pairing.matching import Mentee, Mentor, Options, Pool

AREAS = ("математика", "профориентация", "адаптация", "проекты", "музыка")
INTERESTS = ("шахматы", "море", "роботы", "театр")
TIMES = ("mon-day", "tue-evening", "sat-day")


def random_pool(seed: int, *, mentors: int = 4, mentees: int = 4, wishes: bool = False) -> Pool:
    """A small pool with every kind of ban, capacities of 0 to 3 and unknown fields."""
    chance = random.Random(seed)

    def some(words) -> frozenset[str]:
        return frozenset(word for word in words if chance.random() < 0.4)

    def common(key: int) -> dict:
        return {
            "key": key,
            "person": key,
            "form": chance.choice(("pupil-pupil", "pupil-pupil", "pupil-pupil", "student-pupil")),
            "age": chance.choice((None, 10, 13, 15, 17)),
            "grade": chance.choice((None, 5, 8, 10)),
            "areas": some(AREAS),
            "interests": some(INTERESTS),
            "times": some(TIMES),
            "mode": chance.choice(("any", "in_person", "remote")),
            "language": chance.choice(("", "русский", "татарский")),
            "consented": chance.random() < 0.9,
        }

    people = [
        Mentor(
            **common(100 + number),
            places=chance.choice((0, 1, 1, 2, 3)),
            wished_ages=chance.choice(((None, None), (10, 13), (14, None))),
            hours=chance.choice((None, 0.5, 2)),
            is_ready=chance.random() < 0.9,
        )
        for number in range(chance.randint(1, mentors))
    ]
    others = [
        Mentee(**{**common(200 + number), "person": chance.choice((200 + number, 100))})
        for number in range(chance.randint(1, mentees))
    ]
    pairs = [(mentor.key, mentee.key) for mentor in people for mentee in others]
    options = Options(
        mentee_from=chance.choice((None, 10, 14)),
        grades_above=chance.choice((-10, 0, 2)),
        conflicts=frozenset(pair for pair in pairs if chance.random() < 0.05),
        bans=frozenset(pair for pair in pairs if chance.random() < 0.1),
        mentor_wishes={pair: chance.randint(1, 4) for pair in pairs if wishes and chance.random() < 0.5},
        mentee_wishes={pair: chance.randint(1, 4) for pair in pairs if wishes and chance.random() < 0.5},
    )
    return Pool(people, others, options)


def may_meet(pool: Pool, mentor: Mentor, mentee: Mentee) -> bool:
    """The bans once more, said plainly for one pair."""
    options = pool.options
    pair = (mentor.key, mentee.key)
    if mentor.form != mentee.form or mentor.person == mentee.person:
        return False
    if not (mentor.consented and mentee.consented and mentor.is_ready) or mentee.has_mentor or mentor.places < 1:
        return False
    if options.mentee_from and mentee.age is not None and mentee.age < options.mentee_from:
        return False
    if options.mentor_from and mentor.age is not None and mentor.age < options.mentor_from:
        return False
    if mentor.grade is not None and mentee.grade is not None:
        ahead = mentor.grade - mentee.grade
        if ahead < options.grades_above or (options.grades_apart is not None and ahead > options.grades_apart):
            return False
    return pair not in options.bans and pair not in options.conflicts


def every_set(pool: Pool) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every possible set of (row, column) that keeps the bans and the capacities."""

    def extend(row: int, left: tuple[int, ...], chosen: tuple) -> Iterator[tuple]:
        if row == len(pool.mentees):
            yield chosen
            return
        yield from extend(row + 1, left, chosen)
        for column, mentor in enumerate(pool.mentors):
            if left[column] and may_meet(pool, mentor, pool.mentees[row]):
                fewer = (*left[:column], left[column] - 1, *left[column + 1 :])
                yield from extend(row + 1, fewer, (*chosen, (row, column)))

    yield from extend(0, tuple(mentor.places for mentor in pool.mentors), ())
