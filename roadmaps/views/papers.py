"""The roadmap on paper: what was approved as it is kept, everything else as it stands now."""

from io import BytesIO

from django.http import Http404

from core.documents import FORMATS, content_type, render
from core.files import as_download, attachment
from core.views import DetailView

from ..papers import roadmap_document
from .common import RoadmapMixin


class RoadmapPaperView(RoadmapMixin, DetailView):
    permission_required = "roadmaps.view_roadmap"

    def get(self, request, *args, form: str, **kwargs):
        if form not in FORMATS:
            raise Http404
        if form == "pdf" and self.object.paper:
            return attachment(self.object.paper)
        document = roadmap_document(self.object)
        return as_download(
            BytesIO(render(document, form)), name=document.download_name(form), content_type=content_type(form)
        )
