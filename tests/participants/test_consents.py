"""The consent register: who may sign, until when it holds, what its withdrawal sets going."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import AuditEntry
from participants.models import Consent, ConsentText, Representative, SubjectRequest
from participants.services.consents import ConsentRefused, attach_scan, record_consent, withdraw_consent
from participants.services.desk import open_request

from ..factories import NOW, TODAY, make_consent, make_participation, make_person
from ..orders.test_register import PDF


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("согласие.pdf", PDF, content_type="application/pdf")


@pytest.fixture
def text(world) -> ConsentText:
    return ConsentText.objects.create(
        kind="processing", version=99, purpose="Цель", data_list="ФИО", body="", term_months=12, published_on=TODAY
    )


@pytest.fixture
def by(world) -> dict:
    return {"by": world.curator, "at": NOW}


def mother_of(person) -> Representative:
    return Representative.objects.create(person=person, full_name="Соколова Анна Ивановна", relation="mother")


def test_under_14_the_representative_signs_and_is_copied_in(world, text, by):
    child = make_person(world.a1, birth_on=date(2013, 11, 17))  # turns 13 tomorrow
    consent = record_consent(
        child, text=text, signed_on=TODAY, signer="representative", representative=mother_of(child), scan=scan(), **by
    )
    assert consent.age_at_signing == 12
    assert consent.representative_name == "Соколова Анна Ивановна"
    assert consent.valid_until == date(2027, 11, 15)
    assert consent.scan.name == "согласие.pdf"
    assert consent.is_valid_on(TODAY)


@pytest.mark.parametrize(
    ("born", "signer"),
    [
        (date(2013, 1, 1), "self"),
        (date(2012, 1, 1), "self"),
        (date(2012, 1, 1), "representative"),
        (date(2008, 11, 16), "both"),  # 18 today
        (date(2008, 11, 16), "representative"),
    ],
)
def test_the_wrong_people_for_the_age_are_refused(world, text, by, born, signer):
    person = make_person(world.a1, birth_on=born)
    with pytest.raises(ConsentRefused):
        record_consent(person, text=text, signed_on=TODAY, signer=signer, representative=mother_of(person), **by)
    assert not Consent.objects.exists()


def test_a_minor_without_a_named_representative_is_refused(world, text, by):
    with pytest.raises(ConsentRefused, match="представителя"):
        record_consent(make_person(world.a1), text=text, signed_on=TODAY, signer="both", **by)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(1999, 1, 1)])
def test_impossible_days_are_refused(world, text, by, day):
    adult = make_person(world.a1, kind="employee", birth_on=date(2000, 1, 1))
    with pytest.raises(ConsentRefused):
        record_consent(adult, text=text, signed_on=day, signer="self", **by)


def test_the_audit_trail_knows_the_number_and_not_the_name(world, text, by):
    adult = make_person(world.a1, kind="employee", last_name="Тайнова", birth_on=None)
    record_consent(adult, text=text, signed_on=TODAY, signer="self", **by)
    entry = AuditEntry.objects.get(verb="consent.recorded")
    assert entry.subject_label.startswith(f"№ {adult.pk}")
    assert "Тайнова" not in str((entry.subject_label, entry.changes))


def test_a_scan_is_attached_once(world, by):
    consent = make_consent(make_person(world.a1))
    attach_scan(consent, scan=scan(), **by)
    with pytest.raises(ConsentRefused):
        attach_scan(consent, scan=scan(), **by)


def test_withdrawing_processing_ends_everything_and_starts_thirty_days(world, by):
    person = make_person(world.a1)
    processing, participation = make_consent(person), make_consent(person, "participation")
    taking_part = make_participation(person)
    request = withdraw_consent(processing, received_on=TODAY, received_from="Мать", **by)
    for consent in (processing, participation):
        consent.refresh_from_db()
        assert not consent.is_valid_on(TODAY)
        assert consent.is_valid_on(TODAY - timedelta(days=1))
    taking_part.refresh_from_db()
    assert (taking_part.left_on, taking_part.leaving) == (TODAY, "consent")
    assert request.kind == SubjectRequest.Kind.WITHDRAWAL
    assert request.due_on == TODAY + timedelta(days=30)


def test_withdrawing_dissemination_starts_three_working_days_and_nothing_else(world, by):
    person = make_person(world.a1)
    make_consent(person)
    taking_part = make_participation(person)
    request = withdraw_consent(make_consent(person, "dissemination"), received_on=TODAY, **by)
    taking_part.refresh_from_db()
    assert taking_part.left_on is None
    assert Consent.objects.valid_on(TODAY).get().kind == "processing"
    assert request.due_on == date(2026, 11, 19)


def test_withdrawing_the_mentors_duty_ends_only_the_mentors_role(world, by):
    teacher = make_person(world.a1, kind="employee")
    mentor, mentee = make_participation(teacher, "mentor"), make_participation(teacher, "mentee")
    assert withdraw_consent(make_consent(teacher, "mentor_duty"), received_on=TODAY, **by) is None
    mentor.refresh_from_db(), mentee.refresh_from_db()
    assert (mentor.left_on, mentee.left_on) == (TODAY, None)


def test_a_withdrawal_comes_once_and_in_its_time(world, by):
    consent = make_consent(make_person(world.a1))
    for day in (TODAY + timedelta(days=1), consent.signed_on - timedelta(days=1)):
        with pytest.raises(ConsentRefused):
            withdraw_consent(consent, received_on=day, **by)
    withdraw_consent(consent, received_on=TODAY, **by)
    with pytest.raises(ConsentRefused):
        withdraw_consent(consent, received_on=TODAY, **by)


def test_a_withdrawal_leaves_what_was_signed_later_and_what_had_ended(world, by):
    person = make_person(world.a1)
    taking_part = make_participation(person)
    first = make_consent(person, valid_until=TODAY)
    later = make_consent(person, signed_on=TODAY)
    ended = make_consent(person, "participation", valid_until=TODAY - timedelta(days=30))
    withdraw_consent(first, received_on=TODAY - timedelta(days=3), **by)
    for consent in (first, later, ended, taking_part):
        consent.refresh_from_db()
    assert (first.withdrawn_on, later.withdrawn_on, ended.withdrawn_on) == (TODAY - timedelta(days=3), None, None)
    assert taking_part.left_on is None
    with pytest.raises(ConsentRefused):
        withdraw_consent(ended, received_on=TODAY, **by)


def test_a_consent_is_not_entered_twice_but_may_be_signed_anew_or_with_other_bans(world, text, by):
    adult = make_person(world.a1, kind="employee", birth_on=date(2000, 1, 1))
    signed = {"text": text, "signer": "self", **by}
    record_consent(adult, signed_on=TODAY - timedelta(days=350), **signed)
    record_consent(adult, signed_on=TODAY - timedelta(days=1), **signed)  # the first ends in a fortnight
    with pytest.raises(ConsentRefused, match=r"15\.11\.2026"):
        record_consent(adult, signed_on=TODAY, **signed)
    record_consent(adult, signed_on=TODAY, banned_data=["телефон"], **signed)
    withdraw_consent(Consent.objects.latest("pk"), received_on=TODAY, **by)
    record_consent(adult, signed_on=TODAY, **signed)
    assert Consent.objects.count() == 4


@pytest.mark.parametrize("kind", ["participation", "mentor_duty"])
def test_a_withdrawal_reaches_every_consent_of_the_kind(world, by, kind):
    """What an upload or an older release has entered twice does not keep a person who has withdrawn."""
    teacher = make_person(world.a1, kind="employee")
    taking_part = make_participation(teacher, "mentor")
    make_consent(teacher, kind), make_consent(teacher)
    withdraw_consent(make_consent(teacher, kind), received_on=TODAY, **by)
    taking_part.refresh_from_db()
    assert taking_part.left_on == TODAY
    assert list(Consent.objects.filter(withdrawn_on=None).values_list("kind", flat=True)) == ["processing"]


@pytest.mark.parametrize(
    ("kind", "request_kind"), [("processing", "withdrawal"), ("dissemination", "stop_dissemination")]
)
def test_a_request_in_work_takes_up_the_withdrawal(world, by, kind, request_kind):
    person = make_person(world.a1)
    in_work = open_request(person, kind=request_kind, received_on=TODAY, **by)
    consent = make_consent(person, kind)
    assert withdraw_consent(consent, received_on=TODAY, **by) == in_work
    consent.refresh_from_db()
    assert consent.withdrawn_on == TODAY


@pytest.mark.parametrize(
    ("kind", "falls"),
    [
        ("stop_dissemination", {"dissemination"}),
        ("stop_processing", {"processing", "dissemination"}),
        ("withdrawal", {"processing", "dissemination"}),
        ("access", set()),
    ],
)
def test_a_demand_at_the_desk_ends_what_it_is_about(world, by, kind, falls):
    person = make_person(world.a1)
    taking_part = make_participation(person)
    make_consent(person), make_consent(person, "dissemination")
    open_request(person, kind=kind, received_on=TODAY, **by)
    taking_part.refresh_from_db()
    assert set(person.consents.exclude(withdrawn_on=None).values_list("kind", flat=True)) == falls
    assert (taking_part.left_on is not None) == ("processing" in falls)


def test_a_consent_holds_to_its_last_day(world):
    consent = make_consent(make_person(world.a1), valid_until=TODAY)
    assert consent in Consent.objects.valid_on(TODAY)
    assert consent not in Consent.objects.valid_on(TODAY + timedelta(days=1))
    assert consent not in Consent.objects.valid_on(consent.signed_on - timedelta(days=1))
