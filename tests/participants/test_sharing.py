"""Shared mentors: offered without a name, lent by agreement, closed when the permission is withdrawn."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditEntry
from core.states import ForbiddenMove
from notifications.models import Notification
from organizations.models import Role
from participants.disclosing import names_person, words_naming
from participants.models import MentorOffer, OfferRequest, Topic
from participants.services.consents import withdraw_consent
from participants.services.participation import leave
from participants.services.sharing import (
    OfferRefused,
    agree,
    ask_for_mentor,
    decline,
    offer_mentor,
    take_request_back,
    withdraw_offer,
)

from ..factories import (
    NOW,
    TODAY,
    make_consent,
    make_member,
    make_organization,
    make_participation,
    make_person,
)

SECRETS = ("Тайнова", "Ариадна", "8 900 777-77-77", "hidden@example.org")


@pytest.fixture
def neighbour(world):
    """The curator of the other school of the same municipality."""
    return make_member(Role.CURATOR, world.a2)


@pytest.fixture
def mentor(world):
    person = make_person(
        world.a1, kind="employee", last_name="Тайнова", first_name="Ариадна", phone="8 900 777-77-77",
        email="hidden@example.org",
    )  # fmt: skip
    mentor = make_participation(person, "mentor", hours_a_week=2)
    make_consent(person)
    mentor.areas.add(Topic.objects.filter(kind="area").first())
    return mentor


@pytest.fixture
def offer(world, mentor):
    return offer_mentor(mentor, permitted_on=TODAY, permission=scan(), summary="Олимпиадная физика", **by(world))


@pytest.fixture
def asked(world, offer, neighbour):
    return ask_for_mentor(offer, organization=world.a2, message="Двое восьмиклассников", by=neighbour, at=NOW)


def by(world):
    return {"by": world.curator, "at": NOW}


def scan():
    return SimpleUploadedFile("Согласие.pdf", b"%PDF-1.7 x", "application/pdf")


def told(response) -> list[str]:
    return [word for word in SECRETS if word in response.getvalue().decode(errors="ignore")]


def contacts(client, asked, user):
    client.force_login(user)
    return client.get(reverse("participants:offer_contacts", args=[asked.pk]))


def test_from_the_card_to_the_contacts(client, world, mentor, neighbour):
    client.force_login(world.curator)
    url = reverse("participants:offer_add", args=[mentor.pk])
    answers = {"permitted_on": TODAY.isoformat(), "summary": "Олимпиадная физика"}
    assert "error-summary" in client.post(url, answers).content.decode()  # no offer without the scan
    naming = client.post(url, answers | {"permission": scan(), "summary": "Физика, Тайнова"}).content.decode()
    assert "error-summary" in naming
    assert not MentorOffer.objects.exists()
    assert client.post(url, answers | {"permission": scan()}).status_code == 302
    offer = MentorOffer.objects.get()

    client.force_login(neighbour)
    catalogue = client.get(reverse("participants:offers"))
    assert "Олимпиадная физика" in catalogue.content.decode()
    assert not told(catalogue)
    ask = reverse("participants:offer_ask", args=[offer.pk])
    assert not told(client.get(ask))
    assert client.post(ask, {"message": "Двое восьмиклассников"}).status_code == 302
    asked = OfferRequest.objects.get()
    assert contacts(client, asked, neighbour).status_code == 404
    assert client.post(reverse("participants:offer_agree", args=[asked.pk])).status_code == 404

    client.force_login(world.curator)
    assert "Двое восьмиклассников" in client.get(reverse("participants:offers")).content.decode()
    assert client.post(reverse("participants:offer_agree", args=[asked.pk]), {"answer": "Звоните"}).status_code == 302
    page = contacts(client, asked, neighbour)
    assert set(told(page)) == set(SECRETS)
    assert client.get(mentor.person.get_absolute_url()).status_code == 404
    looks = AuditEntry.objects.filter(verb="offerrequest.contacts_read", scope=world.a2.path)
    assert looks.count() == 1
    assert AuditEntry.objects.filter(verb="person.viewed", scope=world.a1.path, actor_id=neighbour.pk).exists()


@pytest.mark.parametrize("end", ["withdrawn", "declined", "taken back", "left", "only asked"])
def test_without_agreement_or_permission_the_contacts_are_closed(client, world, mentor, offer, asked, neighbour, end):
    if end == "declined":
        decline(asked, **by(world))
    elif end != "only asked":
        agree(asked, **by(world))
        assert contacts(client, asked, neighbour).status_code == 200
    if end == "withdrawn":
        withdraw_offer(offer, **by(world))
    elif end == "taken back":
        take_request_back(asked, by=neighbour, at=NOW)
    elif end == "left":
        leave(mentor, on=TODAY, leaving="own_wish", **by(world))
    response = contacts(client, asked, neighbour)
    assert response.status_code == 404
    assert not told(response)
    assert not told(client.get(reverse("participants:offers")))
    assert mentor.person.last_name == "Тайнова"


def test_withdrawal_closes_everything(world, offer, asked):
    agree(asked, **by(world))
    withdraw_offer(offer, **by(world))
    asked.refresh_from_db()
    offer.refresh_from_db()
    assert (asked.state, offer.withdrawn_on) == ("withdrawn", TODAY)
    for refused in (
        lambda: withdraw_offer(offer, **by(world)),
        lambda: ask_for_mentor(offer, organization=world.a2, message="Ещё", **by(world)),
        lambda: agree(asked, **by(world)),
    ):
        with pytest.raises((OfferRefused, ForbiddenMove)):
            refused()


def test_what_is_refused(world, mentor, offer, asked):
    twice = {"permitted_on": TODAY, "summary": "Физика", **by(world)}
    with pytest.raises(OfferRefused):
        offer_mentor(mentor, permission=scan(), **twice)
    mentee = make_participation(make_person(world.a1))
    with pytest.raises(OfferRefused):
        offer_mentor(mentee, permission=scan(), **twice)
    for organization in (world.a1, world.a2):
        with pytest.raises(OfferRefused):
            ask_for_mentor(offer, organization=organization, message="Ещё", **by(world))
    decline(asked, **by(world))
    with pytest.raises(ForbiddenMove):
        agree(asked, **by(world))


def test_the_inbox_and_the_audit_trail_name_nobody(world, offer, asked, neighbour):
    agree(asked, **by(world))
    told_people = Notification.objects.filter(kind="participants.offer")
    assert {row.recipient for row in told_people} == {world.curator, neighbour}
    rows = str(list(told_people.values())) + str(list(AuditEntry.objects.values("subject_label", "changes")))
    assert not [word for word in SECRETS if word in rows]


@pytest.mark.parametrize("role", ["stranger", "methodologist", "coordinator", "administrator"])
def test_others_reach_nothing(client, world, offer, asked, role):
    agree(asked, **by(world))
    client.force_login(world.people[role])
    for name, pk in (
        ("offer_ask", offer.pk),
        ("offer_withdraw", offer.pk),
        ("offer_permission", offer.pk),
        ("offer_agree", asked.pk),
        ("offer_decline", asked.pk),
        ("offer_request_back", asked.pk),
        ("offer_contacts", asked.pk),
    ):
        response = client.get(reverse(f"participants:{name}", args=[pk]))
        assert response.status_code in ((403, 404) if name == "offer_ask" else (404,)), name
        assert not told(response)
    catalogue = client.get(reverse("participants:offers"))
    assert not told(catalogue)
    assert "Олимпиадная физика" not in catalogue.getvalue().decode(errors="ignore")


def test_the_asking_school_may_not_touch_the_offer(client, world, offer, asked, neighbour):
    client.force_login(neighbour)
    for name, pk in (("offer_withdraw", offer.pk), ("offer_permission", offer.pk), ("offer_agree", asked.pk)):
        response = client.post(reverse(f"participants:{name}", args=[pk]))
        assert response.status_code == 404, name
        assert not told(response)
    offer.refresh_from_db()
    assert offer.withdrawn_on is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_catalogue_takes_as_many_queries_for_any_number(client, world, neighbour, django_assert_num_queries, rows):
    for number in range(rows):
        mentor = make_participation(make_person(world.a1, kind="employee", last_name=f"Н{number}"), "mentor")
        make_consent(mentor.person)
        mentor.areas.add(Topic.objects.filter(kind="area").first())
        offer_mentor(mentor, permitted_on=TODAY, permission=scan(), summary=f"Тема {number}", **by(world))
    client.force_login(neighbour)
    url = reverse("participants:offers")
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)


@pytest.mark.parametrize(
    "text",
    [
        "Уроки с Тайновой",
        "ТАЙНОВУ рекомендуют",
        "Ариадна Львовна ведёт кружок",
        "с Ариадной Львовной",
        "Звоните: +7 (900) 777 77 77",
        "Пишите HIDDEN@example.org",
    ],
)
def test_a_description_that_says_who_it_is(world, text):
    person = make_person(
        world.a1, last_name="Тайнова", first_name="Ариадна", patronymic="Львовна", phone="8 900 777-77-77",
        email="hidden@example.org",
    )  # fmt: skip
    assert names_person(text, person)


@pytest.mark.parametrize(
    "text", ["Тайны истории", "Тайник и тайнопись", "Клуб «Ариадна»: 2 часа в неделю, 9–11 классы", ""]
)
def test_a_description_that_does_not(world, text):
    person = make_person(world.a1, last_name="Тайнова", first_name="Ариадна", patronymic="Львовна")
    assert not names_person(text, person)


@pytest.mark.parametrize(
    ("last_name", "sex", "text", "words"),
    [
        ("Станков", "m", "Экскурсии на завод, станки", ""),
        ("Станков", "m", "Станкову нравятся станки", "Станкову"),
        ("Ли", "", "Проверим, есть ли интерес", ""),
        ("Ли", "", "Занятия ведёт Ли", "Ли"),
        ("Двойкин", "m", "Нужен для Двойкина Олега", "Двойкина"),
        ("Двойкин", "m", "в семье Двойкиных", "Двойкиных"),
    ],
)
def test_names_are_compared_whole_by_their_cases(world, last_name, sex, text, words):
    person = make_person(world.a1, last_name=last_name, first_name="Олег", patronymic="", sex=sex)
    assert words_naming(text, person) == words


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Нужен для Двойкина Олега", "Двойкина"),
        ("Мать Двойкина – Синицына Ольга", "Двойкина"),
        ("Спросите Синицыну Ольгу", "Синицыну"),
        ("Звоните 8 (918) 123-45-67", "8 (918) 123-45-67"),
        ("Пишите на school@example.org", "school@example.org"),
    ],
)
def test_a_request_names_no_child_and_no_telephone(world, offer, neighbour, message, words):
    child = make_person(world.a2, last_name="Двойкин", first_name="Олег", sex="m")
    child.representatives.create(full_name="Синицына Ольга Ильинична", relation="mother")
    with pytest.raises(OfferRefused, match=re.escape(f"«{words}»")):
        ask_for_mentor(offer, organization=world.a2, message=message, by=neighbour, at=NOW)
    ask_for_mentor(offer, organization=world.a2, message="Двое восьмиклассников, 2 часа", by=neighbour, at=NOW)


@pytest.mark.parametrize("end", ["withdrawn", "run out"])
def test_without_the_consent_of_the_mentor_nothing_is_shown(client, world, mentor, offer, asked, neighbour, end):
    agree(asked, **by(world))
    consent = mentor.person.consents.get()
    if end == "withdrawn":
        withdraw_consent(consent, received_on=TODAY, **by(world))
        offer.refresh_from_db()
        assert offer.withdrawn_on == TODAY
    else:
        mentor.person.consents.update(valid_until=TODAY)
    assert contacts(client, asked, neighbour).status_code == 404
    assert "Олимпиадная физика" not in client.get(reverse("participants:offers")).content.decode()


def test_an_institution_directly_under_the_region_sees_its_own_offers_only(client, world, offer):
    alone = make_organization("alone", world.region, level="institution")
    curator = make_member(Role.CURATOR, alone)
    client.force_login(curator)
    assert offer in MentorOffer.objects.all()
    assert "Олимпиадная физика" not in client.get(reverse("participants:offers")).content.decode()
    assert client.get(reverse("participants:offer_ask", args=[offer.pk])).status_code == 404
