"""Who may be chosen by hand: each with the fit, the reasons and, where it may not be, why not.

A mentor for a mentee of a round, a mentor who takes a pair over, a mentee for a group: the bans are those of the
matching, asked here and by services.pairs alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from participants.models import Participation

from ..matching import Mentor, Pool
from ..matching.bans import obstacles
from ..matching.factors import fit, reasons
from ..models import MatchRound, Pairing, Proposal
from .pool import bank_of, pool_by_hand


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
    standing = _standing(round)
    return [
        replace(
            choice,
            is_present=any(row.mentee_id == mentee.pk for row in standing.get(choice.mentor.pk, ())),
            others=[row.mentee for row in standing.get(choice.mentor.pk, ()) if row.mentee_id != mentee.pk],
        )
        for choice in _choices_of(pool)
    ]


def heirs_of(pairing: Pairing, mentors: Iterable[Participation], *, on: date, day: date) -> list[Choice]:
    """What speaks for and against each of these mentors taking the mentees of a pair over from the day on.

    Nothing when one of the mentees takes part no longer: then there is nobody to be taken over.
    """
    members = list(pairing.memberships.in_force(day).select_related("mentee"))
    pool = pool_by_hand(
        mentors, [member.mentee for member in members],
        organization=pairing.organization, form=pairing.form, on=on, day=day, without=pairing,
    )  # fmt: skip
    return _choices_of(pool) if pool.mentees and len(pool.mentees) == len(members) else []


def against_joining(pairing: Pairing, mentees: Iterable[Participation], *, on: date) -> dict[int, str]:
    """Which of these mentees cannot come into the group today, and why, by number."""
    pool = pool_by_hand([pairing.mentor], mentees, organization=pairing.organization, form=pairing.form, on=on, day=on)
    pool = Pool(pool.mentors, pool.mentees, replace(pool.options, together=False))
    found: dict[int, str] = {}
    for words, concerned in (obstacles(pool)[0] if pool.mentors else {}).items():
        for number in concerned:
            found.setdefault(number, words)
    return found


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


def _choices_of(pool: Pool) -> list[Choice]:
    """The mentors of a pool for its mentees, one or a group: those who may be chosen first, the best fit first."""
    score = fit(pool).mean(axis=0)
    forbidden = obstacles(pool)
    people = Participation.objects.filter(pk__in=[mentor.key for mentor in pool.mentors]).select_related("person")
    people = people.in_bulk()
    found = [
        Choice(
            mentor=people[mentor.key],
            score=float(score[column]),
            reasons=_reasons(pool, mentor),
            obstacles=list(forbidden[column]),
        )
        for column, mentor in enumerate(pool.mentors)
    ]
    return sorted(found, key=lambda choice: (bool(choice.obstacles), -choice.score, choice.mentor.pk))


def _reasons(pool: Pool, mentor: Mentor) -> list[str]:
    """The words for each of the mentees, every one once."""
    said = (words for mentee in pool.mentees for words in reasons(mentor, mentee, pool.options))
    return list(dict.fromkeys(said))


def _standing(round: MatchRound) -> dict[int, list[Proposal]]:
    standing: dict[int, list[Proposal]] = {}
    for row in round.proposals.filter(is_removed=False).select_related("mentee__person"):
        standing.setdefault(row.mentor_id, []).append(row)
    return standing
