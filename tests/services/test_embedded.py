"""The embedded mode: a real worker with its timetable on the queue of files and SQLite."""

import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from mentorship.celery import QUEUES

from .processes import BIN, ROOT, kill_group, running, wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]

WORKER = [BIN / "celery", "-A", "mentorship", "worker", "--pool", "threads", "--concurrency", "2", "--without-mingle"]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    """A database as migrations leave it, copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    manage(installed_in(folder), "migrate", "--noinput", "-v", "0")
    return folder / "db.sqlite3"


@pytest.fixture
def embedded(migrated, tmp_path) -> dict[str, str]:
    shutil.copy(migrated, tmp_path)
    return installed_in(tmp_path)


def installed_in(folder: Path) -> dict[str, str]:
    return {
        "DEBUG": "false",
        "SECRET_KEY": "only-for-this-test",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "BROKER_URL": "",
    }


def manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([BIN / "python", "manage.py", *arguments], cwd=ROOT, env=os.environ | environment, check=True)


def queue_heartbeat(environment: dict[str, str], queue: str = "letters") -> None:
    message = ["core.beat_heart", "--args", f'["{queue}"]', "--queue", queue]
    command = [BIN / "celery", "-A", "mentorship", "call", *message]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, capture_output=True)


def last_heartbeat(environment: dict[str, str], queue: str = "letters") -> str:
    with sqlite3.connect(f"{environment['DATA_DIR']}/db.sqlite3") as database:
        found = database.execute("SELECT at FROM core_heartbeat WHERE name = ?", [queue]).fetchone()
    database.close()
    return found[0] if found else ""


def test_worker_takes_from_the_folder_and_writes_to_sqlite(embedded, tmp_path):
    log = tmp_path / "log"
    with running([*WORKER, "--beat"], embedded, log):
        wait_until(lambda: last_heartbeat(embedded), log=log)
        seen = last_heartbeat(embedded)
        queue_heartbeat(embedded)
        wait_until(lambda: last_heartbeat(embedded) > seen, log=log)
        wait_until(lambda: not list((tmp_path / "broker").glob("*.msg")), log=log)


def test_one_worker_takes_from_every_queue(embedded, tmp_path):
    log = tmp_path / "log"
    for queue in QUEUES:
        queue_heartbeat(embedded, queue)
    names = sorted(path.name.partition(".")[2] for path in (tmp_path / "broker").glob("*.msg"))
    assert names == sorted(f"{queue}.msg" for queue in QUEUES)
    with running(WORKER, embedded, log):
        wait_until(lambda: all(last_heartbeat(embedded, queue) for queue in QUEUES), log=log)
        wait_until(lambda: not list((tmp_path / "broker").glob("*.msg")), log=log)


def test_nothing_queued_is_lost_when_the_worker_is_killed(embedded, tmp_path):
    log = tmp_path / "log"
    with running(WORKER, embedded, log) as worker:
        wait_until(lambda: last_heartbeat(embedded), log=log)
        kill_group(worker)
        worker.wait()
    seen = last_heartbeat(embedded)
    queue_heartbeat(embedded)
    assert list((tmp_path / "broker").glob("*.msg"))
    with running(WORKER, embedded, log):
        wait_until(lambda: last_heartbeat(embedded) > seen and not list((tmp_path / "broker").glob("*.msg")), log=log)


def test_a_torn_message_does_not_stop_the_worker(embedded, tmp_path):
    log = tmp_path / "log"
    with running(WORKER, embedded, log) as worker:
        wait_until(lambda: last_heartbeat(embedded), log=log)
        (tmp_path / "broker" / f"{time.time_ns()}_torn.letters.msg").write_text("")
        wait_until(lambda: "torn message" in log.read_text(), log=log)
        seen = last_heartbeat(embedded)
        queue_heartbeat(embedded)
        wait_until(lambda: last_heartbeat(embedded) > seen, log=log)
        assert worker.poll() is None


def test_a_torn_table_of_queues_does_not_keep_a_worker_from_starting(embedded, tmp_path):
    log = tmp_path / "log"
    control = tmp_path / "broker" / "control"
    control.mkdir(parents=True)
    for name in ("", *QUEUES):
        (control / f"{name}.exchange").touch()
    with running(WORKER, embedded, log):
        wait_until(lambda: last_heartbeat(embedded), log=log)
