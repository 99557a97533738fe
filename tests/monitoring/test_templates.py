"""A municipality's own form: uploaded, its names understood or bound by hand, filled with the figures of a period."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from core.errors import Refused
from core.models import AuditEntry
from monitoring.models import FilledTemplate, ReportTemplate, TypedCount
from monitoring.selectors.template_figures import figures_for, values_for
from monitoring.services.settings import set_targets
from monitoring.services.templates import add_template, bind, fill_template, replace_file
from tests.factories import NOW, make_organization

from .factories import hand_in, make_quarter
from .test_workbooks import book_with, with_part

pytestmark = pytest.mark.django_db
TEMPLATE = (settings.BASE_DIR / "fixtures" / "demo" / "kirovsk_template.xlsx").read_bytes()


def upload_of(data: bytes, name: str = "свод.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def make_template(world, data: bytes = TEMPLATE) -> ReportTemplate:
    return add_template(world.north, title="Свод", upload=upload_of(data), by=world.methodologist, at=NOW)


def content_of(filled: FilledTemplate) -> bytes:
    with filled.file.content.open("rb") as file:
        return file.read()


@pytest.fixture
def period(world):
    """Four institutions: three have handed in, the sheet has three rows."""
    for number in (3, 4):
        make_organization(f"a{number}", world.north, short_name=f"Школа № {number}")
    period = make_quarter(world.north, by=world.methodologist)
    hand_in(world, period, world.a1, child_mentees=(90, 100), problems="=1+1")
    hand_in(world, period, world.a2, child_mentees=(100, 1000))
    return period


def test_names_of_the_usual_form_are_understood(world):
    template = make_template(world)
    known = figures_for(world.north)
    assert {key: known[code].is_list for key, code in template.bindings.items()} == {
        each["key"]: each["name"].startswith("ОО") for each in template.names
    }
    assert template.bindings["ОО_название"] == "each.short_name"
    assert template.bindings["итого_5_1"] == "total.learners.numerator"
    assert template.losses == []


def test_every_figure_has_one_name_and_a_value(world, period):
    figures = figures_for(world.north)
    assert len({figure.name.casefold() for figure in figures.values()}) == len(figures)
    single, lists = values_for(period, NOW.date())
    assert figures.keys() <= single.keys() | lists.keys()
    assert {len(values) for values in lists.values()} == {4}


def test_the_figures_of_the_period_stand_in_the_cells(world, period):
    TypedCount.objects.create(organization=world.north, name="children_10_19", value=5000, as_of=period.as_of,
                              source="Росстат", entered_at=NOW)  # fmt: skip
    indicator = next(each for each in period.indicators.all() if each.code == "child-mentees")
    set_targets(world.north, values={(indicator, 2026): Decimal(40)}, basis="Приказ", by=world.methodologist, at=NOW)
    filled = fill_template(make_template(world), period, by=world.methodologist, at=NOW)
    book = load_workbook(BytesIO(content_of(filled)))
    sheet = book["Свод"]
    assert sheet["A2"].value == world.north.full_name
    assert sheet["F3"].value.date() == period.as_of
    names = [world.a1.short_name, world.a2.short_name, "Школа № 3", "Школа № 4", "Итого"]
    assert [sheet.cell(row, 2).value for row in range(6, 11)] == names
    assert [(sheet.cell(row, 3).value, sheet.cell(row, 4).value) for row in range(6, 11)] == [
        (100, 90), (1000, 100), (None, None), (None, None), ("=SUM(C6:C9)", "=SUM(D6:D9)"),
    ]  # fmt: skip
    assert sheet["C12"].value == "Школа № 3, Школа № 4"
    assert float(sheet["C13"].value) == pytest.approx(0.4)
    assert AuditEntry.objects.filter(verb="filledtemplate.made", scope=world.north.path).count() == 1
    assert len(filled.notes) == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK", "свод.xlsx"),
        (TEMPLATE, "свод.xlsm"),
        (with_part(TEMPLATE, "xl/vbaProject.bin"), "свод.xlsx"),
        (book_with({}), "свод.xlsx"),
        (b"", "свод.xlsx"),
    ],
)
def test_what_is_no_form_leaves_nothing(as_role, world, data, name):
    answer = as_role("methodologist").post(
        reverse("monitoring:template_add"), {"title": "Свод", "upload": upload_of(data, name)}
    )
    assert answer.status_code == 200 and answer.context["form"].errors
    assert not ReportTemplate.objects.exists()


def test_unknown_names_are_listed_and_bound_by_hand(as_role, world):
    template = make_template(world, book_with({"сколько_пар": "Лист1!$B$2", "школы": "Лист1!$A$5:$A$7"}))
    assert template.bindings == {}
    client, url = as_role("methodologist"), reverse("monitoring:template", args=[template.pk])
    assert [each.name for each in client.get(url).context["unknown"]] == ["сколько_пар", "школы"]
    bound = {"seen": template.revision, "name_0": "sum.count.pairs", "name_1": "each.short_name"}
    client.post(reverse("monitoring:template_bind", args=[template.pk]), bound)
    assert ReportTemplate.objects.get().bindings == {"сколько_пар": "sum.count.pairs", "школы": "each.short_name"}
    assert client.get(url).context["unknown"] == []


def test_a_list_takes_no_block_and_one_figure_no_column(world):
    template = make_template(world, book_with({"блок": "Лист1!$A$1:$C$5", "столбец": "Лист1!$D$1:$D$5"}))
    for bindings in ({"блок": "each.short_name"}, {"столбец": "period.title"}, {"столбец": "unknown"}):
        with pytest.raises(Refused):
            bind(template, bindings=bindings, seen=template.revision, by=world.methodologist, at=NOW)


def test_another_edition_keeps_what_was_bound(world):
    template = make_template(world, book_with({"моё": "Лист1!$B$2", "старое": "Лист1!$B$3"}))
    bind(template, bindings={"моё": "answers.submitted", "старое": ""}, seen=1, by=world.methodologist, at=NOW)
    edition = book_with({"моё": "Лист1!$C$9", "дата": "Лист1!$B$1"})
    replace_file(template, upload=upload_of(edition), by=world.methodologist, at=NOW)
    assert ReportTemplate.objects.get().bindings == {"моё": "answers.submitted", "дата": "period.as_of"}


def test_nothing_bound_fills_nothing(world, period):
    with pytest.raises(Refused):
        fill_template(make_template(world, book_with({"ничто": "Лист1!$A$1"})), period, by=world.methodologist, at=NOW)


def test_the_period_leads_to_the_form_and_the_form_to_the_file(as_role, world, period):
    template, client = make_template(world), as_role("methodologist")
    way = reverse("monitoring:template_fill", args=[template.pk]) + f"?period={period.code}"
    assert way in client.get(period.get_absolute_url()).content.decode()
    assert client.get(way).context["form"].initial["period"] == period.code
    answer = client.post(way, {"period": period.code}, follow=True)
    filled = FilledTemplate.objects.get()
    file = reverse("monitoring:filled_file", args=[filled.pk])
    assert file in answer.content.decode()
    given = b"".join(client.get(file).streaming_content)
    assert load_workbook(BytesIO(given))["Свод"]["B3"].value == period.title
    as_role("curator")
    assert client.get(file).status_code == 404


def test_a_template_in_the_archive_is_not_filled(as_role, world, period):
    template, client = make_template(world), as_role("methodologist")
    client.post(reverse("monitoring:template_archive", args=[template.pk]))
    client.post(reverse("monitoring:template_fill", args=[template.pk]), {"period": period.code})
    assert not FilledTemplate.objects.exists()
