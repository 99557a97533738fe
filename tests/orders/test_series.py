"""Numbers: in turn, within a year, never twice."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from core.models import AuditEntry
from orders.models import OrderCounter, OrderSeries
from orders.services import (
    OrderRefused,
    cancel_order,
    configure_series,
    default_series,
    give_number,
    suggest_number,
)

from ..factories import NOW, make_organization
from .factories import make_order, make_paper_order


@pytest.fixture
def series(world) -> OrderSeries:
    return default_series(world.a1)


def test_the_default_series_is_made_once(world):
    OrderSeries.objects.filter(organization=world.a1).delete()
    assert default_series(world.a1) == default_series(world.a1)
    assert default_series(world.a1).title == "Основная деятельность"


def test_numbers_follow_each_other_by_the_pattern(series):
    assert [give_number(series, year=2026) for _turn in range(3)] == ["1-од", "2-од", "3-од"]


def test_every_year_begins_anew(series):
    give_number(series, year=2026)
    assert give_number(series, year=2027) == "1-од"


def test_a_suggestion_takes_nothing(series):
    assert suggest_number(series, 2026) == suggest_number(series, 2026) == "1-од"
    assert not OrderCounter.objects.exists()


def test_a_number_by_hand_moves_the_counter(series):
    assert give_number(series, year=2026, wanted=" 258-од ") == "258-од"
    assert suggest_number(series, 2026) == "259-од"


def test_a_number_of_another_shape_leaves_the_counter(series):
    assert give_number(series, year=2026, wanted="45/2-р") == "45/2-р"
    assert suggest_number(series, 2026) == "1-од"


def test_numbers_entered_from_paper_are_passed_over(world, series):
    make_paper_order(world.a1, number="2-ОД", signed_on=NOW.date().replace(day=1))
    assert [make_order(world).number for _turn in range(2)] == ["1-од", "3-од"]


def test_a_taken_number_is_refused_with_a_free_one(world, series):
    order = make_order(world, number="14-од")
    with pytest.raises(OrderRefused, match="Номер 14-од уже занят.*например 15-од"):
        make_order(world, number="14-ОД")
    assert order.organization.orders.count() == 1


def test_a_number_may_repeat_in_another_year_and_organisation(world):
    make_paper_order(world.a1, number="14-а")
    make_paper_order(world.a1, number="14-а", signed_on=NOW.date())
    make_paper_order(world.a2, number="14-а")
    assert world.a1.orders.filter(number="14-а").count() == 2


def test_a_cancelled_number_is_not_given_again(world, series):
    order = make_order(world)
    cancel_order(order, reason="Ошибка в тексте", by=world.director, at=NOW)
    assert suggest_number(series, NOW.year) == "2-од"
    with pytest.raises(OrderRefused, match="аннулирован"):
        make_order(world, number=order.number)


def test_a_number_too_long_is_refused(series):
    with pytest.raises(OrderRefused):
        give_number(series, year=2026, wanted="1" * 41)


def test_settings_change_the_pattern_and_the_next_number(world, series):
    configure_series(series, pattern="{n}-а", date_style="words", next_ordinal=14, by=world.director, at=NOW)
    order = make_order(world)
    assert (order.number, order.dated) == ("14-а", "16 ноября 2026 г.")
    entry = AuditEntry.objects.get(verb="order_series.configured")
    assert entry.changes == {"pattern": ["{n}-од", "{n}-а"], "date_style": ["digits", "words"], "next": [1, 14]}


@pytest.mark.parametrize(
    ("pattern", "number", "ordinal"),
    [
        ("{n}-од", "259-од", 259),
        ("{n}", "344", 344),
        ("№{n}", "№7", 7),
        ("{n}-од", "259-а", None),
        ("{n}", "07", None),
        ("{n}", "9" * 12, None),
    ],
)
def test_a_number_is_read_back_by_the_pattern(pattern, number, ordinal):
    assert OrderSeries(pattern=pattern).ordinal_of(number) == ordinal


@pytest.mark.services
def test_two_at_once_get_two_numbers(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("a race needs PostgreSQL")
    series = default_series(make_organization("race"))
    barrier, given = Barrier(4), []

    def take():
        barrier.wait()
        with transaction.atomic():
            given.append(give_number(series, year=2026))
        connection.close()

    threads = [Thread(target=take) for _turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == ["1-од", "2-од", "3-од", "4-од"]
