"""The stable variant: deferred acceptance with capacities, the mentees propose (Gale and Shapley, 1962).

Everybody ranks the other side by their own wishes first, then by the fit; ties go to the smaller key, so the answer
is one and the same. Stable means: no mentee and mentor would both rather have each other than what they got.
"""

import heapq

import numpy as np

from .pool import Pool, WishOf

Rank = tuple[float, float, int]
LAST = float("inf")


def stable_pairs(pool: Pool, allowed: np.ndarray, score: np.ndarray, places: np.ndarray) -> list[tuple[int, int]]:
    """(row, column) of the stable matching that is best for the mentees."""
    waiting = [row for row in reversed(range(len(pool.mentees))) if allowed[row].any()]
    lists = {row: mentee_list(pool, allowed, score, row) for row in waiting}
    held: dict[int, list] = {column: [] for column in range(len(pool.mentors))}
    asked = dict.fromkeys(waiting, 0)
    while waiting:
        row = waiting.pop()
        while asked[row] < len(lists[row]):
            column = lists[row][asked[row]]
            asked[row] += 1
            if places[column] < 1:
                continue
            turned_away = _hold(held[column], _backwards(mentor_rank(pool, score, row, column)), row, places[column])
            if turned_away != row:
                if turned_away is not None:
                    waiting.append(turned_away)
                break
    return sorted((row, column) for column, kept in held.items() for _rank, row in kept)


def mentee_list(pool: Pool, allowed: np.ndarray, score: np.ndarray, row: int) -> list[int]:
    """The columns that the mentee would take, the dearest first."""
    return sorted(map(int, np.flatnonzero(allowed[row])), key=lambda column: mentee_rank(pool, score, row, column))


def mentee_rank(pool: Pool, score: np.ndarray, row: int, column: int) -> Rank:
    """How dear the mentor is to the mentee; smaller is dearer."""
    return _rank(pool, pool.options.mentee_wishes, score, row, column, pool.mentors[column].key)


def mentor_rank(pool: Pool, score: np.ndarray, row: int, column: int) -> Rank:
    """How dear the mentee is to the mentor; smaller is dearer."""
    return _rank(pool, pool.options.mentor_wishes, score, row, column, pool.mentees[row].key)


def _rank(pool: Pool, wishes: WishOf, score: np.ndarray, row: int, column: int, key: int) -> Rank:
    pair = (pool.mentors[column].key, pool.mentees[row].key)
    return wishes.get(pair, LAST), -float(score[row, column]), key


def _backwards(rank: Rank) -> Rank:
    """A heap gives the smallest, a mentor parts with the last in rank."""
    return tuple(-value for value in rank)


def _hold(kept: list, rank: Rank, row: int, places: int) -> int | None:
    """Keeps the mentee, or the dearest of them; who is turned away, if anybody."""
    heapq.heappush(kept, (rank, row))
    return heapq.heappop(kept)[1] if len(kept) > places else None
