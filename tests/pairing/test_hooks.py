"""What the apps below ask of pairs: with whom, what an order decided, what is destroyed, when pairs were formed."""

from datetime import date

import pytest
from django.urls import reverse

from orders.subjects import subjects_of
from pairing.models import MatchRound, MatchRule, Membership, Pairing, Proposal, Wish
from participants.engagement import companions
from participants.erasure import erase_elsewhere
from roadmaps.events import source_of
from roadmaps.models import Activity, Roadmap

from ..factories import NOW, TODAY, end_pairing, make_pairing, make_roadmap
from .people import mentee_of, mentor_of

OUTSIDERS = ("stranger", "executor", "methodologist", "head", "coordinator", "administrator", "nobody")
HIDDEN = "Тайнова"


@pytest.fixture
def group(world) -> Pairing:
    mentor = mentor_of(world.a1, HIDDEN, capacity=3)
    return make_pairing(mentor, mentee_of(world.a1), mentee_of(world.a1, "Зимина"))


def test_the_official_tables_know_with_whom(group):
    mentees = [member.mentee_id for member in group.memberships.all()]
    found = companions([group.mentor_id, *mentees], TODAY)
    assert [companion.name.split()[0] for companion in found[group.mentor_id]] == ["Зимина", "Котова"]
    assert [companion.place for companion in found[mentees[0]]] == ["10 «А»"]
    assert not companions([group.mentor_id], date(2026, 9, 1))


def test_an_order_tells_its_pairs_by_number_and_cannot_be_cancelled_under_them(group):
    [subject] = subjects_of(group.order)
    assert subject.in_force
    assert HIDDEN not in subject.label
    end_pairing(group, TODAY)
    assert not subjects_of(group.order)[0].in_force


def test_who_is_erased_leaves_their_group_and_every_list(world, group):
    member = group.memberships.first()
    mentor, mentee = group.mentor, member.mentee
    round = MatchRound.objects.create(
        organization=world.a1, goal="fit", starts_on=TODAY, ends_on=date(2027, 5, 31), created_at=NOW
    )
    Proposal.objects.create(round=round, mentor=mentor, mentee=mentee)
    Wish.objects.create(mentor=mentor, mentee=mentee, by="mentee", rank=1)
    MatchRule.objects.create(
        mentor=mentor, mentee=mentee, kind="pin", reason="Дружат", made_by=world.curator, made_at=NOW
    )
    assert erase_elsewhere(mentee.person, NOW)
    for model in (Proposal, Wish, MatchRule):
        assert not model.objects.exists()
    assert Membership.objects.get(pk=member.pk).left_on == TODAY
    group.refresh_from_db()
    assert group.state == "approved"
    erase_elsewhere(mentor.person, NOW)
    group.refresh_from_db()
    assert (group.ending.kind, group.ended_on) == ("ended_early", TODAY)


def test_pairs_are_formed_on_the_day_of_their_first_order(world, group):
    roadmap = make_roadmap(world.a1, state=Roadmap.State.APPROVED)
    activity = Activity.objects.filter(section__roadmap=roadmap).first()
    source = source_of("pairs_formed")
    assert source.suggest(activity, "после формирования наставнических пар") == ""
    assert source.suggest(activity, "после издания приказа о кураторе") is None
    assert source.happened(activity, "") == date(2026, 9, 21)
    assert source.happened(Activity.objects.filter(section__roadmap=make_roadmap(world.b1)).first(), "") is None


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_page_of_pairs_tells_a_name_to_others(client, world, group, role):
    assert Pairing.objects.filter(mentor__person__last_name=HIDDEN).exists()
    round = MatchRound.objects.create(
        organization=world.a1, goal="fit", starts_on=TODAY, ends_on=date(2027, 5, 31), created_at=NOW
    )
    Proposal.objects.create(round=round, mentor=group.mentor, mentee=group.memberships.first().mentee)
    client.force_login(world.people[role])
    lists = ("pairs", "pair_add", "assign", "rounds", "rules", "wishes", "wish_sheets", "counts")
    pages = [reverse(f"pairing:{name}") for name in lists]
    pages += [reverse("pairing:pair", args=[group.pk]), reverse("pairing:round", args=[round.pk])]
    pages.append(reverse("orders:detail", args=[group.order_id]))
    for url in pages:
        response = client.get(url, follow=True)
        assert HIDDEN not in response.getvalue().decode(errors="replace"), url
