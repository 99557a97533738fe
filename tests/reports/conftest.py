"""What report tests share: an approved roadmap with a history."""

from datetime import date

import pytest

from roadmaps.models import Occurrence, Roadmap

from ..factories import NOW, make_roadmap
from ..orders.factories import make_paper_order


@pytest.fixture
def roadmap(world) -> Roadmap:
    """Approved at school `a1`: one activity done late with an order, one overdue by 15.04.2027."""
    order = make_paper_order(world.a1, number="52-од", signed_on=date(2026, 9, 1), kind="approve_roadmap")
    roadmap = make_roadmap(world.a1, state="approved", order=order)
    first, second = (activity for section in roadmap.sections.all() for activity in section.activities.all())
    due = date(2027, 4, 15)
    done = Occurrence.objects.create(
        activity=first, key="a", due=due, state="done", done_on=date(2027, 4, 20), closed_at=NOW
    )
    done.evidence.create(kind="order", order=order, added_at=NOW, added_by_name="Куратор")
    done.evidence.create(kind="note", note="Справка про Ваню", added_at=NOW, added_by_name="Куратор")
    Occurrence.objects.create(activity=second, key="b", due=due)
    return roadmap
