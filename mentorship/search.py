"""Ctrl-K: jump to anything one may see."""

from core.views import SIGNED_IN, PageView


class SearchView(PageView):
    permission_required = SIGNED_IN
    template_name = "search.html"
