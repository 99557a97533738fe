"""Model roadmaps: those of the product and those published by organisations above; publishing, adopting, comparing."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.calendar import SchoolYear
from core.views import ActionView, DetailView, FormView, PageView
from organizations.models import Organization

from ..forms.models import AdoptModelForm
from ..models import Roadmap
from ..outline import outline
from ..periods import stored_period
from ..reference import ReferenceModel, reference_model, reference_models
from ..selectors.cascade import Cascade, cascade
from ..selectors.origin import difference_from, origin_of
from ..selectors.people import Staff
from ..selectors.plan import roadmap_draft, with_plan
from ..services import models as services
from .common import LIST_TITLE, PLANNING_AHEAD, RoadmapMixin

MODELS_TITLE = gettext_lazy("Model roadmaps")


class ModelListView(PageView):
    """Every model that the person may see: for a curator to adopt, for a methodologist to see who has."""

    permission_required = "roadmaps.list_roadmaps"
    template_name = "roadmaps/model_list.html"
    title = MODELS_TITLE

    def get_breadcrumbs(self):
        return [(LIST_TITLE, reverse("roadmaps:list"))]

    def get_context_data(self, **kwargs):
        published = Roadmap.objects.visible_to(self.request.user).models().select_related("organization")
        return super().get_context_data(
            published=published.order_by("-published_as_model_on", "-pk"), reference=reference_models(), **kwargs
        )


class ReferenceMixin:
    """A page about a model of the product, named by its code in the URL."""

    @cached_property
    def model(self) -> ReferenceModel:
        found = reference_model(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @property
    def draft(self):
        """The model for the school year that one plans now."""
        acting = self.request.user.acting
        level = acting.organization.level if acting and acting.organization else Organization.Level.INSTITUTION
        year = SchoolYear.of(timezone.localdate() + PLANNING_AHEAD)
        return self.model.draft(level=level, period_from=year.starts, period_to=year.ends)

    def get_title(self):
        return self.model.name

    def get_breadcrumbs(self):
        return [(LIST_TITLE, reverse("roadmaps:list")), (MODELS_TITLE, reverse("roadmaps:models"))]

    def get_context_data(self, **kwargs):
        period = stored_period(self.draft.period_from, self.draft.period_to)
        outlined = outline(self.draft, status="draft", period=period)
        return super().get_context_data(model=self.model, draft=self.draft, outline=outlined, **kwargs)


class ModelDetailView(ReferenceMixin, PageView):
    permission_required = "roadmaps.list_roadmaps"
    template_name = "roadmaps/model_detail.html"


class ModelAdoptView(ReferenceMixin, FormView):
    """One step: title, school year, people; the draft is ready to be gone through."""

    permission_required = "roadmaps.add_roadmap"
    template_name = "roadmaps/model_adopt.html"
    form_class = AdoptModelForm
    submit = gettext_lazy("Create a draft")
    success_message = gettext_lazy("The draft is made. Go through it, then submit it for approval.")

    def get_title(self):
        return _("Adopt: %(model)s") % {"model": self.model.name}

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (self.model.name, self.get_cancel_url())]

    @property
    def organization(self) -> Organization:
        return self.request.user.acting.organization

    def get_initial(self):
        draft, name = self.draft, self.organization.short_name
        year = SchoolYear.of(draft.period_from)
        return {
            "title": f"{draft.title} в {name} на {year} учебный год",
            "track": draft.track,
            "period_from": draft.period_from,
            "period_to": draft.period_to,
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "proposed": self.draft, "staff": Staff(self.organization)}

    def perform(self, form):
        return services.adopt_reference(
            self.model,
            organization=self.organization,
            people=form.people,
            chain=form.cleaned_data["chain"],
            **form.head,
            **self.clock(),
        )

    def get_success_url(self):
        return self.result.get_absolute_url()

    def get_cancel_url(self):
        return reverse("roadmaps:model", args=[self.model.code])


class RoadmapPublishView(RoadmapMixin, ActionView):
    permission_required = "roadmaps.publish_model"
    title = gettext_lazy("Publish as a model roadmap?")
    submit = gettext_lazy("Publish")
    success_message = gettext_lazy("Published. Those below have been told.")

    def get_context_data(self, **kwargs):
        consequences = [
            _("Every organisation below finds it first when it makes a new roadmap, and its curator is told of it."),
            _("You will see who has adopted it, what they have changed and what they have done, row by row."),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self):
        services.publish_model(self.object, **self.clock())


class RoadmapUnpublishView(RoadmapMixin, ActionView):
    permission_required = "roadmaps.publish_model"
    title = gettext_lazy("Offer it no longer as a model?")
    submit = gettext_lazy("Offer it no longer")
    success_message = gettext_lazy("It is no longer offered as a model.")

    def get_context_data(self, **kwargs):
        consequences = [_("What has been adopted stays as it is; the roadmap itself stays in force.")]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self):
        services.unpublish_model(self.object, **self.clock())


class CascadeMixin:
    """Model × institution: by institutions, or by the rows of the model (`?view=rows`). No evidence, no names."""

    template_name = "roadmaps/cascade.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            cascade=self.cascade(today), by_rows=self.request.GET.get("view") == "rows", today=today, **kwargs
        )

    def stand(self, model, institutions, today) -> Cascade:
        return cascade(model, institutions, Roadmap.objects.visible_to(self.request.user), today)

    def institutions(self):
        found = Organization.objects.visible_to(self.request.user).open().institutions()
        return found.select_related("parent")


class RoadmapCascadeView(CascadeMixin, RoadmapMixin, DetailView):
    """How those below have adopted a roadmap of the municipality or region."""

    permission_required = "roadmaps.view_cascade"

    def get_queryset(self):
        return with_plan(super().get_queryset())

    def get_title(self):
        return _("Who has adopted it")

    def cascade(self, today) -> Cascade:
        below = self.institutions().within(self.object.organization.path)
        return self.stand(roadmap_draft(self.object), below, today)


class ModelCascadeView(CascadeMixin, ReferenceMixin, PageView):
    """How the institutions below have adopted a model of the product."""

    permission_required = "roadmaps.view_cascade"

    def get_title(self):
        return _("Who has adopted it: %(model)s") % {"model": self.model.name}

    def cascade(self, today) -> Cascade:
        return self.stand(self.draft, self.institutions(), today)


class RoadmapOriginView(RoadmapMixin, DetailView):
    """What the organisation has made of its model, readable: the words that went and came."""

    permission_required = "roadmaps.view_roadmap"
    template_name = "roadmaps/roadmap_origin.html"
    title = gettext_lazy("Compared with the model")

    def get_queryset(self):
        return with_plan(super().get_queryset())

    def get_context_data(self, **kwargs):
        origin = origin_of(self.object)
        difference = difference_from(origin, self.object) if origin else None
        return super().get_context_data(origin=origin, difference=difference, **kwargs)
