"""Redis refuses or hangs while people use the site: nothing fails, nothing waits for long."""

import signal
import time

import pytest
import redis
from celery import Celery

from core.cache import ForgivingRedisCache
from core.queue import tell_worker
from mentorship.celery import REDIS_OPTIONS

from .processes import free_port, running, wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(60)]

BEARABLE = 6  # seconds


@pytest.fixture(params=["refuses", "hangs"])
def away(request, broker_url, tmp_path) -> str:
    """The address of a Redis of our own that has just gone."""
    port = free_port()
    command = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--save", ""]
    with running(command, {}, tmp_path / "log") as server:
        wait_until(lambda: _answers(port), log=tmp_path / "log")
        if request.param == "hangs":
            server.send_signal(signal.SIGSTOP)
        else:
            server.kill()
            server.wait()
        yield f"redis://127.0.0.1:{port}/0"
        server.send_signal(signal.SIGCONT)


def _answers(port: int) -> bool:
    try:
        return redis.Redis(port=port).ping()
    except redis.ConnectionError:
        return False


def test_a_page_that_tells_a_worker_goes_on(away, caplog):
    app = Celery("ours", broker=away, set_as_current=False)
    app.conf.update(broker_transport="mentorship.transport:RedisTransport", broker_transport_options=REDIS_OPTIONS)

    @app.task(name="any")
    def look_at(number: int) -> None: ...

    started = time.monotonic()
    tell_worker(look_at, 17)
    assert time.monotonic() - started < BEARABLE
    assert "any (17,) waits for the sweep" in caplog.text


def test_the_cache_answers_like_an_empty_one(away, settings):
    cache = ForgivingRedisCache(away, settings.CACHES["default"])
    started = time.monotonic()
    assert cache.get("key", "default") == "default"
    assert time.monotonic() - started < BEARABLE
    assert cache.add("key", 1) is True
    assert cache.get_or_set("key", 2) == 2
    with pytest.raises(ValueError):
        cache.incr("key")
