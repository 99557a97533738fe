"""Stage 2 of the monitoring: input and final assessments of the institution's participants compared."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.documents import Document
from core.views import PageView

from ..papers.changes import ROLES, change_notes, stage_two_document
from ..selectors.before_after import both_roles
from .downloads import DownloadableMixin
from .survey_common import surveys_crumb


class StageTwoView(DownloadableMixin, PageView):
    """A table by role; `?download=pdf|docx|xlsx`."""

    permission_required = "monitoring.open_survey"
    template_name = "monitoring/stage_two.html"
    title = _("Monitoring, stage 2")

    def get_breadcrumbs(self):
        return [surveys_crumb()]

    @cached_property
    def groups(self):
        return both_roles(self.request.user.acting.organization)

    def get_context_data(self, **kwargs):
        groups = [(ROLES[role], rows) for role, rows in self.groups if rows]
        return super().get_context_data(groups=groups, notes=change_notes(), **kwargs)

    def get_document(self) -> Document:
        return stage_two_document(self.request.user.acting.organization, self.groups, at=timezone.localtime())
