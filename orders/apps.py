from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")
    audit_verbs = {
        "order.drafted": _("order drafted"),
        "order.changed": _("draft of an order changed"),
        "order.names_confirmed": _("declension of names in an order confirmed"),
        "order.sent": _("order sent for signature"),
        "order.taken_back": _("order taken back from signature"),
        "order.returned": _("order returned with a remark"),
        "order.discarded": _("draft of an order deleted"),
        "order.signed": _("order signed"),
        "order.acknowledged": _("order read by a person it names"),
        "order.acknowledged_on_paper": _("acquaintance with an order entered from paper"),
        "order.registered": _("order entered from paper"),
        "order.scan_attached": _("scan of an order attached"),
        "order.cancelled": _("order cancelled"),
        "order_series.configured": _("numbering of orders changed"),
    }
    audit_words = {
        "line": _("line of the sheet"),
    }

    def ready(self):
        from notifications import kinds

        from .notices import KINDS

        for kind in KINDS:
            kinds.register(kind)
