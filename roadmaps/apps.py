from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = _("Roadmaps")

    def ready(self):
        from notifications import sources
        from orders import subjects

        from .decreed import subjects_of
        from .reminders import due_reminders

        sources.register("roadmaps", due_reminders)
        subjects.register("roadmaps", subjects_of)
