"""`/metrics` in the text format of Prometheus, for whoever shows METRICS_TOKEN; without it there is no such page.

Every process of the site writes its own counts into PROMETHEUS_MULTIPROC_DIR, and the one that is asked adds them up.
What is true of the whole product is counted when it is asked for. docs/operations.md says what to watch.
"""

import os
import secrets
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core.heartbeat import heartbeats
from notifications.models import Delivery
from reports.models import ReportRun

from .health import CHECKS, passes
from .observing import REQUESTS
from .status import waiting_messages


class StateOfProduct(Collector):
    """Read from the rows, the queue and the disk at the moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        results = {name: passes(name, check) for name, (check, _problem) in CHECKS.items()}
        yield gauge("check_passes", "1 while the check of /readyz passes", "check", results)
        yield gauge("disk_free_bytes", "Room for data", "", {"": shutil.disk_usage(settings.DATA_DIR).free})
        yield gauge("queue_messages", "Messages that wait for a worker", "queue", waiting_messages())
        if results["database"]:
            yield from self.from_rows()

    def from_rows(self) -> Iterator[GaugeMetricFamily]:
        at, states = timezone.now(), Delivery.State
        ages = {name: (at - seen).total_seconds() for name, seen in heartbeats().items()}
        yield gauge("heartbeat_age_seconds", "Since a queue, job or backup was last done", "name", ages)
        due = Q(state__in=[states.WAITING, states.SENDING], not_before__lte=at)
        letters = Delivery.objects.aggregate(
            due=Count("pk", filter=due),
            oldest=Min("not_before", filter=due),
            failed=Count("pk", filter=Q(state=states.FAILED)),
        )
        waited = (at - letters["oldest"]).total_seconds() if letters["oldest"] else 0
        yield gauge("deliveries", "Letters and webhooks", "state", {name: letters[name] for name in ("due", "failed")})
        yield gauge("delivery_oldest_due_seconds", "How long the oldest due one waits", "", {"": waited})
        runs = dict(ReportRun.objects.order_by().values_list("state").annotate(Count("pk")))
        yield gauge(
            "report_runs", "Reports by state", "state", {state: runs.get(state, 0) for state in ReportRun.State}
        )


def gauge(name: str, says: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    """One number for each value of the label; a number without one stands under the empty key."""
    family = GaugeMetricFamily(f"mentorship_{name}", says, labels=[label] if label else None)
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not settings.METRICS_TOKEN:
        raise Http404
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not secrets.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(StateOfProduct())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
    else:
        registry.register(REQUESTS)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
