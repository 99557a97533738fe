"""What the pages of consents say in the same way: `{% load consents %}`."""

from django import template

from core.templatetags.interface import Status

from ..models import Participation, Person
from ..models.consents import ConsentKind
from ..selectors.consents import ConsentState, missing_kinds

register = template.Library()

LOOKS = {
    ConsentState.VALID: ("circle-check", "good"),
    ConsentState.ENDING: ("clock-exclamation", "warning"),
    ConsentState.ENDED: ("clock-exclamation", "bad"),
    ConsentState.REPLACED: ("versions", "neutral"),
    ConsentState.WITHDRAWN: ("ban", "neutral"),
}


@register.inclusion_tag("_status.html")
def consent_state(code: str) -> dict:
    """How a consent stands, in words, with its icon and tone."""
    found = ConsentState(code)
    icon, tone = LOOKS[found]
    return {"status": Status(found.label, icon, tone)}


@register.filter
def missing(participation: Participation) -> list[ConsentKind]:
    """The kinds of consent that a row of `with_missing` lacks."""
    return missing_kinds(participation)


@register.simple_tag
def blank_kinds(person: Person) -> list[ConsentKind]:
    """The kinds of consent that the person may be given to sign."""
    employee = person.kind == Person.Kind.EMPLOYEE
    return [kind for kind in ConsentKind if employee or kind != ConsentKind.MENTOR_DUTY]
