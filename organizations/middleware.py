"""Who the person acts as, by whose clock, and the second factor their organisation asks for."""

from zoneinfo import ZoneInfo

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

ACTING_KEY = "acting_membership"


class ActingMembershipMiddleware:
    """Puts the membership chosen in this session on `request.user.acting`; the choice holds while it is current."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        chosen = request.session.get(ACTING_KEY)
        if chosen and request.user.is_authenticated:
            membership = request.user.memberships.current().with_clock().filter(pk=chosen).first()
            if membership:
                request.user.acting = membership
        return self.get_response(request)


class ClockMiddleware:
    """«Today» on a page is the day of the organisation the person acts for; the page of a stranger may activate that
    of the organisation it belongs to. Afterwards the clock is the product's again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        acting = request.user.acting if request.user.is_authenticated else None
        with timezone.override(ZoneInfo(acting.zone) if acting else None):
            return self.get_response(request)


class RequiredSecondFactorMiddleware:
    """Leads whoever must have a second factor, by their organisation or the settings, to the page that sets it up."""

    ALLOWED_APPS = frozenset({"account", "mfa", "usersessions"})
    ALLOWED_NAMES = frozenset({"organizations:switch", "session_stay", "healthz", "readyz"})

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs):
        match = request.resolver_match
        name = match.view_name or ""
        if name in self.ALLOWED_NAMES or name.split("_")[0] in self.ALLOWED_APPS:
            return None
        if not request.user.is_authenticated or not _second_factor_required(request.user):
            return None
        if is_mfa_enabled(request.user):
            return None
        messages.warning(request, _("Your organisation requires two-factor sign-in. Set it up to go on."))
        return redirect("mfa_index")


def _second_factor_required(user) -> bool:
    if settings.REQUIRE_SECOND_FACTOR:
        return True
    acting = user.acting
    return bool(acting and acting.organization and acting.organization.require_second_factor)
