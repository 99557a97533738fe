"""The wiring: settings, URLs, the Celery app with its timetable, the menu. Knows every app; no app imports it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
