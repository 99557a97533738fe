"""Fixtures that every test may use."""

import pytest

from .factories import World, make_world

PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


def pytest_addoption(parser):
    parser.addoption("--only-stored", action="store_true", help="only what touches a database, a broker or a browser")


def pytest_collection_modifyitems(config, items):
    """What touches no database gives the same on every one: `script/test` runs it once."""
    if config.getoption("only_stored"):
        pure = [item for item in items if not is_stored(item)]
        items[:] = [item for item in items if is_stored(item)]
        config.hook.pytest_deselected(items=pure)


def is_stored(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("django_db", "services", "e2e"))
    return marked or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def as_role(client, world):
    """`as_role("curator").get(...)`: the test client signed in as a person of the world."""

    def sign_in(name: str):
        client.force_login(world.people[name])
        return client

    return sign_in


@pytest.fixture
def transactional_db(django_db_serialized_rollback, transactional_db):
    """With what migrations write (the calendar, forms of mentoring, texts): other tests' flushes take it away."""


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    """A test keeps its files, letters and static files to itself, and hashes passwords quickly."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OUTBOX_DIR = tmp_path / "outbox"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC_FILES}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
