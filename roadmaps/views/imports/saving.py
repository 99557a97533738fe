"""Step 4: what will be saved, what is still doubtful in it, and saving."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views import ActionView

from ...models import Roadmap
from ...selectors.versions import in_force_beside
from ...services import imports
from ...worksheet import TRACK_ASSUMED
from .common import StepMixin, whose


class ImportCheckView(StepMixin, ActionView):
    template_name = "roadmaps/imports/check.html"
    step = "import_check"
    submit = _("Create the draft")
    success_message = _("The draft is made. Go through it, then submit it for approval.")

    def get_context_data(self, **kwargs):
        sheet = self.object.sheet
        return super().get_context_data(
            rows=self.rows,
            **whose(self.object),
            obstacle=imports.obstacle(sheet),
            beside=in_force_beside(sheet.head, self.object.organization, self.object.chain),
            overview=self.object.overview,
            head=sheet.head,
            track="" if sheet.doubts_that(TRACK_ASSUMED) else Roadmap.Track(sheet.head.track).label,
            sections=sum(1 for section, _rows in sheet.groups() if section) or len(list(sheet.groups())),
            removed=[item for item in sheet.items if item.removed],
            **kwargs,
        )

    def perform(self):
        return imports.create_import_roadmap(self.object, **self.clock())

    def get_success_url(self):
        roadmap = getattr(self, "result", None)
        if roadmap is not None:
            return roadmap.get_absolute_url()
        return reverse("roadmaps:import_check", args=[self.object.pk])
