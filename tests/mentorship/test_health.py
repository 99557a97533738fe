"""The two addresses for whatever watches over the product: what they ask, what they say when something is wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.heartbeat import last_heartbeat, record_heartbeat
from core.tasks import beat_heart
from mentorship import celery, health


@pytest.fixture
def working(db):
    record_heartbeat(at=timezone.now())


def test_alive_asks_nobody(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert answer.json() == {"status": "alive"}
    assert "no-store" in answer["Cache-Control"]


def test_ready_when_everything_answers(client, working):
    answer = client.get("/readyz")
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "broker": "ok", "worker": "ok", "disk": "ok"},
    }
    assert answer.status_code == 200


@pytest.mark.parametrize("silence", [None, timedelta(minutes=6)])
def test_background_work_that_stands_still_is_said(client, db, silence):
    if silence:
        record_heartbeat(at=timezone.now() - silence)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
    assert answer.json()["checks"] == {
        "database": "ok",
        "broker": "ok",
        "worker": str(health.CHECKS["worker"][1]),
        "disk": "ok",
    }


def test_a_full_disk_is_said(client, working, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["disk"]) == (503, str(health.CHECKS["disk"][1]))


def test_a_broker_that_is_away_is_said_without_its_address(client, working, monkeypatch):
    away = celery.Celery("away", broker="redis://:secret@127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(health, "celery_app", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["broker"]) == (503, str(health.CHECKS["broker"][1]))
    assert "secret" not in answer.content.decode()


def test_only_reading_is_allowed(client, db):
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405


def test_the_probes_are_not_redirected_to_https(client, working, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_the_task_writes_one_row_however_often(db):
    assert last_heartbeat() is None
    beat_heart()
    first = last_heartbeat()
    beat_heart()
    assert last_heartbeat() > first


def test_every_job_of_the_timetable_exists():
    celery.app.loader.import_default_modules()
    assert set(celery.TIMETABLE) <= set(celery.app.tasks)
