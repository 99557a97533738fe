from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    audit_verbs = {"report.built": _("report made")}
    audit_words = {
        "parameters": _("for what"),
    }
