"""«Сформированы пары»: the event that deadlines of roadmaps wait for (roadmaps/events)."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from roadmaps.events import EventSource
from roadmaps.models import Activity

from .models import Pairing

FORMED = re.compile(r"(?:формирован|сформирован|закреплен|создан|утвержден)\w*\s+(?:\w+\s+){0,2}(?:пар|групп)\b", re.I)


class PairsFormed(EventSource):
    """The first order that assigned a pair within the period of the roadmap."""

    code = "pairs_formed"
    label = _("mentoring pairs are formed")

    def suggest(self, activity: Activity, words: str) -> str | None:
        return "" if FORMED.search(words) else None

    def happened(self, activity: Activity, parameter: str) -> date | None:
        roadmap = activity.roadmap
        days = Pairing.objects.filter(
            organization=roadmap.organization_id,
            order__signed_on__range=(roadmap.period_from, roadmap.period_to),
        )
        days = days.ordered(roadmap.period_to).order_by("order__signed_on")
        return days.values_list("order__signed_on", flat=True).first()
