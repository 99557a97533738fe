"""Checks of sites count towards the roadmap of a municipality («Абан» 5.1, «раз в квартал»): each quarter once.

A quarter is done on the day by which every act of every institution had been looked for.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.calendar import Quarter
from organizations.models import Organization
from roadmaps.counting import Counted, CountSource
from roadmaps.models import Activity

from ..period_codes import in_words
from ..selectors.sites import all_checked_on

WHOLE = "whole"
SPOKEN_OF = re.compile(r"мониторинг\w*\s+(?:\w+\s+){0,2}сайт", re.IGNORECASE)


class SitesChecked(CountSource):
    """Quarters in which the sites of all institutions were looked through."""

    code = "sites"
    label = gettext_lazy("Sites of institutions checked, by quarter")

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        return [(WHOLE, _("quarters in which all sites were checked"))]

    def suggest(self, activity: Activity) -> list[str]:
        return [WHOLE] if SPOKEN_OF.search(f"{activity.title} {activity.result}") else []

    def found(self, organization_id: int, parameters: Collection[str], first: date, last: date) -> list[Counted]:
        path = Organization.objects.values_list("path", flat=True).get(pk=organization_id)
        done = ((quarter, all_checked_on(path, quarter)) for quarter in _quarters(first, last))
        url = reverse("monitoring:sites")
        return [
            Counted(
                on, f"sites:{quarter}", _("sites checked, %(quarter)s") % {"quarter": in_words(quarter)},
                f"{url}?quarter={quarter}",
            )
            for quarter, on in done
            if on and first <= on <= last
        ]  # fmt: skip


def _quarters(first: date, last: date) -> list[Quarter]:
    """Those that share a day with the span."""
    quarters, day = [], first
    while day <= last:
        quarters.append(Quarter.of(day))
        day = quarters[-1].ends + timedelta(days=1)
    return quarters
