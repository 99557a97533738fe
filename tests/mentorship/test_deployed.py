"""As it runs in production: a process of its own with those settings looks at itself and prints what it finds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SCRIPT = Path(__file__).with_name("deployed.py")
EVERYWHERE = {
    "Content-Security-Policy": "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; default-src 'self'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(); geolocation=(); microphone=()",
}

COOKIE = {"NAME": "", "SECURE": True, "HTTPONLY": True, "SAMESITE": "Lax", "PATH": "/", "DOMAIN": None}


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict:
    data = tmp_path_factory.mktemp("deployed")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},  # browser tests'
        "DATA_DIR": str(data),
        "DEBUG": "false",
        "HTTPS": "true",
        "SITE_URL": "https://example.org",
        "SECRET_KEY": "aB3-xY" * 10,
        "BROKER_URL": "",
        "EMAIL_URL": "",
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
    }
    command = [sys.executable, str(SCRIPT)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_django_has_nothing_to_advise(found):
    assert found["warnings"] == []


STATUSES = {"a page": 200, "a static file": 200, "nothing there": 404, "a wrong host": 400, "plain HTTP": 301}


@pytest.mark.parametrize("answer", STATUSES)
def test_every_answer_carries_every_header(found, answer):
    assert found["answers"][answer]["status"] == STATUSES[answer]
    headers = found["answers"][answer]["headers"]
    missing = {
        name: part
        for name, wanted in EVERYWHERE.items()
        for part in wanted.split("; ")
        if part not in headers.get(name, "")
    }
    if answer == "plain HTTP":  # a browser believes this one over TLS alone
        missing.pop("Strict-Transport-Security", None)
    assert missing == {}


def test_nothing_inline_may_run(found):
    policy = found["answers"]["a page"]["headers"]["Content-Security-Policy"]
    loose = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
    assert not loose.intersection(policy.replace(";", " ").split())


def test_no_other_site_is_let_in(found):
    assert [name for name, each in found["answers"].items() if "Access-Control-Allow-Origin" in each["headers"]] == []


def test_plain_http_is_led_to_tls(found):
    assert found["answers"]["plain HTTP"]["headers"]["Location"].startswith("https://")


def test_cookies_belong_to_this_host_over_tls_alone(found):
    for kind, name in (("SESSION", "__Host-sessionid"), ("CSRF", "__Host-csrftoken")):
        cookie = {part: found["cookies"][f"{kind}_COOKIE_{part}"] for part in COOKIE}
        assert cookie == {**COOKIE, "NAME": name}


def test_no_secret_stands_in_the_settings():
    source = (ROOT / "mentorship" / "settings.py").read_text(encoding="utf-8")
    assert 'SECRET_KEY = env.str("SECRET_KEY", default="")' in source


def test_an_empty_secret_key_is_told(tmp_path):
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "false", "HTTPS": "true", "SECRET_KEY": ""}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "security.W009" in run.stderr
