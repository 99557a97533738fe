"""The bank as the matching reads it: who waits, who may be a mentor, in how many queries."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations.models import Organization
from pairing.models import MatchRound, MatchRule, Wish
from pairing.selectors.people import signed_orders
from pairing.selectors.pool import NO_QUESTIONNAIRE, bank_of, grade_of
from pairing.selectors.rounds import usual_period

from ..factories import (
    NOW,
    TODAY,
    end_pairing,
    make_consent,
    make_order,
    make_pairing,
    make_participation,
    make_person,
)
from .people import mentee_of, mentor_of

QUERIES = 8  # settings, people, their areas and interests, members, rules, wishes, ended pairs


@pytest.mark.parametrize(
    ("group", "grade"),
    [("8 «А»", 8), ("11-Б", 11), ("подготовительная группа", None), ("2024 набор", None), ("", None)],
)
def test_the_class_is_read_from_its_name(group, grade):
    assert grade_of(group) == grade


def test_people_become_mentors_and_mentees(world):
    mentor = mentor_of(world.a1, capacity=3, hours_a_week="1.5", wished_age_from=10, wished_age_to=14)
    mentee, waiting = mentee_of(world.a1), mentee_of(world.a1, "Зимина")
    make_pairing(mentor, mentee)
    [pool] = bank_of(world.a1, on=TODAY).pools
    assert [somebody.key for somebody in pool.mentees] == [waiting.pk]
    [found] = pool.mentors
    assert (found.places, found.hours, found.wished_ages, found.age) == (2, 1.5, (10, 14), 16)
    assert found.consented


def test_what_was_said_of_two_people_is_heeded(world):
    mentor, mentee = mentor_of(world.a1), mentee_of(world.a1)
    other = mentee_of(world.a1, "Зимина")
    MatchRule.objects.create(
        mentor=mentor, mentee=mentee, kind="ban", reason="Ссора", made_by=world.curator, made_at=NOW
    )
    Wish.objects.create(mentor=mentor, mentee=other, by="mentee", rank=1)
    ended = make_pairing(mentor, other)
    end_pairing(ended, date(2026, 10, 10), "ended_early", is_conflict=True)
    [pool] = bank_of(world.a1, on=TODAY).pools
    assert pool.options.bans == {(mentor.pk, mentee.pk)}
    assert pool.options.conflicts == {(mentor.pk, other.pk)}
    assert pool.options.mentee_wishes == {(mentor.pk, other.pk): 1}


@pytest.mark.parametrize("kind", ["replaced", "ended_early", "completed"])
def test_a_pair_that_ended_for_another_reason_keeps_nobody_apart(world, kind):
    """Illness, dismissal, workload: who gets well may go on with the same mentee."""
    mentor, mentee = mentor_of(world.a1), mentee_of(world.a1)
    end_pairing(make_pairing(mentor, mentee), date(2026, 10, 10), kind, reason="длительная болезнь")
    [pool] = bank_of(world.a1, on=TODAY).pools
    assert not pool.options.conflicts


def test_a_conflict_keeps_apart_those_whom_it_concerns(world):
    """Not the mentee who had left the group in peace before; the one who left because of the mentor."""
    mentor = mentor_of(world.a1, capacity=4)
    quarrelled, moved, stayed = (mentee_of(world.a1, name) for name in ("Котова", "Зимина", "Белова"))
    group = make_pairing(mentor, quarrelled, moved, stayed)
    away = {"left_on": date(2026, 10, 1), "reason": "Переход в другой класс"}
    group.memberships.filter(mentee=moved).update(**away)
    group.memberships.filter(mentee=quarrelled).update(**away, is_conflict=True)
    end_pairing(group, date(2026, 10, 10))
    [pool] = bank_of(world.a1, on=TODAY).pools
    assert pool.options.conflicts == {(mentor.pk, quarrelled.pk)}
    group.changes.update(is_conflict=True)
    [pool] = bank_of(world.a1, on=TODAY).pools
    assert pool.options.conflicts == {(mentor.pk, quarrelled.pk), (mentor.pk, stayed.pk)}


def test_a_mark_made_by_mistake_is_taken_back(as_role, world):
    """Of the whole pair, or of the one who left; the trail keeps why, and names nobody."""
    mentor = mentor_of(world.a1, capacity=4)
    left, stayed = (mentee_of(world.a1, name) for name in ("Котова", "Белова"))
    group = make_pairing(mentor, left, stayed)
    group.memberships.filter(mentee=left).update(left_on=date(2026, 10, 1), reason="Ссора", is_conflict=True)
    change = end_pairing(group, date(2026, 10, 10), "ended_early", is_conflict=True)
    member = group.memberships.get(mentee=left)
    client = as_role("curator")
    for name, row, kept in (("pair", change, {(mentor.pk, left.pk)}), ("member", member, set())):
        url = reverse(f"pairing:{name}_conflict_lift", args=[row.pk])
        assert url in client.get(group.get_absolute_url()).content.decode()
        assert client.post(url, {"why": ""}).status_code == 200
        assert client.post(url, {"why": "mistake"}).url == group.get_absolute_url()
        assert url not in client.get(group.get_absolute_url()).content.decode()
        [pool] = bank_of(world.a1, on=TODAY).pools
        assert pool.options.conflicts == kept
        assert client.post(url, {"why": "settled"}).status_code == 200
    entries = AuditEntry.objects.filter(verb="pairing.conflict_lifted").order_by("pk")
    assert [entry.changes for entry in entries] == [{"why": "mistake"}, {"why": "mistake", "mentee": left.pk}]


def test_without_a_consent_or_a_questionnaire_nobody_is_matched(world):
    mentor_of(world.a1)
    lacking = make_participation(make_person(world.a1, last_name="Безбумажная"))
    blank = mentee_of(world.a1, "Пустова", questionnaire_on=None)
    bank = bank_of(world.a1, on=TODAY)
    assert [(somebody.key, somebody.consented) for somebody in bank.pools[0].mentees] == [(lacking.pk, False)]
    assert bank.left_out == [(blank.pk, NO_QUESTIONNAIRE)]


def test_another_school_is_another_bank(world):
    mentor_of(world.b1)
    mentee_of(world.b1)
    assert not bank_of(world.a1, on=TODAY).pools


def test_the_number_of_queries_does_not_grow(world, django_assert_num_queries):
    for number in (1, 4):
        for place in range(number):
            mentor_of(world.a1, f"Орлова{number}{place}")
            mentee_of(world.a1, f"Котова{number}{place}")
        with django_assert_num_queries(QUERIES):
            bank_of(world.a1, on=TODAY)


def test_the_command_shows_or_keeps(world, capsys):
    mentor, mentee = mentor_of(world.a1), mentee_of(world.a1)
    make_consent(mentor.person, "dissemination")
    call_command("match", organization="a1", goal="fit", dry_run=True, as_json=True)
    shown = json.loads(capsys.readouterr().out)
    assert not MatchRound.objects.exists()
    call_command("match", organization="a1", goal="fit", as_json=True)
    kept = json.loads(capsys.readouterr().out)
    assert shown["pairs"] == kept["pairs"]
    assert (kept["pairs"][0]["mentor"], kept["pairs"][0]["mentee"]) == (mentor.pk, mentee.pk)
    assert MatchRound.objects.get().pk == kept["round"]
    with pytest.raises(CommandError, match="nowhere"):
        call_command("match", organization="nowhere", goal="fit")


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati"])
def test_the_command_lives_by_the_clock_of_the_institution(world, zone, capsys):
    """The two zones never have the same day."""
    Organization.objects.filter(slug="a1").update(time_zone=zone)
    call_command("match", organization="a1", goal="fit")
    assert MatchRound.objects.get().starts_on == timezone.localdate(timezone=ZoneInfo(zone))


def test_lessons_end_in_may_and_in_summer_next_may():
    assert usual_period(date(2027, 5, 30)) == {"starts_on": date(2027, 5, 30), "ends_on": date(2027, 5, 31)}
    assert usual_period(date(2027, 5, 31))["ends_on"] == date(2028, 5, 31)
    assert usual_period(date(2026, 9, 1))["ends_on"] == date(2027, 5, 31)


def test_a_pair_may_be_completed_by_an_order_of_results(world):
    order = make_order(world.a1, kind="results", signed_on=TODAY)
    assert list(signed_orders(world.a1, TODAY)) == [order]
