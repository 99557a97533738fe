"""The servers that script/services started; without them the tests that need one say so."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project

from core.backup.databases import snapshot
from organizations.models import User
from roadmaps.models import Occurrence

from ..factories import make_world
from .crowd import HASH, due_today
from .mailserver import serving
from .processes import free_port


@pytest.fixture
def broker_url(settings, tmp_path_factory) -> Iterator[str]:
    """The one Redis of all test processes: one test at a time, else workers take what another test has sent."""
    if not settings.BROKER_URL:
        pytest.skip("needs a real Redis: script/services .venv/bin/pytest -m services")
    with (tmp_path_factory.getbasetemp().parent / "redis.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield settings.BROKER_URL


@pytest.fixture
def database_url(transactional_db, settings) -> str:
    """The test's own PostgreSQL database, for other processes to connect to."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.postgresql":
        pytest.skip("needs a real PostgreSQL: script/services .venv/bin/pytest -m services")
    return f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@pytest.fixture
def production(database_url, broker_url, tmp_path) -> dict[str, str]:
    """The environment that docker-compose.yml gives, but for HTTPS, which its proxy ends."""
    return {
        "DEBUG": "false",
        "HTTPS": "false",
        "SECRET_KEY": "only-for-this-test",
        "SITE_URL": "http://127.0.0.1",
        "DATABASE_URL": database_url,
        "BROKER_URL": broker_url,
        "DATA_DIR": str(tmp_path),
        "HOSTNAME": "test",
    }


@pytest.fixture
def mail():
    with serving() as server:
        yield server


@pytest.fixture
def school(database_url, attachable):
    """`school(folder)` puts an installation on SQLite into the folder: the world, with something due today, whose
    people can sign in. Its environment and what is due come back.
    """

    def install(folder: Path) -> tuple[dict[str, str], Occurrence]:
        occurrence, _told = due_today(make_world())
        User.objects.update(password=HASH)
        snapshot(folder / "db.sqlite3")
        return {
            "DEBUG": "false",
            "HTTPS": "false",
            "SECRET_KEY": project.SECRET_KEY,
            "SITE_URL": f"http://127.0.0.1:{free_port()}",
            "DATABASE_URL": "",
            "BROKER_URL": "",
            "EMAIL_URL": "",
            "DATA_DIR": str(folder),
        }, occurrence

    return install
