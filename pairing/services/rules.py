"""What the curator says for good about two people: together, or never together."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from participants.models import Participation

from ..models import MatchRule, Proposal
from .matching import MatchingRefused, match_anew


@transaction.atomic
def pin(proposal: Proposal, *, reason: str, by, at: datetime) -> MatchRule:
    """Keeps the two together in every matching to come. Raises MatchingRefused without a reason."""
    rule = _say(proposal.mentor, proposal.mentee, MatchRule.Kind.PIN, reason, by=by, at=at)
    kept = Proposal.objects.filter(pk=proposal.pk, source=Proposal.Source.MATCHED)
    kept.update(source=Proposal.Source.PINNED)
    return rule


@transaction.atomic
def ban(proposal: Proposal, *, reason: str, by, at: datetime) -> MatchRule:
    """Never again proposes the two to each other; the round is matched anew. Raises MatchingRefused."""
    rule = _say(proposal.mentor, proposal.mentee, MatchRule.Kind.BAN, reason, by=by, at=at)
    match_anew(proposal.round, at=at)
    return rule


@transaction.atomic
def lift_rule(rule: MatchRule, *, by, at: datetime) -> None:
    """Takes a rule back; proposals that stand are not touched."""
    deleted, _models = MatchRule.objects.filter(pk=rule.pk).delete()
    if not deleted:
        raise MatchingRefused(_("Somebody has just done this. Reload the page."))
    _record("matchrule.lifted", rule, by=by, at=at)


def _say(mentor: Participation, mentee: Participation, kind: str, reason: str, *, by, at: datetime) -> MatchRule:
    if not reason.strip():
        raise MatchingRefused(_("Say why: whoever matches next year will read it."))
    rule, _made = MatchRule.objects.update_or_create(
        mentor=mentor, mentee=mentee,
        defaults={"kind": kind, "reason": reason.strip(), "made_by": by, "made_at": at},
    )  # fmt: skip
    _record("matchrule.made", rule, by=by, at=at)
    return rule


def _record(verb: str, rule: MatchRule, *, by, at: datetime) -> None:
    changes = {"kind": rule.kind, "mentor": rule.mentor_id, "mentee": rule.mentee_id}
    audit.record(verb, rule, by=by, at=at, scope=rule.mentor.organization.path, changes=changes)
