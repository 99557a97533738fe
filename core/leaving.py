"""Files with names of people leave only to whoever has lately proved who they are, and not by the hundred.

A session left open on a shared computer of the staff room opens pages, but takes no bank away. GuardedMixin asks here
for every view with `names_leave`.
"""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .sessions import proved_lately
from .throttling import within_limit


def hindrance(request: HttpRequest) -> HttpResponse | None:
    """What is answered instead of the file: where to prove who one is, or the page one came from; None to go on."""
    if not proved_lately(request):
        said = _("A file with names is given out after your password once more. Then press the button again.")
        messages.info(request, said)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': page_before(request)})}")
    if not within_limit(request, "export", key=str(request.user.pk)):
        messages.error(request, _("Too many files with names within a short time. Wait a few minutes and try again."))
        return redirect(page_before(request))
    return None


def page_before(request: HttpRequest) -> str:
    """The page of ours on which the file was asked for; a file itself would leave the person on the password page."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    way = urlsplit(before) if ours else urlsplit(reverse("home"))
    return way._replace(scheme="", netloc="").geturl()
