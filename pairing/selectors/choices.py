"""Which mentors a mentee of a round may have: each with the fit, the reasons and, where it may not be, why not."""

from dataclasses import dataclass, field
from datetime import date

from participants.models import Participation

from ..matching import Mentor, Pool
from ..matching.bans import BANS
from ..matching.factors import fit, reasons
from ..models import MatchRound, Proposal
from .pool import bank_of


@dataclass(frozen=True)
class Choice:
    """A mentor for the mentee. `obstacles` are bans in words: with any of them the two cannot be a pair."""

    mentor: Participation
    score: float
    reasons: list[str]
    obstacles: list[str]
    is_present: bool = False
    others: list[Participation] = field(default_factory=list)


def choices_for(round: MatchRound, mentee: Participation, on: date) -> list[Choice]:
    """Every mentor of the mentee's form, those who may be chosen first, the best fit first.

    `others` are the mentees who have the mentor in this round: choosing may take the place of one of them. What was
    taken out of the round may be put back by choosing it.
    """
    pool = _pool_with(round, mentee, on)
    if pool is None:
        return []
    score = fit(pool)[0]
    people = Participation.objects.filter(pk__in=[mentor.key for mentor in pool.mentors]).select_related("person")
    people = people.in_bulk()
    standing = _standing(round)
    found = [
        Choice(
            mentor=people[mentor.key],
            score=float(score[column]),
            reasons=reasons(mentor, pool.mentees[0], pool.options),
            obstacles=_obstacles(pool, mentor),
            is_present=any(row.mentee_id == mentee.pk for row in standing.get(mentor.key, ())),
            others=[row.mentee for row in standing.get(mentor.key, ()) if row.mentee_id != mentee.pk],
        )
        for column, mentor in enumerate(pool.mentors)
    ]
    return sorted(found, key=lambda choice: (bool(choice.obstacles), -choice.score, choice.mentor.pk))


def choice_of(round: MatchRound, mentee: Participation, mentor: Participation, on: date) -> Choice | None:
    """The one of these choices; none for somebody who is no mentor of this form."""
    return next((choice for choice in choices_for(round, mentee, on) if choice.mentor == mentor), None)


def _pool_with(round: MatchRound, mentee: Participation, on: date) -> Pool | None:
    """The pool of the mentee's form with nobody else waiting."""
    bank = bank_of(round.organization, on=on, form=round.form, weights=round.weights)
    for pool in bank.pools:
        waiting = [somebody for somebody in pool.mentees if somebody.key == mentee.pk]
        if waiting:
            return Pool(pool.mentors, waiting, pool.options)
    return None


def _obstacles(pool: Pool, mentor: Mentor) -> list[str]:
    two = Pool([mentor], pool.mentees, pool.options)
    return [ban.words for ban in BANS if ban.mask(two)[0, 0]]


def _standing(round: MatchRound) -> dict[int, list[Proposal]]:
    standing: dict[int, list[Proposal]] = {}
    for row in round.proposals.filter(is_removed=False).select_related("mentee__person"):
        standing.setdefault(row.mentor_id, []).append(row)
    return standing
