"""The way of a quarter: opened, filled in, checked, signed, returned by a cell, corrected, accepted, locked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import Refused
from core.models import AuditEntry
from core.revisions import StaleRevision
from monitoring.models import Figure, ReportingPeriod, Submission, TypedCount
from monitoring.selectors.periods import completeness, standings
from monitoring.selectors.submissions import changes_since, drift, findings_of
from monitoring.services.facts import catch_up
from monitoring.services.filling import Entry, SubmissionRefused, begin, count_again, enter
from monitoring.services.freezing import frozen_figures, hash_of
from monitoring.services.periods import PeriodRefused, change_days, extend_for
from monitoring.services.submissions import (
    accept,
    answer_remark,
    correct,
    give_back,
    send_to_sign,
    submit,
    take_back,
)
from notifications.models import Notification
from tests.factories import NOW

from .factories import make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db
State = Submission.State
OPEN = NOW.replace(month=10, day=5)


@pytest.fixture
def period(world):
    return make_quarter(world.a1.parent, by=world.methodologist)


@pytest.fixture
def pair(world):
    return make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1))


@pytest.fixture
def outside(world):
    for name, value in (("children_10_19", 100), ("children_15_19", 40), ("young_teachers", 5), ("enterprises", 10)):
        TypedCount.objects.create(
            organization=world.a1, name=name, value=value, as_of=date(2026, 9, 1), source="ОО-1", entered_at=NOW
        )


@pytest.fixture
def submission(world, period, pair, outside):
    return begin(period, world.a1, by=world.curator, at=OPEN)


def figure(submission, code) -> Figure:
    return submission.figures.get(indicator__code=code)


def fill(world, submission, **numbers):
    """Types noughts where nothing can be counted, and what the test says."""
    entries = []
    for each in submission.figures.select_related("indicator"):
        numerator = numbers.get(each.indicator.code.replace("-", "_"))
        if numerator is None and each.numerator is None:
            numerator = Decimal(0)
        reason = "По данным учреждения" if numerator is not None else ""
        entries.append(Entry(each.pk, numerator, None, reason, "Проверено"))
    submission.refresh_from_db()
    enter(submission, entries=entries, problems="", seen=submission.revision, by=world.curator, at=OPEN)


def handed_in(world, submission):
    fill(world, submission)
    send_to_sign(submission, by=world.curator, at=OPEN)
    submit(submission, by=world.director, at=OPEN)
    return submission


def test_it_begins_with_counted_figures(world, submission):
    mentees = figure(submission, "child-mentees")
    assert (mentees.counted_numerator, mentees.counted_denominator, mentees.numerator) == (1, 100, 1)
    assert submission.figures.count() == 10


def test_beginning_twice_gives_one(world, period, submission):
    assert begin(period, world.a1, by=world.director, at=OPEN) == submission


def test_a_typed_number_needs_a_reason_and_outlives_a_recount(world, submission):
    mentees = figure(submission, "child-mentees")
    enter(submission, entries=[Entry(mentees.pk, Decimal(3))], problems="", seen=1, by=world.curator, at=OPEN)
    assert "no_reason" in {each.code for each in findings_of(submission) if each.figure == mentees.pk}
    count_again(submission, by=world.curator, at=OPEN)
    mentees.refresh_from_db()
    assert (mentees.numerator, mentees.counted_numerator) == (3, 1)


def test_a_stopping_remark_of_the_check_keeps_it_on_the_desk(world, submission):
    Figure.objects.filter(pk=figure(submission, "child-mentees").pk).update(denominator=None)
    with pytest.raises(SubmissionRefused, match="знаменатель|denominator"):
        send_to_sign(submission, by=world.curator, at=OPEN)
    submission.refresh_from_db()
    assert submission.state == State.DRAFT


def test_the_whole_way_to_acceptance(world, period, submission):
    fill(world, submission)
    send_to_sign(submission, by=world.curator, at=OPEN)
    assert Notification.objects.filter(kind="submission.to_sign", recipient=world.director).exists()
    submit(submission, by=world.director, at=OPEN)
    submission.refresh_from_db()
    assert submission.sha256 == hash_of(frozen_figures(submission)) == hash_of(submission.frozen)
    assert Notification.objects.filter(kind="submission.submitted", recipient=world.methodologist).exists()
    accept(submission, by=world.methodologist, at=OPEN)
    numbers = completeness(period, standings(period))
    assert (numbers.expected, numbers.submitted, numbers.on_time, numbers.accepted) == (2, 1, 1, 1)


def test_frozen_figures_cannot_be_typed_over(world, submission):
    handed_in(world, submission)
    with pytest.raises(SubmissionRefused):
        enter(submission, entries=[], problems="x", seen=submission.revision, by=world.curator, at=OPEN)
    with pytest.raises(SubmissionRefused):
        count_again(submission, by=world.curator, at=OPEN)


def test_taken_back_before_the_signature(world, submission):
    fill(world, submission)
    send_to_sign(submission, by=world.curator, at=OPEN)
    take_back(submission, by=world.curator, at=OPEN)
    assert submission.is_editable


def test_returned_by_a_cell_the_first_version_stays_as_it_was(world, submission):
    handed_in(world, submission)
    cell = figure(submission, "child-mentees")
    version = give_back(submission, by_figure={cell.pk: "Сверьте с приказом"}, by=world.methodologist, at=OPEN)
    assert (version.version, version.state) == (2, State.RETURNED)
    returned = version.figures.get(is_returned=True)
    assert returned.indicator == cell.indicator
    answer_remark(returned.remarks.get(), answer="Исправлено", by=world.curator, at=OPEN)
    entry = Entry(returned.pk, Decimal(2), None, "Приказ № 7", "Уточнено")
    enter(version, entries=[entry], problems="", seen=version.revision, by=world.curator, at=OPEN)
    send_to_sign(version, by=world.curator, at=OPEN)
    submit(version, by=world.director, at=OPEN)
    change = changes_since(submission, version)
    assert [(each.before.numerator, each.after.numerator) for each in change] == [(1, 2)]
    submission.refresh_from_db()
    assert submission.frozen["figures"][0]["numerator"] == "1"


def test_a_remark_is_needed_to_return(world, submission):
    handed_in(world, submission)
    with pytest.raises(SubmissionRefused):
        give_back(submission, remark="  ", by=world.methodologist, at=OPEN)
    submission.refresh_from_db()
    assert submission.state == State.SUBMITTED


def test_an_accepted_answer_is_locked_until_it_is_opened_for_the_institution(world, period, submission):
    handed_in(world, submission)
    accept(submission, by=world.methodologist, at=OPEN)
    with pytest.raises(SubmissionRefused):
        correct(submission, reason="Ошибка в числе", by=world.curator, at=OPEN)
    extend_for(period, world.a1, until=date(2026, 12, 1), reason="Просьба директора", by=world.methodologist, at=OPEN)
    version = correct(submission, reason="Ошибка в числе", by=world.curator, at=OPEN)
    assert (version.version, version.correction_reason) == (2, "Ошибка в числе")
    with pytest.raises(SubmissionRefused):
        correct(submission, reason="Ещё раз", by=world.curator, at=OPEN)


def test_late_and_closed(world, period):
    late = NOW.replace(month=10, day=20)
    submission = begin(period, world.a2, by=None, at=late)
    standing = next(each for each in standings(period) if each.organization == world.a2)
    assert standing.is_late(period, late.date())
    closed = NOW.replace(month=11, day=5)
    with pytest.raises(SubmissionRefused, match="31.10.2026"):
        send_to_sign(submission, by=world.curator, at=closed)
    with pytest.raises(SubmissionRefused):
        begin(period, world.a1, by=None, at=closed)
    extend_for(period, world.a1, until=date(2026, 11, 10), reason="Болезнь", by=world.methodologist, at=closed)
    assert begin(period, world.a1, by=None, at=closed)


def test_a_later_fact_does_not_change_what_was_handed_in_but_is_listed(world, submission, pair):
    handed_in(world, submission)
    assert drift(submission) == []
    make_working_pair(make_mentor(world.a1, last_name="Новикова"), make_mentee(world.a1, first_name="Ольга"))
    AuditEntry.objects.create(at=NOW, verb="pairing.made", actor_name="", scope=world.a1.path, subject_type="x",
                              subject_id="1", subject_label="№ 1")  # fmt: skip
    count = {each.indicator.code: each for each in _drift_now(submission, world)}
    assert (count["child-mentees"].before.numerator, count["child-mentees"].after.numerator) == (1, 2)


def _drift_now(submission, world):
    catch_up(world.a1, at=NOW)
    return drift(submission)


def test_a_municipality_answers_after_its_institutions(world, period, submission):
    above = make_quarter(world.region, by=world.coordinator)
    own = begin(above, world.a1.parent, by=world.methodologist, at=OPEN)
    fill(world, own)
    send_to_sign(own, by=world.methodologist, at=OPEN)
    with pytest.raises(SubmissionRefused, match=world.a1.short_name):
        submit(own, by=world.methodologist, at=OPEN)
    submit(own, without="Учреждения закрыты на ремонт", by=world.methodologist, at=OPEN)
    assert own.state == State.SUBMITTED


@pytest.mark.parametrize(
    "wrong", [{"due_on": date(2026, 9, 1)}, {"late_after": date(2026, 10, 2)}, {"closes_on": date(2026, 10, 3)},
              {"starts_on": date(2027, 1, 1)}],
)  # fmt: skip
def test_days_that_do_not_follow_each_other(world, wrong):
    with pytest.raises(PeriodRefused):
        make_quarter(world.a1.parent, by=world.methodologist, **wrong)


def test_the_same_period_is_not_opened_twice(world, period):
    with pytest.raises(PeriodRefused):
        make_quarter(world.a1.parent, by=world.methodologist)


def test_an_extension_needs_a_reason_and_a_day_to_come(world, period):
    for until, reason in ((date(2026, 12, 1), " "), (NOW.date() - timedelta(days=1), "Болезнь")):
        with pytest.raises(Refused):
            extend_for(period, world.a1, until=until, reason=reason, by=world.methodologist, at=NOW)


def move_days(world, period, at=OPEN, **days):
    asked = {"due_on": period.due_on, "late_after": period.late_after, "closes_on": period.closes_on, **days}
    change_days(period, reason="Карантин в районе", seen=period.revision, by=world.methodologist, at=at, **asked)
    period.refresh_from_db()


def test_the_days_of_an_opened_period_are_moved_and_those_who_still_answer_are_told(world, period, submission):
    handed_in(world, submission)
    after = NOW.replace(month=10, day=20)
    move_days(world, period, after, due_on=date(2026, 10, 25), late_after=date(2026, 10, 25), closes_on=None)
    assert (period.due_on, period.late_after, period.closes_on) == (date(2026, 10, 25), date(2026, 10, 25), None)
    told = Notification.objects.filter(kind="period.days")
    assert {each.recipient for each in told} == {world.curator, world.director}
    assert "25.10.2026" in told[0].text and "Карантин в районе" in told[0].text
    entry = AuditEntry.objects.get(verb="reportingperiod.days_changed")
    assert entry.changes["due_on"] == ["2026-10-11", "2026-10-25"]
    assert entry.changes["reason"] == "Карантин в районе"
    accept(submission, by=world.methodologist, at=after)
    move_days(world, period, after, closes_on=date(2026, 12, 1))
    assert told.count() == 2  # whose answer is accepted has nothing more to hear


@pytest.mark.parametrize(
    "wrong",
    [{}, {"late_after": date(2026, 10, 12)}, {"closes_on": date(2026, 10, 19)}, {"due_on": date(2026, 10, 25)}],
)
def test_a_day_is_not_moved_into_what_has_passed_nor_out_of_its_order(world, period, wrong):
    with pytest.raises(PeriodRefused):
        move_days(world, period, NOW.replace(month=10, day=20), **wrong)
    assert not Notification.objects.filter(kind="period.days").exists()


def test_days_that_somebody_else_has_moved_are_not_overwritten(world, period):
    stale = ReportingPeriod.objects.get(pk=period.pk)
    move_days(world, period, closes_on=date(2026, 11, 20))
    with pytest.raises(StaleRevision):
        move_days(world, stale, closes_on=date(2026, 12, 20))
