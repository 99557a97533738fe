"""What becomes of pairs by orders: drafted, in force from the signing on, taken back by a cancelled order."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.documents import render
from core.models import AuditEntry, CalendarDay
from orders.annexes import annexes_of
from orders.clauses import to_lines
from orders.models import Order
from orders.papers import order_document
from orders.services import OrderRefused, cancel_order, send_to_sign, sign_draft
from orders.services.drafts import discard_draft
from orders.subjects import subjects_of
from pairing.drafts import Drafted, EndDraft, OnPaper, Registered
from pairing.models import IndividualPlan, Pairing, PlanItem
from pairing.papers.changes import assignment_answers
from pairing.selectors.standing import with_people, with_standing
from pairing.services import changes, ordering, pairs
from pairing.services.pairs import PairRefused
from participants.engagement import paired
from participants.models import Consent, MentoringForm, Participation

from ..factories import NOW, TODAY, make_order, make_pairing
from .people import mentee_of, mentor_of, teacher_of

DAY = timedelta(days=1)
ENDS = date(2027, 5, 31)
LATER = date(2027, 8, 31)
FRIDAY = date(2026, 11, 13)


@pytest.fixture
def clock(world):
    world.curator.last_name = "Иванова"  # a name that the declension is sure of
    world.curator.save()
    return {"by": world.curator, "at": NOW}


@pytest.fixture
def pair(world):
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1))


@pytest.fixture
def teachers(world):
    form = MentoringForm.objects.filter(track="teachers", organization=None).first()
    mentor, mentee = (
        teacher_of(world.a1, role, name, form) for role, name in (("mentor", "Орлова"), ("mentee", "Котова"))
    )
    return make_pairing(mentor, mentee, agreement_number="3", agreement_on=date(2026, 9, 21), pay="allowance")


def standing(pairing, on=TODAY) -> str:
    return with_standing(Pairing.objects.filter(pk=pairing.pk), on).get().standing


def sign(order, world, clock, at=NOW) -> Order:
    send_to_sign(Order.objects.get(pk=order.pk), by=world.curator, at=at)
    return sign_draft(Order.objects.get(pk=order.pk), by=world.director, at=at)


def text_of(order: Order) -> str:
    lines = [order.title, order.preamble, *(line for _level, line in to_lines(order.clauses)), str(order.tables)]
    return "\n".join(lines)


def test_another_mentor_takes_over_from_the_signing_on_and_not_when_it_is_cancelled(world, pair, clock):
    other = mentor_of(world.a1, "Синицына")
    first_day = TODAY + 5 * DAY
    new = changes.replace_mentor(
        pair, mentor=other, first_day=first_day, reason="перевод на другую работу", issue=Drafted(), **clock
    )
    order = new.order
    assert (order.kind, order.amends) == ("change_pairs", pair.order)
    text = text_of(order)
    for words in (
        "Орлова Дарья Олеговна",
        "Синицына Дарья Олеговна",
        "Котова Дарья Олеговна",
        "перевод на другую",
        f"с {first_day:%d.%m.%Y}",
        pair.order.number,
        "Куратору реализации",
        "Ивановой М. П.",
    ):
        assert words in text, words
    assert (standing(pair, first_day), standing(new, first_day)) == ("active", "unsigned")
    assert render(order_document(order, annexes_of(order)), "pdf").startswith(b"%PDF")

    sign(order, world, clock)
    assert (standing(pair, first_day - DAY), standing(pair, first_day)) == ("active", "terminated")
    assert (standing(new, first_day - DAY), standing(new, first_day)) == ("ahead", "active")
    assert [subject.in_force for subject in subjects_of(Order.objects.get(pk=order.pk))] == [False]

    signed = Order.objects.get(pk=order.pk)
    cancel_order(signed, reason="Ошибка", by=world.director, at=NOW + 10 * DAY)
    cancelled_on = TODAY + 10 * DAY
    assert (standing(pair, cancelled_on - DAY), standing(pair, cancelled_on)) == ("terminated", "active")
    assert (standing(new, cancelled_on - DAY), standing(new, cancelled_on)) == ("active", "unsigned")


def test_pairs_are_extended_together_by_one_order(world, pair, clock):
    other = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Зимина"))
    for ends_on in (ENDS, LATER + timedelta(days=400)):
        with pytest.raises(PairRefused):
            changes.extend_pairs([pair, other], ends_on=ends_on, issue=Drafted(), **clock)
    order = changes.extend_pairs([pair, other], ends_on=LATER, issue=Drafted(), **clock)
    text = text_of(order)
    assert order.title == "О продлении работы наставнических пар (групп)"
    assert to_lines(order.clauses)[0][1] == (
        "Продлить с 01.06.2027 работу наставнических пар (групп) согласно приложению."
    )
    assert "до 31.05.2027" in text and "до 31.08.2027" in text and "Зимина" in text
    assert standing(pair, LATER) == "overdue"
    sign(order, world, clock)
    assert {standing(each, LATER) for each in (pair, other)} == {"active"}
    cancel_order(Order.objects.get(pk=order.pk), reason="Ошибка", by=world.director, at=NOW)
    assert {standing(each, LATER) for each in (pair, other)} == {"overdue"}
    assert Pairing.objects.get(pk=pair.pk).last_day == ENDS


def test_pairs_are_completed_together_by_the_order_on_results(world, pair, clock):
    shorter = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Зимина"), ends_on=date(2026, 12, 25))
    Participation.objects.filter(person__last_name="Котова").update(results="Призёр конкурса чтецов")
    planned = make_pairing(mentor_of(world.a1, "Галкина"), mentee_of(world.a1, "Летова"))
    plan = IndividualPlan.objects.create(pairing=planned, title="План", created_at=NOW)
    for place, done_on in enumerate((TODAY, TODAY, None, None)):
        PlanItem.objects.create(plan=plan, position=place, what="Доклад", done_on=done_on)
    order = changes.complete_pairs([pair, shorter, planned], last_day=ENDS, issue=Drafted(), **clock)
    assert (order.kind, order.title) == ("results", "О завершении работы наставнических пар (групп)")
    for result in ("Призёр конкурса чтецов", "период работы завершён", "индивидуальный план выполнен на 50 %"):
        assert result in text_of(order)
    sign(order, world, clock)
    assert (standing(shorter, date(2026, 12, 25)), standing(shorter, date(2026, 12, 26))) == ("active", "completed")
    assert (standing(pair, ENDS), standing(pair, ENDS + DAY)) == ("active", "completed")
    with pytest.raises(PairRefused):
        changes.complete_pairs([pair], last_day=ENDS, issue=Drafted(), **clock)


def test_without_an_order_a_pair_is_completed_when_its_day_has_come(pair, clock):
    with pytest.raises(PairRefused):
        changes.complete_pairs([pair], last_day=TODAY + DAY, **clock)
    with pytest.raises(PairRefused):
        changes.complete_pairs([pair], last_day=pair.starts_on - DAY, **clock)
    assert changes.complete_pairs([pair], last_day=TODAY, **clock) is None
    assert (standing(pair), standing(pair, TODAY + DAY)) == ("active", "completed")


def test_between_teachers_the_order_tells_of_the_notice_and_ends_the_agreement(world, teachers, clock):
    last_day = changes.earliest_last_day(TODAY)
    assert last_day == date(2026, 11, 19)
    early = EndDraft(last_day - DAY, "mentor", "заявление от 16.11.2026", TODAY)
    with pytest.raises(PairRefused):
        changes.end_early(teachers, early, issue=Drafted(), **clock)
    draft = EndDraft(last_day, "mentor", "заявление от 16.11.2026", TODAY)
    with pytest.raises(PairRefused):
        changes.end_early(teachers, draft, issue=None, **clock)
    order = changes.end_early(teachers, draft, issue=Drafted(), **clock)
    text = text_of(order)
    for words in (
        "Прекратить досрочно с 20.11.2026",
        "в связи с отказом наставника Орловой Д. О. (заявление от 16.11.2026)",
        "Освободить Орлову Дарью Олеговну, учителя, от обязанностей наставника",
        "Письменное предупреждение вручено 16.11.2026, не менее чем за три рабочих дня (статья 351.8",
        "дополнительного соглашения от 21.09.2026 № 3 к трудовому договору с Орловой Д. О.",
        "статьёй 351.8 Трудового кодекса",
    ):
        assert words in text, words
    assert standing(teachers, date(2026, 11, 20)) == "active"
    sign(order, world, clock)
    assert (standing(teachers, last_day), standing(teachers, date(2026, 11, 20))) == ("active", "terminated")


def test_the_three_days_of_notice_are_worked_days(world):
    assert changes.earliest_last_day(FRIDAY) == date(2026, 11, 18)
    CalendarDay.objects.update_or_create(date=date(2026, 11, 17), defaults={"kind": CalendarDay.Kind.OFF})
    assert changes.earliest_last_day(FRIDAY) == date(2026, 11, 19)


def test_a_pair_of_learners_ends_early_with_or_without_an_order(world, pair, clock):
    draft = EndDraft(TODAY, "mentee", "переезд")
    order = changes.end_early(pair, draft, issue=Drafted(), **clock)
    assert "по инициативе наставляемого (переезд)" in text_of(order) and "351.8" not in text_of(order)
    ordering.release_pairs(order, **clock)
    assert changes.end_early(pair, draft, issue=None, **clock) is None
    assert standing(pair, TODAY + DAY) == "terminated"


def test_a_day_that_is_past_is_no_day_for_a_draft(world, pair, clock):
    past = TODAY - DAY
    with pytest.raises(PairRefused):
        changes.end_early(pair, EndDraft(past, "mentee", "переезд"), issue=Drafted(), **clock)
    with pytest.raises(PairRefused):
        other = mentor_of(world.a1, "Синицына")
        changes.replace_mentor(pair, mentor=other, first_day=past, reason="болезнь", issue=Drafted(), **clock)
    issue = OnPaper("30-од", past)
    changes.end_early(pair, EndDraft(past, "mentee", "переезд"), issue=issue, **clock)
    assert standing(pair) == "terminated"


def test_one_change_waits_at_a_time_and_can_be_given_up(world, pair, clock):
    order = changes.extend_pairs([pair], ends_on=LATER, issue=Drafted(), **clock)
    mentee = mentee_of(world.a1, "Зимина")
    for refused in (
        lambda: changes.complete_pairs([pair], last_day=TODAY, **clock),
        lambda: pairs.join_group(pair, mentee=mentee, on=TODAY, **clock),
    ):
        with pytest.raises(PairRefused):
            refused()
    with pytest.raises(OrderRefused):
        discard_draft(order, **clock)
    send_to_sign(order, **clock)
    with pytest.raises(OrderRefused):
        ordering.release_pairs(Order.objects.get(pk=order.pk), **clock)


def test_giving_a_replacement_up_leaves_nothing_of_it(world, pair, clock):
    other = mentor_of(world.a1, "Синицына")
    new = changes.replace_mentor(pair, mentor=other, first_day=TODAY + DAY, reason="болезнь", issue=Drafted(), **clock)
    assert ordering.release_pairs(new.order, **clock) == [pair]
    assert list(Pairing.objects.all()) == [pair] and not pair.changes.exists()
    assert not Order.objects.filter(kind="change_pairs").exists()
    changes.replace_mentor(pair, mentor=other, first_day=TODAY + DAY, reason="болезнь", issue=Drafted(), **clock)


def test_an_order_upon_which_something_was_decided_is_not_cancelled(world, pair, clock):
    extension = Registered(make_order(world.a1, kind="change_pairs", signed_on=TODAY))
    changes.extend_pairs([pair], ends_on=LATER, issue=extension, **clock)
    assert not subjects_of(extension.order)[0].in_force
    changes.complete_pairs([pair], last_day=TODAY, **clock)
    assert subjects_of(extension.order)[0].in_force
    with pytest.raises(OrderRefused):
        cancel_order(extension.order, reason="Ошибка", by=world.director, at=NOW)


def test_a_new_mentor_needs_consents_and_a_withdrawn_one_stops_the_new_pair(world, pair, clock):
    other = mentor_of(world.a1, "Синицына")
    Consent.objects.filter(person=other.person).update(withdrawn_on=TODAY)
    arguments = {"mentor": other, "first_day": TODAY + DAY, "reason": "болезнь", "issue": Drafted()}
    with pytest.raises(PairRefused):
        changes.replace_mentor(pair, **arguments, **clock)
    Consent.objects.filter(person=other.person).update(withdrawn_on=None)
    new = changes.replace_mentor(pair, **arguments, **clock)
    sign(new.order, world, clock)
    assert Participation.objects.filter(paired(TODAY + DAY), pk=other.pk).exists()
    Consent.objects.filter(person=other.person, kind="processing").update(withdrawn_on=TODAY + 2 * DAY)
    assert standing(new, TODAY + 2 * DAY) == "paused"


def test_the_card_leads_from_the_change_to_the_draft_and_back(as_role, world, pair, clock):
    client = as_role("curator")
    url = reverse("pairing:pairs_extend") + f"?pk={pair.pk}"
    assert "Орлова" in client.get(url).content.decode()
    answer = client.post(url, {"ends_on": LATER.isoformat(), "way": "drafted"})
    order = Order.objects.get(kind="change_pairs")
    assert answer.url == order.get_absolute_url()
    card = client.get(pair.get_absolute_url()).content.decode()
    assert order.get_absolute_url() in card and reverse("pairing:release", args=[order.pk]) in card
    assert AuditEntry.objects.filter(verb="pairing.to_be_extended").exists()
    assert client.get(reverse("pairing:release", args=[order.pk])).status_code == 200
    assert client.post(reverse("pairing:release", args=[order.pk])).url == pair.get_absolute_url()
    assert not Order.objects.filter(kind="change_pairs").exists()
    wrong = client.post(url, {"ends_on": LATER.isoformat(), "way": "signed"})
    assert wrong.status_code == 200
    client.post(url, {"ends_on": LATER.isoformat(), "way": "signed", "number": "31-од", "signed_on": "2026-11-16"})
    assert Pairing.objects.get().last_day == LATER


def test_the_employees_of_a_pair_are_asked_to_read_what_becomes_of_it(world, clock, teachers, as_role):
    new = teacher_of(world.a1, "mentor", "Галкина", teachers.form)
    order = changes.replace_mentor(
        teachers, mentor=new, first_day=TODAY + DAY, reason="перевод", issue=Drafted(), **clock
    ).order
    names = [each["name"] for each in order.acquainted]
    assert names == ["М. П. Иванова", "Д. О. Галкина", "Д. О. Орлова", "Д. О. Котова"]
    page = as_role("director").get(sign(order, world, clock).get_absolute_url()).content.decode()
    assert "наставник заменён" in page and "больше не действует" not in page


def test_an_assignment_stands_on_the_acts_and_consents_of_its_people(world, clock, teachers):
    """Between employees no consent of parents; who works here is asked to read the order."""
    form = teachers.mentor.form
    mentor, mentee = teacher_of(world.a1, "mentor", "Галкина", form), teacher_of(world.a1, "mentee", "Зимина", form)
    staff = make_pairing(mentor, mentee, state="draft")
    order = ordering.draft_assignment([staff], organization=world.a1, **clock)
    assert "351" in order.preamble and "несовершеннолетних" not in order.preamble
    assert [each["name"] for each in order.acquainted] == ["М. П. Иванова", "Д. О. Галкина", "Д. О. Зимина"]

    learners = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Летова"), state="draft")
    order = ordering.draft_assignment([learners], organization=world.a1, **clock)
    assert "законных представителей несовершеннолетних" in order.preamble
    assert [each["name"] for each in order.acquainted] == ["М. П. Иванова"]


def test_an_assignment_says_what_its_kind_says_of_the_data_of_the_pairs(world, clock, teachers):
    """One text, whoever drafts it: the curator corrects it by «Данные» as any other."""
    terms = {"pay": "allowance", "pay_basis": "в размере 10 % должностного оклада"}
    form = teachers.mentor.form
    staff = [
        make_pairing(teacher_of(world.a1, "mentor", one, form), teacher_of(world.a1, "mentee", other, form),
                     state="draft", **terms)
        for one, other in (("Галкина", "Зимина"), ("Синицына", "Летова"))
    ]  # fmt: skip
    order = ordering.draft_assignment(staff, organization=world.a1, **clock)
    assert order.title == "О закреплении наставнических пар (групп)"
    text = text_of(order)
    for words in (
        f"с {staff[0].starts_on:%d.%m.%Y} по 31.05.2027 согласно приложению",
        f"в срок до {staff[0].starts_on + 14 * DAY:%d.%m.%Y}",
        "программы наставничества Ивановой М. П.",
        "доплату в размере 10 % должностного оклада",
    ):
        assert words in text, words
    assert [row[:2] for row in order.tables[0]["rows"]] == [
        ["1", "Галкина Дарья Олеговна"],
        ["2", "Синицына Дарья Олеговна"],
    ]

    Pairing.objects.filter(pk=staff[0].pk).update(pay_basis="по соглашению сторон")
    answers = assignment_answers(list(with_people(Pairing.objects.filter(order=order))), by=world.curator)
    assert answers["pay"] == ""
