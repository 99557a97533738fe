"""Runs the checks and puts what they say in document order."""

from collections.abc import Mapping
from datetime import date

from ..drafts import RoadmapDraft
from .above import Above
from .checks import CHECKS
from .places import LintWarning
from .reading import Reading


def lint(
    draft: RoadmapDraft, *, approved_on: date | None = None, above: Mapping[str, Above] | None = None
) -> tuple[LintWarning, ...]:
    """What the rules find. `approved_on` is the approval's day when the stamps do not say it.

    `above` gives for the `uid` or the wording of a row what the roadmap of the organisation above says of the same
    activity.
    """
    return _lint(Reading(draft, approved_on=approved_on, above=above))


def collect_warnings(
    draft: RoadmapDraft, *, approved_on: date | None = None, above: Mapping[str, Above] | None = None
) -> tuple[LintWarning, ...]:
    """The stored remarks and what the rules find, in document order; at one place the remarks come first."""
    reading = Reading(draft, approved_on=approved_on, above=above)
    remarked = tuple(warning for place in reading.places for warning in place.remarked())
    return reading.in_order(remarked + _lint(reading))


def _lint(reading: Reading) -> tuple[LintWarning, ...]:
    found = (warning for check in CHECKS for warning in check(reading))
    return reading.in_order(warning for warning in found if not reading.is_remarked(warning))
