"""From the curator's desk to the director's order: every step, every refusal, nothing half-written."""

import hashlib
from datetime import date, timedelta

import pytest

from core.models import AuditEntry, StoredFile
from core.states import ForbiddenMove
from notifications.models import Notification
from orders.models import Order
from orders.services import OrderRefused
from organizations.models import Role
from roadmaps.drafts import ActivityDraft, ResponsibleDraft, SectionDraft, StampDraft
from roadmaps.models import ApprovalStamp, Decision, Occurrence, Roadmap
from roadmaps.services import approval, decree, editing, versions
from roadmaps.services.approval import ApprovalRefused

from ..factories import NOW, TODAY, make_member, make_roadmap
from .plans import approved, drafted, submitted

State = Roadmap.State


def inbox(user):
    return list(Notification.objects.filter(recipient=user).order_by("pk").values_list("kind", "title"))


# --- the square of states --------------------------------------------------------------------------------------------

STEPS = {
    "submit": lambda roadmap, world: approval.submit_roadmap(roadmap, by=world.curator, at=NOW),
    "withdraw": lambda roadmap, world: approval.withdraw_roadmap(roadmap, by=world.curator, at=NOW),
    "return": lambda roadmap, world: approval.return_roadmap(roadmap, remark="Нет сроков", by=world.director, at=NOW),
    "approve": lambda roadmap, world: approval.approve_roadmap(
        roadmap, number=None, signed_on=TODAY, by=world.director, at=NOW
    ),
    "archive": lambda roadmap, world: approval.archive_roadmap(roadmap, by=world.director, at=NOW),
}
LEADS_TO = {
    (State.DRAFT, "submit"): State.SUBMITTED,
    (State.RETURNED, "submit"): State.SUBMITTED,
    (State.SUBMITTED, "withdraw"): State.DRAFT,
    (State.SUBMITTED, "return"): State.RETURNED,
    (State.SUBMITTED, "approve"): State.APPROVED,
    (State.APPROVED, "archive"): State.ARCHIVED,
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", State)
def test_the_square_of_states(world, state, step):
    roadmap = make_roadmap(world.a1, activities=1, state=state)
    if expected := LEADS_TO.get((state, step)):
        STEPS[step](roadmap, world)
        assert Roadmap.objects.get().state == expected
        return
    with pytest.raises(ForbiddenMove):
        STEPS[step](roadmap, world)
    assert Roadmap.objects.get().state == state
    assert not Decision.objects.exists()
    assert not Order.objects.exists()
    assert not AuditEntry.objects.exists()


# --- submitting, taking back, returning ------------------------------------------------------------------------------


def test_a_submission_is_recorded_and_told_to_the_director_alone(world):
    make_member(Role.DIRECTOR, world.a2)
    roadmap = submitted(world)
    decision = Decision.objects.get()
    assert (decision.kind, decision.by, decision.by_name) == ("submitted", world.curator, str(world.curator))
    assert AuditEntry.objects.get(verb="roadmap.submitted").scope == world.a1.path
    [notification] = Notification.objects.all()
    assert notification.recipient == world.director
    assert notification.url == f"/roadmaps/{roadmap.pk}/review/"


def test_an_empty_plan_is_not_submitted(world):
    roadmap = drafted(world, sections=(SectionDraft("1", "Раздел"),))
    with pytest.raises(ApprovalRefused):
        approval.submit_roadmap(roadmap, by=world.curator, at=NOW)
    assert Roadmap.objects.get().state == State.DRAFT


def test_a_return_keeps_its_remark_and_reaches_the_curator(world):
    roadmap = submitted(world)
    approval.return_roadmap(roadmap, remark="  Нет сроков \n", by=world.director, at=NOW)
    assert Decision.objects.get(kind="returned").remark == "Нет сроков"
    assert inbox(world.curator)[0][0] == "roadmap.returned"
    approval.submit_roadmap(roadmap, by=world.curator, at=NOW)
    assert Decision.objects.filter(kind="returned", remark="Нет сроков").exists()


def test_a_return_without_a_remark_is_refused(world):
    roadmap = submitted(world)
    with pytest.raises(ApprovalRefused):
        approval.return_roadmap(roadmap, remark=" ", by=world.director, at=NOW)
    assert Roadmap.objects.get().state == State.SUBMITTED


def test_two_submissions_of_one_day_are_both_told(world):
    roadmap = submitted(world)
    approval.withdraw_roadmap(roadmap, by=world.curator, at=NOW)
    approval.submit_roadmap(roadmap, by=world.curator, at=NOW)
    assert len(inbox(world.director)) == 2


# --- approval --------------------------------------------------------------------------------------------------------


def test_approval_signs_stamps_freezes_and_plans(world):
    roadmap = approved(world)
    order = Order.objects.get()
    assert (order.kind, order.number, order.signed_on) == (Order.Kind.APPROVE_ROADMAP, "1-од", TODAY)
    assert (order.signer, order.organization) == (world.director, world.a1)
    roadmap.refresh_from_db()
    assert (roadmap.order, roadmap.state) == (order, State.APPROVED)
    with roadmap.paper.content.open("rb") as paper:
        content = paper.read()
    assert content.startswith(b"%PDF")
    assert roadmap.paper.sha256 == hashlib.sha256(content).hexdigest()
    stamp = roadmap.stamps.get(kind="approved_by_order")
    assert (stamp.wording, stamp.date) == ("УТВЕРЖДЕНО", TODAY)
    assert stamp.document == f"приказом Школа № 1 от {order.dated} № 1-од"
    assert Occurrence.objects.filter(due=date(2026, 9, 15)).exists()
    assert {kind for kind, _title in inbox(world.curator)} == {"roadmap.approved", "order.acquaint"}
    entry = AuditEntry.objects.get(verb="roadmap.approved")
    assert entry.changes["sha256"] == roadmap.paper.sha256


def test_a_blank_stamp_of_the_draft_is_filled_not_doubled(world):
    blank = StampDraft("approved_by_order", "УТВЕРЖДЕНА", side="left")
    roadmap = approved(world, stamps=(blank,))
    stamp = roadmap.stamps.get()
    assert stamp.document.endswith("№ 1-од")


@pytest.mark.parametrize(
    "former",
    [
        StampDraft(kind="approved_by_order", document="приказом от 01.09.2021 № 12", date=date(2021, 9, 1)),
        StampDraft(kind="approved_by_order", document="приказом № 12"),
        StampDraft(kind="approve", position="Директор", who="А. Н. Грецкий", date=date(2021, 9, 1)),
    ],
)
def test_an_approval_that_the_draft_bore_before_gives_way(world, former):
    agreed = StampDraft(kind="agreed", who="Педагогический совет", date=date(2021, 8, 30))
    roadmap = approved(world, stamps=(agreed, former))
    stamps = sorted(roadmap.stamps.values_list("kind", "date"))
    assert stamps == [("agreed", agreed.date), ("approved_by_order", TODAY)]
    assert roadmap.stamps.get(kind="approved_by_order").document.endswith("№ 1-од")


def test_a_blank_signature_and_a_second_blank_stamp_stay_as_they_are(world):
    blank, signature = StampDraft(kind="approved_by_order"), StampDraft(kind="approve", position="Директор")
    roadmap = approved(world, stamps=(signature, blank, blank))
    assert sorted(roadmap.stamps.exclude(document="").values_list("kind", flat=True)) == ["approved_by_order"]
    assert roadmap.stamps.count() == 3


def test_the_director_may_word_the_order(world):
    wording = decree.Wording("Об утверждении карты", "В целях порядка", ("Утвердить.", "Контроль оставляю за собой."))
    approval.approve_roadmap(
        submitted(world), number="14-а", signed_on=TODAY, by=world.director, at=NOW, wording=wording
    )
    order = Order.objects.get()
    assert (order.number, order.title, order.preamble) == ("14-а", "Об утверждении карты", "В целях порядка")
    assert [clause["text"] for clause in order.clauses] == list(wording.clauses)


@pytest.mark.parametrize("wrong", [{"number": "7"}, {"signed_on": TODAY + timedelta(days=1)}])
def test_a_refused_order_leaves_nothing_behind(world, wrong):
    approval.approve_roadmap(submitted(world), number="7", signed_on=TODAY, by=world.director, at=NOW)
    roadmap = submitted(world)
    before = (StoredFile.objects.count(), Occurrence.objects.count(), Decision.objects.count())
    with pytest.raises(OrderRefused):
        approval.approve_roadmap(roadmap, **{"number": None, "signed_on": TODAY, **wrong}, by=world.director, at=NOW)
    assert Roadmap.objects.get(pk=roadmap.pk).state == State.SUBMITTED
    assert not ApprovalStamp.objects.filter(roadmap=roadmap, kind="approved_by_order").exists()
    assert (StoredFile.objects.count(), Occurrence.objects.count(), Decision.objects.count()) == before


def test_what_was_changed_after_reading_is_not_decided_on(world):
    roadmap = submitted(world)
    read = Decision.objects.get().pk
    approval.withdraw_roadmap(roadmap, by=world.curator, at=NOW)
    approval.submit_roadmap(roadmap, by=world.curator, at=NOW)
    for decide in (
        lambda: approval.approve_roadmap(
            roadmap, number=None, signed_on=TODAY, by=world.director, at=NOW, submission=read
        ),
        lambda: approval.return_roadmap(roadmap, remark="Нет", by=world.director, at=NOW, submission=read),
    ):
        with pytest.raises(ApprovalRefused):
            decide()
    assert Roadmap.objects.get().state == State.SUBMITTED


def test_the_approved_is_frozen(world):
    roadmap = approved(world)
    activity = roadmap.sections.first().activities.first()
    with pytest.raises(editing.NotEditable):
        editing.delete_activity(activity, by=world.curator, at=NOW)


def test_a_new_version_replaces_the_one_before(world):
    first = approved(world)
    done = Occurrence.objects.get(activity__number="1.1")
    Occurrence.objects.filter(pk=done.pk).update(state="done", done_on=TODAY)
    second = versions.start_new_version(first, by=world.curator, at=NOW)
    approval.submit_roadmap(second, by=world.curator, at=NOW)
    approval.approve_roadmap(second, number=None, signed_on=TODAY, by=world.director, at=NOW)
    first.refresh_from_db()
    assert (first.state, second.state) == (State.ARCHIVED, State.APPROVED)
    assert first.decisions.get(kind="archived").remark.endswith("2")
    assert Occurrence.objects.get(pk=done.pk).activity.section.roadmap == second
    clauses = [clause["text"] for clause in second.order.clauses]
    assert "в новой редакции" in clauses[0]
    assert clauses[1].startswith(f"Признать утратившим силу приказ от {first.order.dated} № 1-од")


def test_archiving_says_why(world):
    roadmap = approved(world)
    approval.archive_roadmap(roadmap, by=world.director, at=NOW, remark="Реорганизация")
    assert Decision.objects.get(kind="archived").remark == "Реорганизация"


# --- approved on paper before the product ----------------------------------------------------------------------------

ON_PAPER = {"signed_on": date(2021, 7, 1), "signer_name": "А. Е. Шульга", "signer_position": "Директор", "at": NOW}


def test_a_historical_approval_with_its_order(world):
    roadmap = drafted(world)
    approval.record_historical_approval(roadmap, number="246", **ON_PAPER)
    order = Order.objects.get()
    assert (order.number, order.signed_on, order.signer, order.signer_name) == (
        "246",
        date(2021, 7, 1),
        None,
        "А. Е. Шульга",
    )
    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.order) == (State.APPROVED, order)
    assert roadmap.paper
    assert Occurrence.objects.exists()
    assert roadmap.stamps.get(kind="approved_by_order").date == date(2021, 7, 1)
    assert "01.07.2021" in Decision.objects.get(kind="approved").remark
    assert not Notification.objects.exists()


