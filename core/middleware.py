"""What every answer and every session has to keep to, whatever the view is."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from .sessions import BEGAN, is_over, note, told

NOTHING_OF_THE_DEVICE = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
        "microphone", "midi", "payment", "serial", "usb",
    )
)  # fmt: skip


class SafetyHeadersMiddleware:
    """The headers that Django has no setting for. First of all, so that static files and refusals carry them too."""

    HEADERS = {
        "Permissions-Policy": NOTHING_OF_THE_DEVICE,
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class SessionLifetimeMiddleware:
    """Signs out whoever has done nothing for long and whoever signed in long ago.

    What the signed-in are shown stays in no cache: neither on a shared computer nor on the way. `Session-Left` tells
    the page how many seconds it has, of patience and of the day.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if is_over(request.session):
            logout(request)
        else:
            note(request.session)
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        if BEGAN in request.session:
            response.headers["Session-Left"] = told(request.session)
        return response
