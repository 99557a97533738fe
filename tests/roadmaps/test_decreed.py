"""The order that approved a roadmap knows it, and stands as long as it is in force."""

import pytest
from django.urls import reverse

from orders.services import OrderRefused, cancel_order
from orders.subjects import subjects_of
from roadmaps.models import Roadmap
from roadmaps.services.approval import approve_roadmap, archive_roadmap, submit_roadmap

from ..core.documents.papers import pdf_pages
from ..factories import NOW, TODAY, make_roadmap


@pytest.fixture
def roadmap(world) -> Roadmap:
    roadmap = make_roadmap(world.a1)
    submit_roadmap(roadmap, by=world.curator, at=NOW)
    approve_roadmap(roadmap, number=None, signed_on=TODAY, by=world.director, at=NOW)
    return roadmap


def test_the_card_of_the_order_leads_to_the_roadmap(as_role, roadmap):
    page = as_role("curator").get(reverse("orders:detail", args=[roadmap.order_id])).content.decode()
    assert f'href="{roadmap.get_absolute_url()}"' in page


def test_the_order_stands_while_the_roadmap_is_in_force(world, roadmap):
    with pytest.raises(OrderRefused):
        cancel_order(roadmap.order, reason="Ошибка", by=world.director, at=NOW)
    archive_roadmap(roadmap, by=world.director, at=NOW)
    cancel_order(roadmap.order, reason="Ошибка", by=world.director, at=NOW)
    (subject,) = subjects_of(roadmap.order)
    assert not subject.in_force


def test_the_roadmap_is_the_annex_of_its_order(roadmap):
    with roadmap.order.paper.content.open("rb") as paper:
        first, second = (" ".join(page.split()) for page in pdf_pages(paper.read()))
    assert "Утвердить дорожную карту" in first
    assert "Приложение к приказу Школа № 1 от 16.11.2026 г. № 1-од" in second
    assert "Мероприятие 1.1" in second
    assert "УТВЕРЖДЕНО" not in second
