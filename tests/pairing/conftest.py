"""Fixtures of several modules: a mentor with a personal link; a school in June; limits that count from nought."""

import pytest
from django.core.cache import cache

from .mentor_pages import link, mentor, others, pairing, token
from .school_years import clock, in_june, school

__all__ = ["clock", "in_june", "link", "mentor", "others", "pairing", "school", "token"]


@pytest.fixture(autouse=True)
def own_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
