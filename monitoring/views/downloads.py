"""A page that is a paper too."""

from django.http import HttpResponse

from core.documents import Document
from participants.views.papers import as_paper


class DownloadableMixin:
    """`?download=` one of `formats` gives what `get_document` makes, anything else the page."""

    formats: tuple[str, ...] = ("pdf", "docx", "xlsx")

    def get_document(self) -> Document | None:
        """None where there is nothing to print: then the page says so."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(formats=self.formats, **kwargs)

    def render_to_response(self, context, **kwargs) -> HttpResponse:
        wanted = self.request.GET.get("download")
        document = self.get_document() if wanted in self.formats else None
        return super().render_to_response(context, **kwargs) if document is None else as_paper(document, wanted)
