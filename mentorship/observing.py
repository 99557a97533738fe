"""Each request under a number of its own: how long it took, by view, for the metrics; whose it was, for the log.

Whose it was is said in numbers only, never by a name.
"""

import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram

REQUESTS = Histogram(
    "mentorship_request_seconds",
    "How long pages take",
    ["view", "method", "status"],
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
NUMBER = re.compile(r"[0-9A-Za-z-]{8,64}")

current: ContextVar[dict[str, str | int]] = ContextVar("current request")


class ObservingMiddleware:
    """First of all, so that nothing escapes it. The number comes from the proxy in front, if that gives one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        said = {"request": given if NUMBER.fullmatch(given) else uuid.uuid4().hex}
        request.environ["mentorship.said"] = said  # for the log of requests, which Gunicorn writes afterwards
        before, started = current.set(said), time.perf_counter()
        try:
            response = self.get_response(request)
        finally:
            current.reset(before)
        match = request.resolver_match
        view = (match and match.view_name) or "other"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).observe(time.perf_counter() - started)
        response["X-Request-ID"] = said["request"]
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> None:
        """By now it is known who asks."""
        if request.user.is_authenticated:
            acting = request.user.acting
            organization = acting.organization_id if acting else None
            request.environ["mentorship.said"] |= {"user": request.user.pk, "organisation": organization}
