"""The public page that the QR code of an order leads to: it confirms the paper and says nothing personal."""

from django.utils.translation import gettext_lazy as _

from core.throttling import within_limit
from core.views import PUBLIC, PageView

from ..models import Order


class CheckView(PageView):
    permission_required = PUBLIC
    template_name = "orders/check.html"
    title = _("Check of an order")

    def get_context_data(self, **kwargs):
        signed = Order.objects.exclude(check_code=None).select_related("organization", "series", "paper")
        order = signed.filter(check_code=self.kwargs["code"].replace("\0", "")).first()
        amendments = order.amendments.signed().select_related("series") if order else []
        return super().get_context_data(order=order, amendments=amendments, **kwargs)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=self.status(context["order"]), **kwargs)

    def status(self, order: Order | None) -> int:
        if order:
            return 200
        return 404 if within_limit(self.request, "order_unknown") else 429
