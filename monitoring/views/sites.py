"""Sites: what an institution publishes and what was remarked; the matrix of a quarter and its fast entry."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.calendar import Quarter
from core.views import ActionView, DetailView, EditView, FormView, ObjectFormView, Pages, PageView
from organizations.models import Organization

from ..forms.sites import ActForm, CheckForm, MendForm
from ..models import TO_PUBLISH, PublishedAct, SiteCheck
from ..period_codes import in_words, quarter_in, quarters_offered
from ..selectors.sites import (
    MENDED,
    UNCHECKED,
    WANTING,
    SiteRow,
    checks_by_quarter,
    current_site,
    institutions_in,
    site_row,
    site_rows,
)
from ..services import sites
from .common import crumb

OWN = (_("Acts on the site"), "monitoring:site")
ALL = (_("Sites of institutions"), "monitoring:sites")
ROWS_A_PAGE = 50
FILTERS = (
    ("", _("All")),
    (UNCHECKED, _("Not checked yet")),
    (WANTING, _("With remarks")),
    (MENDED, _("Mended, to be looked at again")),
)


class SiteView(PageView):
    """The acts of one's own institution: their links, what the methodologist has found, what was mended."""

    permission_required = "monitoring.publish_acts"
    template_name = "monitoring/sites/site.html"
    title = OWN[0]

    def get_context_data(self, **kwargs):
        own = self.request.user.acting.organization
        row = current_site(own, timezone.localdate())
        return super().get_context_data(row=row, quarters=in_quarters(own), organization=own, **kwargs)


class ActMixin:
    model = PublishedAct
    permission_required = "monitoring.change_act"
    form_class = ActForm

    def get_breadcrumbs(self):
        return [crumb(OWN)]


class ActAddView(ActMixin, FormView):
    permission_required = "monitoring.publish_acts"
    title = _("Where an act stands")
    success_message = _("The link is recorded.")

    def get_initial(self):
        return {"document": self.request.GET.get("document"), "published_on": timezone.localdate()}

    def perform(self, form) -> PublishedAct:
        return sites.publish_act(form.instance, organization=self.request.user.acting.organization, **self.clock())

    def get_success_url(self) -> str:
        return reverse(OWN[1])

    get_cancel_url = get_success_url


