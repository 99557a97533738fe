"""«Остаться»: the answer to the warning that the session is about to end (static/js/session.js)."""

from django.http import HttpRequest, HttpResponse
from django.views import View

from core.sessions import stay
from core.views import SIGNED_IN, GuardedMixin


class StayView(GuardedMixin, View):
    """Nothing but that somebody is there; how much is left now stands in `Session-Left`, as in every answer."""

    permission_required = SIGNED_IN

    def post(self, request: HttpRequest) -> HttpResponse:
        stay(request.session)
        return HttpResponse(status=204)
