"""Webhooks: where a messenger bot listens. For administrators above the tree."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from core.views import ActionView, DetailView, EditView, FormView, ListView

from ..forms import WebhookForm
from ..models import Webhook
from ..services import webhooks
from ..tables import WebhookTable

OUTBOX = gettext_lazy("Deliveries")
WEBHOOKS = gettext_lazy("Webhooks")


class WebhooksView(ListView):
    permission_required = "notifications.keep_webhooks"
    model = Webhook
    table_class = WebhookTable
    filterset_fields = []
    template_name = "notifications/webhook_list.html"
    title = WEBHOOKS

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_breadcrumbs(self):
        return [(OUTBOX, reverse("notifications:deliveries"))]


class WebhookMixin:
    """A page about one webhook; the list is the way to it and back."""

    permission_required = "notifications.keep_webhooks"
    model = Webhook

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_breadcrumbs(self):
        return [(OUTBOX, reverse("notifications:deliveries")), (WEBHOOKS, reverse("notifications:webhooks"))]

    def get_success_url(self) -> str:
        return reverse("notifications:webhooks")


class WebhookAddView(FormView):
    permission_required = "notifications.keep_webhooks"
    form_class = WebhookForm
    title = gettext_lazy("New webhook")
    submit = gettext_lazy("Add")
    success_message = gettext_lazy("The webhook is kept. Take its secret now, so that the bot can check our calls.")

    def get_breadcrumbs(self):
        return [(OUTBOX, reverse("notifications:deliveries")), (WEBHOOKS, self.get_cancel_url())]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Webhook()}

    def perform(self, form):
        return webhooks.add_webhook(form.instance, **self.clock())

    def get_success_url(self):
        return reverse("notifications:webhook_secret", args=[self.result.pk])

    def get_cancel_url(self):
        return reverse("notifications:webhooks")


class WebhookEditView(WebhookMixin, EditView):
    form_class = WebhookForm
    title = gettext_lazy("Edit the webhook")
    success_message = gettext_lazy("Saved.")

    def perform(self, form):
        webhooks.change_webhook(form.instance, **self.clock())


@method_decorator(never_cache, name="dispatch")
class WebhookSecretView(WebhookMixin, DetailView):
    """POST makes another secret: this answer is the only page that ever shows it."""

    template_name = "notifications/webhook_secret.html"
    title = gettext_lazy("Secret of the signature")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        secret = webhooks.renew_secret(self.object, **self.clock())
        return self.render_to_response(self.get_context_data(secret=secret), status=201)


class WebhookDeleteView(WebhookMixin, ActionView):
    title = gettext_lazy("Delete the webhook?")
    submit = gettext_lazy("Delete")
    success_message = gettext_lazy("The webhook is deleted.")

    def get_context_data(self, **kwargs):
        consequences = [_("It is called no more. People who heard by it hear by their other channels.")]
        return super().get_context_data(text=self.object, consequences=consequences, danger=True, **kwargs)

    def perform(self):
        webhooks.delete_webhook(self.object, **self.clock())


class WebhookTestView(WebhookMixin, ActionView):
    title = gettext_lazy("Try the webhook?")
    submit = gettext_lazy("Try")
    success_message = gettext_lazy("The other side has taken our call.")

    def get_context_data(self, **kwargs):
        consequences = [_("A signed call goes out that holds no notification: an empty list.")]
        return super().get_context_data(text=self.object, consequences=consequences, **kwargs)

    def perform(self):
        webhooks.try_webhook(self.object, **self.clock())
