"""Partners: their taxpayer number, agreements, mentors, and what those above may read."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from core.models import AuditEntry
from participants.models import Agreement, Partner
from participants.selectors.partners import tally, with_numbers
from participants.services.partners import PartnerRefused, add_partner, change_partner, end_partnership
from participants.taxpayers import is_inn

from ..factories import NOW, TODAY, make_participation, make_person

INN, INN_OF_A_PERSON = "7707083893", "500100732259"


def make_partner(organization, **fields) -> Partner:
    values = {"name": "ООО «Север»", "kind": "enterprise", "since": date(2026, 9, 1)}
    return Partner.objects.create(organization=organization, **{**values, **fields})


@pytest.fixture
def curator(as_role):
    return as_role("curator")


@pytest.mark.parametrize("number", [INN, INN_OF_A_PERSON])
def test_a_true_taxpayer_number(number):
    assert is_inn(number)
    for place, digit in enumerate(number):
        changed = number[:place] + str((int(digit) + 1) % 10) + number[place + 1 :]
        assert not is_inn(changed), place


@pytest.mark.parametrize(
    "wrong", ["", "0000000000", "000000000000", "770708389", "77070838931", "77O7083893", "٧" * 10]
)
def test_what_is_no_taxpayer_number(wrong):
    assert not is_inn(wrong)


def test_a_partner_from_the_form_to_the_card(curator, world):
    answers = {"name": "ООО «Север»", "kind": "enterprise", "inn": INN, "since": "2026-09-01", "seen": 1}
    answers |= {"contact": "Ким Олег, 8 900 111-11-11", "site": "sever.example"}
    wrong = curator.post(reverse("participants:partner_add"), answers | {"inn": "7707083890"}).content.decode()
    assert "ИНН" in wrong
    assert "error-summary" in wrong
    response = curator.post(reverse("participants:partner_add"), answers)
    partner = Partner.objects.get()
    assert response.url == partner.get_absolute_url()
    assert partner.site == "https://sever.example"
    assert "Ким Олег" in curator.get(response.url).content.decode()
    assert "8 900" not in str(AuditEntry.objects.get(verb="partner.added").changes)
    twice = curator.post(reverse("participants:partner_add"), answers).content.decode()
    assert "error-summary" in twice
    assert Partner.objects.count() == 1


def test_what_the_service_refuses(world):
    by = {"by": world.curator, "at": NOW}
    for wrong in ({"inn": "123"}, {"since": TODAY + timedelta(days=1)}):
        values = {"name": "Север", "kind": "ngo", "since": TODAY} | wrong
        with pytest.raises(PartnerRefused):
            add_partner(Partner(**values), organization=world.a1, **by)
    partner = make_partner(world.a1)
    for day in (partner.since, TODAY + timedelta(days=1)):
        with pytest.raises(PartnerRefused):
            end_partnership(partner, on=day, **by)
    end_partnership(partner, on=TODAY, **by)
    with pytest.raises(PartnerRefused):
        end_partnership(partner, on=TODAY, **by)
    assert AuditEntry.objects.filter(verb="partner.ended").count() == 1


def test_the_contact_is_masked_in_the_audit_trail(world):
    partner = make_partner(world.a1)
    partner.contact = "Ким Олег"
    change_partner(partner, seen=1, by=world.curator, at=NOW)
    assert "Ким" not in str(AuditEntry.objects.get(verb="partner.changed").changes)


def test_an_agreement_with_its_scan(curator, world):
    partner = make_partner(world.a1)
    url = reverse("participants:agreement_add", args=[partner.pk])
    paper = SimpleUploadedFile("Договор.pdf", b"%PDF-1.7 x", "application/pdf")
    answers = {"number": "12", "signed_on": "2026-09-10", "valid_until": "2026-12-01", "paper": paper}
    assert "error-summary" in curator.post(url, answers | {"valid_until": "2026-09-01"}).content.decode()
    paper.seek(0)
    assert curator.post(url, answers).status_code == 302
    agreement = Agreement.objects.get()
    card = curator.get(partner.get_absolute_url()).content.decode()
    assert reverse("participants:agreement_scan", args=[agreement.pk]) in card
    assert "01.12.2026" in card
    edit = reverse("participants:agreement_edit", args=[agreement.pk])
    curator.post(edit, {"number": "12-а", "signed_on": "2026-09-10", "terminated_on": "2026-11-01"})
    agreement.refresh_from_db()
    assert (agreement.number, agreement.terminated_on, agreement.scan_id is None) == ("12-а", date(2026, 11, 1), False)


def test_the_state_of_agreements_and_the_mentors(world):
    partner = make_partner(world.a1)
    Agreement.objects.create(partner=partner, signed_on=date(2026, 1, 1), valid_until=TODAY - timedelta(days=1))
    row = with_numbers(Partner.objects.all(), TODAY).get()
    assert (row.has_agreement, row.mentors) == (False, 0)
    Agreement.objects.create(partner=partner, signed_on=date(2026, 1, 1), valid_until=TODAY + timedelta(days=9))
    person = make_person(world.a1, kind="external", partner=partner)
    make_participation(person, "mentor")
    make_participation(person, "mentee")
    row = with_numbers(Partner.objects.all(), TODAY).get()
    assert (row.has_agreement, row.endless, row.agreement_until) == (True, False, TODAY + timedelta(days=9))
    assert row.mentors == 1
    Agreement.objects.create(partner=partner, signed_on=date(2026, 1, 1))
    assert with_numbers(Partner.objects.all(), TODAY).get().endless


def test_the_indicator_counts_by_dated_facts(world):
    mentor = make_partner(world.a1, inn=INN)
    make_partner(world.a2, inn=INN)
    make_partner(world.a1, name="Колледж", kind="college")
    make_partner(world.a1, name="Фонд", kind="ngo", ended_on=date(2026, 10, 1))
    make_partner(world.b1, name="Чужой")
    make_participation(make_person(world.a1, kind="external", partner=mentor), "mentor", joined_on=date(2026, 10, 5))
    found = tally(world.north.path, TODAY)
    assert (found.present, found.giving, found.ever) == (1, 1, 2)
    before = tally(world.north.path, date(2026, 9, 30))
    assert (before.present, before.giving, before.ever) == (2, 0, 2)
    assert tally(world.north.path, date(2026, 8, 31)).ever == 0
    assert tally(None, TODAY).ever == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_any_number(curator, world, django_assert_num_queries, rows):
    for number in range(rows):
        make_partner(world.a1, name=f"Партнёр {number}")
    url = reverse("participants:partners")
    curator.get(url)
    with django_assert_num_queries(11):
        text = curator.get(url).content.decode()
    assert f"Партнёр {rows - 1}" in text


def test_search_filters_and_the_file(curator, world):
    make_partner(world.a1, inn=INN)
    ending = make_partner(world.a1, name="Колледж", kind="college")
    Agreement.objects.create(partner=ending, signed_on=date(2026, 1, 1), valid_until=TODAY + timedelta(days=20))
    make_partner(world.a1, name="Бывший", ended_on=date(2026, 10, 1))
    url = reverse("participants:partners")

    def names(**query):
        text = curator.get(url, query, headers={"hx-request": "true"}).content.decode()
        return [name for name in ("Север", "Колледж", "Бывший") if name in text]

    assert names() == ["Север", "Колледж"]
    assert names(q=INN) == names(q="север") == ["Север"]
    assert names(agreement="none") == ["Север"]
    assert names(state="ended") == ["Бывший"]
    assert names(kind="college", agreement="held") == ["Колледж"]
    book = load_workbook(BytesIO(curator.get(url, {"download": "xlsx"}).getvalue()))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert INN in cells


@pytest.mark.parametrize("role", ["methodologist", "coordinator", "administrator", "head"])
def test_those_above_read_the_partner_but_no_person(client, world, role):
    partner = make_partner(world.a1, contact="Тайный Сергей, 8 900 777-77-77")
    hidden = make_person(world.a1, kind="external", last_name="Тайнова", partner=partner)
    make_participation(hidden, "mentor")
    client.force_login(world.people[role])
    card = client.get(partner.get_absolute_url()).content.decode()
    listed = client.get(reverse("participants:partners")).content.decode()
    book = client.get(reverse("participants:partners"), {"download": "pdf"})
    assert book.status_code == 200
    assert "ООО «Север»" in card
    assert "ООО «Север»" in listed
    for text in (card, listed):
        assert "Тайн" not in text
        assert "777" not in text


def test_another_institution_sees_nothing_of_it(client, world):
    partner = make_partner(world.a1)
    client.force_login(world.stranger)
    assert client.get(partner.get_absolute_url()).status_code == 404
    assert partner.name not in client.get(reverse("participants:partners")).content.decode()
