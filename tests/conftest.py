"""Fixtures that every test may use."""

import gc
from types import SimpleNamespace

import pytest
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings

from mentorship.celery import app
from mentorship.demo import loading

from .access_world import make_subjects
from .factories import DEMO_AT, World, make_world

PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


def pytest_addoption(parser):
    parser.addoption("--only-stored", action="store_true", help="only what touches a database, a broker or a browser")


def pytest_collection_modifyitems(config, items):
    """What touches no database, and what is marked `once`, gives the same on every one: `script/test` runs it once."""
    if config.getoption("only_stored"):
        pure = [item for item in items if not is_stored(item)]
        items[:] = [item for item in items if is_stored(item)]
        config.hook.pytest_deselected(items=pure)


def pytest_collection_finish(session):
    """What is loaded by now stays to the end: the collector of garbage need not walk through it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def is_stored(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    marked = any(item.get_closest_marker(name) for name in ("django_db", "services", "e2e"))
    return marked or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world with a row of each kind, made once for the hundreds of tests of a module that look at every address.

    Each test's own changes are rolled back to it. Such a module calls its `world` and `subjects` from here.
    """
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        world = make_world()
        yield SimpleNamespace(world=world, subjects=make_subjects(world), files=files)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo_files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, demo_files):
    """The demo world, loaded once for a module and taken back after it."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    apart = override_settings(MEDIA_ROOT=demo_files, PASSWORD_HASHERS=hashers)
    with django_db_blocker.unblock(), apart, transaction.atomic():
        yield loading.load(at=DEMO_AT)
        transaction.set_rollback(True)


@pytest.fixture
def as_role(client, world):
    """`as_role("curator").get(...)`: the test client signed in as a person of the world."""

    def sign_in(name: str):
        client.force_login(world.people[name])
        return client

    return sign_in


@pytest.fixture
def worker():
    """Tasks are carried out at once, as if a worker stood by."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def transactional_db(django_db_serialized_rollback, transactional_db):
    """With what migrations write (the calendar, forms of mentoring, texts): other tests' flushes take it away."""


@pytest.fixture
def attachable(transactional_db, monkeypatch):
    """Databases that are attached meanwhile may be opened (core/backup), not only those of the settings."""
    guarded = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self):
        if self.connection is None and self.alias != DEFAULT_DB_ALIAS:
            self.connect()
        guarded(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    """A test keeps its files, letters and static files to itself, and hashes passwords quickly."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OUTBOX_DIR = tmp_path / "outbox"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC_FILES}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # What one test downloads and whom it invites counts towards no limit of another.
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "export": None, "invite": None}
