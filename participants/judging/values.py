"""A column's value as JSON keeps it and as the column takes it; when two of them say the same."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..classes import one_spelling
from ..selectors.bank import Row

NAMES = ("last_name", "first_name", "patronymic")
TOPICS = ("areas", "interests")
DAYS = {"birth_on", "experience_since", "joined_on", "left_on", "questionnaire_on", "certificate_seen_on"}
EMPTY = {"times": [], "mode": "any", "capacity": 1}
NULLABLE = {*DAYS, "wished_age_from", "wished_age_to", "hours_a_week", "programme_id"}


def as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def stored(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def column_value(name: str, value: Any) -> Any:
    """What JSON keeps, as the column takes it."""
    if value is None:
        return None if name in NULLABLE else EMPTY.get(name, "")
    if name in DAYS:
        return date.fromisoformat(value)
    return Decimal(value) if name == "hours_a_week" else value


def differing(wanted: Row, there: Row | None) -> Row:
    """What differs from what is there; for a new row, whatever says something."""
    if there is None:
        return {name: value for name, value in wanted.items() if value not in (None, "", [])}
    return {
        name: value
        for name, value in wanted.items()
        if _comparable(name, column_value(name, value)) != _comparable(name, there[name])
    }


def _comparable(name: str, value: Any) -> Any:
    """The same for two values that say the same, however they are written."""
    if name == "phone":
        return [_digits(one) for one in re.split(r"[,;\n]", value or "") if _digits(one)]
    if name == "class_group":
        return one_spelling(value or "")
    if name == "times":
        return sorted(value or [])
    return " ".join(value.split()) if isinstance(value, str) else value


def _digits(phone: str) -> str:
    digits = "".join(filter(str.isdecimal, phone))
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