def test_a_historical_approval_without_a_known_order(world):
    roadmap = drafted(world)
    approval.record_historical_approval(roadmap, number=None, **ON_PAPER)
    assert Roadmap.objects.get().state == State.APPROVED
    assert not Order.objects.exists()


# --- the words of the order ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "order_title"),
    [
        ("Дорожная карта школы на 2026 год.", "Об утверждении дорожной карты школы на 2026 год"),
        (
            "План мероприятий (дорожная карта) на 2022 г.",
            "Об утверждении плана мероприятий (дорожной карты) на 2022 г.",
        ),
        ("Дорожная карта (план мероприятий) ДШИ", "Об утверждении дорожной карты (плана мероприятий) ДШИ"),
        ("Муниципальная дорожная карта", "Об утверждении муниципальной дорожной карты"),
        ("Путь наставника", "Об утверждении дорожной карты «Путь наставника»"),
        ("Дорожная карта " + "очень " * 100, f"Об утверждении дорожной карты реализации {decree.STUDENTS_MODEL}"),
    ],
)
def test_the_title_of_the_order(world, title, order_title):
    assert decree.wording(make_roadmap(world.a1, title=title), None).title == order_title


def test_the_period_is_said_once(world):
    said = decree.wording(make_roadmap(world.a1, title="Дорожная карта на 2026–2027 учебный год"), None).clauses[0]
    unsaid = decree.wording(make_roadmap(world.a2, title="Дорожная карта школы"), None).clauses[0]
    assert said == "Утвердить дорожную карту на 2026–2027 учебный год (приложение)."
    assert unsaid == "Утвердить дорожную карту школы на период с 01.09.2026 по 31.08.2027 (приложение)."


@pytest.mark.parametrize(("track", "act"), [("students", "Р-145"), ("staff", "АЗ-1128/08/657"), ("both", "Р-145")])
def test_the_ground_follows_the_track(world, track, act):
    assert act in decree.wording(make_roadmap(world.a1, track=track), None).preamble


def test_a_municipality_recommends(world):
    clauses = decree.wording(make_roadmap(world.north), None).clauses
    assert any(clause.startswith("Рекомендовать руководителям образовательных организаций") for clause in clauses)


def test_those_named_and_the_curator_read_the_order(world):
    make_member(Role.EXECUTOR, world.a1, "p@a1.example", last_name="Плохая", first_name="Вера", patronymic="Сергеевна")
    row = ActivityDraft("1.1", "Встреча", responsible=(ResponsibleDraft("person", "Плохая В.С."),))
    roadmap = drafted(world, sections=(SectionDraft("1", "Раздел", activities=(row,)),))
    assert [name for _position, name in decree.acquainted(roadmap)] == [world.curator.signature_name, "В. С. Плохая"]
