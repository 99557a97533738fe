"""The pages of drafting, signing and acquaintance in the access matrix, and the orders they are about."""

from orders.models import Acknowledgement, Order
from orders.services import draft_order, send_to_sign, sign_draft

from .access_row import Row
from .factories import NOW, World
from .orders.answers import ANSWERS

KEEPERS = "302 403 200 403 200 200 200 200 403"
DRAFT = "302 404 404 403 200 200 404 404 404"  # only the organisation's own people know of it
DIRECTOR = "302 404 404 403 403 200 404 404 404"
SIGNED = "302 404 404 403 200 200 403 403 403"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "orders:kinds": Row(KEEPERS),
    "orders:draft": Row(KEEPERS, extra={"kind": "appoint_curator"}),
    "orders:data": Row(DRAFT, "drafted"),
    "orders:text": Row(DRAFT, "drafted"),
    "orders:preview": Row(DRAFT, "drafted", method="post"),
    "orders:names": Row(DRAFT, "drafted"),
    "orders:send": Row(DRAFT, "drafted"),
    "orders:discard": Row(DRAFT, "drafted"),
    "orders:paper_pdf": Row(DRAFT, "drafted"),
    "orders:paper_docx": Row(DRAFT, "drafted"),
    "orders:take_back": Row(DRAFT, "sent_order"),
    "orders:review": Row(DIRECTOR, "sent_order"),
    "orders:sign": Row(DIRECTOR, "sent_order"),
    "orders:sign_on_paper": Row(DIRECTOR, "sent_order"),
    "orders:return": Row(DIRECTOR, "sent_order"),
    "orders:sheet": Row(SIGNED, "signed_order"),
    "orders:acknowledge": Row("302 404 404 200 200 200 403 403 403", "signed_order"),
    "orders:mark": Row(SIGNED, "sheet_line"),
    "orders:check": Row("404 404 404 404 404 404 404 404 404", extra={"code": "forged"}),
}


def orders_subjects(world: World) -> dict:
    sent, signed = _draft(world), _draft(world)
    for order in (sent, signed):
        send_to_sign(order, by=world.curator, at=NOW)
    sign_draft(signed, by=world.director, at=NOW)
    return {
        "drafted": _draft(world),
        "sent_order": sent,
        "signed_order": signed,
        "sheet_line": Acknowledgement.objects.filter(order=signed).first(),
    }


def _draft(world: World) -> Order:
    return draft_order(
        organization=world.a1, kind="appoint_curator", data=ANSWERS["appoint_curator"], by=world.curator, at=NOW
    )
