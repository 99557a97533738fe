"""Pairs in numbers for those above the institutions."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import PageView

from ..selectors.counts import pairs_by_institution, total_of


class CountsView(PageView):
    permission_required = "pairing.compare_counts"
    template_name = "pairing/counts.html"
    title = _("Pairs in numbers")

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        lines = pairs_by_institution(self.request.user.scope_path, today)
        return super().get_context_data(lines=lines, total=total_of(lines), today=today, **kwargs)
