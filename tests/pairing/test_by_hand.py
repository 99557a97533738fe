"""Pairs that somebody makes by hand: what the matching forbids is refused there too, in the same words."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orders.services import send_to_sign
from pairing.drafts import Drafted, PairDraft
from pairing.models import MatchRule, Pairing
from pairing.selectors.choices import against_joining, heirs_of
from pairing.selectors.pool import hindered
from pairing.services import changes, ordering, pairs
from pairing.services.pairs import PairRefused
from participants.models import Participation, Programme

from ..factories import NOW, TODAY, end_pairing, make_pairing
from .people import mentee_of, mentor_of

ENDS = date(2027, 5, 31)
QUERIES = 20
TOMORROW = TODAY + timedelta(days=1)
UNTRAINED = "наставник ещё не прошёл обучение"


@pytest.fixture
def clock(world):
    world.curator.last_name = "Иванова"  # a name that the declension is sure of
    world.curator.save()
    return {"by": world.curator, "at": NOW}


@pytest.fixture
def pair(world):
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1))


@pytest.fixture
def untrained(world, pair):
    programme = Programme.objects.create(
        organization=world.a1, title="Диалог", starts_on=TODAY, ends_on=ENDS, training_required=True, form=pair.form
    )
    return mentor_of(world.a1, "Синицына", programme=programme)


def test_a_mentor_without_the_training_takes_no_pair_over(world, pair, untrained, clock):
    said = {"first_day": TOMORROW, "reason": "перевод", "issue": Drafted()}
    with pytest.raises(PairRefused, match=UNTRAINED):
        changes.replace_mentor(pair, mentor=untrained, **said, **clock)
    waiting = mentee_of(world.a1, "Зимина")
    with pytest.raises(PairRefused, match=UNTRAINED):
        draft = PairDraft(untrained, (waiting,), TODAY, ENDS)
        pairs.make_pair(draft, organization=world.a1, **clock)
    assert Pairing.objects.count() == 1


def test_the_page_of_replacement_says_what_speaks_for_and_against_everybody(pair, untrained, as_role):
    mentor_of(pair.organization, "Галкина", hours_a_week=2)
    page = as_role("curator").get(reverse("pairing:pair_replace", args=[pair.pk]))
    choices = {choice.mentor.person.last_name: choice for choice in page.context["form"].choices}
    assert choices["Синицына"].obstacles == [UNTRAINED] and not choices["Галкина"].obstacles
    assert choices["Галкина"].reasons and "Орлова" not in choices
    text = page.content.decode()
    assert UNTRAINED in text and f'value="{untrained.pk}" disabled' in text
    asked = {"mentor": untrained.pk, "first_day": TOMORROW.isoformat(), "reason": "перевод", "way": "drafted"}
    refused = as_role("curator").post(reverse("pairing:pair_replace", args=[pair.pk]), asked)
    assert UNTRAINED in refused.content.decode()


def test_places_are_counted_on_the_first_day_without_the_pair_that_is_replaced(world, pair, clock):
    busy = mentor_of(world.a1, "Галкина")
    other = make_pairing(busy, mentee_of(world.a1, "Зимина"), ends_on=TODAY)
    [choice] = heirs_of(pair, [busy], on=TODAY, day=TODAY)
    assert choice.obstacles == ["у наставника нет свободных мест"]
    [choice] = heirs_of(pair, [busy], on=TODAY, day=TOMORROW)
    assert choice.obstacles == []
    end_pairing(other, TODAY - timedelta(days=1))
    assert not heirs_of(pair, [busy], on=TODAY, day=TODAY)[0].obstacles


@pytest.mark.parametrize("is_conflict", [False, True])
def test_a_replaced_mentor_may_come_back_unless_the_two_did_not_get_along(world, pair, clock, as_role, is_conflict):
    """The page of replacement records it; while the order is a draft it keeps nobody apart."""
    first, former = timezone.localdate() + timedelta(days=1), pair.mentor
    asked = {
        "mentor": mentor_of(world.a1, "Галкина").pk, "first_day": first.isoformat(), "reason": "длительная болезнь",
        "way": "drafted", **({"is_conflict": "on"} if is_conflict else {}),
    }  # fmt: skip
    as_role("curator").post(reverse("pairing:pair_replace", args=[pair.pk]), asked)
    new = Pairing.objects.get(replaces=pair)
    [drafted] = heirs_of(new, [former], on=first, day=first)
    new.order.state, new.order.number, new.order.signed_on, new.order.year = "signed", "9-од", TODAY, TODAY.year
    new.order.save()
    [signed] = heirs_of(new, [former], on=first, day=first)
    assert "в прежней паре не сработались" not in drafted.obstacles
    assert signed.obstacles == (["в прежней паре не сработались"] if is_conflict else [])


def test_a_group_needs_a_place_for_each_and_names_whom_a_ban_concerns(world, clock):
    first, second = mentee_of(world.a1), mentee_of(world.a1, "Зимина")
    group = make_pairing(mentor_of(world.a1, capacity=2), first, second)
    small, large = mentor_of(world.a1, "Галкина"), mentor_of(world.a1, "Синицына", capacity=2)
    MatchRule.objects.create(
        mentor=large, mentee=second, kind="ban", reason="Ссора", made_by=world.curator, made_at=NOW
    )
    found = {choice.mentor: choice.obstacles for choice in heirs_of(group, [small, large], on=TODAY, day=TODAY)}
    assert found == {small: ["у наставника нет свободных мест"], large: ["запрет куратора"]}
    with pytest.raises(PairRefused, match="Зимина Д. О.: запрет куратора"):
        changes.replace_mentor(group, mentor=large, first_day=TOMORROW, reason="перевод", issue=Drafted(), **clock)


def test_lists_of_people_put_apart_who_cannot_be_chosen(world, pair, untrained, as_role):
    waiting = mentee_of(world.a1, "Зимина")
    people = Participation.objects.all()
    assert hindered(people, organization=world.a1, on=TODAY) == {
        pair.mentor_id: "у наставника нет свободных мест",
        pair.memberships.get().mentee_id: "наставник уже есть",
        untrained.pk: UNTRAINED,
    }
    assert against_joining(pair, [waiting], on=TODAY) == {waiting.pk: "у наставника нет свободных мест"}
    page = as_role("curator").get(reverse("pairing:pair_add")).content.decode()
    assert f'<option value="{untrained.pk}" disabled>' in page and UNTRAINED in page
    page = as_role("curator").get(reverse("pairing:member_add", args=[pair.pk])).content.decode()
    assert f'<option value="{waiting.pk}" disabled>' in page


def test_the_page_of_replacement_asks_the_same_queries_for_few_mentors_and_many(
    pair, as_role, django_assert_num_queries
):
    client, url = as_role("curator"), reverse("pairing:pair_replace", args=[pair.pk])
    for number in (1, 3):
        while Participation.objects.mentors().count() < number + 1:
            mentor_of(pair.organization, f"Галкина{number}")
        with django_assert_num_queries(QUERIES):
            assert client.get(url).status_code == 200


def test_the_director_sees_what_the_signature_brings_about(world, pair, clock, as_role):
    """Every pair of the order with what becomes of it, from the rows that come into force, on the page of signing."""
    other = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Зимина"))
    cases = [
        lambda: changes.extend_pairs([pair, other], ends_on=date(2027, 8, 31), issue=Drafted(), **clock),
        lambda: (
            changes.replace_mentor(
                pair,
                mentor=mentor_of(world.a1, "Галкина"),
                first_day=TOMORROW,
                reason="перевод",
                issue=Drafted(),
                **clock,
            ).order
        ),
    ]
    said = [
        ["Орлова Д. О. — Котова Д. О.", "Синицына Д. О. — Зимина Д. О.", "продлевается до 31.08.2027"],
        ["Орлова Д. О. — Котова Д. О.", "наставник заменяется", "Галкина Д. О. — Котова Д. О.", "новая пара"],
    ]
    for make, words in zip(cases, said, strict=True):
        order = make()
        send_to_sign(order, **clock)
        page = as_role("director").get(reverse("orders:review", args=[order.pk])).content.decode()
        assert all(word in page for word in words), words
        order.refresh_from_db()
        order.state = "draft"
        order.save()
        ordering.release_pairs(order, **clock)
