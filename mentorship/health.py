"""Is it alive, is it ready: two addresses for whatever watches over the product.

`/healthz` answers while the process serves at all and asks nobody. `/readyz` asks everything that a working product
needs and says in words for its administrator what is wrong; the words are ours, because an exception's own text may
hold an address or a password.
"""

import logging
import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.checks import Database
from health_check.exceptions import ServiceUnavailable

from core.heartbeat import last_heartbeat

from .celery import app as celery_app

logger = logging.getLogger(__name__)


@dataclass
class Broker(HealthCheck):
    """The queue of background work takes messages."""

    def run(self) -> None:
        with celery_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1)


@dataclass
class Worker(HealthCheck):
    """A job has lately come all the way from the timetable through the broker and a worker to the database."""

    silence: timedelta = timedelta(minutes=5)

    def run(self) -> None:
        seen = last_heartbeat()
        if seen is None or timezone.now() - seen > self.silence:
            raise ServiceUnavailable(f"Last heartbeat: {seen}")


@dataclass
class Disk(HealthCheck):
    """There is room for files, letters and, on SQLite, the database itself."""

    least_free: int = 500 * 1024 * 1024  # bytes

    def run(self) -> None:
        free = shutil.disk_usage(settings.DATA_DIR).free
        if free < self.least_free:
            raise ServiceUnavailable(f"{free:,} bytes free in {settings.DATA_DIR}")


CHECKS = {
    "database": (Database(), _("The database does not answer. Check that it runs and that DATABASE_URL is right.")),
    "broker": (Broker(), _("The queue does not answer. Check that Redis runs and that BROKER_URL is right.")),
    "worker": (Worker(), _("Background work has stood still for five minutes. Restart worker and beat.")),
    "disk": (Disk(), _("Less than 500 MB is free for data. Free some space or enlarge the disk.")),
}


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 and "ok" everywhere, or 503 with what is wrong by the name of the check."""
    found = {name: "ok" if _passes(name, check) else str(problem) for name, (check, problem) in CHECKS.items()}
    is_ready = all(result == "ok" for result in found.values())
    return JsonResponse(
        {"status": "ready" if is_ready else "not ready", "checks": found},
        status=200 if is_ready else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def _passes(name: str, check: HealthCheck) -> bool:
    try:
        check.run()
    except Exception as error:  # whatever a broken service raises, the answer is "not ready"; the log keeps the reason
        logger.warning("Not ready, %s: %s", name, error)
        return False
    return True
