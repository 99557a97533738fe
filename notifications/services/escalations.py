"""Who hears of a delay, and when: each organisation may say it for itself and for what stands below."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import differences, record
from core.errors import Refused

from ..models import Escalation
from ..selectors import inherited_escalation


class EscalationRefused(Refused):
    """The numbers do not lead upwards."""


@transaction.atomic
def set_escalation(escalation: Escalation, *, by, at: datetime) -> None:
    """Writes the days of an organisation; an empty one is as the organisation above has it. Raises EscalationRefused
    when somebody would hear before the person below them.
    """
    _check_order(escalation)
    organization = escalation.organization
    before = Escalation.objects.filter(organization=organization).first() or Escalation(organization=organization)
    changes = differences(_numbers(before), _numbers(escalation))
    if not changes:
        return
    written, _created = Escalation.objects.update_or_create(organization=organization, defaults=_numbers(escalation))
    record("escalation.changed", written, by=by, at=at, scope=organization.path, changes=changes)


def _numbers(escalation: Escalation) -> dict[str, int | None]:
    return {name: getattr(escalation, name) for name in Escalation.DEFAULTS}


def _check_order(escalation: Escalation) -> None:
    inherited = inherited_escalation(escalation.organization)
    curator, director, methodologist = (
        getattr(inherited, name) if days is None else days for name, days in _numbers(escalation).items()
    )
    if director < curator:
        raise EscalationRefused(
            _("The director would hear after %(director)s d., before the curator, who hears after %(curator)s d.")
            % {"director": director, "curator": curator}
        )
    if methodologist < director:
        raise EscalationRefused(
            _(
                "The methodologist would hear after %(methodologist)s d., before the director, who hears after"
                " %(director)s d."
            )
            % {"methodologist": methodologist, "director": director}
        )
