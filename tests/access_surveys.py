"""The access matrix of surveys: numbers for those above, names, links and words for the institution alone."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from monitoring.models import Survey, SurveyTemplate, SwotCard
from monitoring.services.survey_templates import QuestionDraft, save_template

from .access_row import Row
from .factories import NOW, World

READERS = "302 403 200 403 200 200 200 200 200"  # numbers, all but the executor
KEEPERS = "302 403 200 403 200 200 403 403 403"  # curators and directors of institutions
SEEN = "302 404 404 403 200 200 200 200 200"
INSIDE = "302 404 404 403 200 200 403 403 403"
FILLS_IN = "302 403 200 403 200 200 200 403 403"
CLOSED = "410 410 410 410 410 410 410 410 410"
ANYBODY = "200 200 200 200 200 200 200 200 200"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "monitoring:surveys": Row(READERS),
    "monitoring:survey_add": Row(KEEPERS),
    "monitoring:survey": Row(SEEN, "survey"),
    "monitoring:survey_results": Row(SEEN, "survey"),
    "monitoring:survey_prolong": Row(INSIDE, "survey"),
    "monitoring:survey_close": Row(INSIDE, "survey"),
    "monitoring:survey_invite": Row(INSIDE, "survey"),
    "monitoring:survey_blank": Row(INSIDE, "survey"),
    "monitoring:survey_poster": Row(INSIDE, "survey"),
    "monitoring:survey_slips": Row(INSIDE, "survey"),
    "monitoring:survey_letters": Row(INSIDE, "survey"),
    "monitoring:survey_sheet": Row(INSIDE, "survey"),
    "monitoring:survey_sheets": Row(INSIDE, "survey"),
    "monitoring:survey_templates": Row(FILLS_IN),
    "monitoring:survey_template": Row("302 403 404 403 200 200 404 403 403", "survey_questions"),
    "monitoring:survey_template_return": Row("302 404 404 403 200 200 404 404 404", "survey_questions"),
    "monitoring:swots": Row(READERS),
    "monitoring:swot_add": Row(KEEPERS),
    "monitoring:swot": Row(SEEN, "swot_card"),
    "monitoring:swot_edit": Row(INSIDE, "swot_card"),
    "monitoring:stage_two": Row(KEEPERS),
    "survey:fill": Row(CLOSED, extra={"token": "forged"}),
    "survey:thanks": Row(ANYBODY),
}


def survey_subjects(world: World) -> dict[str, Any]:
    """An anonymous survey that is open, own questions, a SWOT card: all of school a1."""
    today = timezone.localdate()
    common = SurveyTemplate.objects.get(organization=None, code="mentor-end")
    return {
        "survey": Survey.objects.create(
            organization=world.a1, template=common, title="Опрос", opens_on=today, closes_on=today + timedelta(days=7),
            is_anonymous=True, created_at=NOW,
        ),
        "survey_questions": save_template(
            common, [QuestionDraft("scale", "Довольны ли вы?", "satisfaction")], title="Своя", intro="",
            organization=world.a1, by=world.curator, at=NOW,
        ),
        "swot_card": SwotCard.objects.create(organization=world.a1, on=today),
    }  # fmt: skip
