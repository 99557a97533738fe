"""Signing: the order gets its number and its paper, and freezes."""

import hashlib
from datetime import date, timedelta

import pytest

from core.documents import Clause, Document, Paragraph
from core.models import AuditEntry, StoredFile
from orders.models import Order, OrderCounter
from orders.services import CONTROL_IS_MINE, OrderRefused

from ..core.documents.papers import pdf_pages, pdf_sizes
from ..factories import NOW, TODAY
from .factories import make_order


def paper_of(order: Order) -> bytes:
    with order.paper.content.open("rb") as paper:
        return paper.read()


def annex(title: str, text: str, **options) -> Document:
    given = {"file_name": title, "created_at": NOW, "author": "Школа", **options}
    return Document(title, [Paragraph(text)], **given)


def test_a_signed_order_is_frozen_with_its_requisites(world):
    order = make_order(world)
    order.refresh_from_db()
    assert (order.state, order.number, order.signed_on, order.year) == ("signed", "1-од", TODAY, 2026)
    assert (order.signer, order.signer_name, order.signer_position) == (world.director, "М. П. Director", "Директор")
    assert order.clauses[0] == {"text": "Утвердить дорожную карту.", "points": []}
    assert not order.is_from_paper


def test_the_paper_is_kept_with_its_hash(world):
    order = make_order(world)
    assert order.paper.sha256 == hashlib.sha256(paper_of(order)).hexdigest()
    assert order.paper.name == "Приказ № 1-од от 16.11.2026.pdf"
    assert order.paper.scope == world.a1.path


def test_signing_is_recorded(world):
    order = make_order(world)
    entry = AuditEntry.objects.get(verb="order.signed")
    assert (entry.actor_name, entry.scope) == (str(world.director), world.a1.path)
    assert entry.changes == {"number": "1-од", "signed_on": "2026-11-16", "sha256": order.paper.sha256}


def test_the_paper_says_all_that_an_order_says(world):
    world.a1.founder, world.a1.place = "Управление образования", "г. Северный"
    world.a1.save()
    clauses = [Clause("Утвердить:", ["Дорожную карту.", "Показатели."]), CONTROL_IS_MINE]
    order = make_order(world, clauses=clauses, acquainted=[("учитель", "И. И. Петров")])
    (page,) = pdf_pages(paper_of(order))
    words = " ".join(page.split())
    for expected in (
        "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ Организация a1 (Школа № 1)",
        "ПРИКАЗ 16.11.2026 г. № 1-од г. Северный",
        "Об утверждении дорожной карты В целях реализации целевой модели наставничества ПРИКАЗЫВАЮ:",
        "1. Утвердить: 1.1. Дорожную карту. 1.2. Показатели. 2. Контроль за исполнением",
        "Директор М. П. Director",
        "С приказом ознакомлены: учитель И. И. Петров",
    ):
        assert expected in words


def test_annexes_follow_on_sheets_of_their_own(world):
    annexes = [
        annex("Дорожная карта", "Первое", orientation="landscape"),
        annex("Показатели", "Второе", orientation="portrait"),
    ]
    order = make_order(world, annexes=annexes)
    pages = [" ".join(page.split()) for page in pdf_pages(paper_of(order))]
    assert "Приложение № 1 к приказу Школа № 1 от 16.11.2026 г. № 1-од Первое" in pages[1]
    assert "Приложение № 2" in pages[2]
    upright, lying, upright_again = pdf_sizes(paper_of(order))
    assert upright == upright_again != lying
    assert order.annexes == ["Дорожная карта", "Показатели"]


def test_a_single_annex_has_no_number(world):
    order = make_order(world, annexes=[annex("Дорожная карта", "Текст")])
    assert "Приложение к приказу" in " ".join(pdf_pages(paper_of(order))[1].split())


@pytest.mark.parametrize("signed_on", [TODAY + timedelta(days=1), date(1900, 1, 1)])
def test_an_impossible_day_is_refused(world, signed_on):
    with pytest.raises(OrderRefused):
        make_order(world, signed_on=signed_on)


@pytest.mark.parametrize("title", ["", "   ", "О" * 501])
def test_an_impossible_title_is_refused(world, title):
    with pytest.raises(OrderRefused):
        make_order(world, title=title)
    assert not Order.objects.exists()


def test_an_order_without_clauses_is_refused_and_takes_no_number(world):
    with pytest.raises(OrderRefused):
        make_order(world, clauses=[])
    assert not Order.objects.exists()
    assert not OrderCounter.objects.exists()
    assert not StoredFile.objects.exists()
