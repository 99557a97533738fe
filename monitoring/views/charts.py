"""Indicators to look at: the same drawings on the page and on paper."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from core.views import PageView

from ..forms.charts import ChartsForm
from ..papers.charts import charts_document, charts_of
from ..selectors.overview import Overview, overview
from ..services.facts import catch_up
from .common import indicators_for
from .downloads import DownloadableMixin


class ChartsView(DownloadableMixin, PageView):
    """Plan and fact, a trend; above institutions also a map and organisations side by side: numbers, never names.

    `?period=2026Q3&indicator=1`; `download=pdf|docx|xlsx` gives the same as a paper.
    """

    permission_required = "monitoring.view_indicators"
    template_name = "monitoring/charts.html"
    title = _("Charts")

    @cached_property
    def form(self) -> ChartsForm:
        today = timezone.localdate()
        offered = indicators_for(self.request.user).valid_on(today)
        return ChartsForm(self.request.GET.dict(), today=today, indicators=offered)

    @cached_property
    def found(self) -> Overview | None:
        quarter, indicator = self.form.asked()
        return overview(self.request.user.acting.organization, quarter, indicator, timezone.localdate())

    def get(self, request, *args, **kwargs):
        self.stale = catch_up(request.user.acting.organization, at=timezone.localtime())
        return super().get(request, *args, **kwargs)

    def get_document(self) -> Document | None:
        return charts_document(self.found, at=timezone.localtime()) if self.found else None

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        query.pop("download", None)
        return super().get_context_data(
            form=self.form,
            found=self.found,
            charts=charts_of(self.found, linked=True) if self.found else (),
            stale=self.stale,
            query=query.urlencode(),
            **kwargs,
        )
