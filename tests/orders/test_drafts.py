"""The way of a draft: changed, sent, taken back, returned, signed once; what is refused on it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.documents import Clause
from core.models import AuditEntry
from core.revisions import StaleRevision
from core.states import ForbiddenMove, StateConflict
from notifications.models import Notification
from orders.models import Acknowledgement, NameForms, Order
from orders.proposing import names_in
from orders.services import (
    OrderRefused,
    acknowledge,
    change_data,
    change_draft,
    confirm_names,
    discard_draft,
    draft_order,
    forget_names,
    mark_acknowledged,
    return_order,
    send_to_sign,
    sign_draft,
    sign_on_paper,
    take_back,
)
from orders.subjects import Subject

from ..factories import NOW, TODAY
from .answers import ANSWERS, TEACHER
from .factories import make_order

DOUBTFUL = {"name": "Кравец Тимур Русланович", "position": "учитель физики"}


def drafted(world, kind="appoint_curator", **answers) -> Order:
    data = {**ANSWERS[kind], **answers}
    return draft_order(organization=world.a1, kind=kind, data=data, by=world.curator, at=NOW)


def sent(world, **answers) -> Order:
    order = drafted(world, **answers)
    send_to_sign(order, by=world.curator, at=NOW)
    return order


def act(world, who="curator") -> dict:
    return {"by": world.people[who], "at": NOW}


def test_a_draft_has_the_proposed_text_and_no_number(world):
    order = drafted(world)

    assert (order.state, order.number, order.signed_on) == ("draft", "", None)
    assert order.title == "О назначении куратора реализации программы наставничества"
    assert order.signer_name == world.director.signature_name
    assert [step.kind for step in order.steps.all()] == ["drafted"]


def test_another_app_brings_its_own_text(world):
    order = draft_order(
        organization=world.a1,
        kind="assign_pairs",
        title="О парах",
        clauses=[Clause("Закрепить:", ["А."])],
        **act(world),
    )
    assert order.clauses == [{"text": "Закрепить:", "points": [{"text": "А.", "points": []}]}]
    assert names_in(order) == []


@pytest.mark.parametrize("text", [{"title": "О парах"}, {"clauses": ["Закрепить."]}])
def test_a_draft_needs_a_title_and_a_clause(world, text):
    with pytest.raises(OrderRefused):
        draft_order(organization=world.a1, kind="assign_pairs", **text, **act(world))


def test_an_edited_text_is_kept_until_the_data_change(world):
    order = drafted(world)
    change_draft(order, title="О кураторе", preamble=" ", clauses=["Назначить."], seen=1, **act(world))
    order.refresh_from_db()
    assert (order.title, order.preamble, order.revision) == ("О кураторе", "", 2)

    change_data(order, data={**ANSWERS["appoint_curator"], "pay": ""}, amends=None, seen=2, **act(world))
    assert order.title.startswith("О назначении куратора")


def test_a_stale_text_overwrites_nothing(world):
    order = drafted(world)
    change_draft(order, title="О кураторе", preamble="", clauses=["Первый."], seen=1, **act(world))
    with pytest.raises(StaleRevision):
        change_draft(order, title="О другом", preamble="", clauses=["Второй."], seen=1, **act(world, "director"))
    assert Order.objects.get().title == "О кураторе"


def test_sending_tells_the_director(world):
    order = sent(world)

    notice = Notification.objects.get(recipient=world.director, kind="order.to_sign")
    assert notice.url == f"/orders/{order.pk}/review/"
    with pytest.raises(OrderRefused):
        change_draft(order, title="О", preamble="", clauses=["А."], seen=order.revision, **act(world))


def test_a_doubtful_name_is_looked_at_before_sending(world):
    order = drafted(world, curator=DOUBTFUL)
    with pytest.raises(OrderRefused, match="Кравец Тимур Русланович"):
        send_to_sign(order, **act(world))

    forms = {"accusative": "Кравеца Тимура Руслановича", "dative": "Кравецу Тимуру Руслановичу"}
    confirm_names(order, forms={DOUBTFUL["name"]: forms}, seen=1, **act(world))
    send_to_sign(order, **act(world))

    assert "наставничества Кравеца Тимура Руслановича, учителя физики" in order.clauses[0]["text"]
    assert "доплату" in order.clauses[3]["text"]


def test_confirmed_forms_serve_later_orders(world):
    forms = {"accusative": "Кравеца Тимура Руслановича"}
    confirm_names(drafted(world, curator=DOUBTFUL), forms={DOUBTFUL["name"]: forms}, seen=1, **act(world))

    later = drafted(world, curator=DOUBTFUL)
    assert "Кравеца Тимура Руслановича" in later.clauses[0]["text"]
    assert all(used.is_settled for used in names_in(later) if used.is_name)


def test_corrections_stay_within_the_organisation_and_can_be_forgotten(world):
    confirm_names(drafted(world, curator=DOUBTFUL), forms={}, seen=1, **act(world))
    other = draft_order(
        organization=world.b1,
        kind="appoint_curator",
        data={**ANSWERS["appoint_curator"], "curator": DOUBTFUL},
        by=world.stranger,
        at=NOW,
    )
    assert any(not used.is_settled for used in names_in(other))

    assert forget_names(world.a1, [DOUBTFUL["name"]]) == 1
    assert not NameForms.objects.filter(words=DOUBTFUL["name"]).exists()


def test_correcting_a_name_keeps_an_edited_text(world):
    order = drafted(world)
    clauses = [order.clauses[0]["text"], "Своё слово."]
    change_draft(order, title=order.title, preamble="", clauses=clauses, seen=1, **act(world))
    forms = {"accusative": "Иванову Марью Петровну"}
    confirm_names(order, forms={"Иванова Мария Петровна": forms}, seen=2, **act(world))

    assert "Иванову Марью Петровну" in order.clauses[0]["text"]
    assert order.clauses[1]["text"] == "Своё слово."


def test_taken_back_it_is_a_draft_again(world):
    order = sent(world)
    take_back(order, **act(world))
    assert order.is_editable


def test_a_returned_order_keeps_its_remark_and_tells_the_author(world):
    order = sent(world)
    with pytest.raises(OrderRefused):
        return_order(order, remark=" ", **act(world, "director"))
    return_order(order, remark="Поправьте срок", **act(world, "director"))

    assert order.state == "returned"
    assert order.steps.last().remark == "Поправьте срок"
    assert "Поправьте срок" in Notification.objects.get(recipient=world.curator, kind="order.returned").text
    send_to_sign(order, **act(world))


def test_signing_gives_the_number_the_paper_and_the_code(world):
    order = sent(world)
    sign_draft(order, **act(world, "director"))
    order.refresh_from_db()

    assert (order.state, order.number, order.signed_on) == ("signed", "1-од", TODAY)
    assert order.paper.sha256 and len(order.check_code) == 16
    assert order.signer == world.director
    assert [step.kind for step in order.steps.all()] == ["drafted", "sent", "signed"]
    assert Notification.objects.filter(recipient=world.curator, kind="order.signed").exists()


def test_a_second_signature_changes_nothing_and_takes_no_number(world):
    order = sent(world)
    again = Order.objects.get(pk=order.pk)
    sign_draft(order, **act(world, "director"))
    with pytest.raises(StateConflict):
        sign_draft(again, **act(world, "director"))
    assert sign_draft(sent(world), **act(world, "director")).number == "2-од"


def test_what_changed_since_it_was_read_is_not_signed(world):
    order = sent(world)
    seen = order.revision
    take_back(order, **act(world))
    change_draft(order, title="О другом", preamble="", clauses=["А."], seen=seen, **act(world))
    send_to_sign(order, **act(world))
    with pytest.raises(StateConflict):
        sign_draft(order, seen=seen, **act(world, "director"))


def test_a_draft_that_was_not_sent_is_not_signed(world):
    with pytest.raises(ForbiddenMove):
        sign_draft(drafted(world), **act(world, "director"))


def test_signed_on_paper_it_has_the_number_and_the_scan_of_the_paper(world):
    order = sent(world)
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n%%EOF")
    sign_on_paper(order, number="17-а", signed_on=TODAY, scan=scan, **act(world, "director"))

    assert (order.number, order.paper.name, order.is_from_paper) == ("17-а", "scan.pdf", True)


def test_a_deleted_draft_leaves_only_its_trace(world):
    discard_draft(drafted(world), **act(world))
    assert not Order.objects.exists()
    assert AuditEntry.objects.filter(verb="order.discarded").exists()


def test_only_a_draft_is_deleted(world):
    with pytest.raises(OrderRefused):
        discard_draft(sent(world), **act(world))


def test_a_draft_that_something_stands_on_is_not_deleted(world, monkeypatch):
    monkeypatch.setattr("orders.subjects._finders", {"pairs": lambda order: [Subject("пара № 1", "/", in_force=True)]})
    with pytest.raises(OrderRefused, match="пара № 1"):
        discard_draft(drafted(world), **act(world))
    assert not AuditEntry.objects.filter(verb="order.discarded").exists()


def test_an_order_that_changes_an_earlier_one_is_shown_with_it(world):
    earlier = make_order(world)
    order = drafted(world, kind="change_pairs")
    change_data(order, data=ANSWERS["change_pairs"], amends=earlier, seen=1, **act(world))
    send_to_sign(order, **act(world))
    assert not earlier.amendments.signed().exists()

    sign_draft(order, **act(world, "director"))
    assert [(each.effect, each.number) for each in earlier.amendments.signed()] == [("changes", "2-од")]


def test_those_above_do_not_see_drafts(world):
    drafted(world)
    assert Order.objects.visible_to(world.director).exists()
    assert not Order.objects.visible_to(world.methodologist).exists()
    assert not Order.objects.visible_to(world.administrator).exists()


def test_named_people_are_asked_to_read_and_say_so_once(world):
    reader = {"name": world.executor.get_full_name(), "position": "учитель"}
    order = sent(world, acquainted=[reader, TEACHER])
    sign_draft(order, **act(world, "director"))
    line, other = order.acknowledgements.all()
    assert (line.user, other.user) == (world.executor, None)
    assert Notification.objects.filter(recipient=world.executor, kind="order.acquaint").count() == 1

    acknowledge(order, **act(world, "executor"))
    acknowledge(order, **act(world, "executor"))
    line.refresh_from_db()
    assert (line.acquainted_on, line.on_paper) == (TODAY, False)
    assert AuditEntry.objects.filter(verb="order.acknowledged").count() == 1
    with pytest.raises(OrderRefused):
        acknowledge(order, **act(world, "curator"))


def test_the_signed_sheet_is_entered_once_and_by_a_possible_day(world):
    order = sent(world)
    sign_draft(order, **act(world, "director"))
    line = Acknowledgement.objects.first()
    with pytest.raises(OrderRefused):
        mark_acknowledged(line, on=date(2020, 1, 1), **act(world))
    mark_acknowledged(line, on=TODAY, **act(world))
    with pytest.raises(OrderRefused):
        mark_acknowledged(line, on=TODAY, **act(world))
    assert Acknowledgement.objects.awaited().count() == 1
