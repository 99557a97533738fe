"""Nobody but the curator and the director of the institution reaches a name: by any URL, search, file or error."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.models import AuditEntry
from notifications.models import Notification
from participants.drafts import PersonDraft
from participants.models import Participation, Person, Representative
from participants.services.participation import leave
from participants.services.people import change_person, record_look

from ..access_people import ROWS as PEOPLE
from ..access_table import ROWS
from ..access_world import make_subjects
from ..factories import NOW, TODAY, make_consent, make_participation, make_person

HIDDEN = "Тайнова"
HIDDEN_PARENT = "Секретова"
OUTSIDERS = ("stranger", "executor", "methodologist", "head", "coordinator", "administrator", "nobody")
SEARCHES = (HIDDEN, HIDDEN.lower(), HIDDEN[:4], "ариадна", "8 900 777")


@pytest.fixture
def hidden(world):
    """Somebody of school a1 with a role, a representative, consents, an audit trail."""
    person = make_person(world.a1, last_name=HIDDEN, first_name="Ариадна", phone="8 900 777-77-77")
    Representative.objects.create(person=person, full_name=f"{HIDDEN_PARENT} Мария", relation="mother")
    participation = make_participation(person)
    make_participation(person, "mentor")
    make_consent(person, representative_name=f"{HIDDEN_PARENT} Мария")
    changed = PersonDraft(**{**PersonDraft.of(person).__dict__, "patronymic": "Тайновна"})
    change_person(person, changed, seen=1, by=world.curator, at=NOW)
    record_look(person, by=world.curator, at=NOW)
    leave(participation, on=TODAY, leaving="moved", by=world.curator, at=NOW)
    assert Person.objects.filter(last_name=HIDDEN).exists()
    return person


def told(text: str) -> list[str]:
    return [name for name in (HIDDEN, HIDDEN_PARENT, "Ариадна", "777-77-77", "Тайновна") if name in text]


def urls(world, hidden):
    """Every URL of the product, those about people aimed at the hidden one; each with the method it takes."""
    subjects = make_subjects(world)
    subjects.person = hidden
    subjects.participation = hidden.participations.first()
    subjects.representative = hidden.representatives.get()
    for name, row in ROWS.items():
        yield name, row.method, reverse(name, kwargs=row.kwargs(subjects))


@pytest.mark.once
@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_url_tells_a_name(client, world, hidden, role):
    pages = list(urls(world, hidden))
    client.force_login(world.people[role])
    for name, method, url in pages:
        response = getattr(client, method)(url)
        assert not told(response.getvalue().decode(errors="ignore")), (name, role)
        if name in PEOPLE and method == "get":
            refused = client.post(url, {"q": HIDDEN, "last_name": HIDDEN}).getvalue().decode(errors="ignore")
            assert not told(refused) or response.status_code == 200, (name, role)


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("query", SEARCHES)
def test_no_search_tells_a_name(client, world, hidden, role, query):
    client.force_login(world.people[role])
    for name in ("search", "participants:mentees", "participants:mentors", "organizations:audit"):
        text = client.get(reverse(name), {"q": query, "subject": query}).content.decode()
        assert hidden.get_absolute_url() not in text, name
        assert "Ариадна" not in text, name


def test_the_curator_and_the_director_find_it(as_role, hidden):
    for role in ("curator", "director"):
        client = as_role(role)
        assert hidden.get_absolute_url() in client.get(reverse("search"), {"q": "тайнова"}).content.decode()
        assert HIDDEN in client.get(reverse("participants:mentors")).content.decode()


@pytest.mark.parametrize("role", ["stranger", "methodologist", "coordinator", "administrator"])
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_no_list_as_a_file_tells_a_name(client, world, hidden, role, form):
    client.force_login(world.people[role])
    for name in ("participants:mentees", "participants:mentors", "participants:programmes"):
        response = client.get(reverse(name), {"download": form, "stage": "all"})
        assert not told(response.getvalue().decode(errors="ignore")), name


def test_another_curators_forms_know_nobody_of_here(client, world, hidden):
    """The same name entered in another school is no duplicate there, and the numbers of rows lead nowhere."""
    client.force_login(world.stranger)
    answers = {"kind": "learner", "last_name": HIDDEN, "first_name": "Иная", "birth_on": "2012-05-14"}
    text = client.post(reverse("participants:person_add", args=["mentee"]), answers).content.decode()
    assert hidden.get_absolute_url() not in text
    numbers = "&".join(f"pk={row.pk}" for row in Participation.objects.all())
    for name in ("chosen_programme", "chosen_leave", "chosen_questionnaires"):
        assert HIDDEN not in client.get(f"{reverse(f'participants:{name}')}?{numbers}").content.decode()
    own = make_person(world.b1)
    merge = reverse("participants:merge", args=[own.pk, hidden.pk])
    assert client.get(merge).status_code == client.post(merge, {"seen": 1}).status_code == 404


def test_the_audit_trail_and_the_inbox_call_people_by_number(world, hidden):
    for entry in AuditEntry.objects.all():
        assert not told(f"{entry.subject_label} {entry.changes}"), entry.verb
    call_command("remind", on=TODAY)
    for notification in Notification.objects.all():
        assert not told(f"{notification.title} {notification.text}")


def test_an_erased_person_has_no_name_on_the_card(as_role, world, hidden):
    Person.objects.filter(pk=hidden.pk).update(
        last_name="", first_name="", patronymic="", phone="", erased_at=NOW, fingerprint=""
    )
    hidden.representatives.all().delete()
    text = as_role("curator").get(hidden.get_absolute_url()).content.decode()
    assert not told(text)
    assert hidden.audit_label in text
