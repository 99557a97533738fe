"""Surveys count towards the activities of roadmaps (roadmaps/counting): each that got answers, on its last day.

«Анкетирование участников» is done once the survey has ended or everybody has answered.
"""

import re
from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.counting import Counted, CountSource
from roadmaps.models import Activity

from ..models import Survey, SurveyTemplate

ANY = "any"
Audience, Wave = SurveyTemplate.Audience, SurveyTemplate.Wave
ASKING = re.compile(r"анкетир|опрос\w*|мониторинг\w* удовлетвор", re.IGNORECASE)
SPOKEN_OF = {
    f"{Audience.MENTEE}-{Wave.START}": r"анкетир.*наставляем\w+.*(?:вход|начал|перв)",
    f"{Audience.MENTEE}-{Wave.END}": r"(?:анкетир|опрос).*наставляем\w+.*(?:итог|заверш|конц)",
    f"{Audience.MENTOR}-{Wave.END}": r"(?:анкетир|опрос).*наставник\w+.*(?:итог|заверш|конц)",
}


class SurveysHeld(CountSource):
    """Surveys with answers: all of them, or those of an audience and a wave."""

    code = "surveys"
    label = gettext_lazy("Surveys with answers")

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        kinds = [
            (
                f"{audience.value}-{wave.value}",
                _("surveys: %(whom)s, %(wave)s") % {"whom": audience.label, "wave": wave.label},
            )
            for audience in (Audience.MENTEE, Audience.MENTOR)
            for wave in Wave
        ]
        return [(ANY, _("all surveys")), *kinds, (f"{Audience.CURATOR}-{Wave.END}", _("the curator's form"))]

    def suggest(self, activity: Activity) -> list[str]:
        said = f"{activity.title} {activity.result}"
        exact = [code for code, words in SPOKEN_OF.items() if re.search(words, said, re.IGNORECASE)]
        return exact or ([ANY] if ASKING.search(said) else [])

    def found(self, organization_id: int, parameters: Collection[str], first: date, last: date) -> list[Counted]:
        surveys = Survey.objects.filter(organization=organization_id, responses__isnull=False).distinct()
        wanted = surveys.select_related("template").order_by("closes_on", "pk")
        return [
            Counted(done, f"survey:{survey.pk}", survey.title, survey.get_absolute_url())
            for survey in wanted
            if first <= (done := _done_on(survey)) <= last
            and (ANY in parameters or f"{survey.template.audience}-{survey.template.wave}" in parameters)
        ]


def _done_on(survey: Survey) -> date:
    return timezone.localdate(survey.closed_at) if survey.closed_at else survey.closes_on
