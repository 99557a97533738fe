from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    audit_verbs = {
        "calendarfeed.made": _("private address of the calendar made"),
        "calendarfeed.revoked": _("private address of the calendar closed"),
        "delivery.retried": _("delivery put back for sending"),
        "delivery.all_retried": _("everything that was not sent put back for sending"),
        "preference.changed": _("wishes about reminders changed"),
        "webhook.added": _("webhook added"),
        "webhook.changed": _("webhook changed"),
        "webhook.secret_renewed": _("secret of a webhook made anew"),
        "webhook.tried": _("webhook tried"),
        "webhook.deleted": _("webhook deleted"),
        "escalation.changed": _("days of escalation changed"),
    }
    audit_words = {
        "status": _("status"),
    }
