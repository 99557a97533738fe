"""The access matrix of pairs: like the banks, they are for the curator and the director of the institution."""

from datetime import date
from typing import Any

from pairing.models import MatchRound, MatchRule, Membership, Proposal

from .access_row import Row
from .factories import NOW, World, make_pairing, make_participation, make_person

KEEPERS = "302 403 200 403 200 200 403 403 403"  # pages without a row: curators and directors of institutions
ROW = "302 404 404 404 200 200 404 404 404"  # rows about people: those of the very institution

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "pairing:pairs": Row(KEEPERS),
    "pairing:pair_add": Row(KEEPERS),
    "pairing:pair": Row(ROW, "pairing"),
    "pairing:pair_edit": Row(ROW, "pairing"),
    "pairing:pair_discard": Row(ROW, "pairing"),
    "pairing:member_add": Row(ROW, "pairing"),
    "pairing:member_leave": Row(ROW, "membership_in_pair"),
    "pairing:counts": Row("302 403 403 403 403 403 200 200 200"),
    "pairing:assign": Row(KEEPERS),
    "pairing:assign_draft": Row(KEEPERS),
    "pairing:release": Row("302 404 404 403 200 200 403 403 403", "order"),
    "pairing:pair_replace": Row(ROW, "pairing"),
    "pairing:pair_extend": Row(ROW, "pairing"),
    "pairing:pair_end": Row(ROW, "pairing"),
    "pairing:pair_complete": Row(ROW, "pairing"),
    "pairing:rounds": Row(KEEPERS),
    "pairing:round_add": Row(KEEPERS),
    "pairing:round": Row(ROW, "round"),
    "pairing:round_rerun": Row(ROW, "round"),
    "pairing:round_choose": Row(ROW, "round", other="matched_mentee"),
    "pairing:round_check": Row(ROW, "round"),
    "pairing:round_reopen": Row(ROW, "round"),
    "pairing:round_discard": Row(ROW, "round"),
    "pairing:round_pairs": Row(ROW, "round"),
    "pairing:take_out": Row(ROW, "proposal"),
    "pairing:put_back": Row(ROW, "proposal"),
    "pairing:pin": Row(ROW, "proposal"),
    "pairing:ban": Row(ROW, "proposal"),
    "pairing:rules": Row(KEEPERS),
    "pairing:rule_lift": Row(ROW, "match_rule"),
    "pairing:wishes": Row(KEEPERS),
    "pairing:wish_sheets": Row("302 403 404 403 200 200 403 403 403"),
}


def pairing_subjects(world: World) -> dict[str, Any]:
    """The rows of school a1 that these URLs are about."""
    mentor = make_participation(make_person(world.a1, last_name="Орлова", birth_on=date(2010, 3, 1)), "mentor")
    mentee, waiting = (make_participation(make_person(world.a1, last_name=name)) for name in ("Котова", "Зимина"))
    pairing = make_pairing(mentor, mentee)
    round = MatchRound.objects.create(
        organization=world.a1, goal="fit", starts_on=date(2026, 11, 16), ends_on=date(2027, 5, 31), created_at=NOW
    )
    return {
        "pairing": pairing,
        "membership_in_pair": Membership.objects.get(),
        "round": round,
        "matched_mentee": waiting,
        "proposal": Proposal.objects.create(round=round, mentor=mentor, mentee=waiting, score=0.5),
        "match_rule": MatchRule.objects.create(
            mentor=mentor, mentee=waiting, kind="pin", reason="Дружат", made_by=world.curator, made_at=NOW
        ),
    }
