"""A disk that is really full, and one that really may not be written: people and administrators hear it in words,
nothing half-written stays, and once there is room everything goes on by itself.

The installation of a school lies on a small file system of its own, which only root may mount.
"""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.urls import reverse, reverse_lazy

from mentorship import health
from participants.models import MentoringForm

from ..factories import PASSWORD
from .browsers import Browser
from .composition import command_of_image
from .processes import kill_group, manage, running, status_of, wait_until
from .test_embedded import WORKER, last_heartbeat
from .writers import file, person

pytestmark = [pytest.mark.services, pytest.mark.timeout(300)]

SIZE = "64m"
SAYS = "диск"
ADD = reverse_lazy("participants:person_add", args=["mentee"])
BACKUPS = {"BACKUP_PASSPHRASE": "верная лошадь скрепка", "METRICS_TOKEN": "token", "LOG_LEVEL": "WARNING"}


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A small file system."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder).returncode:
        pytest.skip("needs root and the right to mount: a full disk is not tested")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def mount(*arguments) -> subprocess.CompletedProcess:
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True)


@pytest.fixture
def installed(disk, school, tmp_path):
    """The installation on the disk, with its counts in memory as script/server has them, and what is due in it."""
    environment, occurrence = school(disk)
    counts = tmp_path / "counts"
    counts.mkdir()
    places = {"STATIC_ROOT": str(tmp_path / "static"), "PROMETHEUS_MULTIPROC_DIR": str(counts)}
    environment |= BACKUPS | places
    assert manage(environment, "collectstatic", "--noinput", "-v", "0").returncode == 0
    return environment, occurrence


@pytest.fixture
def form(installed) -> int:
    return MentoringForm.objects.get(code="pupil-pupil").pk


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[Browser]:
    """The site, and a curator who has signed in."""
    site = environment["SITE_URL"]
    with running(command_of_image(int(site.rpartition(":")[2])), environment, log) as web:
        wait_until(lambda: status_of(f"{site}/healthz") == 200, 60, log)
        browser = Browser(site)
        assert browser.send(reverse("account_login"), {"login": "curator@a1.example", "password": PASSWORD})[0] == 302
        yield browser
        kill_group(web)


def readiness(site: str) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"{site}/readyz", timeout=20) as answer:
            return answer.status, json.load(answer)["checks"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["checks"]


def fill(disk: Path) -> Path:
    """Takes all the room that there is."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as output:
        while True:
            output.write(bytes(4096))
    return ballast


def assert_said(done: subprocess.CompletedProcess) -> None:
    assert done.returncode == 1
    assert SAYS in done.stderr.lower(), done.stderr
    assert "Traceback" not in done.stderr


def rest_of(disk: Path) -> list[str]:
    """What nobody would miss: parts of files, of archives, of messages."""
    parts = ("*.partial", "*.incomplete", "backup-work", "*.backup")
    return [path.name for part in parts for path in disk.rglob(part)]


def test_a_full_disk(installed, disk, form, tmp_path):
    environment, occurrence = installed
    site, log = environment["SITE_URL"], tmp_path / "log"
    attach = reverse("roadmaps:evidence_add", args=[occurrence.pk])
    wish = {"report": "execution", "format": "xlsx", "roadmap": occurrence.activity.section.roadmap_id}
    ask = {"path": reverse("reports:ask"), "page": reverse("reports:list")}
    with serving(environment, log) as browser, running([*WORKER, "--beat"], environment, log) as worker:
        wait_until(lambda: last_heartbeat(environment), 60, log)
        assert browser.send(ADD, person("Первый", form))[0] == 302

        seen, ballast = last_heartbeat(environment), fill(disk)
        assert status_of(f"{site}/healthz") == 200
        status, checks = readiness(site)
        assert (status, checks["files"]) == (503, str(health.CHECKS["files"][1]))
        for answer in (
            browser.send(ADD, person("Второй", form)),
            browser.send(attach, file("Второй")),
            browser.send(**ask, fields=wish | {"on": "2026-09-02"}),
        ):
            assert answer[0] in (200, 503), answer
            assert SAYS in answer[2].lower(), answer
        done = manage(environment, "backup", "--output", disk / "one.backup")
        assert_said(done)
        assert rest_of(disk) == []

        ballast.unlink()
        assert readiness(site)[1]["files"] == "ok"
        assert browser.send(ADD, person("Второй", form))[0] == 302
        assert browser.send(attach, file("Второй"))[0] == 302
        status, run, _text = browser.send(**ask, fields=wish | {"on": "2026-09-03"})
        assert status == 302
        wait_until(lambda: f"{run}download/" in browser.ask(run)[2], 60, log)
        wait_until(lambda: last_heartbeat(environment) > seen, 90, log)
        assert worker.poll() is None
        done = manage(environment, "backup", "--output", disk / "one.backup")
        assert done.returncode == 0, done.stderr


def test_a_disk_that_may_only_be_read(installed, disk, form, tmp_path):
    environment, occurrence = installed
    site, log = environment["SITE_URL"], tmp_path / "log"
    with serving(environment, log) as browser:
        assert mount("-o", "remount,ro", disk).returncode == 0
        assert status_of(f"{site}/healthz") == 200
        status, checks = readiness(site)
        assert (status, checks["files"]) == (503, str(health.CHECKS["files"][1]))
        for path in (ADD, reverse("account_login")):
            status, _leads_to, text = browser.ask(path)
            assert status in (200, 503)
            assert status == 200 or SAYS in text.lower()
        status, _leads_to, text = browser.send(ADD, person("Второй", form))
        assert status == 503
        assert SAYS in text.lower()
        done = manage(environment, "backup", "--output", tmp_path / "one.backup")
        assert_said(done)

        assert mount("-o", "remount,rw", disk).returncode == 0
        assert readiness(site)[1]["files"] == "ok"
        assert browser.send(ADD, person("Второй", form))[0] == 302
    assert rest_of(disk) == []
