"""A round of matching: run, run again, corrected by hand, checked or given up.

What the curator has chosen or taken out stays so in every further run of the round. Numbers stand in the audit trail,
never names or the curator's words about people.
"""

from datetime import date, datetime
from time import perf_counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.states import move
from organizations.models import Organization
from participants.models import MentoringForm, Participation

from ..matching import DEFAULT_WEIGHTS, match
from ..models import MatchRound, Proposal, Unmatched
from ..selectors.choices import choice_of
from ..selectors.pool import bank_of

LONGEST_PERIOD = 3 * 366  # days


class MatchingRefused(Refused):
    """The round is not in the state for it, or the two may not be a pair."""


@transaction.atomic
def start_round(
    *,
    organization: Organization,
    form: MentoringForm | None,
    goal: str,
    starts_on: date,
    ends_on: date,
    weights: dict[str, float] | None = None,
    by,
    at: datetime,
) -> MatchRound:
    """Matches those who wait today and keeps the proposals as a draft. Raises MatchingRefused."""
    check_period(starts_on, ends_on)
    round = MatchRound.objects.create(
        organization=organization,
        form=form,
        goal=goal,
        weights=_own_weights(weights),
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=by,
        created_at=at,
    )
    _run(round, on=timezone.localdate(at))
    _record("matchround.started", round, {"goal": goal, "pairs": round.change["pairs"]}, by=by, at=at)
    return round


@transaction.atomic
def rerun(round: MatchRound, *, goal: str, weights: dict[str, float] | None = None, by, at: datetime) -> None:
    """Matches anew with another goal or weights; `round.change` says what came of it. Raises MatchingRefused."""
    round = _lock(round)
    round.goal, round.weights = goal, _own_weights(weights)
    _run(round, on=timezone.localdate(at))
    _record("matchround.rerun", round, {"goal": goal, "pairs": round.change["pairs"]}, by=by, at=at)


@transaction.atomic
def choose_mentor(
    round: MatchRound, *, mentee: Participation, mentor: Participation, reason: str, by, at: datetime
) -> None:
    """Puts a mentor of the curator's own choice beside a mentee; the others are matched anew around the two.

    Raises MatchingRefused without a reason, for two who may not be a pair, and where no place can be freed.
    """
    round, reason, on = _lock(round), _said(reason), timezone.localdate(at)
    choice = choice_of(round, mentee, mentor, on)
    if choice is None:
        raise MatchingRefused(_("This mentor is not among those who can be chosen here. Reload the page."))
    if choice.obstacles:
        raise MatchingRefused(
            _("These two cannot be a pair: %(why)s. Choose another mentor.") % {"why": "; ".join(choice.obstacles)}
        )
    before = _standing(round)
    standing = round.proposals.filter(mentee=mentee, is_removed=False)
    standing.exclude(mentor=mentor).delete()
    Proposal.objects.update_or_create(
        round=round, mentor=mentor, mentee=mentee,
        defaults={"source": Proposal.Source.CHOSEN, "override_reason": reason,
                  "is_removed": False, "removed_reason": ""},
    )  # fmt: skip
    _run(round, on=on, before=before)
    if not standing.filter(mentor=mentor).exists():
        raise MatchingRefused(_("All places of this mentor are taken by pairs that you have pinned or chosen."))
    _record("matchround.chosen", round, {"mentor": mentor.pk, "mentee": mentee.pk}, by=by, at=at)


@transaction.atomic
def take_out(proposal: Proposal, *, reason: str, by, at: datetime) -> None:
    """Takes a pair out of the round; the mentee stays without a mentor until the next run. Raises MatchingRefused."""
    round, reason = _lock(proposal.round), _said(reason)
    taken = Proposal.objects.filter(pk=proposal.pk, is_removed=False).update(is_removed=True, removed_reason=reason)
    if not taken:
        raise MatchingRefused(_("This pair has been taken out already."))
    why = _("taken out by the curator: %(reason)s") % {"reason": reason}
    Unmatched.objects.update_or_create(round=round, mentee_id=proposal.mentee_id, defaults={"reason": why[:500]})
    _record("matchround.taken_out", round, _numbers(proposal), by=by, at=at)


@transaction.atomic
def put_back(proposal: Proposal, *, by, at: datetime) -> None:
    """Lets the two be matched again, and matches anew. Raises MatchingRefused."""
    round = _lock(proposal.round)
    deleted, _models = round.proposals.filter(pk=proposal.pk, is_removed=True).delete()
    if not deleted:
        raise MatchingRefused(_("Somebody has just done this. Reload the page."))
    _run(round, on=timezone.localdate(at))
    _record("matchround.put_back", round, _numbers(proposal), by=by, at=at)


@transaction.atomic
def check_round(round: MatchRound, *, by, at: datetime) -> None:
    """Declares the set ready to become pairs. Raises MatchingRefused, ForbiddenMove."""
    if not round.proposals.filter(is_removed=False).exists():
        raise MatchingRefused(_("There is no pair in this matching. Choose mentors or match again."))
    _move(round, MatchRound.State.CHECKED, "matchround.checked", by=by, at=at)


