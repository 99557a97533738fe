"""An order as paper, by GOST R 7.0.97-2025 (domain.md 4.2-4.3): its requisites, its annexes on sheets of their own."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import reverse

from core.documents import (
    Block,
    Clauses,
    Column,
    Document,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Requisites,
    Row,
    Signature,
    Signatures,
    Stamp,
    Stamps,
    Table,
)
from organizations.models import Organization

from .clauses import from_json
from .models import Acknowledgement, Order

KEPT_FOR_EVER_MARGIN = 30  # mm: orders on the main activity are kept permanently
ORDERED = "ПРИКАЗЫВАЮ:"
ACQUAINTED = "С приказом ознакомлены:"
UNDATED = "от ____________ № ______"


def order_document(order: Order, annexes: Sequence[Document] = (), *, qr: str | None = None) -> Document:
    """The order with its annexes; a number or date that is not there yet is left as a line to fill in by hand.

    `qr` is the address of the public page that confirms the order.
    """
    blocks = [*_head(order), *_text(order), *_signatures(order)]
    for place, annex in enumerate(annexes, start=1):
        blocks += _annex(order, annex, place if len(annexes) > 1 else None)
    return Document(
        title=f"Приказ {order} «{order.title}»",
        blocks=blocks,
        file_name=f"Приказ {order}",
        created_at=order.created_at,
        author=order.organization.full_name,
        left_margin=KEPT_FOR_EVER_MARGIN,
        font_size=13,
        qr=qr,
    )


def check_url(order: Order) -> str:
    """The public page that confirms a signed order (requisite 31 of the standard, the QR code)."""
    return settings.SITE_URL.rstrip("/") + reverse("orders:check", args=[order.check_code])


def sheet_document(order: Order) -> Document:
    """The sheet of acquaintance, filled in as far as people have given theirs; the rest is signed by hand."""
    columns = [
        Column("№ п/п", 1),
        Column("Должность", 5),
        Column("И. О. Фамилия", 4),
        Column("Дата", 3),
        Column("Подпись", 4),
    ]
    rows = [
        Row([str(place), line.position, line.name, line.acquainted_on, _given(line)])
        for place, line in enumerate(order.acknowledgements.all(), start=1)
    ]
    return Document(
        title=f"Лист ознакомления с приказом {order}",
        blocks=[
            Heading("ЛИСТ ОЗНАКОМЛЕНИЯ"),
            Paragraph(f"с приказом {' '.join(issued(order))} «{order.title}»", align="center", indent=False),
            Table(columns, rows),
        ],
        file_name=f"Лист ознакомления {order}",
        created_at=order.created_at,
        author=order.organization.full_name,
        left_margin=KEPT_FOR_EVER_MARGIN,
    )


def _given(line: Acknowledgement) -> str:
    if line.acquainted_on is None or line.on_paper:
        return ""
    return "ознакомлен(а) в системе"


def _head(order: Order) -> Iterator[Block]:
    yield letterhead(order.organization)
    date = order.dated if order.signed_on else None
    yield Requisites(kind="ПРИКАЗ", date=date, number=order.number, place=order.organization.place)
    yield Heading(order.title, level=3, align="left")


def letterhead(organization: Organization) -> Letterhead:
    """Who issues the paper."""
    return Letterhead(
        founder=organization.founder, full_name=organization.full_name, short_name=_short_name(organization)
    )


def issued(order: Order) -> list[str]:
    """Whose, of what day and number, in lines: what follows «приказом» and «к приказу»."""
    return [*filter(None, [_short_name(order.organization)]), f"от {order.dated} № {order.number}"]


def _short_name(organization: Organization) -> str:
    """An authority is known by the name of its territory, which is no name for a paper."""
    return "" if organization.kind == Organization.Kind.AUTHORITY else organization.short_name


def _text(order: Order) -> Iterator[Block]:
    if order.preamble:
        yield Paragraph(order.preamble)
    yield Paragraph(ORDERED, align="left", indent=False)
    yield Clauses(from_json(order.clauses))


def _signatures(order: Order) -> Iterator[Block]:
    yield Signature(order.signer_position, order.signer_name)
    if order.acquainted:
        people = [Signature(person["position"], person["name"]) for person in order.acquainted]
        yield Signatures(people, title=ACQUAINTED)


def _annex(order: Order, annex: Document, place: int | None) -> list[Block]:
    """The annex on a new sheet of its own orientation, under the stamp that ties it to the order."""
    first, *rest = issued(order) if order.signed_on else [*filter(None, [_short_name(order.organization)]), UNDATED]
    stamp = Stamp([f"Приложение № {place}" if place else "Приложение", f"к приказу {first}", *rest])
    own, blocks = Stamps(), list(annex.blocks)
    if blocks and isinstance(blocks[0], Stamps):
        own, *blocks = blocks
    return [PageBreak(annex.orientation), Stamps(left=own.left, right=[stamp, *own.right]), *blocks]
