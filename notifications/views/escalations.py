"""Who hears of a delay, and when: the page of an organisation."""

from django.utils.translation import gettext_lazy

from core.views import ObjectFormView
from organizations.models import Organization

from ..forms import EscalationForm
from ..models import Escalation
from ..selectors import escalation_of, inherited_escalation
from ..services.escalations import set_escalation


class EscalationView(ObjectFormView):
    permission_required = "notifications.change_escalation"
    model = Organization
    form_class = EscalationForm
    template_name = "notifications/escalation_form.html"
    title = gettext_lazy("Who hears of a delay")
    success_message = gettext_lazy("Saved.")

    def get_queryset(self):
        return super().get_queryset().select_related("parent")

    def get_breadcrumbs(self):
        return [(self.object.short_name, self.object.get_absolute_url())]

    def get_form_kwargs(self):
        present = Escalation.objects.filter(organization=self.object).first()
        return {
            **super().get_form_kwargs(),
            "instance": present or Escalation(organization=self.object),
            "inherited": inherited_escalation(self.object),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(delays=escalation_of([self.object])[self.object.pk], **kwargs)

    def perform(self, form):
        set_escalation(form.instance, **self.clock())

    def get_success_url(self):
        return self.request.path

    def get_cancel_url(self):
        return self.object.get_absolute_url()
