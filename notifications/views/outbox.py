"""The outbox of the whole product, for the administrator."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.views import ActionView, ListView

from .. import services
from ..filters import LetterFilter
from ..models import Letter
from ..tables import LetterTable


class LettersView(ListView):
    permission_required = "notifications.list_letters"
    model = Letter
    table_class = LetterTable
    title = gettext_lazy("Outbox")
    filterset_class = LetterFilter
    template_name = "notifications/letter_list.html"

    def get_queryset(self):
        letters = Letter.objects.visible_to(self.request.user).select_related("recipient")
        return letters.annotate(held=Count("notifications"))


class LetterRetryView(ActionView):
    permission_required = "notifications.retry_letter"
    model = Letter
    title = gettext_lazy("Send the letter again?")
    submit = gettext_lazy("Send again")
    success_message = gettext_lazy("The letter waits for sending again.")

    def perform(self):
        services.retry_letter(self.object, by=self.request.user, at=timezone.now())

    def get_success_url(self) -> str:
        return reverse("notifications:letters")
