"""What the pages of monitoring share: the ways to them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views import ActionView

from ..models import Indicator, ReportingPeriod, Submission

PERIODS = (_("Reporting"), "monitoring:periods")
EXCHANGE = (_("Exchange"), "monitoring:exchange")
TEMPLATES = (_("Own templates"), "monitoring:templates")


def crumb(page: tuple) -> tuple:
    label, name = page
    return label, reverse(name)


def period_crumb(period: ReportingPeriod) -> tuple:
    return period.title, period.get_absolute_url()


def indicators_for(user) -> QuerySet[Indicator]:
    """The common indicators, those of the nodes above and those of one's part of the tree."""
    own = user.acting.organization if user.acting else None
    found = Indicator.objects.visible_to(user)
    return (found | Indicator.objects.usable_in(own)).select_related("organization")


class ArchiveView(ActionView):
    """Into the archive, or back, by the same button."""

    def get_title(self):
        return _("Return from the archive") if self.object.archived_on else _("Put into the archive")

    @property
    def submit(self):
        return self.get_title()


class SubmissionMixin:
    """A page about one submission."""

    model = Submission

    def get_queryset(self):
        return super().get_queryset().select_related("period__organization", "organization__parent", "signed_by")

    def get_breadcrumbs(self):
        return [crumb(PERIODS), period_crumb(self.object.period), (str(self.object), self.object.get_absolute_url())]
