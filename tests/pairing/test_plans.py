"""A plan is proposed, written, approved by an order and frozen, fulfilled, reminded of, printed, destroyed."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Docx

from core import audit
from core.documents import render
from core.models import AuditEntry
from core.revisions import StaleRevision
from notifications.sources import due_on
from orders.services import cancel_order, send_to_sign, sign_draft
from orders.subjects import subjects_of
from pairing.erasing import erase_from_pairs
from pairing.models import IndividualPlan, PlanItem
from pairing.papers.plans import plan_document
from pairing.plan_reminders import due_reminders
from pairing.proposing import ItemDraft
from pairing.selectors.standing import with_people
from pairing.services import ordering, plans
from pairing.services.plans import PlanRefused
from participants.models import MentoringForm

from ..factories import NOW, TODAY, end_pairing, make_pairing
from .people import mentee_of, mentor_of, teacher_of

HIDDEN = "Тайнова"


@pytest.fixture
def clock(world):
    world.curator.last_name = "Иванова"  # a name that the declension is sure of
    world.curator.save()
    return {"by": world.curator, "at": NOW}


@pytest.fixture
def pair(world):
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1, request="Хочу выступать без страха."))


@pytest.fixture
def plan(pair, clock) -> IndividualPlan:
    return plans.make_plan(pair, **clock)


def again(plan) -> IndividualPlan:
    return IndividualPlan.objects.with_fulfilment(TODAY).select_related("order", "pairing").get(pk=plan.pk)


def approved(plan, world, clock):
    order = plans.draft_approval([plan], organization=world.a1, **clock)
    send_to_sign(order, **clock)
    return sign_draft(order, by=world.director, at=NOW)


def test_sections_and_items_are_proposed_of_the_request_and_the_period(plan, pair):
    assert plan.title == "Индивидуальный план развития наставляемого"
    assert "Хочу выступать без страха." in plan.problem and pair.order.number in plan.grounds
    days = [item.due_on for item in plan.items.all()]
    assert days == sorted(days) and pair.starts_on <= days[0] and days[-1] == pair.last_day
    assert all(day.weekday() < 5 for day in days)
    text = " ".join(str(getattr(plan, name)) for name in ("title", *plan.SECTIONS))
    assert "Орлова" not in text and "Котова" not in text


def test_a_pair_has_one_plan_and_only_while_it_stands_on_an_order(world, plan, pair, clock):
    other = make_pairing(mentor_of(world.a1, "Синицына"), mentee_of(world.a1, "Зимина"), state="draft")
    ended = make_pairing(mentor_of(world.a1, "Галкина"), mentee_of(world.a1, "Летова"))
    end_pairing(ended, TODAY)
    for refused in (pair, other, ended):
        with pytest.raises(PlanRefused):
            plans.make_plan(refused, **clock)


def test_sections_are_written_over_what_was_seen(plan, clock):
    plan.goal = "Научиться выступать."
    plans.change_plan(plan, seen=1, **clock)
    plan.goal = "Другое."
    with pytest.raises(StaleRevision):
        plans.change_plan(plan, seen=1, **clock)
    assert again(plan).goal == "Научиться выступать."
    assert AuditEntry.objects.get(verb="individualplan.changed").changes == {"goal": audit.MASKED}


def test_items_are_added_changed_moved_and_deleted(plan, clock):
    number = plan.items.count()
    item = plans.add_item(plan, ItemDraft("Посетить библиотеку", TODAY), **clock)
    assert item.position == number + 1
    plans.move_item(item, position=1, **clock)
    plans.change_item(item, ItemDraft("Посетить музей", TODAY, "отзыв"), **clock)
    assert [row.what for row in plan.items.all()][0] == "Посетить музей"
    assert [row.position for row in plan.items.all()] == list(range(1, number + 2))
    plans.delete_item(item, **clock)
    assert [row.position for row in plan.items.all()] == list(range(1, number + 1))
    for draft in (ItemDraft(" "), ItemDraft("Поздно", date(2028, 1, 1))):
        with pytest.raises(PlanRefused):
            plans.add_item(plan, draft, **clock)


def test_what_is_done_counts_and_may_be_taken_back(plan, clock):
    first, second, *_rest = plan.items.all()
    plans.mark_done(first, done_on=TODAY, actual="договорились", mark=5, **clock)
    found = again(plan)
    assert (found.done, found.total, found.fulfilment) == (1, 7, 14)
    assert found.late == 2 and second.is_overdue(TODAY)
    for wrong in (
        {"done_on": TODAY + timedelta(days=1)},
        {"done_on": date(2020, 1, 1)},
        {"done_on": TODAY, "mark": 6},
    ):
        with pytest.raises(PlanRefused):
            plans.mark_done(second, **wrong, **clock)
    with pytest.raises(PlanRefused):
        plans.delete_item(first, **clock)
    plans.reopen_item(first, **clock)
    assert again(plan).done == 0
    with pytest.raises(PlanRefused):
        plans.reopen_item(first, **clock)


def test_an_order_approves_a_plan_and_freezes_it_until_the_approval_is_taken_off(world, plan, pair, clock):
    order = plans.draft_approval([plan], organization=world.a1, **clock)
    assert "Орлова Дарья Олеговна – Котова Дарья Олеговна" in str(order.tables)
    assert again(plan).awaits_signature and subjects_of(order)[0].in_force
    item = plan.items.first()
    for refused in (
        lambda: plans.draft_approval([plan], organization=world.a1, **clock),
        lambda: plans.add_item(plan, ItemDraft("Ещё"), **clock),
    ):
        with pytest.raises(PlanRefused):
            refused()
    ordering.release_pairs(order, **clock)
    assert again(plan).is_editable

    order = approved(plan, world, clock)
    assert again(plan).is_approved and not subjects_of(order)[0].in_force
    with pytest.raises(PlanRefused):
        plans.change_item(item, ItemDraft("Иначе"), **clock)
    plans.mark_done(item, done_on=TODAY, **clock)
    frozen = again(plan)
    frozen.goal, frozen.summary = "Иначе", "Запрос решён."
    plans.change_plan(frozen, seen=frozen.revision, **clock)
    assert (again(plan).goal == "Иначе", again(plan).summary) == (False, "Запрос решён.")
    plans.take_approval_off(plan, **clock)
    assert again(plan).is_editable
    plans.change_item(item, ItemDraft("Иначе"), **clock)


def test_a_cancelled_order_approves_nothing(world, plan, clock):
    order = approved(plan, world, clock)
    cancel_order(order, reason="Ошибка", by=world.director, at=NOW)
    assert again(plan).is_editable
    assert plans.draft_approval([plan], organization=world.a1, **clock) != order


def test_items_are_reminded_of_by_number_alone(world, plan, pair):
    item = plan.items.last()
    before = list(due_reminders(item.due_on - timedelta(days=7)))
    assert [(one.recipient_id, one.subject, one.due) for one in before] == [
        (world.curator.pk, f"planitem:{item.pk}", item.due_on)
    ]
    assert str(pair.pk) in before[0].title
    late = [one for one in due_reminders(plan.items.first().due_on + timedelta(days=3)) if "1." not in one.subject]
    assert {one.moment for one in late if one.subject == f"planitem:{plan.items.first().pk}"} == {
        plan.items.first().due_on + timedelta(days=3)
    }
    for one in (*before, *late):
        assert item.what not in one.title + one.text and "Котова" not in one.title + one.text
    PlanItem.objects.update(done_on=TODAY)
    assert not list(due_reminders(item.due_on))
    assert not [one for one in due_on(item.due_on, set()) if one.kind == "pairing.plan"]


def test_the_paper_has_every_section_and_lines_to_sign(world, plan, pair, clock):
    plans.mark_done(plan.items.first(), done_on=TODAY, actual="договорились о правилах", mark=5, **clock)
    document = plan_document(again(plan), with_people(type(pair).objects.filter(pk=pair.pk)).get(), on=TODAY, at=NOW)
    assert render(document, "pdf").startswith(b"%PDF")
    docx = Docx(BytesIO(render(document, "docx")))
    text = "\n".join(paragraph.text for paragraph in docx.paragraphs)
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    for words in ("1. Основания", "7. План мероприятий", "9. Мониторинг и критерии", "10. Итоги реализации"):
        assert words in text
    assert "договорились о правилах (16.11.2026)" in cells and "Оценка наставника" in cells
    everything = text + "".join(cells)
    assert "Наставник" in everything and "Законный представитель" in everything and "УТВЕРЖДЕНО" in everything


def test_teachers_have_the_columns_of_a_programme(world, clock):
    form = MentoringForm.objects.filter(track="teachers", organization=None).first()
    pair = make_pairing(teacher_of(world.a1, "mentor", "Орлова", form), teacher_of(world.a1, "mentee", "Котова", form))
    plan = plans.make_plan(pair, **clock)
    document = plan_document(plan, with_people(type(pair).objects.filter(pk=pair.pk)).get(), on=TODAY, at=NOW)
    assert plan.title == "Персонализированная программа наставничества"
    assert "Отметка о выполнении" in str(document.blocks) and "Законный представитель" not in str(document.blocks)


def test_what_was_written_is_destroyed_with_the_person(plan, pair, clock):
    plans.mark_done(plan.items.first(), done_on=TODAY, actual="сказала", mark=4, **clock)
    assert "тексты персонализированных программ" in " ".join(erase_from_pairs(pair.mentees.get().person, NOW))
    found = again(plan)
    assert not any(getattr(found, name) for name in (*plan.SECTIONS, "summary"))
    assert {(item.what, item.actual, item.mark) for item in found.items.all()} == {("", "", None)}
    assert (found.done, found.total) == (1, 7)


def test_the_pages_work_from_the_card_to_the_paper(as_role, world, pair):
    client = as_role("curator")
    assert reverse("pairing:plan_make", args=[pair.pk]) in client.get(pair.get_absolute_url()).content.decode()
    made = client.post(reverse("pairing:plan_make", args=[pair.pk]))
    plan = IndividualPlan.objects.get()
    assert made.url == plan.get_absolute_url()
    item = plan.items.first()
    done = client.post(reverse("pairing:plan_item_done", args=[item.pk]), {"done_on": TODAY.isoformat()})
    assert done.url.endswith(f"#item-{item.pk}")
    row = client.get(reverse("pairing:plan_item_edit", args=[item.pk]), headers={"HX-Request": "true"})
    assert row.content.decode().lstrip().startswith("<tr")
    paper = client.get(reverse("pairing:plan_paper", args=[plan.pk, "pdf"]))
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    assert AuditEntry.objects.filter(verb="person.exported").count() == 2
    order = client.post(reverse("pairing:plans_approve") + f"?pk={plan.pk}")
    plan.refresh_from_db()
    assert order.url == plan.order.get_absolute_url()


@pytest.mark.parametrize("role", ["stranger", "executor", "methodologist", "head", "coordinator", "administrator"])
def test_no_page_of_plans_tells_a_name_to_others(client, world, role, clock):
    plan = plans.make_plan(make_pairing(mentor_of(world.a1, HIDDEN), mentee_of(world.a1)), **clock)
    assert IndividualPlan.objects.filter(pairing__mentor__person__last_name=HIDDEN).exists()
    client.force_login(getattr(world, role))
    for name, args in (("plans", []), ("plan", [plan.pk]), ("plan_edit", [plan.pk]), ("plan_paper", [plan.pk, "pdf"])):
        answer = client.get(reverse(f"pairing:{name}", args=args))
        assert answer.status_code in (200, 302, 403, 404)
        assert HIDDEN not in answer.content.decode(errors="ignore")


def test_the_list_takes_the_same_queries_for_one_plan_and_for_many(
    as_role, world, plan, clock, django_assert_max_num_queries
):
    client, url = as_role("curator"), reverse("pairing:plans")
    client.get(url)
    with django_assert_max_num_queries(22) as one:
        client.get(url)
    for number in "абв":
        plans.make_plan(make_pairing(mentor_of(world.a1, f"М{number}"), mentee_of(world.a1, f"Л{number}")), **clock)
    with django_assert_max_num_queries(len(one)):
        page = client.get(url).content.decode()
    assert "0" in page
