from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    audit_verbs = {
        "letter.retried": _("letter put back for sending"),
        "escalation.changed": _("days of escalation changed"),
    }
