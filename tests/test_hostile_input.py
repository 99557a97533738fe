"""Whatever is put into an address or a form, the answer is never a 500, and what is refused leaves nothing behind.

The roles to which a page opens and the two databases share the hostile values of each field out among themselves, so
that each is tried by somebody somewhere; `HUNT=1 pytest tests/test_hostile_input.py` tries all of them on each.
"""

import os

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.urls import reverse

from core.models import AuditEntry

from .access_table import ROWS
from .hostile_forms import QUERIES, SURROGATE, forms_of

ROLES = ("curator", "director", "administrator")
SHARED = {"page", "sort", "per_page", "next", "unread", "organization", "parent"}  # read by some page without a form
LOOKS = r"\.(exported|printed|viewed|reported|listed|([a-z]+_)?(taken|read))$"
DATABASES = [connection.vendor] if "HUNT" in os.environ else ["sqlite", "postgresql"]
NAMES = [name for name in ROWS if name != "readyz"]  # which answers 503 here: no worker runs


@pytest.fixture
def world(db, shared_world, settings):
    settings.MEDIA_ROOT = shared_world.files
    return shared_world.world


@pytest.fixture
def subjects(shared_world):
    return shared_world.subjects


@pytest.fixture
def opened(client, world, subjects):
    """`opened(url)`: the roles to which the page opens, each with the forms it finds there."""

    def open_as_each(url: str) -> dict:
        found = {}
        for role in ROLES:
            client.force_login(world.people[role])
            response = client.get(url)
            body = response.getvalue().decode(errors="ignore")  # to the end, which closes a file
            if response.status_code == 200:
                found[role] = forms_of(body)
        return found

    return open_as_each


def contents() -> dict[str, list]:
    """Every row there is, to compare; a sign-in leaves its session and its moment, a look at names its trace."""
    found = {}
    for model in set(apps.get_models()) - {Session}:
        kept = [field.attname for field in model._meta.concrete_fields if field.name != "last_login"]
        rows = model._base_manager.exclude(verb__regex=LOOKS) if model is AuditEntry else model._base_manager
        found[model._meta.label] = list(rows.order_by("pk").values_list(*kept))
    return found


def post_and_take_back(client, url: str, data: dict) -> int:
    """The status of the answer. What was accepted is undone; what was refused leaves behind what it left."""
    savepoint = transaction.savepoint()
    status = client.post(url, data).status_code
    if status == 200:
        transaction.savepoint_commit(savepoint)
    else:
        transaction.savepoint_rollback(savepoint)
    return status


@pytest.mark.parametrize("name", NAMES)
def test_hostile_input(client, world, subjects, opened, name):
    url = reverse(name, kwargs=ROWS[name].kwargs(subjects))
    found = opened(url)
    before = contents()
    turns = [(role, database) for role in found for database in DATABASES]
    for turn, (role, database) in enumerate(turns):
        if database != connection.vendor:
            continue
        client.force_login(world.people[role])
        for wrong, status in (
            *hostile_addresses(client, url, found[role], QUERIES[turn :: len(turns)]),
            *hostile_forms(client, url, found[role], turn, len(turns)),
        ):
            assert status < 500, (role, wrong)
    if name != "notifications:open":  # reading a notification marks it read
        assert contents() == before


def hostile_addresses(client, url, forms, values):
    """Every parameter that the page's own forms send, and those that pages share, with everything wrong in it."""
    parameters = sorted(SHARED.union(*(form.values for form in forms if form.method == "get")))
    for value in values:
        query = "&".join(f"{parameter}={value}" for parameter in parameters)
        answer = client.get(f"{url}?{query}", headers={"HX-Request": "true"} if value == SURROGATE else {})
        answer.getvalue()
        yield value[:40], answer.status_code


def hostile_forms(client, url, forms, turn, turns):
    """Each field of the page's own forms in turn with everything wrong in it, the others filled in sensibly."""
    for form in forms:
        if form.method == "post" and (form.action or url) == url:
            for wrong, data in form.hostile(turn, turns):
                yield wrong, post_and_take_back(client, url, data)


def test_numbers_that_no_column_holds(client, world, subjects):
    client.force_login(world.administrator)
    for name in (name for name, row in ROWS.items() if row.subject):
        row = ROWS[name]
        for number in (2**63, 10**30):
            kwargs = {key: number if isinstance(value, int) else value for key, value in row.kwargs(subjects).items()}
            answer = getattr(client, row.method)(reverse(name, kwargs=kwargs))
            assert answer.status_code in (403, 404), (name, number)
