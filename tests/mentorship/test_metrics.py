"""What Prometheus reads: only with the token, true numbers, nothing about people."""

from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from core.heartbeat import record_heartbeat
from mentorship import health
from mentorship.celery import LETTERS
from notifications.models import Delivery

from ..services.crowd import make_crowd, tell

TOKEN = "only-for-this-test"


@pytest.fixture
def watched(settings):
    settings.METRICS_TOKEN = TOKEN


def read(client) -> dict[tuple[str, tuple], float]:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {(s.name, tuple(s.labels.values())): s.value for family in families for s in family.samples}


def test_there_is_none_without_a_token_of_the_settings(client, db):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", "Bearer ключ"])
def test_none_is_shown_to_whoever_has_not_the_token(client, watched, db, shown):
    answer = client.get("/metrics", headers={"Authorization": shown} if shown else {})
    assert (answer.status_code, answer.content) == (401, b"")


def test_the_numbers_are_true(client, watched, world, monkeypatch):
    now = timezone.now()
    record_heartbeat(LETTERS, at=now - timedelta(minutes=5))
    tell(make_crowd(3), world.a1, at=now - timedelta(minutes=7))
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(state=Delivery.State.FAILED)
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    found = read(client)
    assert found["mentorship_deliveries", ("due",)] == 2
    assert found["mentorship_deliveries", ("failed",)] == 1
    assert 60 < found["mentorship_delivery_oldest_due_seconds", ()] < 100_000
    assert 300 <= found["mentorship_heartbeat_age_seconds", (LETTERS,)] < 400
    assert found["mentorship_check_passes", ("database",)] == 1
    assert found["mentorship_check_passes", ("disk",)] == 0
    assert found["mentorship_disk_free_bytes", ()] > 0
    assert found["mentorship_report_runs", ("failed",)] == 0


def test_requests_are_counted_by_view_without_what_was_asked(client, watched, world):
    name = "mentorship_request_seconds_count"
    labels = {"view": "search", "method": "GET", "status": "200"}
    before = REGISTRY.get_sample_value(name, labels) or 0
    client.force_login(world.curator)
    client.get("/search/", {"q": "Тайнова"})
    client.get("/nowhere/Тайнова/")
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert REGISTRY.get_sample_value(name, labels) == before + 1
    assert "Тайнова" not in answer
    assert 'view="other"' in answer


def test_asking_costs_little(client, watched, db, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        read(client)
