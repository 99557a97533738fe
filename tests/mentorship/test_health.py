"""The two addresses for whatever watches over the product: what they ask, what they say when something is wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.heartbeat import heartbeats, record_heartbeat
from core.tasks import beat_heart
from mentorship import celery, health


@pytest.fixture
def working(db):
    for queue in celery.QUEUES:
        record_heartbeat(queue, at=timezone.now())


def test_alive_asks_nobody(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert answer.json() == {"status": "alive"}
    assert "no-store" in answer["Cache-Control"]


def test_ready_when_everything_answers(client, working):
    answer = client.get("/readyz")
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "broker": "ok", "worker": "ok", "files": "ok", "disk": "ok"},
    }
    assert answer.status_code == 200


def test_background_work_that_never_began_is_said(client, db):
    assert client.get("/readyz").json()["checks"]["worker"] == str(health.CHECKS["worker"][1])


@pytest.mark.parametrize("queue", celery.QUEUES)
def test_one_queue_that_stands_still_is_said(client, working, queue):
    silence = health.LONGEST_SILENCE[queue] + timedelta(minutes=1)
    record_heartbeat(queue, at=timezone.now() - silence)
    assert list(health.silent_queues(at=timezone.now())) == [queue]
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
    assert answer.json()["checks"] == {
        "database": "ok",
        "broker": "ok",
        "worker": str(health.CHECKS["worker"][1]),
        "files": "ok",
        "disk": "ok",
    }


def test_a_full_disk_is_said(client, working, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["disk"]) == (503, str(health.CHECKS["disk"][1]))


def test_a_disk_that_takes_nothing_is_said(client, working, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file"  # a folder cannot be here, whoever asks
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["files"]) == (503, str(health.CHECKS["files"][1]))


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


def test_the_task_writes_one_row_for_each_queue_however_often(db):
    assert heartbeats() == {}
    for queue in celery.QUEUES:
        beat_heart(queue)
    first = heartbeats()
    beat_heart(celery.LETTERS)
    assert heartbeats()[celery.LETTERS] > first[celery.LETTERS]
    assert set(heartbeats()) == set(celery.QUEUES)
