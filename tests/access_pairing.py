"""The access matrix of pairs: like the banks, they are for the curator and the director of the institution."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core.files import store_bytes
from pairing.models import (
    Award,
    CaseStory,
    Event,
    EventFile,
    MatchRound,
    MatchRule,
    Meeting,
    MentorLink,
    Proposal,
)
from pairing.selectors.roll_over import year_ahead
from pairing.services.plans import make_plan
from pairing.services.roll_over import begin

from .access_row import Row
from .factories import NOW, World, make_pairing, make_participation, make_person

KEEPERS = "302 403 200 403 200 200 403 403 403"  # pages without a row: curators and directors of institutions
ROW = "302 404 404 404 200 200 404 404 404"  # rows about people: those of the very institution
READERS = "302 403 200 403 200 200 200 200 200"  # and those above them, who are shown no names
REDIRECTS = "302 403 302 403 302 302 403 403 403"  # nothing was ticked
INSIDE = "302 404 404 403 200 200 403 403 403"  # rows that those above see, and what is done with them in the school
CLOSED = "410 410 410 410 410 410 410 410 410"
ANYBODY = "200 200 200 200 200 200 200 200 200"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "pairing:pairs": Row(KEEPERS),
    "pairing:pair_add": Row(KEEPERS),
    "pairing:pair": Row(ROW, "pairing"),
    "pairing:pair_edit": Row(ROW, "pairing"),
    "pairing:pair_discard": Row(ROW, "pairing"),
    "pairing:member_add": Row(ROW, "pairing"),
    "pairing:member_leave": Row(ROW, "membership_in_pair"),
    "pairing:member_conflict_lift": Row(ROW, "membership_in_pair"),
    "pairing:pair_conflict_lift": Row(ROW, "pair_change"),
    "pairing:counts": Row("302 403 403 403 403 403 200 200 200"),
    "pairing:meetings": Row(KEEPERS),
    "pairing:meetings_log": Row(KEEPERS),
    "pairing:meetings_confirm": Row(KEEPERS),
    "pairing:journal": Row(KEEPERS),
    "pairing:meeting": Row(ROW, "meeting"),
    "pairing:meeting_confirm": Row(ROW, "meeting"),
    "pairing:meeting_miss": Row(ROW, "meeting"),
    "pairing:meeting_reopen": Row(ROW, "meeting"),
    "pairing:meeting_delete": Row(ROW, "meeting"),
    "pairing:meeting_plan": Row(ROW, "pairing"),
    "pairing:meeting_add": Row(ROW, "pairing"),
    "pairing:pair_journal": Row(ROW, "pairing"),
    "pairing:assign": Row(KEEPERS),
    "pairing:assign_draft": Row(KEEPERS),
    "pairing:release": Row("302 404 404 403 200 200 403 403 403", "order"),
    "pairing:pair_replace": Row(ROW, "pairing"),
    "pairing:pairs_extend": Row(KEEPERS),
    "pairing:pair_end": Row(ROW, "pairing"),
    "pairing:pairs_complete": Row(KEEPERS),
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
    "pairing:roll_over": Row(KEEPERS),
    "pairing:roll_over_pairs": Row(KEEPERS),
    "pairing:roll_over_results": Row(ROW),
    "pairing:roll_over_extension": Row(ROW),
    "pairing:roll_over_complete": Row(ROW),
    "pairing:roll_over_extend": Row(ROW),
    "pairing:roll_over_classes": Row(KEEPERS),
    "pairing:roll_over_classes_back": Row(ROW),
    "pairing:roll_over_consents": Row(KEEPERS),
    "pairing:roll_over_done": Row(KEEPERS, extra={"step": "pairs"}),
    "pairing:roll_over_reopen": Row(ROW, extra={"step": "pairs"}),
    "pairing:plans": Row(KEEPERS),
    "pairing:plans_approve": Row(KEEPERS),
    "pairing:plan_make": Row(ROW, "pairing"),
    "pairing:plan": Row(ROW, "plan"),
    "pairing:plan_edit": Row(ROW, "plan"),
    "pairing:plan_reopen": Row(ROW, "plan"),
    "pairing:plan_paper": Row(ROW, "plan", extra={"format": "docx"}),
    "pairing:plan_item_add": Row(ROW, "plan"),
    "pairing:plan_item_edit": Row(ROW, "plan_item"),
    "pairing:plan_item_move": Row(ROW, "plan_item"),
    "pairing:plan_item_delete": Row(ROW, "plan_item"),
    "pairing:plan_item_done": Row(ROW, "plan_item"),
    "pairing:plan_item_undone": Row(ROW, "plan_item"),
    "pairing:links": Row(KEEPERS),
    "pairing:link_slips": Row(KEEPERS),
    "pairing:link_letters": Row(KEEPERS),
    "pairing:link_make": Row(ROW, "mentor_with_link"),
    "pairing:link_revoke": Row(ROW, "mentor_link"),
    # A page behind a personal link is closed to everybody without the link, whoever has signed in.
    "mentor:worker": Row(ANYBODY),
    "mentor:page": Row(CLOSED, extra={"token": "forged"}),
    "mentor:entry": Row(CLOSED, extra={"token": "forged", "pk": 1}, method="post"),
    "mentor:held": Row(CLOSED, extra={"token": "forged", "pk": 1}, method="post"),
    "mentor:missed": Row(CLOSED, extra={"token": "forged", "pk": 1}, method="post"),
    "pairing:wish_sheets": Row("302 403 404 403 200 200 403 403 403"),
    "pairing:events": Row(READERS),
    "pairing:event_add": Row(KEEPERS),
    "pairing:event": Row("302 404 404 403 200 200 200 200 200", "programme_event"),
    "pairing:event_edit": Row(INSIDE, "programme_event"),
    "pairing:event_hold": Row(INSIDE, "programme_event"),
    "pairing:event_take_back": Row(INSIDE, "programme_event"),
    "pairing:event_delete": Row(INSIDE, "programme_event"),
    "pairing:event_people": Row(INSIDE, "programme_event"),
    "pairing:event_sheet": Row(INSIDE, "programme_event", extra={"format": "pdf"}),
    "pairing:event_activities": Row(INSIDE, "programme_event"),
    "pairing:event_files": Row(INSIDE, "programme_event"),
    "pairing:event_file": Row(ROW, "event_file"),
    "pairing:event_file_remove": Row(ROW, "event_file"),
    "pairing:event_reflection": Row(INSIDE, "programme_event"),
    "pairing:event_looks": Row(INSIDE, "programme_event"),
    "pairing:reflections": Row(KEEPERS),
    "pairing:pair_closing": Row(ROW, "pairing"),
    "pairing:pair_results": Row(ROW, "pairing"),
    "pairing:awards": Row(KEEPERS),
    "pairing:award_issue": Row(KEEPERS),
    "pairing:award_words": Row(REDIRECTS),
    "pairing:awards_print": Row(REDIRECTS),
    "pairing:award_paper": Row(ROW, "award"),
    "pairing:award_edit": Row(ROW, "award"),
    "pairing:cases": Row(READERS),
    "pairing:case_add": Row(KEEPERS),
    "pairing:case": Row("302 404 404 403 200 200 200 200 200", "practice"),
    "pairing:case_edit": Row(INSIDE, "practice"),
    "pairing:case_share": Row(ROW, "case"),
    "pairing:case_withhold": Row(INSIDE, "practice"),
    "pairing:case_publish": Row(ROW, "case"),
    "pairing:case_unpublish": Row(ROW, "case"),
    "pairing:case_delete": Row(ROW, "case"),
}


def pairing_subjects(world: World) -> dict[str, Any]:
    """The rows of school a1 that these URLs are about."""
    mentor = make_participation(make_person(world.a1, last_name="Орлова", birth_on=date(2010, 3, 1)), "mentor")
    mentee, waiting = (make_participation(make_person(world.a1, last_name=name)) for name in ("Котова", "Зимина"))
    pairing = make_pairing(mentor, mentee)
    plan = make_plan(pairing, by=world.curator, at=NOW)
    round = MatchRound.objects.create(
        organization=world.a1, goal="fit", starts_on=date(2026, 11, 16), ends_on=date(2027, 5, 31), created_at=NOW
    )
    begin(world.a1, year_ahead(timezone.localdate()), by=world.curator, at=NOW)
    event = Event.objects.create(
        organization=world.a1, kind="seminar", title="Семинар", on=date(2026, 11, 10), created_at=NOW
    )
    photo = store_bytes(
        b"%PDF-1.7", name="list.pdf", content_type="application/pdf", scope=world.a1.path, by=world.curator, at=NOW
    )
    case, practice = (
        CaseStory.objects.create(organization=world.a1, title=title, text="Текст", practice=open, created_at=NOW)
        for title, open in (("Случай", False), ("Практика", True))
    )
    facts = {
        "dative": "Орловой Анне",
        "detail": "",
        "founder": "",
        "issuer": "Школа",
        "place": "",
        "position": "Директор",
    }
    award = Award.objects.create(
        organization=world.a1, participation=mentor, kind="thanks", year=2026, number=1, on=date(2026, 11, 10),
        words="за труд", facts={**facts, "signer": ""}, issued_at=NOW,
    )  # fmt: skip
    return {
        "programme_event": event,
        "event_file": EventFile.objects.create(event=event, file=photo),
        "case": case,
        "practice": practice,
        "award": award,
        "pairing": pairing,
        "plan": plan,
        "plan_item": plan.items.first(),
        "membership_in_pair": pairing.memberships.get(),
        "pair_change": pairing.changes.create(kind="extended", last_day=pairing.ends_on),
        "meeting": Meeting.objects.create(
            pairing=pairing, kind="regular", planned_on=date(2026, 11, 16), recorded_at=NOW
        ),
        "mentor_with_link": mentor,
        "mentor_link": MentorLink.objects.create(
            mentor=mentor,
            token_digest=f"{mentor.pk}",
            made_at=NOW,
            made_by=world.curator,
            expires_at=NOW + timedelta(days=9),
        ),
        "round": round,
        "matched_mentee": waiting,
        "proposal": Proposal.objects.create(round=round, mentor=mentor, mentee=waiting, score=0.5),
        "match_rule": MatchRule.objects.create(
            mentor=mentor, mentee=waiting, kind="pin", reason="Дружат", made_by=world.curator, made_at=NOW
        ),
    }
