"""How often pairs should meet, which are silent, and how far along the five meetings a pair is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from pairing.guide import GUIDES, next_kind
from pairing.models import Meeting, Pairing
from pairing.selectors.counts import pair_cares
from pairing.selectors.meetings import View, coming_meetings, count_by_view, meetings_of, with_pair
from pairing.selectors.rhythm import patience, silent, with_silence
from participants.models import Consent, Programme

from ..factories import NOW, TODAY, make_pairing
from .people import mentee_of, mentor_of

DAY = timedelta(days=1)
BEGINS = date(2026, 9, 21)


@pytest.fixture
def pair(world) -> Pairing:
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1))


def add(pairing, day, kind="regular", state="held") -> Meeting:
    days = {"held_on": day} if state == "held" else {"planned_on": day}
    return Meeting.objects.create(pairing=pairing, kind=kind, state=state, entry=uuid4(), recorded_at=NOW, **days)


def of_norm(pairing, a_month: int) -> None:
    programme = Programme.objects.create(
        organization=pairing.organization, title="Программа", form=pairing.form, starts_on=BEGINS,
        ends_on=date(2027, 5, 31), meetings_a_month=a_month,
    )  # fmt: skip
    Pairing.objects.filter(pk=pairing.pk).update(programme=programme)


def silent_on(day: date) -> set[int]:
    return set(silent(Pairing.objects.all(), day).values_list("pk", flat=True))


@pytest.mark.parametrize(("norm", "days"), [(1, 60), (2, 30), (4, 15), (7, 9), (8, 8), (30, 2), (60, 2)])
def test_a_pair_may_be_without_a_meeting_for_twice_the_norm(norm, days):
    assert patience(norm) == timedelta(days=days)


@pytest.mark.parametrize("norm", [None, 1, 2, 4, 8, 30, 60])
def test_the_first_day_of_silence_is_the_same_for_a_card_and_for_a_list(pair, norm):
    if norm:
        of_norm(pair, norm)
    pair = Pairing.objects.select_related("programme").get(pk=pair.pk)
    since = meetings_of(pair, TODAY, at_work=True).rhythm.silent_since
    assert not silent_on(since - DAY)
    assert silent_on(since) == {pair.pk}
    met = add(pair, since - DAY)
    assert not silent_on(since)
    assert with_silence(Pairing.objects.all(), since).get().last_met == met.held_on


def test_without_a_norm_nobody_is_silent(pair):
    of_norm(pair, 0)
    assert not silent_on(date(2027, 5, 31))


def test_only_pairs_at_work_are_silent_and_planning_is_no_meeting(pair):
    add(pair, TODAY, state="planned")
    add(pair, TODAY - DAY, state="missed")
    assert silent_on(TODAY) == {pair.pk}
    Consent.objects.filter(person=pair.mentor.person, kind="processing").update(withdrawn_on=TODAY)
    assert not silent_on(TODAY)
    assert with_silence(Pairing.objects.all(), TODAY - DAY).get().is_silent


def test_the_path_leads_through_five_kinds(pair):
    assert list(GUIDES) == list(Meeting.Kind)

    def standings() -> list[str]:
        return [step.standing for step in meetings_of(pair, TODAY, at_work=True).steps]

    assert standings() == ["now", "ahead", "ahead", "ahead", "ahead"]
    for number, kind in enumerate(("intro", "trial", "planning", "regular")):
        assert next_kind(set(list(Meeting.Kind)[:number])) == kind
        add(pair, BEGINS + number * DAY, kind)
    assert standings() == ["done", "done", "done", "now", "ahead"]
    add(pair, TODAY, "final")
    assert standings() == ["done"] * 5


def test_the_card_counts_the_last_thirty_days(pair):
    for days in (0, 29, 30):
        add(pair, TODAY - days * DAY)
    rhythm = meetings_of(pair, TODAY, at_work=True).rhythm
    assert (rhythm.norm, rhythm.lately, rhythm.last_met) == (2, 2, TODAY)


def test_the_views_of_the_list(pair):
    monday = TODAY - TODAY.weekday() * DAY
    add(pair, monday)
    add(pair, TODAY - 20 * DAY, state="planned")
    add(pair, TODAY + 20 * DAY, state="planned")
    add(pair, TODAY - 40 * DAY, state="missed")
    counts = count_by_view(with_pair(Meeting.objects.all()), TODAY)
    assert counts == {View.WEEK: 1, View.UNMARKED: 1, View.PLANNED: 1, View.HELD: 1, View.MISSED: 1}


def test_what_wants_the_curator_today_is_nothing_to_others(as_role, world, pair):
    add(pair, TODAY - DAY, state="planned")
    coming = add(pair, TODAY, state="planned")
    for role, expected in (("curator", (1, 1, 1)), ("methodologist", (0, 0, 0)), ("stranger", (0, 0, 0))):
        user = as_role(role).get("/").wsgi_request.user
        cares = pair_cares(user, TODAY)
        assert (cares.coming, cares.unmarked, cares.silent) == expected
        assert coming_meetings(user, TODAY) == [coming] * cares.coming
