"""What the pages of a plan share: the roadmap they are about, and the way to it."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import Activity, Roadmap, Section
from ..papers.stamps import foot_signatures, head_stamps
from ..rules import roadmap_of

LIST_TITLE = _("Roadmaps")
PLANNING_AHEAD = timedelta(days=120)  # from May on, a new roadmap is for the next school year


class WithinRoadmap:
    """A page about a roadmap or a row of it; the right is asked for the roadmap."""

    @property
    def roadmap(self) -> Roadmap:
        return roadmap_of(self.object)

    def get_permission_object(self):
        return self.roadmap

    def get_breadcrumbs(self):
        crumbs = [(LIST_TITLE, reverse("roadmaps:list"))]
        if not isinstance(self.object, Roadmap) or self.request.resolver_match.url_name != "detail":
            crumbs.append((self.roadmap.brief, self.roadmap.get_absolute_url()))
        return crumbs

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"roadmap": self.roadmap, **kwargs})


class RoadmapMixin(WithinRoadmap):
    model = Roadmap

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "order__series", "paper", "adopted_from")


class SectionMixin(WithinRoadmap):
    model = Section

    def get_queryset(self):
        return super().get_queryset().select_related("roadmap__organization")


class ActivityMixin(WithinRoadmap):
    model = Activity

    def get_queryset(self):
        return super().get_queryset().select_related("section__roadmap__organization")


class PaperMixin:
    """Adds what stands above the title and under the table on paper."""

    def get_context_data(self, **kwargs):
        paper = {"stamps": head_stamps(self.roadmap), "foot": foot_signatures(self.roadmap)}
        return super().get_context_data(**paper, **kwargs)
