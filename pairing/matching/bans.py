"""Hard bans: each a question about two people and words for the answer; together a mask over the whole pool.

Who chooses by hand asks the same bans: `obstacles` of a pool says of every mentor what forbids whom.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .pool import Mentee, Mentor, Pool

Mask = np.ndarray  # mentees × mentors, bool
NOBODY = -1  # the key and person of a stand-in for the other side


@dataclass(frozen=True)
class Ban:
    """`mask(pool)` marks the forbidden; `words` say to the curator why somebody has nobody.

    `is_of_one`: it concerns one side alone, whoever the other is.
    """

    code: str
    words: str
    mask: Callable[[Pool], Mask]
    is_of_one: bool = False


def _column(pool: Pool, of: Callable[[Mentee], object], dtype=object) -> np.ndarray:
    return np.array([of(mentee) for mentee in pool.mentees], dtype=dtype)[:, None]


def _row(pool: Pool, of: Callable[[Mentor], object], dtype=object) -> np.ndarray:
    return np.array([of(mentor) for mentor in pool.mentors], dtype=dtype)[None, :]


def _number(value: int | None) -> float:
    return np.nan if value is None else value


def _same_person(pool: Pool) -> Mask:
    return _column(pool, lambda m: m.person, np.int64) == _row(pool, lambda m: m.person, np.int64)


def _other_form(pool: Pool) -> Mask:
    codes = {form: number for number, form in enumerate(sorted({x.form for x in (*pool.mentors, *pool.mentees)}))}
    mentees = _column(pool, lambda m: codes[m.form], np.int32)
    mentors = _row(pool, lambda m: codes[m.form], np.int32)
    return mentees != mentors


def _mentee_without_consent(pool: Pool) -> Mask:
    return _spread(pool, _column(pool, lambda m: not m.consented, bool))


def _mentor_without_consent(pool: Pool) -> Mask:
    return _spread(pool, _row(pool, lambda m: not m.consented, bool))


def _mentor_not_ready(pool: Pool) -> Mask:
    return _spread(pool, _row(pool, lambda m: not m.is_ready, bool))


def _mentee_has_a_mentor(pool: Pool) -> Mask:
    return _spread(pool, _column(pool, lambda m: m.has_mentor, bool))


def _no_place(pool: Pool) -> Mask:
    needed = len(pool.mentees) if pool.options.together else 1
    return _spread(pool, _row(pool, lambda m: m.places < needed, bool))


def _ages_of_the_form(pool: Pool) -> Mask:
    """Somebody known to be too young for the form; an unknown age bans nobody."""
    options = pool.options
    mentees = _column(pool, lambda m: _number(m.age), float) < (options.mentee_from or -1)
    mentors = _row(pool, lambda m: _number(m.age), float) < (options.mentor_from or -1)
    return mentees | mentors


def _distance_of_class(pool: Pool) -> Mask:
    """Both learn: the mentor is ahead by enough classes, and not by too many."""
    ahead = _row(pool, lambda m: _number(m.grade), float) - _column(pool, lambda m: _number(m.grade), float)
    apart = pool.options.grades_apart
    return (ahead < pool.options.grades_above) | (ahead > (np.inf if apart is None else apart))


def _pairs(pool: Pool, pairs: frozenset[tuple[int, int]]) -> Mask:
    mask = np.zeros((len(pool.mentees), len(pool.mentors)), dtype=bool)
    mentors = {mentor.key: place for place, mentor in enumerate(pool.mentors)}
    mentees = {mentee.key: place for place, mentee in enumerate(pool.mentees)}
    for mentor, mentee in pairs:
        if mentor in mentors and mentee in mentees:
            mask[mentees[mentee], mentors[mentor]] = True
    return mask


def _spread(pool: Pool, vector: np.ndarray) -> Mask:
    return np.broadcast_to(vector, (len(pool.mentees), len(pool.mentors)))


# What concerns the mentee alone comes first: it explains an empty row by itself.
BANS = (
    Ban("has_mentor", "наставник уже есть", _mentee_has_a_mentor, is_of_one=True),
    Ban("mentee_consent", "нет действующих согласий наставляемого", _mentee_without_consent, is_of_one=True),
    Ban("form", "нет наставников этой формы", _other_form),
    Ban("same_person", "это тот же человек", _same_person),
    Ban("mentor_consent", "у наставника нет действующих согласий", _mentor_without_consent, is_of_one=True),
    Ban("not_ready", "наставник ещё не прошёл обучение", _mentor_not_ready, is_of_one=True),
    Ban("place", "у наставника нет свободных мест", _no_place, is_of_one=True),
    Ban("age", "возраст не подходит для формы", _ages_of_the_form),
    Ban("grade", "не подходит разница в классах", _distance_of_class),
    Ban("conflict", "в прежней паре не сработались", lambda pool: _pairs(pool, pool.options.conflicts)),
    Ban("rule", "запрет куратора", lambda pool: _pairs(pool, pool.options.bans)),
)


def forbidden(pool: Pool) -> Mask:
    """Every pair that may not be: mentees × mentors."""
    mask = np.zeros((len(pool.mentees), len(pool.mentors)), dtype=bool)
    for ban in BANS:
        mask |= ban.mask(pool)
    return mask


def obstacles(pool: Pool) -> list[dict[str, list[int]]]:
    """For each mentor what forbids it, in words, with the keys of the mentees whom that concerns."""
    found: list[dict[str, list[int]]] = [{} for _mentor in pool.mentors]
    for ban in BANS:
        mask = ban.mask(pool)
        for place in np.flatnonzero(mask.any(axis=0)):
            concerned = np.flatnonzero(mask[:, place])
            found[place][ban.words] = [pool.mentees[row].key for row in concerned]
    return found


def alone(people: Sequence[Mentor | Mentee]) -> dict[int, str]:
    """Who of them cannot be in any pair, whoever is on the other side, and why: words by key."""
    found = {}
    for ban in (each for each in BANS if each.is_of_one):
        for person in people:
            if ban.mask(_with_anybody(person))[0, 0]:
                found.setdefault(person.key, ban.words)
    return found


def _with_anybody(person: Mentor | Mentee) -> Pool:
    if isinstance(person, Mentor):
        return Pool([person], [Mentee(key=NOBODY, person=NOBODY)])
    return Pool([Mentor(key=NOBODY, person=NOBODY)], [person])


def why_nobody(pool: Pool, place: int) -> str:
    """Why every mentor is forbidden for the mentee at that place, in words: the bans in the order of BANS that, one
    after the other, leave fewer and fewer mentors, until none is left."""
    left = np.ones(len(pool.mentors), dtype=bool)
    said = []
    for ban in BANS:
        row = ban.mask(pool)[place]
        if (left & row).any():
            said.append(ban.words)
            left &= ~row
        if not left.any():
            break
    return "; ".join(said) if said else "в базе нет наставников"
