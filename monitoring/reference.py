"""The common indicators with their federal plans (fixtures/reference/indicators.json; order № 344, annex 2)."""

import json
from datetime import date
from typing import Any

from django.conf import settings

FILE = settings.BASE_DIR / "fixtures" / "reference" / "indicators.json"
BASIS = "Методические материалы к распоряжению Минпросвещения России от 25.12.2019 № Р-145"


def common_indicators() -> list[dict[str, Any]]:
    """The fields of each indicator and its `targets` by year."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def load(indicator_model, target_model) -> None:
    """Adds what is not there yet; the models may be those of a migration."""
    for row in common_indicators():
        targets = row.pop("targets")
        row["since"] = date.fromisoformat(row["since"])
        key = {"organization": None, "code": row["code"], "since": row["since"]}
        indicator, _made = indicator_model.objects.get_or_create(**key, defaults=row)
        for year, value in targets.items():
            target_model.objects.get_or_create(
                indicator=indicator, organization=None, year=int(year), defaults={"value": value, "basis": BASIS}
            )
