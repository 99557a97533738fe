"""The attendance sheet on one page, and certificates of single mentors."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.views import DownloadView, ObjectFormView, ObjectMixin, go_to, number_in
from organizations.models import Organization

from ..forms.training import CertificateForm
from ..models import Certificate
from ..papers.training import attendance_document, certificates_document
from ..selectors.blocking import unblocked
from ..selectors.training import candidates, sheet_of
from ..services import training
from .common import ParticipationMixin
from .papers import PaperView
from .training import CourseMixin, InCourse

ON_A_PAGE = 40  # rows by at most twenty sessions: under the thousand fields that a form may hold


class AttendanceView(InCourse, ObjectMixin, TemplateView):
    """A row for each mentor, a tick for each session; POST writes what was changed. `?who=without` leaves only
    those whom a certificate still awaits."""

    permission_required = "participants.change_course"
    template_name = "participants/attendance.html"
    title = _("Attendance")

    @cached_property
    def page(self):
        rows = candidates(self.object)
        if self.request.GET.get("who") == "without":
            rows = rows.exclude(certificates__course=self.object)
        return Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("page"))

    def get_context_data(self, **kwargs):
        numbers = [row.pk for row in self.page.object_list]
        rows = sheet_of(self.object, candidates(self.object).filter(pk__in=numbers))
        return super().get_context_data(
            sessions=list(self.object.sessions.all()),
            rows=rows,
            was=" ".join(f"{session}-{row.participation.pk}" for row in rows for session in sorted(row.present)),
            page=self.page,
            who=self.request.GET.get("who", ""),
            today=timezone.localdate(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        was, present = _marks(request.POST.get("was", "").split()), _marks(request.POST.getlist("at"))
        training.mark_attendance(self.object, was=was, present=present, **self.clock())
        return go_to(request, f"{request.get_full_path()}#sheet")


def _marks(values: Iterable[str]) -> set[tuple[int | None, int | None]]:
    """«session-participation» as numbers; what is none is no mark."""
    pairs = (value.partition("-")[::2] for value in values)
    return {(number_in(session), number_in(row)) for session, row in pairs}


class AttendanceSheetView(CourseMixin, PaperView):
    """The sheet to be signed by hand, with the marks that are entered."""

    permission_required = "participants.change_course"
    names_leave = True

    def get_document(self):
        rows = sheet_of(self.object, candidates(self.object))
        training.record_sheet(self.object, rows=len(rows), **self.clock())
        return attendance_document(self.object, self.object.sessions.all(), rows, at=timezone.localtime())


class CertificateAddView(ParticipationMixin, ObjectFormView):
    """A certificate that somebody else has issued, from the card of the mentor."""

    permission_required = "participants.change_course"
    form_class = CertificateForm
    title = _("Certificate of an outside course")
    success_message = _("The certificate is entered.")

    def perform(self, form) -> Certificate:
        scan = form.cleaned_data["paper"]
        return training.enter_certificate(self.object, form.instance, scan=scan, **self.clock())


class CertificateMixin:
    permission_required = "participants.change_course"
    model = Certificate

    def get_queryset(self):
        rows = unblocked(super().get_queryset(), "participation__person")
        return rows.select_related("participation__person__organization", "course", "scan")

    def get_permission_object(self) -> Organization:
        return self.object.participation.organization


class CertificateView(CertificateMixin, PaperView):
    """A certificate of the institution's own course, to be printed."""

    def get_document(self):
        if self.object.course is None:
            raise Http404
        organization = self.object.participation.organization
        training.record_printed([self.object], organization=organization, **self.clock())
        return certificates_document([self.object], organization, at=timezone.localtime())


class CertificateScanView(CertificateMixin, DownloadView):
    def get_file(self):
        if self.object.scan is None:
            raise Http404
        training.record_scan_read(self.object, **self.clock())
        return self.object.scan
