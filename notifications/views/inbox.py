"""The inbox of a person."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import DetailView, PageView
from organizations.middleware import ACTING_KEY

from .. import services
from ..models import Notification

ON_A_PAGE = 30


class InboxView(PageView):
    """What the person was told, the latest first; `?unread=1` leaves out what they have read."""

    permission_required = "notifications.read_inbox"
    template_name = "notifications/notification_list.html"
    title = gettext_lazy("Inbox")

    def get_context_data(self, **kwargs):
        told = Notification.objects.visible_to(self.request.user).select_related("organization")
        unread_only = self.request.GET.get("unread") == "1"
        shown = (told.unread() if unread_only else told).order_by("-created_at", "pk")
        page = Paginator(shown, ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, unread_only=unread_only, **kwargs)


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


class ReadAllView(PageView):
    permission_required = "notifications.read_inbox"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        services.mark_all_read(request.user, at=timezone.now())
        return redirect("notifications:inbox")
