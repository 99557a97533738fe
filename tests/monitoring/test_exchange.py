"""Files for a platform: whose figures, pairs and names leave, by which columns; what is kept of them."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import AuditEntry
from monitoring.models import Dataset, ExchangeFormat, Sending
from monitoring.selectors.exchange import Wanted, fields_for, prepared
from monitoring.services.exchange import ExchangeRefused, add_format, copy_format
from monitoring.services.sendings import forget_person, give_out, mark_loaded, send
from participants.models import BankSettings, Consent
from tests.factories import NOW, make_consent

from . import factories
from .factories import hand_in, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db
FIGURES = [
    {"field": "short_name", "title": "ОО"},
    {"field": "child-mentees.numerator", "title": "Наставляемых"},
    {"field": "child-mentees.denominator", "title": "Всего детей"},
    {"field": "state", "title": "Отчёт"},
]
NAMES = [{"field": "full_name", "title": "Ф. И. О."}, {"field": "request", "title": "Запрос"}]
LAST = NOW.replace(month=10, day=20)


def make_format(organization, dataset=Dataset.INSTITUTIONS, columns=FIGURES, **fields) -> ExchangeFormat:
    fields = {"title": "Для платформы", "format": "json"} | fields
    return ExchangeFormat.objects.create(organization=organization, dataset=dataset, columns=columns, **fields)


def content_of(sending: Sending) -> bytes:
    with sending.file.content.open("rb") as file:
        return file.read()


def make_mentee(organization, *, consented_on=date(2026, 9, 1), **person):
    return _consented(factories.make_mentee(organization, consented_on=consented_on, **person), consented_on)


def make_mentor(organization, **person):
    return _consented(factories.make_mentor(organization, **person), date(2026, 9, 1))


def _consented(participation, signed_on):
    """With every consent that a file with names asks for."""
    for kind in ("participation", "mentor_duty") if signed_on else ():
        make_consent(participation.person, kind, signed_on=signed_on)
    return participation


def columns_of(dataset, organization) -> list[dict]:
    return [{"field": code, "title": f"{number}"} for number, code in enumerate(fields_for(dataset, organization))]


@pytest.fixture
def period(world):
    period = make_quarter(world.north, by=world.methodologist)
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    return period


@pytest.fixture
def by_name(world):
    return make_format(world.north, Dataset.MENTEES, NAMES)


def test_a_municipality_sends_all_its_institutions_and_what_is_missing_stays_empty(world, period):
    sending = send(
        make_format(world.north), world.north, wanted=Wanted(period.as_of, period), by=world.methodologist, at=LAST
    )
    assert json.loads(content_of(sending)) == [
        {"ОО": world.a1.short_name, "Наставляемых": 90, "Всего детей": 100, "Отчёт": "принят"},
        {"ОО": world.a2.short_name, "Наставляемых": None, "Всего детей": None, "Отчёт": "не сдан"},
    ]
    assert (sending.rows, sending.sha256, sending.by) == (2, sending.file.sha256, world.methodologist)
    assert AuditEntry.objects.filter(verb="sending.made", scope=world.north.path).count() == 1


def test_an_institution_sends_only_its_own_line_by_the_format_of_its_municipality(world, period):
    sending = send(make_format(world.north), world.a1, wanted=Wanted(period.as_of, period), by=world.curator, at=LAST)
    assert [row["ОО"] for row in json.loads(content_of(sending))] == [world.a1.short_name]


@pytest.mark.parametrize("dataset", Dataset)
def test_every_column_there_is_takes_its_value(world, period, dataset):
    make_working_pair(make_mentor(world.a1), make_mentee(world.a1))
    owner = world.north if dataset.is_of_institutions else world.a1
    found = prepared(dataset, columns_of(dataset, owner), owner, Wanted(period.as_of, period))
    assert len(found.rows) == (2 if dataset.is_of_institutions else 1)
    assert {len(row) for row in found.rows} == {len(fields_for(dataset, owner))}


def test_rows_of_pairs_name_nobody(world):
    mentor = make_mentor(world.a1, last_name="Наставникова")
    make_working_pair(mentor, make_mentee(world.a1, last_name="Подопечнов"))
    columns = columns_of(Dataset.PAIRS, world.a1)
    [row] = prepared(Dataset.PAIRS, columns, world.a1, Wanted(date(2026, 10, 1))).rows
    said = " ".join(map(str, row))
    assert "Наставникова" not in said and "Подопечнов" not in said
    assert "в работе" in said


def test_a_formula_in_a_text_becomes_a_text(world):
    mentee = make_mentee(world.a1, last_name="Опаснов")
    mentee.request = '=HYPERLINK("http://evil")'
    mentee.save()
    wanted, by = Wanted(date(2026, 10, 1)), world.curator
    sheet = send(
        make_format(world.north, Dataset.MENTEES, NAMES, format="xlsx"), world.a1, wanted=wanted, by=by, at=LAST
    )
    cells = list(load_workbook(BytesIO(content_of(sheet))).active.rows)
    assert [cell.value for cell in cells[0]] == ["Ф. И. О.", "Запрос"]
    assert (cells[1][1].data_type, cells[1][1].value[0]) == ("s", "'")
    text = send(make_format(world.north, Dataset.MENTEES, NAMES, format="csv", encoding="cp1251", delimiter="tab"),
                world.a1, wanted=wanted, by=by, at=LAST)  # fmt: skip
    rows = list(csv.reader(StringIO(content_of(text).decode("cp1251")), delimiter="\t"))
    assert rows[1][1].startswith("'=HYPERLINK")
    plain = send(make_format(world.north, Dataset.MENTEES, NAMES), world.a1, wanted=wanted, by=by, at=LAST)
    assert json.loads(content_of(plain))[0]["Запрос"].startswith("=HYPERLINK")


def test_names_leave_only_by_consents_each_recorded(world, by_name):
    make_mentee(world.a1, last_name="Согласнов")
    silent = make_mentee(world.a1, last_name="Молчунов", consented_on=None)
    sending = send(by_name, world.a1, wanted=Wanted(LAST.date()), by=world.curator, at=LAST)
    assert "Согласнов" in content_of(sending).decode() and "Молчунов" not in content_of(sending).decode()
    assert AuditEntry.objects.filter(verb="person.exported").count() == 1
    BankSettings.objects.create(organization=world.a1, without_consent=BankSettings.Policy.WARN)
    warned = send(by_name, world.a1, wanted=Wanted(LAST.date()), by=world.curator, at=LAST)
    assert silent.person.last_name in content_of(warned).decode()


def test_without_any_consent_nothing_leaves(world, by_name):
    make_mentee(world.a1, consented_on=None)
    with pytest.raises(ExchangeRefused):
        send(by_name, world.a1, wanted=Wanted(LAST.date()), by=world.curator, at=LAST)
    assert not Sending.objects.exists()


def test_a_municipality_has_no_names_and_no_pairs_to_send(world, by_name):
    make_working_pair(make_mentor(world.a1), make_mentee(world.a1))
    for how in (by_name, make_format(world.north, Dataset.PAIRS, [{"field": "form", "title": "Форма"}])):
        with pytest.raises(ExchangeRefused):
            send(how, world.north, wanted=Wanted(LAST.date()), by=world.methodologist, at=LAST)


def test_a_file_with_a_name_whose_consent_is_withdrawn_is_given_out_no_more(world, by_name):
    mentee = make_mentee(world.a1)
    sending = send(by_name, world.a1, wanted=Wanted(LAST.date()), by=world.curator, at=LAST)
    assert give_out(sending, by=world.curator, at=LAST).sha256 == sending.sha256
    Consent.objects.filter(person=mentee.person).update(withdrawn_on=LAST.date())
    with pytest.raises(ExchangeRefused):
        give_out(sending, by=world.curator, at=LAST)


def test_the_file_goes_with_a_person_who_is_erased_its_hash_stays(world, by_name, django_capture_on_commit_callbacks):
    mentor, mentee = make_mentor(world.a1), make_mentee(world.a1)
    make_working_pair(mentor, mentee)
    sending = send(by_name, world.a1, wanted=Wanted(LAST.date()), by=world.curator, at=LAST)
    place = sending.file.content.name
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_person(mentor.person, LAST)  # the row of the mentee may name the mentor
    sending.refresh_from_db()
    assert sending.file is None and len(sending.sha256) == 64
    assert not Sending._meta.get_field("file").related_model.objects.filter(content=place).exists()
    with pytest.raises(ExchangeRefused):
        give_out(sending, by=world.curator, at=LAST)


def test_a_loading_is_marked_with_its_day(world, period):
    wanted = Wanted(period.as_of, period)
    sending = send(make_format(world.north), world.north, wanted=wanted, by=world.methodologist, at=LAST)
    with pytest.raises(ExchangeRefused):
        mark_loaded(sending, loaded_on=date(2026, 10, 1), loaded_note="", by=world.methodologist, at=LAST)
    mark_loaded(sending, loaded_on=LAST.date(), loaded_note="принято", by=world.methodologist, at=LAST)
    assert Sending.objects.get().loaded_on == LAST.date()


@pytest.mark.parametrize(
    "columns", [[], [*FIGURES, FIGURES[0]], [{"field": "short_name", "title": ""}], [{"field": "x", "title": "x"}]]
)
def test_columns_that_cannot_be(world, columns):
    with pytest.raises(ExchangeRefused):
        add_format(
            ExchangeFormat(organization=world.north, title="Так", dataset="institutions", columns=columns),
            by=world.methodologist, at=NOW,
        )  # fmt: skip


def test_a_copy_belongs_to_who_copies(world):
    copy = copy_format(make_format(world.region), world.north, by=world.methodologist, at=NOW)
    assert (copy.organization, copy.columns) == (world.north, FIGURES)


# --- pages
def test_columns_are_chosen_moved_and_named_without_javascript(as_role, world):
    client = as_role("methodologist")
    url = reverse("monitoring:exchange_format_build", args=["institutions"])
    page = client.post(
        url, {"do": "add", "chosen": ["short_name", "state"], "title": "Отчёт", "seen": 1, "format": "csv"}
    )
    form = page.context["form"]
    assert [line.field.code for line in form.lines] == ["short_name", "state"]
    assert form["title"].value() == "Отчёт"
    posted = {"field": ["short_name", "state"], "words": ["ОО", "Ход"], "title": "Отчёт", "seen": 1}
    moved = client.post(url, {**posted, "do": "down-1"}).context["form"]
    assert [line.title for line in moved.lines] == ["Ход", "ОО"]
    assert [line.title for line in client.post(url, {**posted, "do": "off-1"}).context["form"].lines] == ["Ход"]
    kept = {"format": "csv", "encoding": "cp1251", "delimiter": "tab"}
    assert client.post(url, {**posted, **kept}).status_code == 302
    made = ExchangeFormat.objects.get()
    assert made.columns == [{"field": "short_name", "title": "ОО"}, {"field": "state", "title": "Ход"}]
    assert (made.organization, made.format, made.encoding) == (world.north, "csv", "cp1251")


def test_an_untitled_column_is_shown_at_its_place(as_role, world):
    url = reverse("monitoring:exchange_format_build", args=["institutions"])
    posted = {"field": ["short_name"], "words": [" "], "title": "Отчёт", "seen": 1, "format": "json",
              "encoding": "utf-8", "delimiter": "tab"}  # fmt: skip
    page = as_role("methodologist").post(url, posted)
    assert page.context["form"].lines[0].error
    assert not ExchangeFormat.objects.exists()


def test_an_institution_sends_by_the_page_and_finds_the_file_in_the_history(as_role, world, period):
    how = make_format(world.north, format="csv")
    client = as_role("curator")
    assert client.get(reverse("monitoring:exchange_format", args=[how.pk])).context["preview"].rows
    client.post(reverse("monitoring:exchange_send", args=[how.pk]), {"period": period.code})
    sending = Sending.objects.get()
    assert sending.organization == world.a1
    assert sending.sha256 in client.get(reverse("monitoring:sendings")).content.decode()
    file = client.get(reverse("monitoring:sending_file", args=[sending.pk]))
    assert b"".join(file.streaming_content).startswith(b"\xef\xbb\xbf")


def test_above_the_institution_no_page_and_no_file_names_anybody(as_role, world, by_name):
    make_mentee(world.a1, last_name="Тайнова")
    sending = send(by_name, world.a1, wanted=Wanted(LAST.date()), by=world.curator, at=LAST)
    assert "Тайнова" in content_of(sending).decode()
    client = as_role("methodologist")
    for url in (
        reverse("monitoring:exchange_format", args=[by_name.pk]),
        reverse("monitoring:sendings"),
        reverse("monitoring:sendings") + "?download=xlsx",
    ):
        assert "Тайнова" not in client.get(url).getvalue().decode(errors="ignore")
    assert client.get(reverse("monitoring:sending_file", args=[sending.pk])).status_code == 403
    assert client.get(reverse("monitoring:exchange_send", args=[by_name.pk])).status_code == 403


def test_a_look_at_the_first_rows_with_names_leaves_its_trace(as_role, world, by_name):
    make_mentee(world.a1, last_name="Видимова")
    page = as_role("curator").get(reverse("monitoring:exchange_format", args=[by_name.pk]))
    assert "Видимова" in page.content.decode()
    assert AuditEntry.objects.filter(verb="bank.viewed", scope=world.a1.path).count() == 1


def test_nothing_is_sent_by_a_format_in_the_archive(as_role, world, period):
    how = make_format(world.north)
    client = as_role("methodologist")
    client.post(reverse("monitoring:exchange_format_archive", args=[how.pk]))
    assert client.get(reverse("monitoring:exchange_send", args=[how.pk])).status_code == 403
    client.post(reverse("monitoring:exchange_format_archive", args=[how.pk]))
    assert client.get(reverse("monitoring:exchange_send", args=[how.pk])).status_code == 200
