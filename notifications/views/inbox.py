"""The inbox of a person."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import DetailView, PageView
from organizations.middleware import ACTING_KEY

from .. import kinds, services
from ..models import Notification

ON_A_PAGE = 30
UNDO_SALT = "notifications.undo"


class InboxView(PageView):
    """What the person was told, the latest first, by days; `?unread=1` leaves out what they have read, `?kind=` all
    but one kind.
    """

    permission_required = "notifications.read_inbox"
    template_name = "notifications/notification_list.html"
    title = gettext_lazy("Inbox")

    def get_context_data(self, **kwargs):
        told = Notification.objects.visible_to(self.request.user)
        present = set(told.order_by().values_list("kind", flat=True).distinct())
        kind = self.request.GET.get("kind", "")
        unread_only = self.request.GET.get("unread") == "1"
        shown = told.filter(kind=kind) if kind in present else told
        shown = (shown.unread() if unread_only else shown).select_related("organization")
        today = timezone.localdate()
        return super().get_context_data(
            page=Paginator(shown.order_by("-created_at", "pk"), ON_A_PAGE).get_page(self.request.GET.get("page")),
            unread_only=unread_only,
            kind=kind if kind in present else "",
            kinds=sorted((kinds.kind_of(code) for code in present), key=lambda kind: str(kind.label)),
            today=today,
            yesterday=today - timedelta(days=1),
            **self._undo(told),
            **kwargs,
        )

    def _undo(self, told) -> dict:
        """What «read all» has just marked, while it can be taken back."""
        token = self.request.GET.get("undo", "")
        moment = _moment_in(token)
        return {"undo": token, "just_read": told.filter(read_at=moment).count() if moment else 0}


class OpenView(DetailView):
    """Leads to what the notification speaks of: marks it read and acts in the organisation it belongs to."""

    permission_required = "notifications.read_inbox"
    model = Notification

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        services.mark_read(self.object, at=timezone.now())
        self._act_in(self.object.organization_id)
        return redirect(self.object.url)

    def _act_in(self, organization_id: int) -> None:
        acting = self.request.user.acting
        if acting and acting.organization_id == organization_id:
            return
        membership = self.request.user.memberships.current().filter(organization=organization_id).first()
        if membership:
            self.request.session[ACTING_KEY] = membership.pk
            messages.info(self.request, _("You now act as: %(membership)s.") % {"membership": membership})


class MarkView(DetailView):
    """Marks one notification read or unread where it stands, without opening it; to htmx it answers with the row."""

    permission_required = "notifications.read_inbox"
    model = Notification
    http_method_names = ["post"]
    template_name = "notifications/_marked.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("read") == "1":
            services.mark_read(self.object, at=timezone.now())
        else:
            services.mark_unread(self.object)
        self.object.refresh_from_db(fields=["read_at"])
        if request.htmx:
            return self.render_to_response(self.get_context_data())
        query = QueryDict(request.POST.get("query", "")).urlencode()
        return redirect(f"{reverse('notifications:inbox')}?{query}#notification-{self.object.pk}")


class ReadAllView(PageView):
    """Marks the whole inbox read; the page it leads to offers to take that back."""

    permission_required = "notifications.read_inbox"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        services.mark_all_read(request.user, at=now)
        query = urlencode({"undo": signing.dumps(now.isoformat(), salt=UNDO_SALT)})
        return redirect(f"{reverse('notifications:inbox')}?{query}")


class UndoReadingView(PageView):
    permission_required = "notifications.read_inbox"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if moment := _moment_in(request.POST.get("undo", "")):
            services.undo_reading(request.user, at=moment)
        return redirect("notifications:inbox")


def _moment_in(token: str) -> datetime | None:
    """The moment that our own link carries; None for anything else."""
    try:
        return datetime.fromisoformat(signing.loads(token, salt=UNDO_SALT))
    except signing.BadSignature:
        return None
