"""Whose data is to be destroyed on request becomes part of no pair, round or order."""

from datetime import date

import pytest

from pairing.drafts import PairDraft
from pairing.models import Pairing
from pairing.selectors.people import mentees_in, mentors_in
from pairing.selectors.pool import bank_of
from pairing.services.ordering import draft_assignment
from pairing.services.pairs import PairRefused, make_pair
from participants.models import Participation, SubjectRequest

from ..factories import NOW, TODAY
from .people import mentee_of, mentor_of


def block(row: Participation) -> None:
    SubjectRequest.objects.create(
        organization=row.organization, person=row.person, kind="stop_processing", received_on=TODAY, due_on=TODAY,
        created_at=NOW,
    )  # fmt: skip


@pytest.fixture
def two(world) -> tuple[Participation, Participation]:
    return mentor_of(world.a1), mentee_of(world.a1)


def pair(two, world) -> Pairing:
    draft = PairDraft(two[0], (two[1],), TODAY, date(2027, 5, 31))
    return make_pair(draft, organization=world.a1, by=world.curator, at=NOW)


def test_they_are_neither_matched_nor_offered(world, two):
    assert mentors_in(world.curator, TODAY) and mentees_in(world.curator, TODAY)
    for row in two:
        block(row)
    bank = bank_of(world.a1, on=TODAY)
    assert (bank.pools, bank.left_out) == ([], [])
    assert not mentors_in(world.curator, TODAY) and not mentees_in(world.curator, TODAY)


@pytest.mark.parametrize("side", [0, 1])
def test_no_pair_is_made_of_them(world, two, side):
    block(two[side])
    with pytest.raises(PairRefused):
        pair(two, world)


@pytest.mark.parametrize("side", [0, 1])
def test_no_order_names_a_pair_of_theirs(world, two, side):
    made, other = pair(two, world), pair((mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Зимина")), world)
    block(two[side])
    with pytest.raises(PairRefused):
        draft_assignment([made, other], organization=world.a1, by=world.curator, at=NOW)
    assert draft_assignment([other], organization=world.a1, by=world.curator, at=NOW).pk
