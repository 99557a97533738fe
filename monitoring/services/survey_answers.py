"""Answers: taken once, by a link or from paper. An anonymous survey keeps only that somebody has answered."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import User
from participants.models import Participation

from ..models import Answer, Question, Survey, SurveyInvitation, SurveyResponse

Values = dict[Question, int | str | None]


class AnswersRefused(Refused):
    """The answers cannot be taken; the message says why."""


@dataclass(frozen=True)
class Sheet:
    """One filled sheet of paper; `participation` None where the survey is anonymous or of the curator."""

    entry: uuid.UUID
    values: Values
    participation: Participation | None = None


@transaction.atomic
def answer(
    survey: Survey, values: Values, *, invitation: SurveyInvitation | None, entry: uuid.UUID, on: date, at: datetime
) -> SurveyResponse:
    """Takes the answers that came by a link. The same `entry` sent twice is one row. Raises AnswersRefused."""
    if (known := _known(survey, entry)) is not None:
        return known
    if not survey.is_open_on(on):
        raise AnswersRefused(_("The survey has ended, answers are not taken any more."))
    response = _take(survey, values, invitation=invitation, entry=entry, on=on, from_paper=False)
    audit.record("survey.answered", survey, by=None, at=at, scope=survey.organization.path)
    return response


@transaction.atomic
def enter_sheets(survey: Survey, sheets: Iterable[Sheet], *, on: date, by: User, at: datetime) -> int:
    """Enters sheets of paper, all or none; how many were new. Raises AnswersRefused.

    Sheets may be typed after the last day: they were filled before it.
    """
    if on < survey.opens_on or on > timezone.localdate(at):
        raise AnswersRefused(_("The sheets were filled after the survey has opened and not later than today."))
    invitations = {each.participation_id: each for each in survey.invitations.all()}
    entered = 0
    for sheet in sheets:
        if _known(survey, sheet.entry) is None:
            invitation = invitations.get(sheet.participation.pk) if sheet.participation else None
            _take(survey, sheet.values, invitation=invitation, entry=sheet.entry, on=on, from_paper=True)
            entered += 1
    if entered:
        audit.record(
            "survey.sheets_entered", survey, by=by, at=at, scope=survey.organization.path, changes={"sheets": entered}
        )
    return entered


def _known(survey: Survey, entry: uuid.UUID) -> SurveyResponse | None:
    return SurveyResponse.objects.filter(survey=survey, entry=entry).first()


def _take(
    survey: Survey,
    values: Values,
    *,
    invitation: SurveyInvitation | None,
    entry: uuid.UUID,
    on: date,
    from_paper: bool,
) -> SurveyResponse:
    participation = None
    if survey.invitations.exists() and not survey.is_anonymous:
        if invitation is None:
            raise AnswersRefused(_("Only those who were invited are asked. Add newcomers on the page of the survey."))
        if not SurveyInvitation.objects.filter(pk=invitation.pk, answered_on=None).update(answered_on=on):
            raise AnswersRefused(_("This person has answered already; the first answers stay."))
        participation = invitation.participation
    try:
        with transaction.atomic():
            response = SurveyResponse.objects.create(
                survey=survey, entry=entry, participation=participation, answered_on=on, from_paper=from_paper
            )
    except IntegrityError as error:
        raise AnswersRefused(_("These answers have been taken already.")) from error
    Answer.objects.bulk_create(_answers(response, values))
    return response


def _answers(response: SurveyResponse, values: Values) -> Iterable[Answer]:
    for question, value in values.items():
        if isinstance(value, str) and value.strip():
            yield Answer(response=response, question=question, text=value.strip())
        elif isinstance(value, int):
            yield Answer(response=response, question=question, number=value)
