from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")
    audit_verbs = {
        "order.signed": _("order signed"),
        "order.registered": _("order entered from paper"),
        "order.scan_attached": _("scan of an order attached"),
        "order.cancelled": _("order cancelled"),
        "order_series.configured": _("numbering of orders changed"),
    }
