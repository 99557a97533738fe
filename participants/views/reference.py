"""Forms of mentoring and topics: the common ones, and those that the institution adds; the settings of the banks."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, EditView, FormView, PageView

from ..forms.settings import LocalForm, LocalTopicForm, SettingsForm
from ..models import BankSettings, MentoringForm, Topic
from ..selectors.settings import settings_of
from ..services import settings
from .common import bank_crumb

TITLE = gettext_lazy("Forms and topics")


class ReferenceView(PageView):
    permission_required = "participants.list_people"
    template_name = "participants/reference.html"
    title = TITLE

    def get_breadcrumbs(self):
        return [bank_crumb()]

    def get_context_data(self, **kwargs):
        organization = self.request.user.acting.organization
        topics = list(Topic.objects.usable_in(organization))
        return super().get_context_data(
            organization=organization,
            forms=MentoringForm.objects.usable_in(organization).select_related("organization"),
            areas=[topic for topic in topics if topic.kind == Topic.Kind.AREA],
            interests=[topic for topic in topics if topic.kind == Topic.Kind.INTEREST],
            **kwargs,
        )


class LocalAddView(FormView):
    """Adds a word of the institution's own."""

    permission_required = "participants.change_reference"
    success_message = gettext_lazy("Added.")

    def get_breadcrumbs(self):
        return [bank_crumb(), (TITLE, self.get_success_url())]

    def perform(self, form):
        organization = self.request.user.acting.organization
        return settings.add_local(form.instance, organization=organization, **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:reference")

    def get_cancel_url(self) -> str:
        return self.get_success_url()


class FormAddView(LocalAddView):
    form_class = LocalForm
    title = gettext_lazy("New form of mentoring")


class TopicAddView(LocalAddView):
    form_class = LocalTopicForm
    title = gettext_lazy("New topic")


class LocalHideView(ActionView):
    """Takes a word of the institution's own out of use; the common ones answer 404."""

    permission_required = "participants.change_reference"
    submit = gettext_lazy("Take out of use")
    success_message = gettext_lazy("Taken out of use.")

    def get_queryset(self):
        return super().get_queryset().filter(is_active=True).exclude(organization=None).select_related("organization")

    def get_context_data(self, **kwargs):
        consequences = [_("It is no longer offered; where it stands already it stays.")]
        return super().get_context_data(text=self.object, consequences=consequences, **kwargs)

    def perform(self) -> None:
        settings.hide_local(self.object, **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:reference")


class FormHideView(LocalHideView):
    model = MentoringForm
    title = gettext_lazy("Take the form out of use?")


class TopicHideView(LocalHideView):
    model = Topic
    title = gettext_lazy("Take the topic out of use?")


class SettingsView(EditView):
    """How the institution keeps its banks; the page has no number, there is one row for each institution."""

    permission_required = "participants.change_bank_settings"
    template_name = "participants/grouped_form.html"
    model = BankSettings
    form_class = SettingsForm
    title = gettext_lazy("Settings of the banks")
    success_message = gettext_lazy("Saved.")

    @property
    def object(self) -> BankSettings:
        return settings_of(self.request.user.acting.organization)

    def get_permission_object(self):
        return None

    def get_breadcrumbs(self):
        return [bank_crumb()]

    def perform(self, form) -> None:
        settings.change_settings(form.instance, seen=form.cleaned_data["seen"], **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:settings")

    def get_cancel_url(self) -> str:
        return reverse("participants:mentees")
