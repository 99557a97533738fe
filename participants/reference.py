"""The common reference rows that every institution begins with (fixtures/reference; domain.md 1.3, 2.2, 2.3)."""

import json
from typing import Any

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "reference"
KEYS = {"forms": ("code",), "kinds": ("code",), "topics": ("kind", "title"), "consent_texts": ("kind", "version")}


def common_rows(name: str) -> list[dict[str, Any]]:
    """fixtures/reference/<name>.json: the fields of each row."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def load(model, name: str) -> None:
    """Adds the common rows that are not there yet; `model` may be a migration's, which lacks the latest fields."""
    known = {field.name for field in model._meta.get_fields()}
    for row in common_rows(name):
        key = {field: row[field] for field in KEYS[name]}
        defaults = {field: value for field, value in row.items() if field in known}
        model.objects.get_or_create(organization=None, **key, defaults=defaults)
