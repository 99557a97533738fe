"""Rounds of matching: what the curator chose or took out stays, what is forbidden cannot be chosen."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEntry
from core.states import ForbiddenMove
from pairing.models import MatchRound, MatchRule, Wish
from pairing.selectors.choices import choices_for
from pairing.services import matching, rules
from pairing.services.matching import MatchingRefused
from pairing.services.wishes import WishRefused, record_wishes

from ..factories import NOW, TODAY
from .people import mentee_of, mentor_of

PERIOD = {"starts_on": TODAY, "ends_on": date(2027, 5, 31)}


@pytest.fixture
def clock(world):
    return {"by": world.curator, "at": NOW}


@pytest.fixture
def bank(world):
    """Two mentors with a place each, three mentees."""
    mentors = [mentor_of(world.a1, name) for name in ("Орлова", "Синицына")]
    mentees = [mentee_of(world.a1, name) for name in ("Котова", "Зимина", "Летова")]
    return mentors, mentees


@pytest.fixture
def round(world, bank, clock) -> MatchRound:
    return matching.start_round(organization=world.a1, form=None, goal="coverage", **PERIOD, **clock)


def standing(round) -> dict[int, int]:
    return {row.mentee_id: row.mentor_id for row in round.proposals.filter(is_removed=False)}


def test_a_round_gives_every_place_away_and_says_why_somebody_waits(round):
    assert len(standing(round)) == 2
    [waiting] = round.unmatched.all()
    assert "отданы другим" in waiting.reason
    assert round.change["pairs"] == [0, 2]


def test_an_impossible_period_is_refused(world, clock):
    with pytest.raises(MatchingRefused):
        matching.start_round(organization=world.a1, form=None, goal="fit", starts_on=TODAY, ends_on=TODAY, **clock)


def test_the_mentor_of_ones_choice_stays_through_every_further_run(round, bank, clock):
    mentors, mentees = bank
    waiting = round.unmatched.get().mentee
    matching.choose_mentor(round, mentee=waiting, mentor=mentors[0], reason="Соседи", **clock)
    round.refresh_from_db()
    assert standing(round)[waiting.pk] == mentors[0].pk
    assert waiting.pk in round.change["gained"] and len(round.change["lost"]) == 1
    for goal in ("fit", "stable"):
        matching.rerun(round, goal=goal, **clock)
        row = round.proposals.get(mentee=waiting, is_removed=False)
        assert (row.mentor_id, row.source, row.override_reason) == (mentors[0].pk, "chosen", "Соседи")


def test_without_a_reason_nothing_is_changed_by_hand(round, bank, clock):
    row = round.proposals.first()
    for change in (matching.take_out, rules.pin, rules.ban):
        with pytest.raises(MatchingRefused):
            change(row, reason="  ", **clock)
    with pytest.raises(MatchingRefused):
        matching.choose_mentor(round, mentee=row.mentee, mentor=bank[0][0], reason="", **clock)
    assert len(standing(round)) == 2


def test_a_choice_without_a_reason_is_still_ticked_on_the_page_that_asks_for_it(round, bank, as_role):
    row = round.proposals.first()
    page = reverse("pairing:round_choose", args=[round.pk, row.mentee_id])
    [other] = [mentor for mentor in bank[0] if mentor.pk != row.mentor_id]
    ticked = 'value="{}" checked'.format
    assert ticked(row.mentor_id) in as_role("curator").get(page).content.decode()
    asked = as_role("curator").post(page, {"mentor": other.pk, "reason": ""}).content.decode()
    assert ticked(other.pk) in asked and ticked(row.mentor_id) not in asked


def test_what_is_forbidden_cannot_be_chosen_and_says_why(round, clock):
    row = round.proposals.first()
    rules.ban(row, reason="Ссора", **clock)
    assert standing(round).get(row.mentee_id) != row.mentor_id
    choices = {choice.mentor: choice for choice in choices_for(round, row.mentee, TODAY)}
    assert choices[row.mentor].obstacles == ["запрет куратора"]
    with pytest.raises(MatchingRefused, match="запрет куратора"):
        matching.choose_mentor(round, mentee=row.mentee, mentor=row.mentor, reason="Всё же", **clock)


def test_a_mentor_whose_places_are_held_by_choice_cannot_be_chosen_again(round, bank, clock):
    mentors, mentees = bank
    matching.choose_mentor(round, mentee=mentees[0], mentor=mentors[0], reason="Так решено", **clock)
    matching.choose_mentor(round, mentee=mentees[1], mentor=mentors[1], reason="Так решено", **clock)
    before = standing(round)
    with pytest.raises(MatchingRefused):
        matching.choose_mentor(round, mentee=mentees[2], mentor=mentors[0], reason="Так решено", **clock)
    assert standing(round) == before


def test_a_pair_taken_out_stays_out_until_it_is_put_back(round, clock):
    row = round.proposals.first()
    matching.take_out(row, reason="Переезжает", **clock)
    assert "Переезжает" in round.unmatched.get(mentee=row.mentee).reason
    matching.rerun(round, goal="coverage", **clock)
    assert standing(round).get(row.mentee_id) != row.mentor_id
    matching.put_back(row, **clock)
    assert not round.proposals.filter(is_removed=True).exists()
    assert len(standing(round)) == 2


def test_a_pin_holds_in_the_next_round(world, round, clock):
    row = round.proposals.first()
    rules.pin(row, reason="Дружат", **clock)
    row.refresh_from_db()
    assert row.source == "pinned"
    again = matching.start_round(organization=world.a1, form=None, goal="fit", **PERIOD, **clock)
    assert again.proposals.get(mentee=row.mentee).mentor_id == row.mentor_id
    rules.lift_rule(MatchRule.objects.get(), **clock)
    assert not MatchRule.objects.exists()


def test_only_a_draft_is_changed(round, clock):
    matching.check_round(round, **clock)
    with pytest.raises(MatchingRefused):
        matching.rerun(round, goal="fit", **clock)
    matching.reopen_round(round, **clock)
    matching.discard_round(round, **clock)
    with pytest.raises(ForbiddenMove):
        matching.check_round(round, **clock)


def test_wishes_are_kept_in_order_and_heeded(world, bank, clock):
    mentors, mentees = bank
    lists = {mentees[0]: [mentors[1], mentors[0]], mentees[1]: []}
    assert record_wishes(lists, side="mentee", organization=world.a1, **clock) == 2
    assert record_wishes({mentees[0]: [mentors[0]]}, side="mentee", organization=world.a1, **clock) == 1
    assert Wish.objects.get().mentor == mentors[0]
    with pytest.raises(WishRefused):
        record_wishes({mentees[0]: [mentors[0]] * 2}, side="mentee", organization=world.a1, **clock)
    round = matching.start_round(organization=world.a1, form=None, goal="stable", **PERIOD, **clock)
    assert standing(round)[mentees[0].pk] == mentors[0].pk


def test_the_audit_trail_holds_no_name_and_no_words_about_people(round, clock):
    row = round.proposals.first()
    matching.take_out(row, reason="Тайная причина", **clock)
    said = "".join(f"{entry.subject_label}{entry.changes}" for entry in AuditEntry.objects.all())
    assert "Тайная" not in said
    assert row.mentor.person.last_name not in said
