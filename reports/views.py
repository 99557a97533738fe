"""Which reports there are, asking for one, following its run, taking its file."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.queue import tell_worker
from core.views import DetailView, DownloadView, PageView, go_to

from . import services
from .catalog import ELSEWHERE, REPORTS, ParametersForm, Report
from .forms import AskForm
from .models import ReportRun
from .selectors import recent_runs
from .tasks import build


@dataclass(frozen=True)
class Offer:
    """A report with its form of parameters, as the page shows it."""

    report: Report
    form: ParametersForm


class ReportsMixin:
    """The page of all reports that the person may ask for; a refused one comes back with its errors."""

    permission_required = "reports.list_reports"
    template_name = "reports/report_list.html"
    title = _("Reports")

    def get_context_data(self, **kwargs):
        refused = kwargs.pop("refused", None)
        offers = [
            refused if refused and refused.report is report else self.offer(report)
            for report in REPORTS.values()
            if self.request.user.has_perm(report.permission)
        ]
        return super().get_context_data(
            offers=offers,
            elsewhere=[each for each in ELSEWHERE if self.request.user.has_perm(each.permission)],
            runs=recent_runs(self.request.user),
            **kwargs,
        )

    def offer(self, report: Report, data=None) -> Offer:
        form = report.form_class(
            data,
            user=self.request.user,
            today=timezone.localdate(),
            auto_id=f"{report.code}_%s",
        )
        return Offer(report, form)


class ReportListView(ReportsMixin, PageView):
    pass


class AskView(ReportsMixin, PageView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = AskForm(request.POST)
        if not asked.is_valid():
            raise Http404
        report = REPORTS[asked.cleaned_data["report"]]
        if not request.user.has_perm(report.permission):
            raise PermissionDenied
        offer = self.offer(report, request.POST)
        if not offer.form.is_valid():
            return self.render_to_response(self.get_context_data(refused=offer))
        run = services.ask_report(report, offer.form, format=asked.cleaned_data["format"], **self.clock())
        tell_worker(build, run.pk)
        return go_to(request, run.get_absolute_url())


class RunMixin:
    """A page about one of the person's own runs."""

    permission_required = "reports.view_run"
    model = ReportRun

    def get_queryset(self):
        return super().get_queryset().select_related("file")


class RunView(RunMixin, DetailView):
    template_name = "reports/run_detail.html"
    partial_template_name = "reports/_run.html"
    context_object_name = "run"

    def get_title(self):
        return self.object.title

    def get_breadcrumbs(self):
        return [(_("Reports"), reverse("reports:list"))]


class RunDownloadView(RunMixin, DownloadView):
    def get_file(self) -> StoredFile:
        if self.object.file is None:
            raise Http404
        return self.object.file
