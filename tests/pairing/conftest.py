"""Fixtures of several modules: a mentor with a personal link."""

from .mentor_pages import link, mentor, others, pairing, token

__all__ = ["link", "mentor", "others", "pairing", "token"]