def reopen_round(round: MatchRound, *, by, at: datetime) -> None:
    """Back to a draft, while no pairs have been made of it. Raises ForbiddenMove."""
    _move(round, MatchRound.State.DRAFT, "matchround.reopened", by=by, at=at)


def discard_round(round: MatchRound, *, by, at: datetime) -> None:
    """Gives the set up; it stays readable. Raises ForbiddenMove."""
    _move(round, MatchRound.State.DISCARDED, "matchround.discarded", by=by, at=at)


def match_anew(round: MatchRound, *, at: datetime) -> None:
    """Runs a draft again after a rule has changed. Raises MatchingRefused."""
    _run(_lock(round), on=timezone.localdate(at))


def check_period(starts_on: date, ends_on: date) -> None:
    """Raises MatchingRefused for days that cannot be the period of pairs."""
    if ends_on <= starts_on:
        raise MatchingRefused(_("The last day must come after the first one. Check the two."))
    if (ends_on - starts_on).days > LONGEST_PERIOD:
        raise MatchingRefused(_("A pair is made for three years at most. Check the days."))


@transaction.atomic
def _move(round: MatchRound, state: str, verb: str, *, by, at: datetime) -> None:
    move(round, state)
    _record(verb, round, {}, by=by, at=at)


def _lock(round: MatchRound) -> MatchRound:
    """The round as it is now, held until the end of the transaction. Raises MatchingRefused unless it is a draft."""
    found = MatchRound.objects.select_for_update(of=("self",)).select_related("organization", "form").get(pk=round.pk)
    if found.state != MatchRound.State.DRAFT:
        raise MatchingRefused(_("This matching is checked or closed. Open it again to change it."))
    return found


def _said(reason: str) -> str:
    if not reason.strip():
        raise MatchingRefused(_("Say why: the reason stays with the pair."))
    return reason.strip()


def _own_weights(weights: dict[str, float] | None) -> dict[str, float]:
    """Only what differs from the usual weights is kept, so that a later change of those is followed."""
    return {code: value for code, value in (weights or {}).items() if DEFAULT_WEIGHTS.get(code) not in (None, value)}


def _standing(round: MatchRound) -> dict[int, Proposal]:
    """The proposals that stand, by mentee."""
    return {row.mentee_id: row for row in round.proposals.filter(is_removed=False)}


def _run(round: MatchRound, *, on: date, before: dict[int, Proposal] | None = None) -> None:
    """Writes new proposals over those of the last run and says in `change` what is different from `before`."""
    present = _standing(round)
    chosen = {(row.mentor_id, row.mentee_id): row for row in present.values() if row.source == Proposal.Source.CHOSEN}
    removed = frozenset(round.proposals.filter(is_removed=True).values_list("mentor_id", "mentee_id"))
    started = perf_counter()
    bank = bank_of(
        round.organization, on=on, form=round.form, weights=round.weights, pins=frozenset(chosen), bans=removed
    )
    results = [match(pool, goal=round.goal) for pool in bank.pools]
    round.seconds = _to_a_millionth(perf_counter() - started)
    found = [_proposal(round, one, chosen) for result in results for one in result.matches]
    unmatched = [(one.mentee, one.reason) for result in results for one in result.unmatched] + bank.left_out
    round.proposals.filter(is_removed=False).delete()
    round.unmatched.all().delete()
    Proposal.objects.bulk_create(found, batch_size=500)
    Unmatched.objects.bulk_create(
        (Unmatched(round=round, mentee_id=mentee, reason=reason[:500]) for mentee, reason in unmatched), batch_size=500
    )
    round.change = _change(present if before is None else before, {row.mentee_id: row for row in found})
    round.save(update_fields=["goal", "weights", "seconds", "change"])


def _proposal(round: MatchRound, one, chosen: dict[tuple[int, int], Proposal]) -> Proposal:
    by_hand = chosen.get((one.mentor, one.mentee))
    source = Proposal.Source.PINNED if one.pinned else Proposal.Source.MATCHED
    return Proposal(
        round=round,
        mentor_id=one.mentor,
        mentee_id=one.mentee,
        score=one.score,
        reasons=list(one.reasons),
        source=Proposal.Source.CHOSEN if by_hand else source,
        override_reason=by_hand.override_reason if by_hand else "",
    )


def _change(before: dict[int, Proposal], after: dict[int, Proposal]) -> dict:
    """Numbers of mentees whose mentor is another one, who have gained one or lost theirs; pairs and fits in all."""
    both = before.keys() & after.keys()
    return {
        "moved": sorted(mentee for mentee in both if before[mentee].mentor_id != after[mentee].mentor_id),
        "gained": sorted(after.keys() - before.keys()) if before else [],
        "lost": sorted(before.keys() - after.keys()),
        "pairs": [len(before), len(after)],
        "total": [_to_a_millionth(sum(row.score for row in rows.values())) for rows in (before, after)],
    }


def _to_a_millionth(value: float) -> float:
    return float(f"{value:.6f}")


def _numbers(proposal: Proposal) -> dict[str, int]:
    return {"mentor": proposal.mentor_id, "mentee": proposal.mentee_id}


def _record(verb: str, round: MatchRound, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, round, by=by, at=at, scope=round.organization.path, changes=changes)
