"""What of the consents and of the personal-data desk is due to be reminded of.

The curators of the institution hear it, the director where there is no curator; of incidents both. People are numbers
here: titles travel by letters and stand in other systems.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.kinds import Kind
from notifications.sources import Reminder
from organizations.models import Membership, Role
from organizations.selectors import time_zones

from .consenting import OWN_SIGNATURE_FROM, birthday
from .kinds import CONSENT, NOTICE, REQUEST, RESULTS
from .models import Consent, Incident, Participation, Person, SubjectRequest
from .models.consents import ConsentKind
from .models.people import ADULT
from .selectors.blocking import unblocked
from .selectors.desk import unfinished_incidents
from .terms import PURPOSE_REACHED_AFTER, incident_deadlines

ENDING = (30, 7)  # days before a consent ends
BIRTHDAY = (14, 0)
REQUEST_DUE = (5, 1, 0)  # and every day once it is late
OF_USE_FOR = timedelta(days=14)  # a birthday that was missed is still spoken of

Told = dict[int, dict[str, set[int]]]  # organisation -> role -> people


def due_reminders(on: date) -> Iterator[Reminder]:
    """Everything due on the day, in a fixed number of queries."""
    told = _keepers()
    yield from _consents(on, told)
    yield from _birthdays(on, told)
    yield from _gone(on, told)
    yield from _requests(on, told)
    yield from _incidents(on, told)


def latest(due: date, on: date, days_before: tuple[int, ...]) -> date | None:
    """The latest of the planned days that has come by `on`; None while it is too early."""
    return max((due - timedelta(days=days) for days in days_before if due - timedelta(days=days) <= on), default=None)


def _keepers() -> Told:
    told: Told = defaultdict(lambda: defaultdict(set))
    held = Membership.objects.current().filter(role__in=(Role.CURATOR, Role.DIRECTOR), organization__closed_on=None)
    for organization, role, user in held.values_list("organization", "role", "user"):
        told[organization][role].add(user)
    return told


def _one_of(told: Told, organization: int) -> set[int]:
    here = told.get(organization, {})
    return here.get(Role.CURATOR) or here.get(Role.DIRECTOR) or set()


def _both(told: Told, organization: int) -> set[int]:
    return set().union(*told.get(organization, {}).values())


def _inside(on: date, person: str) -> Exists:
    return Exists(Participation.objects.kept().in_force(on).filter(person=OuterRef(person)))


def _consents(on: date, told: Told) -> Iterator[Reminder]:
    """Consents of those who take part that end within thirty days and were not signed anew for longer."""
    window = (on, on + timedelta(days=max(ENDING)))
    longer = Consent.objects.filter(person=OuterRef("person"), kind=OuterRef("kind"), withdrawn_on=None).filter(
        Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until"))
    )
    ending = Consent.objects.filter(
        _inside(on, "person"), ~Exists(longer), withdrawn_on=None, valid_until__range=window
    )
    columns = ("pk", "kind", "valid_until", "person", "person__organization")
    for pk, kind, ends, person, organization in ending.order_by("pk").values_list(*columns):
        title = _("Participant № %(number)d: the consent %(kind)s ends on %(day)s")
        said = {"number": person, "kind": ConsentKind(kind).label, "day": f"{ends:%d.%m.%Y}"}
        text = _("Print a new blank from the card of the participant and have it signed before that day.")
        moment = latest(ends, on, ENDING)
        yield from _to(
            _one_of(told, organization),
            CONSENT,
            f"consent:{pk}",
            organization,
            moment,
            title % said,
            text,
            _card(person),
            ends,
        )


def _birthdays(on: date, told: Told) -> Iterator[Reminder]:
    """The fourteenth birthday, from which the learner signs too, and the eighteenth, from which nobody else does."""
    for age in (OWN_SIGNATURE_FROM, ADULT):
        years = relativedelta(years=age)
        window = (
            on - OF_USE_FOR - years - timedelta(days=1),
            on + timedelta(days=max(BIRTHDAY)) - years + timedelta(days=1),
        )
        people = Person.objects.kept().filter(_inside(on, "pk"), kind=Person.Kind.LEARNER, birth_on__range=window)
        for pk, born, organization in people.order_by("pk").values_list("pk", "birth_on", "organization"):
            day = birthday(born, age)
            moment = latest(day, on, BIRTHDAY)
            if moment is None or day < on - OF_USE_FOR:
                continue
            title = _("Participant № %(number)d: consents are to be asked for anew by %(day)s")
            text = (
                _("From the age of 18 the participant signs alone; what only the representative signed ends.")
                if age == ADULT
                else _("From the age of 14 the participant signs together with the legal representative.")
            )
            said = {"number": pk, "day": f"{day:%d.%m.%Y}"}
            yield from _to(
                _one_of(told, organization),
                CONSENT,
                f"person:{pk}",
                organization,
                moment,
                title % said,
                text,
                _card(pk),
                day,
            )


def _gone(on: date, told: Told) -> Iterator[Reminder]:
    """Whoever takes part no more for thirty days: the purpose is reached, the data is to be destroyed."""
    window = (on - PURPOSE_REACHED_AFTER - OF_USE_FOR, on - PURPOSE_REACHED_AFTER)
    still = Exists(Participation.objects.filter(person=OuterRef("pk"), left_on=None))
    gone = unblocked(Person.objects.kept(), "pk").annotate(last=Max("participations__left_on"))
    gone = gone.filter(~still, last__range=window).order_by("pk")
    for pk, last, organization in gone.values_list("pk", "last", "organization"):
        title = _("Participant № %(number)d: the purpose of processing is reached") % {"number": pk}
        text = _(
            "The person takes part no more since %(day)s. Enter «purpose reached» on the card and destroy the data."
        )
        said = text % {"day": f"{last:%d.%m.%Y}"}
        moment = last + PURPOSE_REACHED_AFTER
        yield from _to(
            _one_of(told, organization), REQUEST, f"purpose:{pk}", organization, moment, title, said, _card(pk), None
        )


def _requests(on: date, told: Told) -> Iterator[Reminder]:
    near = SubjectRequest.objects.filter(
        state=SubjectRequest.State.OPEN, due_on__lte=on + timedelta(days=max(REQUEST_DUE))
    )
    columns = ("pk", "kind", "due_on", "person", "organization")
    for pk, kind, due, person, organization in near.order_by("pk").values_list(*columns):
        moment = on if due < on else latest(due, on, REQUEST_DUE)
        title = _("Request of participant № %(number)d (%(kind)s): to be done by %(day)s")
        said = {"number": person, "kind": SubjectRequest.Kind(kind).label, "day": f"{due:%d.%m.%Y}"}
        text = _("The term is over. Every further day is a breach of the law.") if due < on else ""
        url = reverse("participants:request", args=[pk])
        yield from _to(
            _one_of(told, organization),
            REQUEST,
            f"subjectrequest:{pk}",
            organization,
            moment,
            title % said,
            text,
            url,
            due,
        )


def _incidents(on: date, told: Told) -> Iterator[Reminder]:
    """Every day, until both notices are marked as sent; the hours are those of the institution's clock."""
    unfinished = list(unfinished_incidents(Incident.objects.all()).order_by("pk"))
    zones = time_zones(incident.organization_id for incident in unfinished)
    for incident in unfinished:
        zone = zones[incident.organization_id]
        notice, results = incident_deadlines(incident.found_at)
        clocks = (
            (NOTICE, notice, incident.first_notice_at, _("Incident № %(number)d: notify Roskomnadzor by %(moment)s")),
            (
                RESULTS, results, incident.results_notice_at,
                _("Incident № %(number)d: results of the investigation to Roskomnadzor by %(moment)s"),
            ),
        )  # fmt: skip
        for kind, until, sent_at, title in clocks:
            found_on = timezone.localdate(incident.found_at, zone)
            if sent_at is None and on >= found_on:
                said = {"number": incident.pk, "moment": f"{timezone.localtime(until, zone):%d.%m.%Y %H:%M}"}
                url = reverse("participants:incident", args=[incident.pk])
                people = _both(told, incident.organization_id)
                yield from _to(
                    people, kind, f"incident:{incident.pk}", incident.organization_id, on, title % said, "", url, None
                )


def _card(person: int) -> str:
    return reverse("participants:person", args=[person])


def _to(
    people: set[int],
    kind: Kind,
    subject: str,
    organization: int,
    moment: date,
    title: str,
    text: str,
    url: str,
    due: date | None,
) -> Iterator[Reminder]:
    for person in sorted(people):
        yield Reminder(
            kind=kind.code,
            subject=subject,
            recipient_id=person,
            organization_id=organization,
            moment=moment,
            title=title,
            text=text,
            url=url,
            due=due,
        )
