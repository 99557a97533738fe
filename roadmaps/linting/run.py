"""Runs the checks and puts what they say in document order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ..drafts import RoadmapDraft
from .above import Above
from .checks import CHECKS
from .places import LintWarning
from .reading import Reading

BY_CHANGE = " изменением карты"  # how the messages say that an approved roadmap is mended


def lint(
    draft: RoadmapDraft, *, approved_on: date | None = None, above: Mapping[str, Above] | None = None
) -> tuple[LintWarning, ...]:
    """What the rules find. `approved_on` is the approval's day when the stamps do not say it.

    `above` gives for the `uid` or the wording of a row what the roadmap of the organisation above says of the same
    activity.
    """
    return _lint(Reading(draft, approved_on=approved_on, above=above))


def collect_warnings(
    draft: RoadmapDraft,
    *,
    approved_on: date | None = None,
    above: Mapping[str, Above] | None = None,
    in_force: bool = True,
) -> tuple[LintWarning, ...]:
    """The stored remarks and what the rules find, in document order; at one place the remarks come first.

    What is not `in_force` yet is simply corrected, without the change that an approved roadmap needs.
    """
    reading = Reading(draft, approved_on=approved_on, above=above)
    remarked = tuple(warning for place in reading.places for warning in place.remarked())
    found = reading.in_order(remarked + _lint(reading))
    if in_force:
        return found
    return tuple(replace(each, message=each.message.replace(BY_CHANGE, "")) for each in found)


def _lint(reading: Reading) -> tuple[LintWarning, ...]:
    found = (warning for check in CHECKS for warning in check(reading))
    return reading.in_order(warning for warning in found if not reading.is_remarked(warning))
