"""No log holds a key: neither Django's own lines nor Gunicorn's log of requests."""

import logging
from types import SimpleNamespace

import pytest
from django.conf import settings
from gunicorn.config import Config

from mentorship.logs import AccessLogger, HideSecrets, without_secrets

TOKEN = "nE0v3b6yHq1Zk5rWcJ8uTxLsPa2mFgDiOeRtYwQzX4A"


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        (f"Not Found: /notifications/calendar/{TOKEN}.ics", "Not Found: /notifications/calendar/…"),
        (f"GET /notifications/calendar/{TOKEN}.ics HTTP/1.1", "GET /notifications/calendar/… HTTP/1.1"),
        (f"/organizations/invitations/12-1763300000.{TOKEN}/", "/organizations/invitations/…/"),
        ("/accounts/password/reset/key/3-d2k1x7-0123456789abcdef0123/", "/accounts/password/reset/key/…/"),
        ("/notifications/calendar/items/1234/", "/notifications/calendar/items/1234/"),
        ("/organizations/people/invitations/5/revoke/", "/organizations/people/invitations/5/revoke/"),
    ],
)
def test_a_key_in_an_address_is_cut(line, hidden):
    assert without_secrets(line) == hidden


def test_a_line_of_django_passes_without_the_key():
    record = logging.makeLogRecord({"msg": "%s: %s", "args": ("Not Found", f"/notifications/calendar/{TOKEN}.ics")})
    assert HideSecrets().filter(record)
    assert record.getMessage() == "Not Found: /notifications/calendar/…"


def test_every_handler_hides_secrets():
    assert {tuple(handler["filters"]) for handler in settings.LOGGING["handlers"].values()} == {("secrets",)}


def test_the_log_of_requests_passes_without_the_key():
    path = f"/notifications/calendar/{TOKEN}.ics"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": path,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://nastavnik.example{path}",
    }
    response = SimpleNamespace(status="200 OK", sent=10, headers=[])
    took = SimpleNamespace(seconds=0, microseconds=5)
    config = Config()
    atoms = AccessLogger(config).atoms(response, SimpleNamespace(headers=[]), environ, took)
    assert TOKEN not in config.access_log_format % {name: atoms.get(name, "") for name in "hlutrsbfa"}
    assert atoms["r"] == "GET /notifications/calendar/… HTTP/1.1"
