"""Runs the checks and puts what they say in document order."""

from datetime import date

from ..drafts import RoadmapDraft
from .checks import CHECKS
from .places import LintWarning
from .reading import Reading


def lint(draft: RoadmapDraft, *, approved_on: date | None = None) -> tuple[LintWarning, ...]:
    """What the rules find. `approved_on` is the approval's day when the stamps do not say it."""
    return _lint(Reading(draft, approved_on=approved_on))


def collect_warnings(draft: RoadmapDraft, *, approved_on: date | None = None) -> tuple[LintWarning, ...]:
    """The stored remarks and what the rules find, in document order; at one place the remarks come first."""
    reading = Reading(draft, approved_on=approved_on)
    remarked = tuple(warning for place in reading.places for warning in place.remarked())
    return reading.in_order(remarked + _lint(reading))


def _lint(reading: Reading) -> tuple[LintWarning, ...]:
    found = (warning for check in CHECKS for warning in check(reading))
    return reading.in_order(warning for warning in found if not reading.is_remarked(warning))
