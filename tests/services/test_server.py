"""script/server from its first start to its last signal, as a person uses it."""

import os
import re
import signal
import socket
import subprocess
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from .processes import ROOT, free_port, running, status_of, wait_until

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]

SERVER = ["script/server"]


@pytest.fixture
def started(tmp_path):
    """The environment of a start without the demo world, on a port and a folder of its own."""
    return {
        "PORT": str(free_port()),
        "BIND": "127.0.0.1",
        "DEMO": "false",
        "DATA_DIR": str(tmp_path / "var"),
        "DATABASE_URL": "",
        "BROKER_URL": "",
        "SITE_URL": "",
        "STATIC_ROOT": str(tmp_path / "var" / "static"),
    }


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    state: str  # "Z": ended, and nobody has asked after it
    command: str


def all_processes() -> list[Process]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            command = (folder / "cmdline").read_text().replace("\0", " ")
            found.append(Process(int(folder.name), int(parent), state, command))
    return sorted(found, key=lambda process: process.pid)


def processes_of(leader: int) -> list[Process]:
    """Every process that descends from one."""
    processes, wanted, found = all_processes(), [leader], []
    for parent in wanted:
        children = [process for process in processes if process.parent == parent]
        found += children
        wanted += [process.pid for process in children]
    return found


def workers_of(leader: int) -> list[Process]:
    return [process for process in processes_of(leader) if "celery" in process.command]


def alive(processes: list[Process]) -> list[Process]:
    """Those of them that still run."""
    running_now = {(process.pid, process.command) for process in all_processes() if process.state != "Z"}
    return [process for process in processes if (process.pid, process.command) in running_now]


def test_it_serves_restarts_its_worker_and_leaves_nothing_behind(started, tmp_path):
    log, url = tmp_path / "log", f"http://127.0.0.1:{started['PORT']}"
    with running(SERVER, started, log) as server:
        wait_until(lambda: status_of(f"{url}/readyz") == 200, 90, log)
        with urllib.request.urlopen(f"{url}/accounts/login/") as page:
            style = re.search(r'href="(/static/[^"]+\.css)"', page.read().decode())[1]
        assert status_of(url + style) == 200

        second = subprocess.run(SERVER, cwd=ROOT, env=os.environ | started, capture_output=True, text=True, timeout=30)
        assert (second.returncode, "already running" in second.stderr) == (1, True)

        os.kill(workers_of(server.pid)[0].pid, signal.SIGKILL)
        wait_until(lambda: "The worker ended" in log.read_text(), log=log)
        wait_until(lambda: workers_of(server.pid), log=log)

        everything = processes_of(server.pid)
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0, log.read_text()
        assert alive(everything) == []
        assert status_of(f"{url}/healthz") == 0


def test_a_killed_supervisor_takes_its_processes_with_it(started, tmp_path):
    log, url = tmp_path / "log", f"http://127.0.0.1:{started['PORT']}"
    with running(SERVER, started, log) as server:
        wait_until(lambda: status_of(f"{url}/readyz") == 200, 90, log)
        everything = processes_of(server.pid)
        server.kill()
        wait_until(lambda: alive(everything) == [], log=log)


def test_a_taken_port_is_said_before_anything_is_done(started, tmp_path):
    with socket.create_server(("127.0.0.1", int(started["PORT"]))):
        refused = subprocess.run(
            SERVER, cwd=ROOT, env=os.environ | started, capture_output=True, text=True, timeout=30
        )
    assert refused.returncode == 1
    assert f"port {started['PORT']} is taken" in refused.stderr
    assert not (tmp_path / "var" / "db.sqlite3").exists()
