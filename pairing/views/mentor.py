"""The mentor's page by the personal link: read, written and kept on a phone, without signing in (docs/mentor-page.md).

The secret in the address is the only right here. Nothing is done by a cookie, so a foreign page that makes a browser
send something has nothing to misuse, and no CSRF token is asked for: an entry may be sent days after it was typed.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from core.errors import Refused
from core.throttling import within_limit
from core.views import PUBLIC, PageView
from organizations.selectors import zone_of

from ..forms.mentor import EntryForm
from ..models import Meeting, MentorLink
from ..selectors.mentor_page import PairOnPhone, pairs_on_phone
from ..services import links, meetings

BUSY = "participants/questionnaire_busy.html"
COPY_KEPT = timedelta(days=14)  # how long a phone may show the page without having reached the server
SHELL = ("vendor/tabler/tabler.min.css", "css/fonts.css", "css/app.css", "css/mentor.css", "js/mentor.js",
         "img/icons.svg", "img/logo.svg", "fonts/screen/golos-text-cyrillic.woff2",
         "fonts/screen/golos-text-latin.woff2")  # fmt: skip


class NothingHere(Refused):
    """What the mentor speaks of is not theirs, or no longer there: both are answered in the same words."""


class Misunderstood(Refused):
    """An entry with mistakes in it."""


@method_decorator(csrf_exempt, name="dispatch")
class ByLink(PageView):
    """A page behind a link. One that is unknown, revoked or too old tells nothing, and all of them the same."""

    permission_required = PUBLIC
    template_name = "pairing/mentor/page.html"
    title = gettext_lazy("Mentor's page")
    typed: EntryForm | None = None

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = self._closed(request) or self._opened(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"  # forms are sent all the same: they need no CSRF token
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _closed(self, request: HttpRequest) -> HttpResponse | None:
        if not within_limit(request, "mentor"):
            return TemplateResponse(request, BUSY, status=429)
        if self.link is None:
            if not within_limit(request, "mentor_unknown"):
                return TemplateResponse(request, BUSY, status=429)
            return TemplateResponse(request, "pairing/mentor/closed.html", status=410)
        if not within_limit(request, "mentor_link", key=str(self.link.pk)):
            return TemplateResponse(request, BUSY, status=429)
        return None

    def _opened(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        timezone.activate(zone_of(self.link.organization))
        response = super().dispatch(request, *args, **kwargs)
        kept_until = min(self.link.expires_at, timezone.now() + COPY_KEPT)
        response["X-Kept-Until"] = http_date(kept_until.timestamp())
        return response

    @cached_property
    def link(self) -> MentorLink | None:
        return links.use_link(self.kwargs["token"], at=timezone.now())

    @cached_property
    def pairs(self) -> list[PairOnPhone]:
        return pairs_on_phone(self.link.mentor, timezone.localdate())

    def get_context_data(self, **kwargs):
        """A form that was refused stands in the place of the empty one of its pair."""
        typed = self.typed
        forms = [typed if typed and typed.pair is pair else self._empty_form(pair) for pair in self.pairs]
        return super().get_context_data(
            link=self.link,
            mentor=self.link.mentor.person,
            owner=salted_hmac("pairing.mentor_page", str(self.link.mentor_id)).hexdigest()[:16],
            organization=self.link.organization,
            pairs=list(zip(self.pairs, forms, strict=True)),
            now=timezone.localtime(),
            **{**kwargs, "token": self.kwargs["token"]},
        )

    def _empty_form(self, pair: PairOnPhone) -> EntryForm:
        return EntryForm(pair=pair, initial={"entry": uuid4(), "held_on": timezone.localdate()})


class MentorPageView(ByLink):
    """The pairs of the mentor."""


class TellView(ByLink):
    """What the mentor tells: POST only. The script of the page is answered in JSON, a browser without it by a page."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        by_script = request.headers.get("Accept") == "application/json"
        try:
            self.perform()
        except Refused as refusal:
            status = 404 if isinstance(refusal, NothingHere) else 422
            if by_script:
                return JsonResponse({"refusal": str(refusal)}, status=status)
            return self.render_to_response(self.get_context_data(refusal=str(refusal)), status=status)
        return JsonResponse({"state": "sent"}) if by_script else redirect("mentor:page", token=self.kwargs["token"])

    def clock(self) -> dict[str, Any]:
        return {"author": str(self.link.mentor.person), "at": timezone.localtime()}

    def perform(self) -> None:
        """The one service call. Raises Refused."""
        raise NotImplementedError


class EntryView(TellView):
    """A meeting that was held."""

    def perform(self) -> None:
        self.typed = EntryForm(self.request.POST, pair=self.pair)
        if not self.typed.is_valid():
            raise Misunderstood(_in_words(self.typed))
        meetings.record_meeting(self.pair.pairing, **self.typed.said, **self.clock())

    @cached_property
    def pair(self) -> PairOnPhone:
        for pair in self.pairs:
            if pair.pairing.pk == self.kwargs["pk"]:
                return pair
        raise NothingHere(_("This pair is not in work at present. Tell the curator what you have typed."))


class PlannedView(TellView):
    """A planned meeting of one of the pairs."""

    @property
    def meeting(self) -> Meeting:
        shown = [pair.pairing.pk for pair in self.pairs]
        found = Meeting.objects.filter(pk=self.kwargs["pk"], pairing__in=shown).first()
        if found is None:
            raise NothingHere(_("This planned meeting is no longer there. If it was held, enter it below."))
        return found


class HeldView(PlannedView):
    def perform(self) -> None:
        meetings.confirm_meeting(self.meeting, **self.clock())


class MissedView(PlannedView):
    def perform(self) -> None:
        meetings.miss_meeting(self.meeting, **self.clock())


class WorkerView(PageView):
    """The service worker: served from /m/, so that it has to do with the pages below and with no other."""

    permission_required = PUBLIC
    template_name = "pairing/mentor/worker.js"
    content_type = "text/javascript"

    def get_context_data(self, **kwargs):
        return {"shell": [static(path) for path in SHELL], "logic": static("js/mentor-worker.js")}

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "no-cache"
        return response


def _in_words(form: EntryForm) -> str:
    """The errors in one line, each with the question it is about."""
    return " ".join(
        f"{form.fields[name].label}: {error}" if form.fields[name].label else error
        for name, errors in form.errors.items()
        for error in errors
    )
