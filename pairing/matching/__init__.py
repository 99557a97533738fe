"""Who suits whom: a library without Django (domain.md 1.7).

    pool = Pool(mentors, mentees, options)
    result = match(pool, goal="fit")

Hard bans decide who may meet at all, weighted factors how well they suit, an optimum over the whole pool who gets
whom. A ban is never bought off by a score: what is banned has no edge in the problem, and an answer that used one
would be read as «nobody». The same pool always gives the same answer, whatever its order.
"""

from .factors import DEFAULT_WEIGHTS, FACTORS
from .pool import Mentee, Mentor, Options, Pool, WishOf
from .solving import GOALS, Match, Result, Unmatched, match

__all__ = [
    "DEFAULT_WEIGHTS",
    "FACTORS",
    "GOALS",
    "Match",
    "Mentee",
    "Mentor",
    "Options",
    "Pool",
    "Result",
    "Unmatched",
    "WishOf",
    "match",
]
