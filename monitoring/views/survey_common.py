"""What the pages of surveys share: the survey they are about and the way to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import Survey

SURVEYS = (_("Surveys"), "monitoring:surveys")


def surveys_crumb() -> tuple:
    return SURVEYS[0], reverse(SURVEYS[1])


class SurveyMixin:
    """A page about one survey."""

    model = Survey
    context_object_name = "survey"

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "template__form")

    def get_breadcrumbs(self):
        return [surveys_crumb(), (self.object.title, self.object.get_absolute_url())]

    @property
    def is_inside(self) -> bool:
        """Whether names and own words may be shown: only in the very institution."""
        return self.request.user.has_perm("monitoring.change_survey", self.object)
