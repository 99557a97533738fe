"""The optimum over the whole pool: an assignment with capacities, or a stable matching."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from .bans import forbidden, why_nobody
from .factors import fit, reasons
from .pool import Pool
from .stable import stable_pairs

GOALS = ("fit", "coverage", "stable")


@dataclass(frozen=True)
class Match:
    """A mentor for a mentee: keys, fit from 0 to 1, the reasons in words; `pinned` when the curator said so."""

    mentor: int
    mentee: int
    score: float
    reasons: tuple[str, ...]
    pinned: bool = False


@dataclass(frozen=True)
class Unmatched:
    """A mentee without a mentor, and why."""

    mentee: int
    reason: str


@dataclass(frozen=True)
class Result:
    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    total: float


def match(pool: Pool, *, goal: str = "fit") -> Result:
    """The best set of pairs.

    "fit" takes the greatest sum of fits; "coverage" first the greatest number of mentees with a mentor, then the sum;
    "stable" leaves no two people who would both rather have each other, by their wishes and then by the fit
    (mentees propose). Pins come first and take their place, unless a ban speaks against them. Raises ValueError for
    another goal.
    """
    if goal not in GOALS:
        raise ValueError(f"unknown goal: {goal!r}")
    banned = forbidden(pool)
    score = fit(pool)
    places = np.array([max(mentor.places, 0) for mentor in pool.mentors], dtype=int)
    pinned = _pinned(pool, banned, places)
    free = np.array([row not in dict(pinned) for row in range(len(pool.mentees))], dtype=bool)
    allowed = ~banned & free[:, None]
    for _row, column in pinned:
        places[column] -= 1
    chosen = stable_pairs(pool, allowed, score, places) if goal == "stable" else _optimum(allowed, score, places, goal)
    return _result(pool, score, pinned, chosen, banned)


def _pinned(pool: Pool, banned: np.ndarray, places: np.ndarray) -> list[tuple[int, int]]:
    """Pins as (row, column), in the order of keys, as far as no ban speaks against them and there is room."""
    mentors = {mentor.key: place for place, mentor in enumerate(pool.mentors)}
    mentees = {mentee.key: place for place, mentee in enumerate(pool.mentees)}
    left, taken = places.copy(), {}
    for mentor, mentee in sorted(pool.options.pins):
        row, column = mentees.get(mentee), mentors.get(mentor)
        if row is None or column is None or row in taken or banned[row, column] or left[column] < 1:
            continue
        taken[row] = column
        left[column] -= 1
    return sorted(taken.items())


def _optimum(allowed: np.ndarray, score: np.ndarray, places: np.ndarray, goal: str) -> list[tuple[int, int]]:
    """(row, column) of the optimum, each mentor's column repeated once a place.

    Nobody is worth 0 and an allowed pair at least 0, so a banned cell of value 0 is "nobody" and read as such below.
    For coverage an allowed pair is worth more than all fits together, so that no sum of fits outweighs a mentee.
    """
    rows = np.flatnonzero(allowed.any(axis=1))
    seats = np.repeat(np.arange(len(places)), np.where(allowed.any(axis=0), np.minimum(places, len(rows)), 0))
    if not len(rows) or not len(seats):
        return []
    lead = len(rows) + 1.0 if goal == "coverage" else 0.0
    worth = ((score + lead) * allowed)[np.ix_(rows, seats)]
    found = linear_sum_assignment(worth, maximize=True)
    pairs = ((int(rows[row]), int(seats[seat])) for row, seat in zip(*found, strict=True))
    return [(row, column) for row, column in pairs if allowed[row, column]]


def _result(
    pool: Pool,
    score: np.ndarray,
    pinned: list[tuple[int, int]],
    chosen: list[tuple[int, int]],
    banned: np.ndarray,
) -> Result:
    matches = [_match(pool, score, row, column, pinned=(row, column) in pinned) for row, column in (*pinned, *chosen)]
    matched = {row for row, _column in (*pinned, *chosen)}
    return Result(
        matches=tuple(sorted(matches, key=lambda one: one.mentee)),
        unmatched=tuple(
            Unmatched(mentee.key, _reason(pool, banned, row))
            for row, mentee in enumerate(pool.mentees)
            if row not in matched
        ),
        total=round(sum(one.score for one in matches), 6),
    )


def _match(pool: Pool, score: np.ndarray, row: int, column: int, *, pinned: bool) -> Match:
    mentor, mentee = pool.mentors[column], pool.mentees[row]
    said = reasons(mentor, mentee, pool.options)
    return Match(mentor.key, mentee.key, float(score[row, column]), tuple(said), pinned)


def _reason(pool: Pool, banned: np.ndarray, row: int) -> str:
    """Why the mentee at that place has nobody, in words."""
    suitable = int((~banned[row]).sum())
    if suitable:
        return f"подходящие наставники ({suitable}) отданы другим: им они подходят больше или мест не хватило"
    return why_nobody(pool, row)
