from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Monitoring")
    audit_verbs = {}

    def ready(self):
        from participants import erasure

        from .services.facts import settle

        erasure.register("monitoring", settle)
