"""One world for the whole hunt: a row of each kind in school a1, and the same in another municipality's school."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from mentorship import urls
from organizations.models import Role

from ..access_table import ROWS
from ..access_world import make_subjects
from ..factories import World, make_member, make_world
from .opened import read_page, worker_of


@pytest.fixture(scope="package")
def shared_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Kept for all of the hunt; each test's own changes are rolled back to it."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        world = make_world()
        subjects = make_subjects(world)
        for role in (Role.CURATOR, Role.DIRECTOR):
            world.people[f"sibling_{role}"] = make_member(role, world.a2)
        foreign = make_subjects(seen_from_b1(world))
        yield SimpleNamespace(world=world, subjects=subjects, foreign=foreign, files=files, pages={}, rows={})
        transaction.set_rollback(True)


def seen_from_b1(world: World) -> World:
    """The same tree with the other municipality's school as one's own."""
    people = {
        "curator": world.stranger,
        "director": make_member(Role.DIRECTOR, world.b1),
        "executor": make_member(Role.EXECUTOR, world.b1),
        "methodologist": make_member(Role.METHODOLOGIST, world.south),
        "head": make_member(Role.DIRECTOR, world.south),
        "coordinator": world.coordinator,
        "administrator": world.administrator,
        "stranger": world.curator,
    }
    world.people |= {f"foreign_{role}": people[role] for role in ("director", "executor", "methodologist", "head")}
    return World(
        world.region, north=world.south, south=world.north, a1=world.b1, a2=world.b2, b1=world.a1, b2=world.a2,
        people=people,
    )  # fmt: skip


@pytest.fixture
def world(db, shared_world, settings):
    settings.MEDIA_ROOT = shared_world.files
    return shared_world.world


@pytest.fixture
def subjects(shared_world):
    return shared_world.subjects


@pytest.fixture
def foreign(shared_world):
    """What `subjects` are, of school b1 and its municipality."""
    return shared_world.foreign


@pytest.fixture
def opened(client, world, subjects, shared_world):
    """`opened(name)`: the page as its worker finds it, read once for the whole hunt; the worker stays signed in."""

    def open_page(name: str):
        client.force_login(world.people[worker_of(name)])
        if name not in shared_world.pages:
            shared_world.pages[name] = read_page(client, reverse(name, kwargs=ROWS[name].kwargs(subjects)))
        return shared_world.pages[name]

    return open_page


@pytest.fixture(autouse=True)
def own_cache(settings):
    """What other tests have asked for counts towards no limit here."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture(autouse=True)
def refused_in_a_word(monkeypatch):
    """Thousands of refusals are asked for here: the page that says so, with its menus, is looked at elsewhere."""
    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", _word(status), raising=False)


def _word(status: int):
    return lambda request, exception: HttpResponse("Refused.", status=status)
