"""Every method of HTTP on every address: what is refused to a role is refused however it is asked for."""

import itertools

import pytest
from django.test import Client
from django.urls import resolve, reverse

from ..access_row import Row
from ..access_table import ROWS
from ..test_access import ROLES

pytestmark = pytest.mark.once

OTHERS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
UNKNOWN = ("PUT", "PATCH", "DELETE", "TRACE")
GUARDED = [name for name, row in ROWS.items() if len(set(row.statuses)) > 1]  # the others answer everybody alike
ONES_OWN = {"notifications:calendar_revoke"}  # whoever has no calendar has nothing to close, and may close it
OF_LIBRARY = {"account_email", "usersessions_list"}  # any method first asks for the password once more
BY_LINK = {"notifications:unsubscribe", "mentor:page", "mentor:entry", "mentor:held", "mentor:missed"}
"""Whoever holds the secret address acts, without a session that could be misused: RFC 8058, entries kept offline."""


def url_of(name: str, subjects) -> str:
    return reverse(name, kwargs=ROWS[name].kwargs(subjects))


def answers(row: Row, *, refused: bool) -> list[tuple[str, int]]:
    """The roles that the page turns away, or those that it lets in, with its answer to them."""
    each = zip(ROLES, row.statuses, strict=True)
    return [(role, status) for role, status in each if refused == (status >= 400 or role == "anonymous")]


def asked(client, world, role: str, method: str, url: str) -> int:
    client.logout()
    if role != "anonymous":
        client.force_login(world.people[role])
    return client.generic(method, url).status_code


@pytest.mark.parametrize("name", [name for name in GUARDED if name not in ONES_OWN])
def test_what_is_refused_is_refused_by_every_method(client, world, subjects, name):
    """Each role that is turned away writes; the methods that remain are shared out among them."""
    row, url = ROWS[name], url_of(name, subjects)
    refused = [each for each in answers(row, refused=True) if row.subject or each[0] != "stranger"]  # has rows here
    others = () if row.method == "post" else zip(itertools.cycle(refused), OTHERS, strict=False)
    for (role, status), method in [*((each, "POST") for each in refused), *others]:
        harmless = (405, 200) if method == "OPTIONS" else (405,)  # the names of the methods, and nothing of the row
        assert asked(client, world, role, method, url) in (status, *harmless), (role, method)


@pytest.mark.parametrize("name", [name for name in GUARDED if name not in OF_LIBRARY])
def test_methods_that_no_page_knows(client, world, subjects, name):
    allowed = answers(ROWS[name], refused=False)
    for (role, _status), method in zip(itertools.cycle(allowed), UNKNOWN if allowed else (), strict=False):
        assert asked(client, world, role, method, url_of(name, subjects)) == 405, (role, method)


def test_nothing_is_written_without_the_token_of_the_page(world, subjects):
    """The page of a stranger's site cannot make the browser of a person who has signed in write."""
    exempt = {name for name in ROWS if getattr(resolve(url_of(name, subjects)).func, "csrf_exempt", False)}
    assert exempt == BY_LINK
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.curator)
    assert client.post(url_of("notifications:read_all", subjects)).status_code == 403
