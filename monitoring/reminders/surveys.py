"""Surveys that have opened or close soon (notifications/sources.py).

The curator hears it, the director where there is none.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from notifications.sources import Reminder
from organizations.models import Membership, Role

from ..kinds import SURVEY
from ..models import Survey
from ..selectors.surveys import with_numbers

BEFORE_CLOSING = timedelta(days=3)
OF_USE_FOR = timedelta(days=7)  # that a survey has opened is news for a week


def due_reminders(on: date) -> Iterator[Reminder]:
    """The day a survey opens, and three days before it closes while some have not answered; in two queries."""
    surveys = Survey.objects.open_on(on).filter(opens_on__lte=on).exclude(template__audience="curator")
    told = _told() if surveys.exists() else {}
    for survey in with_numbers(surveys).order_by("pk"):
        for moment, title, text in _said(survey, on):
            for person in sorted(told.get(survey.organization_id, ())):
                yield Reminder(
                    kind=SURVEY.code,
                    subject=f"survey:{survey.pk}",
                    recipient_id=person,
                    organization_id=survey.organization_id,
                    moment=moment,
                    title=title % {"title": survey.title, "day": f"{survey.closes_on:%d.%m.%Y}"},
                    text=text % {"answered": survey.answered, "asked": survey.asked},
                    url=survey.get_absolute_url(),
                    due=survey.closes_on,
                )


def _said(survey: Survey, on: date) -> Iterator[tuple[date, str, str]]:
    if on < survey.opens_on + OF_USE_FOR and not survey.answered:
        title = _("The survey «%(title)s» has opened, until %(day)s")
        yield survey.opens_on, title, _("Hand out the links or the poster: %(asked)d are to be asked.")
    closing = survey.closes_on - BEFORE_CLOSING
    if on >= closing > survey.opens_on and survey.answered < survey.asked:
        text = _("%(answered)d of %(asked)d have answered. Remind the others or move the last day.")
        yield closing, _("The survey «%(title)s» closes on %(day)s"), text


def _told() -> dict[int, set[int]]:
    """Who is told, by institution."""
    by_role: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    held = Membership.objects.current().filter(role__in=(Role.CURATOR, Role.DIRECTOR), organization__closed_on=None)
    for organization, role, user in held.values_list("organization", "role", "user"):
        by_role[organization][role].add(user)
    return {place: roles.get(Role.CURATOR) or roles[Role.DIRECTOR] for place, roles in by_role.items()}
