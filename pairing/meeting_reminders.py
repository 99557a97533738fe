"""What of the meetings is due to be reminded of (notifications/sources.py), told to those who keep the pairs.

Meetings of one day are told together, so that thirty pairs are one line of a letter. Titles travel by letters: they
hold numbers and days, no name and no topic.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.sources import Reminder

from .models import Meeting, Pairing
from .notices import SILENT, TOMORROW, UNMARKED
from .selectors.keepers import keepers
from .selectors.meetings import View
from .selectors.rhythm import silent, silent_since

DAY = timedelta(days=1)
UNMARKED_AFTER = timedelta(days=2)
OF_USE_FOR = timedelta(days=14)  # a day that nobody has marked for longer is known to be


def due_reminders(on: date) -> Iterator[Reminder]:
    """Meetings of tomorrow, days that are not marked, pairs that are silent, in a fixed number of queries."""
    told = keepers()
    yield from _tomorrow(on, told)
    yield from _unmarked(on, told)
    yield from _silent(on, told)


def _tomorrow(on: date, told: dict[int, set[int]]) -> Iterator[Reminder]:
    for organization, day, number in _planned((on, on + DAY), on):
        title = ngettext("%(day)s: %(number)d meeting", "%(day)s: %(number)d meetings", number)
        yield from _to(
            told[organization],
            kind=TOMORROW.code,
            subject=f"meetings:{organization}",
            organization_id=organization,
            moment=day - DAY,
            title=title % {"day": f"{day:%d.%m.%Y}", "number": number},
            text=_("Afterwards one tap on the list says that a meeting was held."),
            url=_list(View.WEEK),
            due=day,
        )


def _unmarked(on: date, told: dict[int, set[int]]) -> Iterator[Reminder]:
    """Told once for each day."""
    for organization, day, number in _planned((on - UNMARKED_AFTER - OF_USE_FOR, on - UNMARKED_AFTER), on):
        title = ngettext(
            "%(number)d meeting of %(day)s is not marked", "%(number)d meetings of %(day)s are not marked", number
        )
        yield from _to(
            told[organization],
            kind=UNMARKED.code,
            subject=f"unmarked:{organization}",
            organization_id=organization,
            moment=day + UNMARKED_AFTER,
            title=title % {"number": number, "day": f"{day:%d.%m.%Y}"},
            text=_("Tick those that were held and confirm them at once; the others did not take place."),
            url=_list(View.UNMARKED),
        )


def _planned(days: tuple[date, date], on: date) -> Iterator[tuple[int, date, int]]:
    """Organisation, day and number of the meetings that are planned for these days for pairs at work."""
    planned = Meeting.objects.planned().filter(planned_on__range=days, pairing__in=Pairing.objects.active(on))
    rows = planned.order_by("pairing__organization", "planned_on").values_list("pairing__organization", "planned_on")
    yield from rows.annotate(number=Count("pk"))


def _silent(on: date, told: dict[int, set[int]]) -> Iterator[Reminder]:
    for pairing in silent(Pairing.objects.select_related("programme"), on).order_by("pk"):
        last = _("Last met on %(day)s.") % {"day": f"{pairing.last_met:%d.%m.%Y}"} if pairing.last_met else ""
        yield from _to(
            told[pairing.organization_id],
            kind=SILENT.code,
            subject=f"pairing:{pairing.pk}",
            organization_id=pairing.organization_id,
            moment=silent_since(pairing, pairing.last_met),
            title=_("Pair № %(number)d is silent: no meeting for longer than twice the norm") % {"number": pairing.pk},
            text=" ".join(filter(None, (last, _("Ask the mentor what is the matter.")))),
            url=pairing.get_absolute_url(),
        )


def _list(view: str) -> str:
    return f"{reverse('pairing:meetings')}?view={view}"


def _to(people: set[int], **what) -> Iterator[Reminder]:
    yield from (Reminder(recipient_id=person, **what) for person in sorted(people))
