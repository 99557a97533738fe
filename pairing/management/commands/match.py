"""`match --organization SLUG --goal fit|coverage|stable [--dry-run] [--json]`: matches the bank of an institution."""

import json
from datetime import date, datetime
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from organizations.models import Organization
from organizations.selectors import zone_of
from pairing.matching import GOALS, match
from pairing.selectors.pool import bank_of
from pairing.selectors.rounds import usual_period
from pairing.services.matching import start_round


class Command(BaseCommand):
    """Ends with 0 when the bank was matched, 1 when it was refused, 2 on wrong usage.

    People stand in the answer as the numbers of their participations, never by name.
    """

    help = "Matches the mentees who wait with mentors and keeps the proposals as a draft for the curator."

    def add_arguments(self, parser):
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--goal", required=True, choices=GOALS)
        parser.add_argument("--dry-run", action="store_true", help="match and show, save nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of a text")

    def handle(self, *, organization: str, goal: str, dry_run: bool, as_json: bool, **options):
        try:
            owner = _institution(organization)
            with timezone.override(zone_of(owner)):
                now = timezone.localtime()
                answer = _tried(owner, goal, now.date()) if dry_run else _kept(owner, goal, now)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else _in_words(answer))


def _institution(slug: str) -> Organization:
    owner = Organization.objects.filter(slug=slug).first()
    if owner is None:
        raise Refused(_("There is no organisation «%(slug)s». Check its short code.") % {"slug": slug})
    if owner.level != Organization.Level.INSTITUTION:
        raise Refused(_("Pairs are made in institutions. «%(name)s» is none.") % {"name": owner})
    return owner


def _tried(owner: Organization, goal: str, today: date) -> dict[str, Any]:
    started = perf_counter()
    bank = bank_of(owner, on=today)
    results = [match(pool, goal=goal) for pool in bank.pools]
    pairs = [
        {"mentor": one.mentor, "mentee": one.mentee, "score": one.score, "reasons": list(one.reasons)}
        for result in results
        for one in result.matches
    ]
    unmatched = [(one.mentee, one.reason) for result in results for one in result.unmatched] + bank.left_out
    return _answer(pairs, unmatched, sum(result.total for result in results), perf_counter() - started)


def _kept(owner: Organization, goal: str, now: datetime) -> dict[str, Any]:
    round = start_round(organization=owner, form=None, goal=goal, **usual_period(now.date()), by=None, at=now)
    pairs = [
        {"mentor": row.mentor_id, "mentee": row.mentee_id, "score": row.score, "reasons": row.reasons}
        for row in round.proposals.all()
    ]
    unmatched = list(round.unmatched.values_list("mentee_id", "reason"))
    return {**_answer(pairs, unmatched, round.total, round.seconds), "round": round.pk}


def _answer(pairs: list[dict], unmatched: list[tuple[int, str]], total: float, seconds: float) -> dict[str, Any]:
    return {
        "pairs": sorted(pairs, key=lambda pair: pair["mentee"]),
        "unmatched": [{"mentee": mentee, "reason": reason} for mentee, reason in sorted(unmatched)],
        "total_score": round(total, 6),
        "seconds": round(seconds, 3),
    }


def _in_words(answer: dict[str, Any]) -> str:
    lines = [_("Pairs: %(pairs)d, mentees without a mentor: %(without)d, sum of fits: %(total)s.") % {
        "pairs": len(answer["pairs"]), "without": len(answer["unmatched"]), "total": answer["total_score"],
    }]  # fmt: skip
    lines += [f"№ {pair['mentor']} — № {pair['mentee']}: {'; '.join(pair['reasons'])}" for pair in answer["pairs"]]
    lines += [f"№ {row['mentee']}: {row['reason']}" for row in answer["unmatched"]]
    return "\n".join(lines)
