"""The page over an error that nobody has caught: a full or read-only disk is said as what it is."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from core.disk import is_of_disk

logger = logging.getLogger(__name__)
RETRY_AFTER = 300  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls it while the error is being handled."""
    if not is_of_disk(sys.exc_info()[1]):
        return defaults.server_error(request)
    logger.critical("The disk is full or read-only: nothing can be saved.")
    page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
