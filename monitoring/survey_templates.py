"""The common templates of surveys (fixtures/reference/survey_templates.json; domain.md 3.3)."""

import json
from typing import Any

from django.conf import settings

FILE = settings.BASE_DIR / "fixtures" / "reference" / "survey_templates.json"


def common_templates() -> list[dict[str, Any]]:
    """The fields of each template and its `questions` in order: kind, key, text, perhaps `is_required`."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def load(template_model, question_model) -> None:
    """Adds what is not there yet; the models may be those of a migration."""
    for row in common_templates():
        questions = row.pop("questions")
        key = {"organization": None, "code": row.pop("code"), "version": row.pop("version")}
        template, made = template_model.objects.get_or_create(**key, defaults=row)
        if made:
            question_model.objects.bulk_create(
                question_model(template=template, position=place, **fields)
                for place, fields in enumerate(questions, start=1)
            )
