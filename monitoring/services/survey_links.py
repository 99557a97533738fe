"""The ways to a survey: one link for all when it is anonymous, a personal one for each when answers are linked.

The common link opens nothing but empty questions, so it is made of the secret key anew whenever it is shown. A
personal one is random and told once, on a slip or in a letter; the product keeps its digest.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from organizations.models import User
from organizations.selectors import zone_of
from participants.selectors.blocking import unblocked

from ..models import Survey, SurveyInvitation
from ..selectors.surveys import open_to_answer

PERSONAL_BYTES = 24  # 192 bits
COMMON_LENGTH = 24  # hexadecimal signs, 96 bits: short enough to be typed from a poster


class LinkRefused(Refused):
    """There is nobody to give a link to, or the survey has none."""


@dataclass(frozen=True)
class MadeLink:
    """A personal link and its token: the only time that the token is known."""

    invitation: SurveyInvitation
    token: str


@dataclass(frozen=True)
class Opened:
    """What a token opens: a survey, and whose answers they will be unless it is anonymous."""

    survey: Survey
    invitation: SurveyInvitation | None = None


def common_token(survey: Survey) -> str:
    """The token of an anonymous survey: the same whenever it is asked for."""
    return salted_hmac("monitoring.survey", f"{survey.pk}", algorithm="sha256").hexdigest()[:COMMON_LENGTH]


def common_address(survey: Survey) -> str:
    """The address for the poster. Once the secret key has been changed it is another one, and that one works."""
    token = common_token(survey)
    if survey.token_digest != digest(token):
        survey.token_digest = digest(token)
        survey.save(update_fields=["token_digest"])
    return address_of(token)


def new_token() -> str:
    return secrets.token_urlsafe(PERSONAL_BYTES)


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """The full address of the page behind the link."""
    return settings.SITE_URL.rstrip("/") + reverse("survey:fill", args=[token])


def opened_by(token: str, *, at: datetime) -> Opened | None:
    """What this token opens at the moment; None for any token that opens nothing, whatever the reason.

    A survey opens and closes by the clock of its institution.
    """
    opened = _behind(digest(token))
    if opened is None:
        return None
    today = timezone.localdate(at, zone_of(opened.survey.organization))
    return opened if opened.survey.is_open_on(today) else None


def _behind(known: str) -> Opened | None:
    """The survey of a common link, or the invitation of a personal one that has not been answered."""
    surveys = Survey.objects.select_related("organization", "template")
    survey = surveys.filter(is_anonymous=True, token_digest=known).first()
    if survey:
        return Opened(survey)
    rows = SurveyInvitation.objects.filter(token_digest=known, answered_on=None, participation__person__erased_at=None)
    found = unblocked(rows, "participation__person").select_related("survey__organization", "survey__template").first()
    return Opened(found.survey, found) if found else None


@transaction.atomic
def make_links(survey: Survey, *, by: User, at: datetime) -> list[MadeLink]:
    """A new personal link for each who has not answered; those given before open nothing. Raises LinkRefused."""
    made = []
    for invitation in _to_invite(survey, at):
        token = new_token()
        invitation.token_digest, invitation.letter_due_at = digest(token), None
        made.append(MadeLink(invitation, token))
    SurveyInvitation.objects.bulk_update([one.invitation for one in made], ["token_digest", "letter_due_at"])
    _record("survey.links_made", survey, {"links": len(made)}, by=by, at=at)
    return made


@transaction.atomic
def post_links(survey: Survey, *, by: User, at: datetime) -> int:
    """New links by e-mail to those with an address who have not answered; how many letters. Raises LinkRefused."""
    reachable = [one.pk for one in _to_invite(survey, at) if one.participation.person.email]
    if not reachable:
        raise LinkRefused(_("None of those who have not answered has an e-mail address. Print the slips instead."))
    SurveyInvitation.objects.filter(pk__in=reachable).update(letter_due_at=at, attempts=0, error="")
    _record("survey.links_posted", survey, {"links": len(reachable)}, by=by, at=at)
    return len(reachable)


def _to_invite(survey: Survey, at: datetime) -> Iterable[SurveyInvitation]:
    if survey.is_anonymous:
        raise LinkRefused(_("An anonymous survey has one link for all: print the poster."))
    if survey.has_ended_by(timezone.localdate(at)):
        raise LinkRefused(_("The survey has ended. Move its last day first."))
    found = list(open_to_answer(survey))
    if not found:
        raise LinkRefused(_("Everybody has answered already: there is nobody to give a link to."))
    return found


def _record(verb: str, survey: Survey, changes: dict, *, by: User, at: datetime) -> None:
    audit.record(verb, survey, by=by, at=at, scope=survey.organization.path, changes=changes)
