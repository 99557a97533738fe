"""Home: what is to be done today."""

from core.views import SIGNED_IN, PageView


class HomeView(PageView):
    permission_required = SIGNED_IN
    template_name = "home.html"
