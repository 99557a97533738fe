from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = _("Roadmaps")

    def ready(self):
        from notifications import sources

        from .reminders import due_reminders

        sources.register("roadmaps", due_reminders)
