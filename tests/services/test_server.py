"""script/server from its first start to its last signal, as a person uses it."""

import os
import re
import signal
import socket
import subprocess
import urllib.request

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


def processes_of(leader: int) -> list[list[str]]:
    """`[pid, command]` of every process that descends from one."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    found, wanted = [], {str(leader)}
    for pid, parent, command in rows:
        if parent in wanted:
            wanted.add(pid)
            found.append([pid, command])
    return found


def alive(pids: list[str]) -> list[str]:
    """Those that still run; a dead one whose parent has not asked after it does not."""
    states = subprocess.run(["ps", "-o", "stat=,pid=", "-p", ",".join(pids)], capture_output=True, text=True).stdout
    return [line for line in states.splitlines() if not line.startswith("Z")]


def test_it_serves_restarts_its_worker_and_leaves_nothing_behind(started, tmp_path):
    log, url = tmp_path / "log", f"http://127.0.0.1:{started['PORT']}"
    with running(SERVER, started, log) as server:
        wait_until(lambda: status_of(f"{url}/readyz") == 200, 90, log)
        with urllib.request.urlopen(f"{url}/accounts/login/") as page:
            style = re.search(r'href="(/static/[^"]+\.css)"', page.read().decode())[1]
        assert status_of(url + style) == 200

        second = subprocess.run(SERVER, cwd=ROOT, env=os.environ | started, capture_output=True, text=True, timeout=30)
        assert (second.returncode, "already running" in second.stderr) == (1, True)

        worker = next(int(pid) for pid, command in processes_of(server.pid) if "celery" in command)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: "The worker ended" in log.read_text(), log=log)
        wait_until(lambda: any("celery" in command for _pid, command in processes_of(server.pid)), log=log)

        everything = [pid for pid, _command in processes_of(server.pid)]
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0, log.read_text()
        assert alive(everything) == []
        assert status_of(f"{url}/healthz") == 0


def test_a_killed_supervisor_takes_its_processes_with_it(started, tmp_path):
    log, url = tmp_path / "log", f"http://127.0.0.1:{started['PORT']}"
    with running(SERVER, started, log) as server:
        wait_until(lambda: status_of(f"{url}/readyz") == 200, 90, log)
        everything = [pid for pid, _command in processes_of(server.pid)]
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
