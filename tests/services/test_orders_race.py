"""Many directors' clicks at the same moment, on a real PostgreSQL: one signature, no number twice, none missing."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core.errors import Refused
from orders.models import Order, OrderStep
from orders.services import draft_order, send_to_sign, sign_draft, sign_order

from ..factories import NOW, TODAY, World, make_world

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]

CLICKS = 20
ORDERS = 50
AT_ONCE = 10


@pytest.fixture
def world(database_url) -> World:
    return make_world()


def waiting_order(world: World) -> int:
    order = draft_order(
        organization=world.a1, kind="other", title="О наставничестве", clauses=["Начать."], by=world.curator, at=NOW
    )
    send_to_sign(order, by=world.curator, at=NOW)
    return order.pk


def together(number: int, work) -> list:
    """Runs `work(place)` so many times, each in a thread and connection of its own that starts with the others."""
    barrier = Barrier(number)

    def one(place: int):
        try:
            barrier.wait()
            return work(place)
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_twenty_clicks_on_one_order_sign_it_once(world):
    pk = waiting_order(world)

    def click(place: int) -> str:
        return sign_draft(Order.objects.get(pk=pk), by=world.director, at=NOW).number

    answers = Counter(together(CLICKS, click))

    assert answers["1-од"] == 1
    assert answers["StateConflict"] + answers["ForbiddenMove"] == CLICKS - 1
    assert OrderStep.objects.filter(order=pk, kind=OrderStep.Kind.SIGNED).count() == 1
    assert sign_draft(Order.objects.get(pk=waiting_order(world)), by=world.director, at=NOW).number == "2-од"


def test_fifty_orders_at_once_are_numbered_without_a_gap(world):
    waiting = [waiting_order(world) for _ in range(ORDERS)]

    def sign(place: int) -> str:
        return sign_draft(Order.objects.get(pk=waiting[place]), by=world.director, at=NOW).number

    numbers = together(ORDERS, sign)

    assert set(numbers) == {f"{ordinal}-од" for ordinal in range(1, ORDERS + 1)}


def test_refused_signatures_leave_no_gap(world):
    """Every other thread asks for a number that is taken: it is refused, and the others' numbers stay in a row."""
    sign_plain(world, number="100-од")

    def sign(place: int) -> str:
        return sign_plain(world, number="100-од" if place % 2 else None)

    answers = together(AT_ONCE, sign)

    assert Counter(answers)["OrderRefused"] == AT_ONCE // 2
    assert set(answers) - {"OrderRefused"} == {f"{ordinal}-од" for ordinal in range(101, 101 + AT_ONCE // 2)}


def sign_plain(world: World, *, number: str | None) -> str:
    order = sign_order(
        organization=world.a1,
        kind=Order.Kind.OTHER,
        title="О наставничестве",
        preamble="",
        clauses=["Начать."],
        signer=world.director,
        signer_position="Директор",
        signed_on=TODAY,
        number=number,
        at=NOW,
    )
    return order.number
