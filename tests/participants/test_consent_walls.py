"""Names stay in the institution: every page and file of consents and of the desk, with the hidden name in the rows."""

import pytest
from django.urls import reverse

from core.models import AuditEntry
from participants.models import Consent, DestructionAct, Incident, SubjectRequest

from ..access_consents import ROWS
from ..access_world import make_subjects

SECRETS = ("Подписантова", "Ульяна")
OUTSIDERS = ("stranger", "executor", "methodologist", "head", "coordinator", "administrator", "nobody")

QUERIES = ("", "?state=all&q=Подпис", "?download=xlsx", "?pk=1&pk=2&pk=3&format=docx&kinds=processing", "?group=8 «А»")


@pytest.mark.once
@pytest.mark.parametrize("name", ROWS)
def test_no_name_leaves_the_institution(client, world, name):
    subjects = make_subjects(world)
    assert Consent.objects.filter(person__last_name=SECRETS[0]).exists()
    url = reverse(name, kwargs=ROWS[name].kwargs(subjects))
    for role in OUTSIDERS:
        client.force_login(world.people[role])
        for query in QUERIES:
            response = client.get(url + query)
            body = response.getvalue().decode(errors="ignore")
            assert not any(secret in body for secret in SECRETS), (role, query)
            assert response.status_code != 200 or role == "stranger", (role, query)


def test_the_rows_themselves_are_hidden(world):
    make_subjects(world)
    for model in (Consent, SubjectRequest, DestructionAct, Incident):
        assert model.objects.visible_to(world.curator).exists()
        for role in OUTSIDERS:
            assert not model.objects.visible_to(world.people[role]).exists(), (model, role)


def test_numbers_stand_for_people_in_addresses_and_in_the_trail(client, world):
    subjects = make_subjects(world)
    client.force_login(world.curator)
    for name in ("consent_blank", "access_report", "consent_scan_file", "request"):
        key = f"participants:{name}"
        client.get(reverse(key, kwargs=ROWS[key].kwargs(subjects))).getvalue()
    said = "".join(f"{entry.subject_label}{entry.changes}" for entry in AuditEntry.objects.all())
    assert not any(secret in said for secret in SECRETS)
