"""Templates of one's own: uploaded, bound, filled for a period; what was filled."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.views import DetailView, DownloadView, EditView, FormView, ObjectFormView, PageView

from ..forms.templates import BindForm, FillForm, TemplateAddForm, TemplateFileForm
from ..models import FilledTemplate, ReportTemplate
from ..selectors.named_periods import period_called, periods_offered
from ..selectors.template_figures import figure_groups, figures_for
from ..services import templates
from ..services.facts import catch_up
from ..workbooks import opening
from .common import TEMPLATES, ArchiveView, crumb

SHOWN = 10  # filled files on the page of a template
LOSSES = {
    opening.CHARTS: _("charts: they are drawn anew, their looks may change"),
    opening.IMAGES: _("pictures: those in headers and footers vanish"),
    opening.PIVOTS: _("pivot tables and slicers: they may stop working"),
    opening.SHAPES: _("shapes and text boxes: they vanish"),
    opening.EXTENSIONS: _("sparklines and formats of newer versions of Excel: they vanish"),
}


class TemplatesView(PageView):
    permission_required = "monitoring.list_templates"
    template_name = "monitoring/templates/list.html"
    title = _("Own templates of reports")

    def get_context_data(self, **kwargs):
        own = self.request.user.acting.organization
        found = ReportTemplate.objects.visible_to(self.request.user).filter(organization=own)
        return super().get_context_data(
            templates=[each for each in found if not each.archived_on],
            archived=[each for each in found if each.archived_on],
            groups=figure_groups(own),
            **kwargs,
        )


class TemplateAddView(FormView):
    permission_required = "monitoring.keep_template"
    form_class = TemplateAddForm
    title = _("New template")
    submit = _("Upload")
    success_message = _("The template is read: check what stands in each named cell.")

    def get_breadcrumbs(self):
        return [crumb(TEMPLATES)]

    def get_cancel_url(self):
        return reverse("monitoring:templates")

    def perform(self, form) -> ReportTemplate:
        return templates.add_template(self.request.user.acting.organization, **form.cleaned_data, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class TemplateMixin:
    model = ReportTemplate
    permission_required = "monitoring.keep_template"
    context_object_name = "template"

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "file")

    def get_breadcrumbs(self):
        return [crumb(TEMPLATES), (self.object.title, self.object.get_absolute_url())]


class TemplateView(TemplateMixin, DetailView):
    """What stands in which cell, which names nobody knows, what would be lost, what was filled."""

    permission_required = "monitoring.fill_template"
    template_name = "monitoring/templates/detail.html"

    def get_breadcrumbs(self):
        return [crumb(TEMPLATES)]

    def get_title(self):
        return self.object.title

    def get_context_data(self, **kwargs):
        template = self.object
        known, bound = figures_for(template.organization), template.bindings
        names = templates.named_of(template)
        return super().get_context_data(
            bound=[(each, known[bound[each.key]]) for each in names if bound.get(each.key) in known],
            unknown=[
                each for each in names if each.key not in bound or bound[each.key] and bound[each.key] not in known
            ],
            left=[each for each in names if bound.get(each.key) == ""],
            losses=[LOSSES[code] for code in template.losses],
            filled=template.filled.select_related("by", "file")[:SHOWN],
            may_keep=self.request.user.has_perm("monitoring.keep_template", template),
            **kwargs,
        )


class TemplateBindView(TemplateMixin, EditView):
    form_class = BindForm
    template_name = "monitoring/templates/bind.html"
    title = _("What stands in the named cells")
    success_message = _("The names are bound.")

    def get_form_kwargs(self):
        names, groups = templates.named_of(self.object), figure_groups(self.object.organization)
        return {**super().get_form_kwargs(), "names": names, "groups": groups}

    def perform(self, form):
        templates.bind(self.object, bindings=form.bindings, seen=form.cleaned_data["seen"], **self.clock())


class TemplateReplaceView(TemplateMixin, ObjectFormView):
    form_class = TemplateFileForm
    title = _("Another edition of the file")
    submit = _("Upload")
    success_message = _("The file is replaced; names that stand in both keep what they are bound to.")

    def perform(self, form):
        templates.replace_file(self.object, **form.cleaned_data, **self.clock())


class TemplateArchiveView(TemplateMixin, ArchiveView):
    def get_context_data(self, **kwargs):
        text = _("Nothing more is filled by a template in the archive; what was filled stays here to be downloaded.")
        again = _("The template can be filled again.")
        return super().get_context_data(text=again if self.object.archived_on else text, **kwargs)

    def perform(self):
        templates.archive_template(self.object, **self.clock())


class TemplateFillView(TemplateMixin, ObjectFormView):
    """`?period=2026Q3` chooses the period beforehand: the page of a period leads here."""

    permission_required = "monitoring.fill_template"
    form_class = FillForm
    submit = _("Fill")
    success_message = _("The template is filled: download it below. Excel counts its formulas when it opens the file.")

    def get_title(self):
        return _("Fill «%(template)s»") % {"template": self.object.title}

    @cached_property
    def periods(self) -> dict[str, str]:
        return periods_offered([self.object.organization], timezone.localdate())

    def get_initial(self):
        asked = self.request.GET.get("period", "")
        return {"period": asked} if asked in self.periods else {}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "periods": self.periods}

    def perform(self, form) -> FilledTemplate:
        clock, organization = self.clock(), self.object.organization
        catch_up(organization, at=clock["at"], most=None)
        period = period_called(form.cleaned_data["period"], organization)
        return templates.fill_template(self.object, period, **clock)


class TemplateFileView(TemplateMixin, DownloadView):
    """The template as it was uploaded."""

    permission_required = "monitoring.fill_template"

    def get_file(self) -> StoredFile:
        return self.object.file


class FilledFileView(DownloadView):
    permission_required = "monitoring.fill_template"
    model = FilledTemplate

    def get_queryset(self):
        return super().get_queryset().select_related("template__organization", "file")

    def get_permission_object(self):
        return self.object.template

    def get_file(self) -> StoredFile:
        return self.object.file
