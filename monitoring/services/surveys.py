"""A survey of an institution: opened for those in pairs, completed by newcomers, closed early."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import Organization, User
from participants.models import Participation

from ..models import Survey, SurveyInvitation, SurveyTemplate
from ..selectors.surveys import asked_people, templates_for
from .survey_links import common_token, digest

FARTHEST = timedelta(days=366)


class SurveyRefused(Refused):
    """The survey cannot be opened or changed so; the message says what to do."""


@dataclass(frozen=True)
class SurveyDraft:
    """What is entered of a survey."""

    template: SurveyTemplate
    title: str
    opens_on: date
    closes_on: date
    is_anonymous: bool = False


@transaction.atomic
def open_survey(draft: SurveyDraft, *, organization: Organization, by: User, at: datetime) -> Survey:
    """Opens a survey and invites those whom its template asks. Raises SurveyRefused."""
    _check(draft, organization, at)
    curator = draft.template.audience == SurveyTemplate.Audience.CURATOR
    people = asked_people(organization, draft.template, draft.opens_on)
    if not curator and not people:
        raise SurveyRefused(_("Nobody is in pairs by a signed order on that day, so there is nobody to ask."))
    survey = Survey.objects.create(
        organization=organization,
        template=draft.template,
        title=draft.title.strip(),
        opens_on=draft.opens_on,
        closes_on=draft.closes_on,
        is_anonymous=draft.is_anonymous and not curator,
        created_at=at,
    )
    if survey.is_anonymous:
        survey.token_digest = digest(common_token(survey))
        survey.save(update_fields=["token_digest"])
    number = _invite(survey, people)
    _record("survey.opened", survey, {"asked": number, "anonymous": survey.is_anonymous}, by=by, at=at)
    return survey


def _check(draft: SurveyDraft, organization: Organization, at: datetime) -> None:
    if draft.template not in templates_for(organization):
        raise SurveyRefused(_("This version of the questions has been changed. Choose the template once more."))
    if abs(draft.opens_on - timezone.localdate(at)) > FARTHEST:
        raise SurveyRefused(_("The survey opens too far from today. Choose a day within a year."))
    if draft.closes_on < draft.opens_on:
        raise SurveyRefused(_("The survey would close before it opens. Check the two days."))
    if draft.closes_on < timezone.localdate(at):
        raise SurveyRefused(_("The last day is past. Choose today or a later day."))


@transaction.atomic
def invite_newcomers(survey: Survey, *, by: User, at: datetime) -> int:
    """Adds those who came into pairs since; how many. Raises SurveyRefused when the survey has ended."""
    _refuse_ended(survey, at)
    known = survey.invitations.values("participation")
    number = _invite(
        survey, asked_people(survey.organization, survey.template, timezone.localdate(at)).exclude(pk__in=known)
    )
    if number:
        _record("survey.widened", survey, {"asked": number}, by=by, at=at)
    return number


@transaction.atomic
def close_survey(survey: Survey, *, by: User, at: datetime) -> None:
    """Takes no answers any more. Raises SurveyRefused when it has ended already."""
    _refuse_ended(survey, at)
    if not Survey.objects.filter(pk=survey.pk, closed_at=None).update(closed_at=at):
        raise SurveyRefused(_("The survey has ended already."))
    survey.closed_at = at
    _record("survey.closed", survey, {}, by=by, at=at)


@transaction.atomic
def prolong_survey(survey: Survey, closes_on: date, *, by: User, at: datetime) -> None:
    """Moves the last day; an ended survey is opened again. Raises SurveyRefused for a day that is past."""
    if closes_on < max(timezone.localdate(at), survey.opens_on):
        raise SurveyRefused(_("The last day is past. Choose today or a later day."))
    before = survey.closes_on
    Survey.objects.filter(pk=survey.pk).update(closes_on=closes_on, closed_at=None)
    survey.closes_on, survey.closed_at = closes_on, None
    changes = {"closes_on": [before.isoformat(), closes_on.isoformat()]}
    _record("survey.prolonged", survey, changes, by=by, at=at)


def _refuse_ended(survey: Survey, at: datetime) -> None:
    if survey.has_ended_by(timezone.localdate(at)):
        raise SurveyRefused(_("The survey has ended already."))


def _invite(survey: Survey, people: Iterable[Participation]) -> int:
    return len(SurveyInvitation.objects.bulk_create(SurveyInvitation(survey=survey, participation=p) for p in people))


def _record(verb: str, survey: Survey, changes: dict, *, by: User, at: datetime) -> None:
    audit.record(verb, survey, by=by, at=at, scope=survey.organization.path, changes=changes)
