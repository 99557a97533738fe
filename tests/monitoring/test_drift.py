"""A quarter that was handed in, counted again after later edits: the same numbers, or the difference is listed."""

from datetime import date

import pytest

from core import audit
from monitoring.selectors.submissions import drift
from monitoring.services.facts import catch_up
from monitoring.services.freezing import frozen_figures, hash_of
from pairing.models import Pairing
from tests.factories import NOW, end_pairing

from .factories import hand_in, make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db
DIFFERS = "Пересчёт на ту же дату по сегодняшним данным отличается"


@pytest.fixture
def pair(world):
    return make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1))


@pytest.fixture
def handed_in(world, pair):
    period = make_quarter(world.north, by=world.methodologist)
    return hand_in(world, period, world.a1, child_mentees=(1, 10))


def heard(world, pair: Pairing) -> None:
    """As the services of pairs do with every change."""
    audit.record("pairing.changed", pair, by=world.curator, at=NOW, scope=world.a1.path)


def enter_late(world, *, signed_on: date) -> None:
    """A pair that comes to be known after the quarter was handed in."""
    mentee = make_mentee(world.a1, first_name="Ольга")
    pair = make_working_pair(make_mentor(world.a1, last_name="Новикова"), mentee, signed_on=signed_on)
    heard(world, pair)


def page(as_role, role: str, submission) -> str:
    return as_role(role).get(submission.get_absolute_url()).content.decode()


def test_what_happens_after_the_date_changes_nothing(as_role, world, handed_in, pair):
    enter_late(world, signed_on=date(2026, 10, 5))
    end_pairing(pair, date(2026, 10, 20))
    heard(world, pair)
    catch_up(world.a1, at=NOW)
    assert drift(handed_in) == []
    for role in ("director", "methodologist"):
        assert DIFFERS not in page(as_role, role, handed_in)


def test_what_is_entered_late_is_listed_and_the_signed_figures_stay(as_role, world, handed_in):
    enter_late(world, signed_on=date(2026, 9, 25))
    for role in ("director", "methodologist"):
        text = page(as_role, role, handed_in)
        assert DIFFERS in text
        assert "1 / — → 2 / —" in text
    handed_in.refresh_from_db()
    assert handed_in.sha256 == hash_of(handed_in.frozen) == hash_of(frozen_figures(handed_in))
    assert handed_in.frozen["figures"][0]["numerator"] == "1"
