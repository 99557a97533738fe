"""The calendar of a person: the page where its private address is made, the feed behind the address, one event."""

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View

from core.throttling import within_limit
from core.views import PUBLIC, ActionView, GuardedMixin, PageView

from .. import ics
from ..models import CalendarFeed, CalendarItem
from ..services import calendars, events
from .inbox import OpenView

FILE_NAME = "nastavnichestvo.ics"
TOO_OFTEN = 429


@method_decorator(never_cache, name="dispatch")
class CalendarView(PageView):
    """Whether the calendar has an address. POST makes one: this answer is the only page that ever shows it."""

    permission_required = "notifications.keep_calendar"
    template_name = "notifications/calendar.html"
    title = gettext_lazy("My calendar")

    def get_context_data(self, **kwargs):
        feed = CalendarFeed.objects.visible_to(self.request.user).in_force().first()
        return super().get_context_data(feed=feed, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        token = calendars.make_feed(request.user, at=timezone.now())
        address = settings.SITE_URL.rstrip("/") + reverse("notifications:feed", args=[token])
        webcal = urlsplit(address)._replace(scheme="webcal").geturl()
        return self.render_to_response(self.get_context_data(address=address, webcal=webcal), status=201)


class CalendarRevokeView(ActionView):
    permission_required = "notifications.keep_calendar"
    model = CalendarFeed
    title = gettext_lazy("Close the address of the calendar?")
    submit = gettext_lazy("Close the address")
    success_message = gettext_lazy("The address is closed. Programs that were subscribed to it get nothing more.")

    @cached_property
    def object(self) -> CalendarFeed:
        feed = self.get_queryset().in_force().first()
        if feed is None:
            raise Http404
        return feed

    def get_context_data(self, **kwargs):
        consequences = [
            _("Every program that reads the calendar at this address stops at once."),
            _("You can make a new address whenever you like."),
        ]
        return super().get_context_data(consequences=consequences, danger=True, **kwargs)

    def perform(self):
        calendars.revoke_feed(self.request.user, at=timezone.now())

    def get_success_url(self) -> str:
        return reverse("notifications:calendar")


class FeedView(GuardedMixin, View):
    """What a calendar program reads. The token is the only key: no session, no sign-in; an unknown one is 404.

    A program that asks too often, and whoever tries addresses, is told to wait; it keeps what it has read before.
    """

    permission_required = PUBLIC

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        now = timezone.now()
        feed = calendars.feed_of_token(token, at=now)
        if not within_limit(request, "calendar" if feed else "calendar_unknown", key=token):
            return HttpResponse(status=TOO_OFTEN, headers={"Retry-After": "60", "Cache-Control": "no-store"})
        if feed is None:
            raise Http404
        content = ics.feed(events.events_of(feed.user, at=now))
        changed_at = events.last_change(feed.user) or feed.created_at
        etag = f'"{sha256(content).hexdigest()}"'
        response = HttpResponse(content, content_type=ics.CONTENT_TYPE)
        response["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
        response["Cache-Control"] = "private, no-cache"
        response["X-Robots-Tag"] = "noindex"
        response["ETag"] = etag
        response["Last-Modified"] = http_date(changed_at.timestamp())
        return get_conditional_response(request, etag, int(changed_at.timestamp()), response)


class CalendarOpenView(OpenView):
    """Leads from an event to what it speaks of, in the role it belongs to, as a notification does."""

    model = CalendarItem

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self._act_in(self.object.organization_id)
        return redirect(self.object.url)
