from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = _("Roadmaps")

    def ready(self):
        from notifications import sources
        from orders import subjects

        from . import events
        from .decreed import subjects_of
        from .events.sources import OWN
        from .reminders import due_reminders

        sources.register("roadmaps", due_reminders)
        subjects.register("roadmaps", subjects_of)
        for source in OWN:
            events.register(source)
