"""The pages of the register."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orders.models import Order
from orders.services import default_series, suggest_number
from organizations.models import User

from ..factories import NOW, TODAY
from .factories import make_order, make_paper_order
from .test_register import PDF


@pytest.fixture
def order(world) -> Order:
    return make_order(world)


def url(name: str, order: Order | None = None) -> str:
    return reverse(f"orders:{name}", args=[order.pk] if order else [])


def test_the_register_shows_own_orders_and_not_the_neighbours(as_role, world, order):
    foreign = make_paper_order(world.b1, title="О чужом деле")
    page = as_role("curator").get(url("list")).content.decode()
    assert order.number in page
    assert foreign.number == "14-а"
    assert foreign.number not in page


def test_the_register_is_searched_regardless_of_case(as_role, world, order):
    make_paper_order(world.a1, title="О рабочей группе")
    page = as_role("curator").get(url("list"), {"q": "РАБОЧЕЙ"}).content.decode()
    assert "О рабочей группе" in page
    assert "Об утверждении дорожной карты" not in page


@pytest.mark.parametrize("query", [{"year": "2022"}, {"kind": "other"}, {"state": "signed", "year": "2022"}])
def test_the_register_is_narrowed_by_year_kind_and_state(as_role, world, order, query):
    make_paper_order(world.a1, title="О рабочей группе")
    page = as_role("curator").get(url("list"), query).content.decode()
    assert "О рабочей группе" in page
    assert "Об утверждении дорожной карты" not in page


def test_htmx_gets_only_the_rows(as_role, order):
    page = as_role("curator").get(url("list"), headers={"HX-Request": "true"}).content.decode()
    assert order.number in page
    assert "<html" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_three_queries_for_any_number_of_rows(as_role, world, rows):
    """The years to choose from, how many there are, the page of rows; the rest belongs to the shell of the page."""
    for number in range(rows):
        make_paper_order(world.a1, number=f"{number}-а")
    client = as_role("curator")
    with CaptureQueriesContext(connection) as queries:
        client.get(url("list"))
    assert sum('FROM "orders_order"' in query["sql"] for query in queries) == 3
    assert len(queries) <= 20


def test_the_card_shows_the_text_and_the_hash(as_role, order):
    page = as_role("curator").get(url("detail", order)).content.decode()
    for shown in (order.paper.sha256, "ПРИКАЗЫВАЮ:", "Утвердить дорожную карту.", order.signer_name):
        assert shown in page


def test_another_organisations_order_is_not_found(as_role, order):
    for name in ("detail", "download", "attach", "cancel"):
        assert as_role("stranger").get(url(name, order)).status_code == 404


def test_the_paper_comes_as_an_attachment(as_role, order):
    response = as_role("executor").get(url("download", order))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_an_order_without_paper_has_nothing_to_download(as_role, world):
    bare = make_paper_order(world.a1)
    assert as_role("curator").get(url("download", bare)).status_code == 404


def test_those_above_read_only_what_names_no_child(as_role, world, order):
    private = make_paper_order(world.a1, clauses=["Закрепить за наставником Петрова И. И."])
    client = as_role("methodologist")
    page = client.get(url("detail", private)).content.decode()
    assert private.title in page
    assert "Петрова" not in page
    assert client.get(url("download", private)).status_code == 403
    assert "ПРИКАЗЫВАЮ:" in client.get(url("detail", order)).content.decode()


def test_a_paper_order_is_entered_with_its_scan(as_role, world):
    given = {
        "number": "14-а",
        "signed_on": "2022-03-31",
        "title": "О создании рабочей группы",
        "signer_position": "Директор",
        "signer_name": "А. Е. Шульга",
        "scan": SimpleUploadedFile("скан.pdf", PDF),
    }
    response = as_role("curator").post(url("create"), given)
    created = Order.objects.get()
    assert response.url == created.get_absolute_url()
    assert (created.number, created.organization, created.paper.name) == ("14-а", world.a1, "скан.pdf")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", ""),
        ("signed_on", "31.02.2022"),
        ("signed_on", "2999-01-01"),
        ("title", ""),
        ("scan", SimpleUploadedFile("a.exe", b"MZ")),
    ],
)
def test_a_wrong_paper_order_is_refused_on_the_form(as_role, field, value):
    given = {"number": "14-а", "signed_on": "2022-03-31", "title": "О создании рабочей группы", field: value}
    response = as_role("curator").post(url("create"), given)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Order.objects.exists()


def test_a_scan_is_attached_afterwards(as_role, world):
    bare = make_paper_order(world.a1)
    as_role("curator").post(url("attach", bare), {"scan": SimpleUploadedFile("скан.pdf", PDF)})
    bare.refresh_from_db()
    assert bare.paper.name == "скан.pdf"


def test_the_director_cancels_with_a_reason(as_role, order):
    assert as_role("curator").get(url("cancel", order)).status_code == 403
    client = as_role("director")
    assert client.post(url("cancel", order), {"reason": ""}).status_code == 200
    client.post(url("cancel", order), {"reason": "Ошибка в тексте"})
    order.refresh_from_db()
    assert (order.state, order.cancel_reason) == ("cancelled", "Ошибка в тексте")
    assert client.get(url("cancel", order)).status_code == 403


def test_the_curator_cancels_what_was_entered_from_paper(as_role, world):
    entered = make_paper_order(world.a1)
    as_role("curator").post(url("cancel", entered), {"reason": "Введён по ошибке"})
    entered.refresh_from_db()
    assert entered.state == "cancelled"


def test_the_numbering_is_set(as_role, world):
    client = as_role("director")
    assert client.get(url("series")).context["form"].initial["next_ordinal"] == 1
    client.post(url("series"), {"pattern": "{n}-а", "date_style": "words", "next_ordinal": 14})
    series = default_series(world.a1)
    assert (suggest_number(series, TODAY.year), series.dated(TODAY)) == ("14-а", "16 ноября 2026 г.")


@pytest.mark.parametrize("pattern", ["од", "{n}-{n}", "{0.__class__}", "{n}{m}"])
def test_a_pattern_without_one_place_for_the_figure_is_refused(as_role, world, pattern):
    response = as_role("director").post(url("series"), {"pattern": pattern, "date_style": "words", "next_ordinal": 1})
    assert response.context["form"].errors
    assert default_series(world.a1).pattern == "{n}-од"


def test_text_with_markup_is_shown_as_text(as_role, world):
    order = make_order(world, title="О <b>деле</b>", at=NOW)
    page = as_role("curator").get(url("detail", order)).content.decode()
    assert "О &lt;b&gt;деле&lt;/b&gt;" in page


def test_the_systems_owner_reads_the_series_and_changes_none(client, world):
    """Numbering is changed on its own page, which is audited."""
    User.objects.filter(pk=world.nobody.pk).update(is_staff=True, is_superuser=True)
    client.force_login(world.nobody)
    assert client.get(reverse("admin:orders_orderseries_changelist")).status_code == 200
    assert client.get(reverse("admin:orders_orderseries_add")).status_code == 403
