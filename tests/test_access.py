"""Who may open what: every URL × every role → status. A URL without a row fails.

302 for the anonymous leads to the sign-in page; 404 is another organisation's row, 403 one's own without the right.
"""

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .access_table import ROWS

ROLES = (
    "anonymous",
    "nobody",
    "stranger",
    "executor",
    "curator",
    "director",
    "methodologist",
    "coordinator",
    "administrator",
)
LIBRARIES = ("admin", "djdt")
"""Namespaces of libraries with rights of their own; test_library_pages_ask_for_sign_in looks at their doors."""


def our_names(patterns=None, prefix: str = "") -> set[str]:
    """Every URL name of the product, from the URLconf itself."""
    found = set()
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            namespace = entry.namespace
            if namespace in LIBRARIES or "allauth" in str(entry.urlconf_name):
                continue
            found |= our_names(entry.url_patterns, f"{prefix}{namespace}:" if namespace else prefix)
        elif isinstance(entry, URLPattern):
            found.add(f"{prefix}{entry.name}")
    return found


def test_every_url_has_a_row():
    assert our_names() == set(ROWS)


@pytest.fixture(autouse=True)
def own_cache(settings):
    """What other tests have asked for counts towards no limit here."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def world(db, shared_world, settings):
    settings.MEDIA_ROOT = shared_world.files
    return shared_world.world


@pytest.fixture
def subjects(shared_world):
    return shared_world.subjects


@pytest.mark.parametrize("name", ROWS)
def test_who_may_open_it(client, world, subjects, name):
    row = ROWS[name]
    url = reverse(name, kwargs=row.kwargs(subjects))
    found = {}
    for role in ROLES:
        client.logout()
        if role != "anonymous":
            client.force_login(world.people[role])
        response = getattr(client, row.method)(url)
        found[role] = response.status_code
        response.getvalue()  # reads a file to its end, which closes it; close() would end the connection on PostgreSQL
    assert found == dict(zip(ROLES, row.statuses, strict=True))


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.subject])
def test_a_number_that_does_not_exist_is_not_found(client, world, subjects, name):
    """Guessing numbers tells nothing: what does not exist answers as another organisation's row does."""
    row = ROWS[name]
    kwargs = {key: 987654321 if isinstance(value, int) else value for key, value in row.kwargs(subjects).items()}
    client.force_login(world.curator)
    assert getattr(client, row.method)(reverse(name, kwargs=kwargs)).status_code == 404


@pytest.mark.parametrize("name", ["account_change_password", "mfa_index", "usersessions_list", "admin:index"])
def test_library_pages_ask_for_sign_in(client, db, name):
    last_url, _status = client.get(reverse(name), follow=True).redirect_chain[-1]
    assert last_url.startswith(reverse("account_login"))


def test_nobody_signs_up_by_themselves(client, db):
    assert "password1" not in client.get(reverse("account_signup")).content.decode()
