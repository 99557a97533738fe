"""Parameters of the institution, and the marks by them at the beginning and at the end."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import Organization

from ..models import Assessment, AssessmentParameter, Participation, Score
from ..parameters import READY
from .people import check_kept


class AssessmentRefused(Refused):
    """The parameter or the mark cannot be kept so."""


@transaction.atomic
def take_ready_parameters(organization: Organization, *, by, at: datetime) -> int:
    """Adds the ready parameters that the institution does not have yet; how many."""
    held = set(AssessmentParameter.objects.filter(organization=organization).values_list("role", "title"))
    number = 0
    for position, (role, title, (lowest, highest), less_is_better) in enumerate(READY):
        if (role, title) not in held:
            parameter = AssessmentParameter(
                role=role, title=title, lowest=lowest, highest=highest, less_is_better=less_is_better
            )
            add_parameter(parameter, organization=organization, position=position, by=by, at=at)
            number += 1
    return number


@transaction.atomic
def add_parameter(
    parameter: AssessmentParameter, *, organization: Organization, position: int | None = None, by, at: datetime
) -> AssessmentParameter:
    """Adds a parameter, at the end unless told where. Raises AssessmentRefused."""
    if parameter.highest <= parameter.lowest:
        raise AssessmentRefused(_("The highest mark must be above the lowest."))
    parameter.organization = organization
    present = AssessmentParameter.objects.filter(organization=organization)
    parameter.position = present.count() if position is None else position
    try:
        with transaction.atomic():
            parameter.save(force_insert=True)
    except IntegrityError as error:
        raise AssessmentRefused(_("There is such a parameter already.")) from error
    _record("assessmentparameter.added", parameter, {"title": [None, parameter.title]}, by=by, at=at)
    return parameter


@transaction.atomic
def switch_parameter(parameter: AssessmentParameter, *, by, at: datetime) -> None:
    """Takes a parameter out of use, or back: marks that were given by it stay."""
    used = parameter.is_active
    if not AssessmentParameter.objects.filter(pk=parameter.pk, is_active=used).update(is_active=not used):
        raise AssessmentRefused(_("Somebody has just done this. Reload the page."))
    parameter.is_active = not used
    _record("assessmentparameter.changed", parameter, {"is_active": [used, not used]}, by=by, at=at)


@transaction.atomic
def assess(
    marks: Mapping[Participation, Mapping[AssessmentParameter, int | None]],
    *,
    wave: str,
    on: date,
    assessor: str = "",
    by,
    at: datetime,
) -> int:
    """Writes the marks of a wave, of one participant or of many; none takes a mark away. How many people have changed.

    Raises AssessmentRefused for a day in the future or a mark outside the scale.
    """
    if on > timezone.localdate(at):
        raise AssessmentRefused(_("The assessment is in the future. Correct the date."))
    return sum(_assess_one(row, given, wave, on, assessor, by, at) for row, given in marks.items())


def _assess_one(participation: Participation, given: Mapping, wave: str, on: date, assessor: str, by, at) -> bool:
    check_kept(participation.person)
    _check_marks(participation, given)
    found = Assessment.objects.filter(participation=participation, wave=wave).first()
    held = dict(Score.objects.filter(assessment=found).values_list("parameter", "value")) if found else {}
    changed = {parameter: value for parameter, value in given.items() if held.get(parameter.pk) != value}
    if not changed:
        return False
    assessment = found or Assessment(participation=participation, wave=wave)
    assessment.on, assessment.assessor = on, assessor.strip() or assessment.assessor
    assessment.save()
    gone = [parameter for parameter, value in changed.items() if value is None]
    if gone:
        Score.objects.filter(assessment=assessment, parameter__in=gone).delete()
    marks = {parameter: value for parameter, value in changed.items() if value is not None}
    Score.objects.bulk_create(
        [Score(assessment=assessment, parameter=parameter, value=value) for parameter, value in marks.items()],
        update_conflicts=True, unique_fields=["assessment", "parameter"], update_fields=["value"],
    )  # fmt: skip
    scope = participation.organization.path
    changes = {"wave": wave, "marks": len(changed)}
    audit.record("assessment.recorded", assessment, by=by, at=at, scope=scope, changes=changes)
    return True


def _check_marks(participation: Participation, given: Mapping) -> None:
    for parameter, value in given.items():
        if parameter.organization_id != participation.organization_id:
            raise AssessmentRefused(_("This parameter is of another organisation."))
        if value is not None and not parameter.lowest <= value <= parameter.highest:
            raise AssessmentRefused(
                _("«%(parameter)s»: the mark is from %(lowest)d to %(highest)d.")
                % {"parameter": parameter, "lowest": parameter.lowest, "highest": parameter.highest}
            )


def _record(verb: str, parameter: AssessmentParameter, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, parameter, by=by, at=at, scope=parameter.organization.path, changes=changes)
