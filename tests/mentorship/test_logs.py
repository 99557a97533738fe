"""No log holds a key: neither Django's own lines nor Gunicorn's log of requests."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.urls.converters import StringConverter
from gunicorn.config import Config

from mentorship.logs import AccessLogger, HideSecrets, JsonLines, without_secrets
from organizations.models import User

TOKEN = "nE0v3b6yHq1Zk5rWcJ8uTxLsPa2mFgDiOeRtYwQzX4A"
SOUGHT = "Тайнова"
OPEN_WORDS = {"role", "kind", "name", "state", "slug", "format"}
ADMIN_WORDS = {"app_label", "model_name", "object_id", "content_type_id"}


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        (f"Not Found: /notifications/calendar/{TOKEN}.ics", "Not Found: /notifications/calendar/…"),
        (f"GET /notifications/calendar/{TOKEN}.ics HTTP/1.1", "GET /notifications/calendar/… HTTP/1.1"),
        (f"/organizations/invitations/12-1763300000.{TOKEN}/", "/organizations/invitations/…/"),
        ("/accounts/password/reset/key/3-d2k1x7-0123456789abcdef0123/", "/accounts/password/reset/key/…/"),
        (f"GET /questionnaire/{TOKEN}/ HTTP/1.1", "GET /questionnaire/…/ HTTP/1.1"),
        (f"Gone: /m/{TOKEN}/meetings/5/held/", "Gone: /m/…/meetings/5/held/"),
        ("/m/worker.js", "/m/worker.js"),
        ("/questionnaire/thanks/", "/questionnaire/thanks/"),
        ("GET /people/mentees/?q=Тайнова&page=2 HTTP/1.1", "GET /people/mentees/?… HTTP/1.1"),
        ("Not Found: /search/?q=%D0%A2", "Not Found: /search/?…"),
        ("Is it there? Yes", "Is it there? Yes"),
        ("/notifications/calendar/items/1234/", "/notifications/calendar/items/1234/"),
        ("/organizations/people/invitations/5/revoke/", "/organizations/people/invitations/5/revoke/"),
    ],
)
def test_a_key_in_an_address_is_cut(line, hidden):
    assert without_secrets(line) == hidden


def routes(resolver, before: str = "/") -> Iterator[str]:
    """Every address that takes a text which is not a number or a word of ours, with a key in its place."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, before + str(entry.pattern))
            continue
        texts = {name for name, kind in entry.pattern.converters.items() if type(kind) is StringConverter}
        if keys := texts - OPEN_WORDS - ADMIN_WORDS:
            with_key = re.sub(rf"<(str:)?({'|'.join(keys)})>", TOKEN, before + str(entry.pattern))
            yield re.sub(r"<[^>]*>", "1", with_key)


def test_every_route_with_a_key_is_known():
    addresses = list(routes(get_resolver()))
    assert len(addresses) >= 5
    assert not [line for line in addresses if TOKEN in without_secrets(line)]


def test_a_line_of_django_passes_without_the_key():
    record = logging.makeLogRecord({"msg": "%s: %s", "args": ("Not Found", f"/notifications/calendar/{TOKEN}.ics")})
    assert HideSecrets().filter(record)
    assert record.getMessage() == "Not Found: /notifications/calendar/…"


def test_the_developers_server_writes_by_the_same_handlers():
    """Django's own configuration gives it another one."""
    assert settings.LOGGING["loggers"]["django.server"]["handlers"] == ["console"]


def test_every_handler_hides_secrets():
    assert {tuple(handler["filters"]) for handler in settings.LOGGING["handlers"].values()} == {("secrets",)}


def test_the_log_of_requests_passes_without_the_key():
    path = f"/notifications/calendar/{TOKEN}.ics?q={SOUGHT}"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": path,
        "PATH_INFO": path,
        "QUERY_STRING": f"q={SOUGHT}",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://nastavnik.example{path}",
    }
    response = SimpleNamespace(status="200 OK", sent=10, headers=[])
    took = SimpleNamespace(seconds=0, microseconds=5)
    config = Config()
    atoms = AccessLogger(config).atoms(response, SimpleNamespace(headers=[]), environ, took)
    line = config.access_log_format % {name: atoms.get(name, "") for name in "hlutrsbfa"}
    assert TOKEN not in line and SOUGHT not in line
    assert atoms["r"] == "GET /notifications/calendar/…?… HTTP/1.1"
    assert atoms["q"] == ""


# --- lines of JSON ------------------------------------------------------------------------------------------------
@pytest.fixture
def lines(monkeypatch) -> list[dict]:
    """What the loggers say, as it is written with LOG_FORMAT=json."""
    found = []

    class Kept(logging.Handler):
        def emit(self, record):
            found.append(json.loads(self.format(record)))

    handler = Kept()
    handler.setFormatter(JsonLines())
    handler.addFilter(HideSecrets())
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    return found


def test_a_line_within_a_request_says_whose_it_was_in_numbers(client, world, lines):
    client.force_login(world.curator)
    answer = client.get("/m/" + TOKEN + "/", headers={"X-Request-ID": "0123456789abcdef"})
    assert answer["X-Request-ID"] == "0123456789abcdef"
    (line,) = [line for line in lines if line["logger"] == "django.request"]
    assert line["time"].endswith("+00:00")
    said = {name: line[name] for name in ("level", "request", "user", "organisation")}
    assert said == {
        "level": "WARNING",
        "request": "0123456789abcdef",
        "user": world.curator.pk,
        "organisation": world.a1.pk,
    }
    assert TOKEN not in json.dumps(line) and world.curator.last_name not in json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "Тайнова-Тайнова", "0123 4567 89ab"])
def test_a_request_gets_a_number_of_ours_instead_of_a_strange_one(client, db, given):
    assert re.fullmatch(r"[0-9a-f]{32}", client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"])


def test_outside_a_request_there_is_only_what_was_said(lines):
    logging.getLogger("ours").warning("A torn message")
    assert [set(line) for line in lines] == [{"time", "level", "logger", "message"}]


def test_an_error_is_its_kind_and_way_in_one_line(db, lines):
    try:
        User.objects.get(last_name=SOUGHT)
    except User.DoesNotExist:
        logging.getLogger("ours").exception("It failed")
    (line,) = lines
    assert "DoesNotExist" in line["error"] and SOUGHT not in json.dumps(line, ensure_ascii=False)


def test_a_finished_request_is_a_line(monkeypatch, caplog):
    monkeypatch.setenv("LOG_FORMAT", "json")
    logger, written = AccessLogger(Config()), []
    monkeypatch.setattr(logger.access_log, "handlers", [])
    monkeypatch.setattr(logger.access_log, "handle", lambda record: written.append(JsonLines().format(record)))
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"/m/{TOKEN}/", "mentorship.said": {"request": "1", "user": 7}}
    logger.access(SimpleNamespace(status="200 OK"), None, environ, timedelta(seconds=0.25))
    line = json.loads(written[0])
    assert {name: line[name] for name in ("message", "request", "user", "status", "seconds")} == {
        "message": "GET /m/…/",
        "request": "1",
        "user": 7,
        "status": 200,
        "seconds": 0.25,
    }
