"""A roadmap that was approved on paper before it came into the product: recorded as it was, its past closed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.models import AuditEntry
from orders.models import Order
from roadmaps.drafts import StampDraft
from roadmaps.models import Evidence, Occurrence, Roadmap
from roadmaps.selectors.on_paper import approval_on_paper, past_of
from roadmaps.services import approval, closing
from roadmaps.services.approval import ApprovalRefused
from roadmaps.services.execution import ExecutionRefused

from ..factories import NOW, TODAY
from .plans import approved, drafted, submitted

OLD = {"period_from": date(2021, 7, 1), "period_to": date(2024, 12, 31)}
STAMP = StampDraft(
    "approved_by_order", "УТВЕРЖДЕНО", "А. Е. Шульга", "Директор", "приказ от 01.07.2021 № 246", date(2021, 7, 1)
)
ON_PAPER = {"signed_on": date(2021, 7, 1), "signer_name": "А. Е. Шульга", "signer_position": "Директор"}


def page(name: str, roadmap: Roadmap) -> str:
    return reverse(f"roadmaps:{name}", args=[roadmap.pk])


def recorded(world, **fields) -> Roadmap:
    roadmap = drafted(world, **{**OLD, **fields})
    approval.record_historical_approval(roadmap, number="246", **ON_PAPER, by=world.director, at=NOW)
    return Roadmap.objects.get(pk=roadmap.pk)


def test_the_stamp_tells_of_the_approval(world):
    paper = approval_on_paper(submitted(world, stamps=(STAMP,)), TODAY)
    assert (paper.number, paper.signed_on, paper.signer_name) == ("246", date(2021, 7, 1), "А. Е. Шульга")


@pytest.mark.parametrize(("days", "offered"), [(-1, True), (0, False), (1, False)])
def test_without_a_stamp_a_period_that_has_begun_tells(world, days, offered):
    begins = TODAY + timedelta(days=days)
    roadmap = drafted(world, period_from=begins, period_to=begins + timedelta(days=300), stamps=())
    assert bool(approval_on_paper(roadmap, TODAY)) is offered


def test_what_is_in_force_is_not_recorded_again(world):
    assert approval_on_paper(approved(world, stamps=(STAMP,)), TODAY) is None


def test_the_director_records_it_with_one_stamp_and_its_own_number(as_role, world):
    roadmap = submitted(world, **OLD, stamps=(STAMP,))
    client = as_role("director")
    assert page("on_paper", roadmap) in client.get(page("review", roadmap)).content.decode()
    shown = client.get(page("on_paper", roadmap)).content.decode()
    assert 'value="246"' in shown
    client.post(page("on_paper", roadmap), {**ON_PAPER, "number": "246"})
    roadmap.refresh_from_db()
    assert roadmap.state == Roadmap.State.APPROVED
    assert (roadmap.order.number, roadmap.order.signed_on, roadmap.order.signer) == ("246", date(2021, 7, 1), None)
    assert roadmap.stamps.get().document == STAMP.document


def test_a_paper_without_a_stamp_gets_that_of_its_order(world):
    assert recorded(world, stamps=()).stamps.get().date == date(2021, 7, 1)


def test_the_curator_is_warned_before_submitting(as_role, world):
    roadmap = drafted(world, **OLD, stamps=(STAMP,))
    shown = as_role("curator").get(page("submit", roadmap)).content.decode()
    assert STAMP.document in shown
    assert page("on_paper", roadmap) not in shown


def test_what_cannot_have_been_approved_is_refused(world):
    roadmap = drafted(world)
    ahead = ON_PAPER | {"signed_on": TODAY + timedelta(days=1)}
    with pytest.raises(ApprovalRefused):
        approval.record_historical_approval(roadmap, number=None, **ahead, by=world.director, at=NOW)
    with pytest.raises(ApprovalRefused):
        approval.record_historical_approval(
            drafted(world, sections=()), number=None, **ON_PAPER, by=world.director, at=NOW
        )
    assert not Order.objects.exists()


def test_its_past_is_closed_in_one_step(as_role, world):
    roadmap = recorded(world)
    size = past_of(roadmap).count()
    assert size > 2
    client = as_role("curator")
    assert page("close_past", roadmap) in client.get(roadmap.get_absolute_url()).content.decode()
    client.post(page("close_past", roadmap), {"reason": "Справки 2021–2024 гг., архив школы"})
    done = Occurrence.objects.filter(state="done")
    assert done.count() == size
    assert all(each.done_on == each.due and each.times_done == each.needed for each in done)
    assert set(Evidence.objects.values_list("note", flat=True)) == {"Справки 2021–2024 гг., архив школы"}
    entry = AuditEntry.objects.get(verb="roadmap.past_closed")
    assert entry.changes["closed"] == size
    marks = AuditEntry.objects.filter(verb="occurrence.done")
    assert [each.changes["times"] for each in marks.order_by("subject_id")] == [
        [0, each.needed] for each in sorted(done, key=lambda each: str(each.pk))
    ]
    assert page("close_past", roadmap) not in client.get(roadmap.get_absolute_url()).content.decode()


def test_only_the_past_before_it_was_entered_and_only_of_paper(world):
    roadmap = approved(world, **OLD)
    assert Occurrence.objects.overdue(TODAY).exists()
    with pytest.raises(ExecutionRefused):
        closing.close_past(roadmap, reason="Архив", by=world.curator, at=NOW)
    later = recorded(world, period_to=date(2030, 12, 31))
    closing.close_past(later, reason="Архив", by=world.curator, at=NOW)
    assert Occurrence.objects.filter(activity__section__roadmap=later).open().exists()


def test_the_past_is_not_closed_without_a_reason(world):
    with pytest.raises(ExecutionRefused):
        closing.close_past(recorded(world), reason=" ", by=world.curator, at=NOW)
