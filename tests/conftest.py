"""Fixtures that every test may use."""

import pytest

from .factories import World, make_world


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


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path):
    """Stored files and letters of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OUTBOX_DIR = tmp_path / "outbox"
