"""Orders entered from paper, and orders cancelled."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import FileRefused
from core.models import AuditEntry
from core.states import ForbiddenMove
from orders import subjects
from orders.models import Order
from orders.services import OrderRefused, attach_scan, cancel_order

from ..factories import NOW, TODAY
from .factories import make_order, make_paper_order

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def scan(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("скан.pdf", content)


def test_a_paper_order_keeps_its_own_number_and_date(world):
    order = make_paper_order(world.a1, signer_name="А. Н. Грецкий", scan=scan(), by=world.curator)
    order.refresh_from_db()
    assert (order.number, order.signed_on, order.year) == ("14-а", date(2022, 3, 31), 2022)
    assert order.is_from_paper
    assert order.paper.name == "скан.pdf"
    assert AuditEntry.objects.get(verb="order.registered").changes["scan"] is True


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"number": "   "}, OrderRefused),
        ({"signed_on": date(2030, 1, 1)}, OrderRefused),
        ({"scan": scan(b"MZ not a PDF")}, FileRefused),
    ],
)
def test_what_cannot_be_entered_leaves_nothing(world, fields, error):
    with pytest.raises(error):
        make_paper_order(world.a1, **fields)
    assert not Order.objects.exists()


def test_a_scan_is_attached_once(world):
    order = make_paper_order(world.a1)
    attach_scan(order, scan=scan(), by=world.curator, at=NOW)
    first = order.paper
    with pytest.raises(OrderRefused):
        attach_scan(order, scan=scan(), by=world.curator, at=NOW)
    order.refresh_from_db()
    assert order.paper == first


def test_a_signed_order_takes_no_scan(world):
    order = make_order(world)
    with pytest.raises(OrderRefused):
        attach_scan(order, scan=scan(), by=world.curator, at=NOW)


def test_a_cancelled_order_stays_with_its_reason(world):
    order = make_order(world)
    cancel_order(order, reason=" Ошибка в тексте ", by=world.director, at=NOW)
    order.refresh_from_db()
    assert (order.state, order.cancelled_on, order.cancel_reason) == ("cancelled", TODAY, "Ошибка в тексте")
    assert AuditEntry.objects.get(verb="order.cancelled").changes == {"reason": "Ошибка в тексте"}
    with pytest.raises(ForbiddenMove):
        cancel_order(order, reason="Ещё раз", by=world.director, at=NOW)


def test_cancelling_needs_a_reason(world):
    order = make_order(world)
    with pytest.raises(OrderRefused):
        cancel_order(order, reason="  ", by=world.director, at=NOW)


def test_an_order_on_which_something_in_force_stands_is_not_cancelled(world, monkeypatch):
    standing = subjects.Subject("Дорожная карта школы", "/roadmaps/1/", in_force=True)
    monkeypatch.setitem(subjects._finders, "test", lambda order: [standing])
    order = make_order(world)
    with pytest.raises(OrderRefused, match="Дорожная карта школы"):
        cancel_order(order, reason="Ошибка", by=world.director, at=NOW)
    assert Order.objects.get().state == "signed"
