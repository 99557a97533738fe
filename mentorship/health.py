"""Is it alive, is it ready: two addresses for whatever watches over the product.

`/healthz` answers while the process serves at all and asks nobody. `/readyz` asks everything that a working product
needs and says in words for its administrator what is wrong; the words are ours, because an exception's own text may
hold an address or a password.
"""

import logging
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.disk import try_to_write
from core.heartbeat import heartbeats

from .celery import LETTERS, REPORTS, SWEEPS
from .celery import app as celery_app

logger = logging.getLogger(__name__)

# A sign of life waits its turn in the queue: behind four minutes of letters, or behind a report that takes its time.
LONGEST_SILENCE = {
    LETTERS: timedelta(minutes=10),
    SWEEPS: timedelta(minutes=10),
    REPORTS: timedelta(minutes=20),
}
LEAST_FREE_BYTES = 500 * 1024 * 1024


class NotReady(Exception):
    """Something works but not as it must; the text is for the log."""


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker() -> None:
    with celery_app.connection_for_write() as queue:
        queue.ensure_connection(max_retries=1)


def silent_queues(*, at: datetime) -> dict[str, datetime | None]:
    """The queues that have shown no life for too long, each with its last sign; None before the first. One query."""
    seen = heartbeats()
    return {
        queue: seen.get(queue)
        for queue, longest in LONGEST_SILENCE.items()
        if queue not in seen or at - seen[queue] > longest
    }


def check_worker() -> None:
    """A job has lately come all the way from the timetable through each queue and a worker to the database."""
    if silent := silent_queues(at=timezone.now()):
        raise NotReady(f"last heartbeats: {silent}")


def check_disk() -> None:
    """There is room for files, letters and, on SQLite, the database itself."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE_BYTES:
        raise NotReady(f"{free:,} bytes free in {settings.DATA_DIR}")


CHECKS = {
    "database": (
        check_database,
        _("The database does not answer. Check that it runs and that DATABASE_URL is right."),
    ),
    "broker": (check_broker, _("The queue does not answer. Check that Redis runs and that BROKER_URL is right.")),
    "worker": (check_worker, _("Background work stands still. Restart the workers and beat.")),
    "files": (try_to_write, _("Nothing can be written: the disk is full or read-only. Free some space; see the log.")),
    "disk": (check_disk, _("Less than 500 MB is free for data. Free some space or enlarge the disk.")),
}


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 and "ok" everywhere, or 503 with what is wrong by the name of the check."""
    found = {name: "ok" if passes(name, check) else str(problem) for name, (check, problem) in CHECKS.items()}
    is_ready = all(result == "ok" for result in found.values())
    return JsonResponse(
        {"status": "ready" if is_ready else "not ready", "checks": found},
        status=200 if is_ready else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def passes(name: str, check: Callable[[], None]) -> bool:
    """Whether the check finds nothing wrong; what it finds goes into the log."""
    try:
        check()
    except Exception as error:  # whatever a broken service raises, the answer is "not ready"; the log keeps the reason
        logger.warning("Not ready, %s: %s", name, error)
        return False
    return True
