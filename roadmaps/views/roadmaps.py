"""Roadmaps: the list, the page with the plan, its head; new ones, copies, versions, and what changed between them."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.calendar import SchoolYear
from core.views import ActionView, DetailView, EditView, FormView, ListView, number_in

from ..drafts import RoadmapDraft
from ..filters import RoadmapFilter
from ..forms.head import NewRoadmapForm, RoadmapForm
from ..models import Roadmap
from ..reference import reference_models
from ..selectors.diff import compare
from ..selectors.execution import with_figures
from ..selectors.imports import source_of, unfinished_imports
from ..selectors.on_paper import approval_on_paper, past_of
from ..selectors.origin import deadlines_above
from ..selectors.plan import read_plan, roadmap_draft, with_occurrences, with_plan
from ..selectors.timeline import timeline
from ..selectors.versions import models_for, previous_version, versions_of
from ..services import drafting, editing, versions
from ..tables import RoadmapTable
from .common import LIST_TITLE, PLANNING_AHEAD, PaperMixin, RoadmapMixin


class RoadmapListView(ListView):
    permission_required = "roadmaps.list_roadmaps"
    model = Roadmap
    table_class = RoadmapTable
    filterset_class = RoadmapFilter
    template_name = "roadmaps/roadmap_list.html"
    partial_template_name = "roadmaps/_list.html"
    title = LIST_TITLE

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_table_kwargs(self):
        single = "organization" not in self.filterset.form.fields
        return {**super().get_table_kwargs(), "exclude": ("organization",) if single else ()}

    def get_table(self, **kwargs):
        table = super().get_table(**kwargs)
        shown = [row.record for row in table.page]
        table.figures = {roadmap.pk: figures for roadmap, figures in with_figures(shown, timezone.localdate())}
        return table


class RoadmapDetailView(PaperMixin, RoadmapMixin, DetailView):
    """The plan as on paper, or by months (`?view=timeline&year=2023`)."""

    permission_required = "roadmaps.view_roadmap"
    template_name = "roadmaps/roadmap_detail.html"

    def get_queryset(self):
        return with_occurrences(with_plan(super().get_queryset()))

    def get_title(self):
        return self.object.brief

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        plan = read_plan(self.object, today, above=deadlines_above(self.object))
        extra = {
            "today": today,
            "plan": plan,
            "on_paper": approval_on_paper(self.object, today),
            "past": past_of(self.object).count(),
            "decisions": list(self.object.decisions.all()),
            "source": source_of(self.object, self.request.user),
        }
        if self.request.GET.get("view") == "timeline":
            extra["timeline"] = timeline(self.object, number_in(self.request.GET.get("year")), today)
        return super().get_context_data(
            versions=versions_of(self.object), figures=with_figures([self.object], today)[0][1], **extra, **kwargs
        )


class RoadmapCreateView(FormView):
    permission_required = "roadmaps.add_roadmap"
    template_name = "roadmaps/roadmap_create.html"
    form_class = NewRoadmapForm
    title = gettext_lazy("New roadmap")
    submit = gettext_lazy("Create")
    success_message = gettext_lazy("The roadmap is begun. Add sections and activities.")

    def get_breadcrumbs(self):
        return [(LIST_TITLE, reverse("roadmaps:list"))]

    def get_initial(self):
        organization = self.request.user.acting.organization
        year = SchoolYear.of(timezone.localdate() + PLANNING_AHEAD)
        title = f"Дорожная карта реализации программы наставничества в {organization.short_name} на {year} учебный год"
        return {"title": title, "period_from": year.starts, "period_to": year.ends}

    def get_context_data(self, **kwargs):
        own, above = models_for(self.request.user)
        return super().get_context_data(
            own=own,
            above=above,
            reference=reference_models(),
            unfinished=unfinished_imports(self.request.user),
            **kwargs,
        )

    def get_cancel_url(self):
        return reverse("roadmaps:list")

    def perform(self, form):
        organization = self.request.user.acting.organization
        draft = RoadmapDraft(level=organization.level, **form.head)
        return drafting.create_roadmap(
            draft, organization=organization, chain=form.cleaned_data["chain"], **self.clock()
        )

    def get_success_url(self):
        return self.result.get_absolute_url()


class RoadmapEditView(RoadmapMixin, EditView):
    permission_required = "roadmaps.change_roadmap"
    template_name = "roadmaps/roadmap_form.html"
    form_class = RoadmapForm
    title = gettext_lazy("Title, period and stamps")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stamps": self.object.stamps.all()}

    def perform(self, form):
        editing.edit_roadmap(
            self.object, **form.head, stamps=form.stamps, seen=form.cleaned_data["seen"], **self.clock()
        )


class RoadmapRenumberView(RoadmapMixin, ActionView):
    permission_required = "roadmaps.change_roadmap"
    title = gettext_lazy("Number everything anew?")
    submit = gettext_lazy("Number anew")
    success_message = gettext_lazy("Sections and activities are numbered anew.")

    def get_context_data(self, **kwargs):
        consequences = [_("Sections become 1, 2, 3…, activities 1.1, 1.2… in their present order; wordings stay.")]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self):
        editing.renumber(self.object, **self.clock())


class RoadmapDeleteView(RoadmapMixin, ActionView):
    permission_required = "roadmaps.delete_roadmap"
    title = gettext_lazy("Delete the draft?")
    submit = gettext_lazy("Delete the draft")
    success_message = gettext_lazy("The draft is deleted.")

    def get_context_data(self, **kwargs):
        consequences = [_("All its sections and activities are lost; this cannot be undone.")]
        return super().get_context_data(
            text=self.object.title, consequences=consequences, danger=True,
            cancel_url=self.object.get_absolute_url(), **kwargs,
        )  # fmt: skip

    def perform(self):
        versions.delete_draft(self.object, **self.clock())

    def get_success_url(self):
        return reverse("roadmaps:list")


class RoadmapNewVersionView(RoadmapMixin, ActionView):
    permission_required = "roadmaps.change_roadmap"
    title = gettext_lazy("Begin a new version?")
    submit = gettext_lazy("Begin a new version")
    success_message = gettext_lazy("The new version is a draft. Change it and submit it for approval.")
    result: Roadmap | None = None

    def get_context_data(self, **kwargs):
        consequences = [
            _("The approved version stays in force until the new one is; then marks and documents pass over to it."),
            _("The director will see what has changed, row by row."),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self):
        return versions.start_new_version(self.object, **self.clock())

    def get_success_url(self):
        return (self.result or self.object).get_absolute_url()


class RoadmapDiffView(RoadmapMixin, DetailView):
    """What changed since another version (`?with=<number>`), by default the one before."""

    permission_required = "roadmaps.view_roadmap"
    template_name = "roadmaps/roadmap_diff.html"
    title = gettext_lazy("What has changed")

    def get_queryset(self):
        return with_plan(super().get_queryset())

    def get_context_data(self, **kwargs):
        other = self._other()
        return super().get_context_data(
            other=other,
            versions=versions_of(self.object),
            difference=compare(roadmap_draft(other), roadmap_draft(self.object)) if other else None,
            **kwargs,
        )

    def _other(self) -> Roadmap | None:
        asked = self.request.GET.get("with")
        if not asked:
            return previous_version(self.object)
        chain = versions_of(self.object).filter(version=number_in(asked) or 0)
        found = with_plan(chain.exclude(pk=self.object.pk)).first()
        if found is None:
            raise Http404
        return found
