"""The public page that the QR code of an order leads to: it confirms the paper and says nothing personal."""

from django.utils.translation import gettext_lazy as _

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
        return super().render_to_response(context, status=200 if context["order"] else 404, **kwargs)
