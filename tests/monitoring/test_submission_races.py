"""Two people at one answer at the same time: each has read the row before the other wrote."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import Refused
from core.revisions import StaleRevision
from core.states import StateConflict
from monitoring.models import Submission
from monitoring.services.filling import Entry, SubmissionRefused, begin, count_again, enter
from monitoring.services.periods import extend_for
from monitoring.services.submissions import accept, correct, give_back, send_to_sign, submit, take_back

from .factories import OPEN, hand_in, make_quarter

pytestmark = pytest.mark.django_db
State = Submission.State


@pytest.fixture
def period(world):
    return make_quarter(world.north, by=world.methodologist)


@pytest.fixture
def filled(world, period):
    """Noughts with a reason and a comment: nothing stops the signature."""
    submission = begin(period, world.a1, by=world.curator, at=OPEN)
    entries = [
        Entry(each.pk, Decimal(0), Decimal(10) if each.indicator.is_share else None, "Нет данных", "Проверено")
        for each in submission.figures.select_related("indicator")
    ]
    enter(submission, entries=entries, problems="", seen=submission.revision, by=world.curator, at=OPEN)
    return submission


def as_read(submission) -> Submission:
    """The same row, read now by somebody else."""
    return Submission.objects.get(pk=submission.pk)


def test_figures_typed_while_they_are_sent_to_be_signed_are_not_written(world, filled):
    typed_on = as_read(filled)
    cell = filled.figures.first()
    send_to_sign(filled, by=world.curator, at=OPEN)
    with pytest.raises(StaleRevision):
        enter(typed_on, entries=[Entry(cell.pk, Decimal(7))], problems="", seen=typed_on.revision, by=world.curator,
              at=OPEN)  # fmt: skip
    with pytest.raises(StaleRevision):
        count_again(typed_on, by=world.curator, at=OPEN)
    cell.refresh_from_db()
    assert cell.numerator == 0


def test_a_signature_does_not_stand_under_figures_changed_since_they_were_read(world, filled):
    send_to_sign(filled, by=world.curator, at=OPEN)
    read_by_director = as_read(filled)
    take_back(filled, by=world.curator, at=OPEN)
    enter(filled, entries=[], problems="Другое", seen=filled.revision, by=world.curator, at=OPEN)
    send_to_sign(filled, by=world.curator, at=OPEN)
    with pytest.raises(StateConflict):
        submit(read_by_director, by=world.director, at=OPEN)


def test_two_signing_at_once_sign_once(world, filled):
    send_to_sign(filled, by=world.curator, at=OPEN)
    first, second = as_read(filled), as_read(filled)
    submit(first, by=world.director, at=OPEN)
    with pytest.raises(StateConflict):
        submit(second, by=world.director, at=OPEN)


@pytest.mark.parametrize("decide", [accept, lambda *args, **clock: give_back(*args, remark="Сверьте", **clock)])
def test_what_is_being_corrected_is_not_decided_on(world, period, decide):
    submission = hand_in(world, period, world.a1, accepted=False)
    read_by_methodologist = as_read(submission)
    correct(submission, reason="Ошибка в числе", by=world.curator, at=OPEN)
    for seen in (read_by_methodologist, as_read(submission)):
        with pytest.raises(SubmissionRefused):
            decide(seen, by=world.methodologist, at=OPEN)
    assert as_read(submission).state == State.SUBMITTED


@pytest.mark.parametrize("decide", [accept, lambda *args, **clock: give_back(*args, remark="Сверьте", **clock)])
def test_what_is_decided_on_is_not_corrected_as_if_it_were_not(world, period, decide):
    submission = hand_in(world, period, world.a1, accepted=False)
    read_by_curator = as_read(submission)
    decide(submission, by=world.methodologist, at=OPEN)
    with pytest.raises(Refused):
        correct(read_by_curator, reason="Ошибка в числе", by=world.curator, at=OPEN)


def test_two_corrections_at_once_are_one(world, period):
    submission = hand_in(world, period, world.a1)
    extend_for(period, world.a1, until=date(2026, 12, 1), reason="Просьба", by=world.methodologist, at=OPEN)
    first, second = as_read(submission), as_read(submission)
    correct(first, reason="Ошибка", by=world.curator, at=OPEN)
    with pytest.raises(Refused):
        correct(second, reason="Ошибка", by=world.director, at=OPEN)
    assert Submission.objects.filter(period=period).count() == 2


def test_what_was_returned_stays_as_it_was_signed(world, period):
    submission = hand_in(world, period, world.a1, accepted=False)
    give_back(submission, remark="Сверьте", by=world.methodologist, at=OPEN)
    for step in (send_to_sign, count_again):
        with pytest.raises(SubmissionRefused):
            step(as_read(submission), by=world.curator, at=OPEN)
