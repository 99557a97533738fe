"""Fixtures of several modules: a mentor with a personal link; limits that count from nought."""

import pytest
from django.core.cache import cache

from .mentor_pages import link, mentor, others, pairing, token

__all__ = ["link", "mentor", "others", "pairing", "token"]


@pytest.fixture(autouse=True)
def own_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
