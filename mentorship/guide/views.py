"""The guide in the browser: its contents and a page for each part. Nothing in it is secret, so it needs no sign-in."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import PUBLIC, PageView

from .pages import PARTS, Page, all_pages, page_of


class GuideView(PageView):
    permission_required = PUBLIC
    title = _("Help")
    template_name = "help/index.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(pages=all_pages(), **kwargs)


class PartView(PageView):
    permission_required = PUBLIC
    template_name = "help/part.html"

    @cached_property
    def page(self) -> Page:
        if self.kwargs["part"] not in PARTS:
            raise Http404
        return page_of(self.kwargs["part"])

    def get_title(self):
        return self.page.title

    def get_breadcrumbs(self):
        return [(GuideView.title, reverse("help"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, pages=all_pages(), **kwargs)