class ActChangeView(ActMixin, EditView):
    title = _("Change the link")
    success_message = _("The link is recorded.")

    def perform(self, form) -> None:
        sites.change_act(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class ActRemoveView(ActMixin, ActionView):
    title = _("Remove the link?")
    submit = _("Remove")
    success_message = _("The link is removed.")

    def get_context_data(self, **kwargs):
        consequences = [_("Checks that followed it stay in the history with the address.")]
        return super().get_context_data(text=str(self.object), consequences=consequences, **kwargs)

    def perform(self) -> None:
        sites.remove_act(self.object, **self.clock())


class MendView(ObjectFormView):
    """The institution says that what was found is mended."""

    permission_required = "monitoring.change_act"
    model = SiteCheck
    form_class = MendForm
    title = _("The remark is mended")
    submit = _("Mended")
    success_message = _("Recorded: the methodologist will look again.")
    template_name = "monitoring/sites/mend.html"

    def get_breadcrumbs(self):
        return [crumb(OWN)]

    def perform(self, form) -> None:
        sites.mend(self.object, what=form.cleaned_data["what"], **self.clock())


class QuarterMixin:
    """A page about a quarter: `?quarter=2026Q4`."""

    @cached_property
    def quarter(self) -> Quarter:
        return quarter_in(self.request.GET.get("quarter"), timezone.localdate())

    def get_context_data(self, **kwargs):
        words = in_words(self.quarter)
        return super().get_context_data(quarter=self.quarter, quarter_words=words, **kwargs)


class SitesView(QuarterMixin, PageView):
    """Institutions × acts: each square leads to the page of the act and says how it was found; `?only=wanting`."""

    permission_required = "monitoring.view_sites"
    template_name = "monitoring/sites/matrix.html"
    title = ALL[0]

    def get_context_data(self, **kwargs):
        rows = rows_of(self.request.user, self.quarter)
        only = self.request.GET.get("only", "")
        shown = [row for row in rows if row.is_of(only)]
        page = Pages(shown, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page=page,
            numbers=numbers_of(rows),
            only=only,
            filters=FILTERS,
            quarters=[(str(each), in_words(each)) for each in quarters_offered(timezone.localdate())],
            documents=TO_PUBLISH,
            spans_municipalities=self.request.user.acting.organization.level == Organization.Level.REGION,
            may_check=self.request.user.has_perm("monitoring.check_site"),
            **kwargs,
        )


class InstitutionMixin(QuarterMixin):
    model = Organization

    def get_title(self):
        return self.object.short_name

    def get_breadcrumbs(self):
        return [(ALL[0], f"{reverse(ALL[1])}?quarter={self.quarter}")]


class SiteHistoryView(InstitutionMixin, DetailView):
    """Every check of one institution, by quarter."""

    permission_required = "monitoring.view_site"
    template_name = "monitoring/sites/history.html"

    def get_context_data(self, **kwargs):
        may_check = self.request.user.has_perm("monitoring.check_site", self.object)
        row = site_row(self.object, self.quarter)
        return super().get_context_data(row=row, quarters=in_quarters(self.object), may_check=may_check, **kwargs)


class SiteCheckView(InstitutionMixin, ObjectFormView):
    """What was seen of every act: a row of the matrix for htmx, else a page that goes on to the next institution."""

    permission_required = "monitoring.check_site"
    form_class = CheckForm
    template_name = "monitoring/sites/check.html"
    partial_template_name = "monitoring/sites/_check_row.html"

    @cached_property
    def row(self) -> SiteRow:
        return site_row(self.object, self.quarter)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "row": self.row, "quarter": self.quarter, "today": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, documents=TO_PUBLISH, **kwargs)

    def perform(self, form) -> list[SiteCheck]:
        return sites.record_checks(self.object, form.seen(), on=form.cleaned_data["on"], **self.clock())

    def form_valid(self, form) -> HttpResponse:
        if not self.request.htmx:
            return super().form_valid(form)
        rows = rows_of(self.request.user, self.quarter)
        row = next(each for each in rows if each.organization == self.object)
        context = {"row": row, "quarter": self.quarter, "may_check": True, "numbers": numbers_of(rows), "oob": True}
        return render(self.request, "monitoring/sites/_saved_row.html", context)

    @property
    def success_message(self) -> str:
        return "" if self.request.htmx else _now("Recorded: %(name)s.") % {"name": self.object.short_name}

    def get_success_url(self) -> str:
        """The next institution after this one that is not checked yet; the matrix when there is none."""
        following = [
            row.organization.pk
            for row in rows_of(self.request.user, self.quarter)
            if row.organization.path > self.object.path and not row.is_checked
        ]
        if "next" in self.request.POST and following:
            return f"{reverse('monitoring:site_check', args=following[:1])}?quarter={self.quarter}"
        return self.get_cancel_url()

    def get_cancel_url(self) -> str:
        return f"{reverse(ALL[1])}?quarter={self.quarter}#site-{self.object.pk}"


def rows_of(user, quarter: Quarter) -> list[SiteRow]:
    return site_rows(institutions_in(user.scope_path, quarter), quarter)


def numbers_of(rows: list[SiteRow]) -> dict[str, int]:
    """What stands above the matrix."""
    return {
        "all": len(rows),
        "checked": sum(row.is_checked for row in rows),
        "wanting": sum(bool(row.wanting) for row in rows),
        "mended": sum(bool(row.mended) for row in rows),
    }


def in_quarters(organization: Organization) -> list[tuple[str, list[SiteCheck]]]:
    return [(in_words(quarter), checks) for quarter, checks in checks_by_quarter(organization)]
