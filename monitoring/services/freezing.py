"""The figures as they are signed, and their hash."""

import json
from decimal import Decimal
from hashlib import sha256

from core.numbers import plain

from ..models import Figure, Submission
from ..selectors.submissions import figures_of, value_of_figure


def frozen_figures(submission: Submission) -> dict:
    """The figures as they are signed: ready for JSON, in the order of the indicators."""
    return {
        "organization": submission.organization.full_name,
        "period": submission.period.code,
        "as_of": submission.period.as_of.isoformat(),
        "version": submission.version,
        "problems": submission.problems,
        "figures": [_frozen(each) for each in figures_of(submission)],
    }


def hash_of(frozen: dict) -> str:
    """SHA-256 of the figures, the same for the same figures on any machine."""
    return sha256(json.dumps(frozen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _frozen(figure: Figure) -> dict:
    numbers = ("numerator", "denominator", "counted_numerator", "counted_denominator", "target")
    value = value_of_figure(figure).value
    return {
        "code": figure.indicator.code,
        "title": figure.indicator.title,
        **{name: _kept(getattr(figure, name)) for name in numbers},
        "value": _kept(value),
        "comment": figure.comment,
        "override_reason": figure.override_reason,
    }


def _kept(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
