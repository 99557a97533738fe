"""What a person wishes of their reminders: when the letter comes, what it tells; an example of it; the link in it by
which a kind is refused.
"""

import re
from base64 import b64encode
from hashlib import sha256

from csp.decorators import csp_replace
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from core.views import PUBLIC, FormView, PageView
from organizations.models import User

from ..channels import EMAIL, OUTWARD
from ..clocks import clock_in_words
from ..forms import PreferenceForm
from ..kinds import all_kinds, kind_of
from ..letters import compose
from ..models import Delivery, Preference
from ..reach import timetables_of
from ..selectors import next_letter, notifications_to_show, wishes_of
from ..services.wishes import WishRefused, save_preference, subscribe
from ..unsubscribing import EVERYTHING, read_token

INBOX = gettext_lazy("Inbox")
PREFERENCES = gettext_lazy("My reminders")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class PreferencesView(FormView):
    permission_required = "notifications.read_inbox"
    form_class = PreferenceForm
    template_name = "notifications/preference_form.html"
    title = PREFERENCES
    success_message = gettext_lazy("Saved.")

    def get_breadcrumbs(self):
        return [(INBOX, reverse("notifications:inbox"))]

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "instance": Preference.objects.filter(user=user).first() or Preference(user=user),
            "kinds": all_kinds(),
            "channels": [channel for channel in OUTWARD if user.pk in channel.reaches([user.pk])],
            "wanted": wishes_of(user),
        }

    def get_context_data(self, **kwargs):
        timetable = timetables_of([self.request.user.pk])[self.request.user.pk]
        return super().get_context_data(
            timetable=timetable,
            clock=clock_in_words(timetable.zone),
            letter=next_letter(self.request.user),
            **kwargs,
        )

    def perform(self, form):
        save_preference(form.instance, form.wishes, **self.clock())

    def get_success_url(self):
        return self.request.path


class ExampleMixin:
    """The next letter as it would be sent now; when nothing waits, one made of what was told last."""

    permission_required = "notifications.read_inbox"

    @cached_property
    def waiting(self) -> Delivery | None:
        return next_letter(self.request.user)

    @cached_property
    def letter(self) -> EmailMultiAlternatives | None:
        user, waiting = self.request.user, self.waiting
        told = notifications_to_show(user, waiting)
        day = timetables_of([user.pk])[user.pk].day(waiting.not_before if waiting else timezone.now())
        return compose(waiting or Delivery(recipient=user, channel=EMAIL), told, on=day) if told else None


class ExampleView(ExampleMixin, PageView):
    template_name = "notifications/letter_example.html"
    title = gettext_lazy("Example of the letter")

    def get_breadcrumbs(self):
        return [(INBOX, reverse("notifications:inbox")), (PREFERENCES, reverse("notifications:preferences"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(letter=self.letter, waiting=self.waiting, **kwargs)


@method_decorator(xframe_options_sameorigin, name="dispatch")
class ExampleLetterView(ExampleMixin, PageView):
    """The letter itself, to be looked at within the page of the example: its links lead out of the frame."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.letter is None:
            raise Http404
        html = self.letter.alternatives[0].content
        looks = [f"'sha256-{_digest(style)}'" for style in STYLE.findall(html)]
        framed = csp_replace({"style-src": looks, "frame-ancestors": ["'self'"]})
        answer = HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))
        return framed(lambda _request: answer)(request)


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()


@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class UnsubscribeView(PageView):
    """The page behind the link of a letter; it needs no sign-in. GET asks, POST does and offers to take it back.

    A mail program posts by itself, without a cookie, what RFC 8058 prescribes; any other POST comes from our own page
    and has its token.
    """

    permission_required = PUBLIC
    template_name = "notifications/unsubscribe.html"
    title = gettext_lazy("Letters")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.link is None:
            return TemplateResponse(request, "notifications/unsubscribe_invalid.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def link(self) -> tuple[User, str] | None:
        """Whose letters, and of which kind; None for a link that we have not made, or of an account that is closed."""
        try:
            user_id, kind = read_token(self.kwargs["token"])
        except BadSignature:
            return None
        user = User.objects.filter(pk=user_id, is_active=True).first()
        return (user, kind) if user else None

    def get_context_data(self, **kwargs):
        _user, kind = self.link
        everything = kind == EVERYTHING
        return super().get_context_data(kind=None if everything else kind_of(kind), **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return self._subscribe(request, wanted=False)
        return csrf_protect(self._subscribe)(request, wanted=request.POST.get("wanted") == "1")

    def _subscribe(self, request: HttpRequest, *, wanted: bool) -> HttpResponse:
        user, kind = self.link
        try:
            subscribe(user, kind=kind, wanted=wanted, at=timezone.now())
        except WishRefused as refusal:
            return self.render_to_response(self.get_context_data(refusal=str(refusal)))
        return self.render_to_response(self.get_context_data(wanted=wanted, is_done=True))
