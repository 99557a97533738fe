"""The base of programmes: no names in it, so those above read it too."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, DetailView, DownloadView, EditView, FormView, ListView
from organizations.models import Organization

from ..filters import ProgrammeFilter
from ..forms.programmes import ProgrammeForm
from ..models import Programme
from ..selectors.programmes import with_numbers
from ..services import programmes
from ..tables import ProgrammeTable

TITLE = gettext_lazy("Mentoring programmes")


class ProgrammeListView(ListView):
    permission_required = "participants.list_programmes"
    model = Programme
    table_class = ProgrammeTable
    filterset_class = ProgrammeFilter
    template_name = "participants/programme_list.html"
    partial_template_name = "participants/_programme_results.html"
    title = TITLE

    def get_queryset(self):
        return with_numbers(super().get_queryset().select_related("form", "organization"), timezone.localdate())

    def get_table_kwargs(self):
        organization = self.request.user.acting.organization
        alone = organization is not None and organization.level == Organization.Level.INSTITUTION
        return {**super().get_table_kwargs(), "exclude": ["organization"] if alone else []}


class ProgrammeMixin:
    model = Programme

    def get_queryset(self):
        rows = super().get_queryset().select_related("form", "organization", "document")
        return with_numbers(rows, timezone.localdate())

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:programmes"))]


class ProgrammeView(ProgrammeMixin, DetailView):
    permission_required = "participants.view_programme"
    template_name = "participants/programme_detail.html"

    def get_title(self):
        return self.object.title


class ProgrammeDownloadView(ProgrammeMixin, DownloadView):
    """The text of a programme may name people: it stays in the institution."""

    permission_required = "participants.read_programme"

    def get_file(self):
        if self.object.document is None:
            raise Http404
        return self.object.document


class ProgrammeAddView(FormView):
    permission_required = "participants.change_programme"
    template_name = "participants/grouped_form.html"
    form_class = ProgrammeForm
    title = gettext_lazy("New programme")
    success_message = gettext_lazy("The programme is added.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:programmes"))]

    def get_cancel_url(self):
        return reverse("participants:programmes")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.request.user.acting.organization}

    def perform(self, form) -> Programme:
        organization = self.request.user.acting.organization
        document = form.cleaned_data["text"]
        return programmes.add_programme(form.instance, organization=organization, document=document, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class ProgrammeEditView(ProgrammeMixin, EditView):
    permission_required = "participants.change_programme"
    template_name = "participants/grouped_form.html"
    form_class = ProgrammeForm
    success_message = gettext_lazy("Saved.")
    title = gettext_lazy("Programme")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.object.organization}

    def perform(self, form) -> None:
        seen, document = form.cleaned_data["seen"], form.cleaned_data["text"]
        programmes.change_programme(form.instance, seen=seen, document=document, **self.clock())


class ProgrammeCloseView(ProgrammeMixin, ActionView):
    permission_required = "participants.change_programme"
    title = gettext_lazy("Close the programme?")
    submit = gettext_lazy("Close the programme")
    success_message = gettext_lazy("The programme is closed.")

    def get_context_data(self, **kwargs):
        consequences = [_("It is no longer offered to new participants; those who are in it stay in it.")]
        return super().get_context_data(text=self.object, consequences=consequences, **kwargs)

    def perform(self) -> None:
        programmes.close_programme(self.object, **self.clock())


class ProgrammeReopenView(ProgrammeMixin, ActionView):
    permission_required = "participants.change_programme"
    title = gettext_lazy("Open the programme again?")
    submit = gettext_lazy("Open again")
    success_message = gettext_lazy("The programme is offered again.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object, **kwargs)

    def perform(self) -> None:
        programmes.reopen_programme(self.object, **self.clock())
