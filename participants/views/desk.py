"""The personal-data desk: requests of subjects with the law's days, destruction with its act, reports to people."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import DetailView, DownloadView, ListView, ObjectFormView

from ..forms.desk import AnswerForm, DestroyForm, ReasonForm, RequestForm
from ..models import DestructionAct, SubjectRequest
from ..papers.access_report import access_report
from ..papers.notices import extension_notice
from ..registers import ActTable, RequestFilter, RequestTable
from ..selectors.reports import everything_about
from ..services import desk
from ..services.erasing import erase_person
from ..services.printing import record_act_taken, record_report
from ..terms import DESTROYS, EXTENSION
from .common import PersonMixin
from .papers import as_paper

TITLE = gettext_lazy("Personal data desk")


class RequestListView(ListView):
    permission_required = "participants.list_requests"
    model = SubjectRequest
    table_class = RequestTable
    filterset_class = RequestFilter
    template_name = "participants/request_list.html"
    partial_template_name = "participants/_request_results.html"
    title = TITLE
    download_formats = ()

    def get_queryset(self):
        return super().get_queryset().select_related("person")

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class RequestMixin:
    model = SubjectRequest
    context_object_name = "subject_request"

    def get_queryset(self):
        return super().get_queryset().select_related("person__organization", "organization")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:requests")), *self.way()]

    def way(self) -> list:
        return [(capfirst(str(self.object)), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("participants:request", args=[self.object.pk])


class RequestView(RequestMixin, DetailView):
    permission_required = "participants.list_requests"
    template_name = "participants/request_detail.html"

    def get_title(self):
        return capfirst(str(self.object))

    def way(self):
        return []

    def get_context_data(self, **kwargs):
        request = self.object
        return super().get_context_data(
            person=request.person,
            act=DestructionAct.objects.filter(request=request).first(),
            destroys=request.kind in DESTROYS,
            may_extend=request.kind in EXTENSION and not request.extended_reason,
            today=timezone.localdate(),
            **kwargs,
        )


class RequestAddView(PersonMixin, ObjectFormView):
    permission_required = "participants.handle_request"
    form_class = RequestForm
    title = gettext_lazy("Request of a subject")
    submit = gettext_lazy("Enter the request")
    success_message = gettext_lazy("The request is entered.")

    def get_initial(self):
        return {"received_on": timezone.localdate()}

    def perform(self, form) -> SubjectRequest:
        return desk.open_request(self.object, **form.cleaned_data, **self.clock())

    def get_success_url(self) -> str:
        opened = getattr(self, "result", None)
        return reverse("participants:request", args=[opened.pk]) if opened else self.object.get_absolute_url()


class RequestExtendView(RequestMixin, ObjectFormView):
    permission_required = "participants.handle_request"
    form_class = ReasonForm
    title = gettext_lazy("Put the request off")
    submit = gettext_lazy("Put off by five working days")
    success_message = gettext_lazy("The request is put off: print the notice and send it to the subject.")

    def perform(self, form) -> None:
        desk.extend_request(self.object, reason=form.cleaned_data["reason"], **self.clock())


class RequestBlockView(RequestMixin, ObjectFormView):
    permission_required = "participants.handle_request"
    form_class = ReasonForm
    title = gettext_lazy("Block the data until they can be destroyed")
    submit = gettext_lazy("Block the data")
    success_message = gettext_lazy("The data are blocked; they are to be destroyed within six months.")

    def perform(self, form) -> None:
        desk.block_data(self.object, reason=form.cleaned_data["reason"], **self.clock())


class RequestAnswerView(RequestMixin, ObjectFormView):
    permission_required = "participants.handle_request"
    form_class = AnswerForm
    title = gettext_lazy("Answer to the subject")
    submit = gettext_lazy("Close the request")
    success_message = gettext_lazy("The request is closed.")

    def get_initial(self):
        return {"refused": self.object.kind in DESTROYS}

    def perform(self, form) -> None:
        desk.answer_request(self.object, **form.cleaned_data, **self.clock())


class RequestDestroyView(RequestMixin, ObjectFormView):
    """Destroys the data of the person: the act with the export of the log is made at the same moment."""

    permission_required = "participants.handle_request"
    template_name = "confirm.html"
    form_class = DestroyForm
    title = gettext_lazy("Destroy the data")
    submit = gettext_lazy("Destroy the data")
    success_message = gettext_lazy("The data are destroyed. Print the act and have it signed.")

    def get_initial(self):
        user = self.request.user
        return {"name_1": user.get_full_name(), "position_1": user.acting.position or user.acting.get_role_display()}

    def get_context_data(self, **kwargs):
        consequences = [
            _("Name, contacts, answers, assessments and representatives are destroyed for good."),
            _("The act of destruction and the export of the log are made, to be kept for three years."),
            _("Counts stay without the name; signed orders belong to the archive; consents stay three years."),
        ]
        text = _("Participant %(number)s: %(request)s") % {
            "number": self.object.person.audit_label,
            "request": self.object,
        }
        return super().get_context_data(text=text, consequences=consequences, danger=True, **kwargs)

    def perform(self, form) -> DestructionAct:
        return erase_person(self.object.person, request=self.object, commission=form.commission, **self.clock())


class RequestNoticeView(RequestMixin, DetailView):
    """The notice of an extension, as a letter to the subject."""

    permission_required = "participants.list_requests"

    def get(self, request, *args, form: str, **kwargs) -> HttpResponse:
        if not self.object.extended_reason or self.object.blocked_on:
            raise Http404
        return as_paper(extension_notice(self.object, at=self.clock()["at"]), form)


class ActListView(ListView):
    """The register of acts of destruction."""

    permission_required = "participants.list_requests"
    model = DestructionAct
    table_class = ActTable
    template_name = "participants/act_list.html"
    title = gettext_lazy("Acts of destruction")
    filterset_fields: list[str] = []
    download_formats = ()

    def get_queryset(self):
        return super().get_queryset().select_related("person")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:requests"))]


class ActFileView(DownloadView):
    """The act, or the export of the log that belongs to it."""

    permission_required = "participants.list_requests"
    model = DestructionAct
    PARTS = ("paper", "log")

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "paper", "log")

    def get_file(self):
        if self.kwargs["part"] not in self.PARTS:
            raise Http404
        stored = getattr(self.object, self.kwargs["part"])
        if stored is None:
            raise Http404
        record_act_taken(self.object, part=self.kwargs["part"], **self.clock())
        return stored


class AccessReportView(PersonMixin, DetailView):
    """Everything that is stored about a person, on paper for them (152-FZ, article 14)."""

    permission_required = "participants.handle_request"
    names_leave = True

    def get(self, request, *args, form: str, **kwargs) -> HttpResponse:
        clock = self.clock()
        stored = everything_about(self.object, on=clock["at"].date())
        response = as_paper(access_report(self.object, stored, at=clock["at"]), form)
        record_report(self.object, format=form, **clock)
        return response
