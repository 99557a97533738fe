"""A page that answers with a paper made at this moment."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.documents import Document, content_type, render
from core.files import as_download
from core.views import ObjectMixin


def as_paper(document: Document, format: str = "pdf") -> HttpResponse:
    """The paper as a download."""
    content = BytesIO(render(document, format))
    return as_download(content, name=document.download_name(format), content_type=content_type(format))


class PaperView(ObjectMixin, TemplateView):
    """One visible row as a paper: `get_document()` makes it and records that names leave the product."""

    def get_document(self) -> Document:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return as_paper(self.get_document())
