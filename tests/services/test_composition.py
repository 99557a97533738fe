"""The command lines of docker-compose.yml and the Dockerfile, run against a real PostgreSQL and Redis."""

import urllib.request

import pytest
import redis

from core.heartbeat import heartbeats
from mentorship.celery import HEARTBEAT, LETTERS, REPORTS, SWEEPS, app

from .composition import SERVICES, command_of, command_of_image
from .processes import free_port, kill_group, running, status_of, wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]


@pytest.fixture
def empty_queue(broker_url):
    redis.from_url(broker_url).flushall()


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


def test_site_worker_and_timetable_make_a_ready_product(production, empty_queue, log, tmp_path):
    port = free_port()
    production["STATIC_ROOT"] = str(tmp_path / "static")
    with running(["python", "manage.py", "collectstatic", "--noinput", "-v", "0"], production, log) as collecting:
        assert collecting.wait(60) == 0, log.read_text()
    with (
        running(command_of_image(port), production, log),
        running(command_of("worker"), production, log),
        running(command_of("worker-reports"), production, log),
        running(command_of("beat"), production, log),
    ):
        wait_until(lambda: status_of(f"http://127.0.0.1:{port}/readyz") == 200, 60, log)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/") as page:
            assert page.status == 200
        wait_until(lambda: (tmp_path / "beat-schedule").exists() or list(tmp_path.glob("beat-schedule*")), 10, log)


@pytest.mark.parametrize(("service", "queue"), [("worker", LETTERS), ("worker-reports", REPORTS)])
def test_the_health_check_of_a_worker_sees_it(production, empty_queue, log, service, queue):
    test = SERVICES[service]["healthcheck"]["test"][1].replace("$$", "$").replace("$HOSTNAME", "$(hostname)")
    with running(command_of(service), production, log):
        wait_until(lambda: queue in heartbeats(), log=log)
        with running(["sh", "-c", test], production, log) as check:
            assert check.wait(30) == 0, log.read_text()
    with running(["sh", "-c", test], production, log) as check:
        assert check.wait(30) != 0


def test_a_message_waits_for_a_worker_that_was_killed(production, empty_queue, log):
    with running(command_of("worker"), production, log) as worker:
        wait_until(lambda: SWEEPS in heartbeats(), log=log)
        kill_group(worker)
    seen = heartbeats()[SWEEPS]
    app.send_task(HEARTBEAT, args=[SWEEPS], queue=SWEEPS)
    with running(command_of("worker"), production, log):
        wait_until(lambda: heartbeats()[SWEEPS] > seen, log=log)
