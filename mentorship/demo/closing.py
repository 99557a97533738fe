"""Events of the demo's banks, what people said at them, awards and two cases: a mentoring year in its middle."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from organizations.models import Organization, User
from pairing.models import CaseStory, Event, Pairing
from pairing.selectors.events import candidates, pairs_on, people_of_pairs
from pairing.selectors.standing import with_people
from pairing.services import awards, cases, closing, events
from pairing.wording import name_of
from participants.models import Participation
from roadmaps.selectors.counting import attachable_in

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

AWARDED = 4
SAID = 2  # pairs that have looked back already


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Enters the events, awards and cases of institutions that have none yet."""
    today = timezone.localdate(at)
    for slug, specs in demo_data("closing").items():
        organization = tree[slug]
        if not Event.objects.filter(organization=organization).exists():
            held = [_event(organization, spec, today, at=at) for spec in specs["events"]]
            clock = {"by": keeper(organization), "at": at}
            _award(organization, next(event for event in held if event.held), **clock)
            _look_back(organization, specs["said"], today, **clock)
            _write_cases(organization, specs["cases"], **clock)


def _event(organization: Organization, spec: dict, today: date, *, at: datetime) -> Event:
    """An event so many days from today; a past one has been held by the pairs that there were, or by everybody."""
    on = working_day(today + timedelta(days=spec["days"]))
    by, entered = keeper(organization), working_hour(min(on, today), now=at)
    event = Event(kind=spec["kind"], title=spec["title"], on=on, place=spec["place"], agenda=spec["agenda"])
    said = spec["activity"].casefold()
    served = [each for each in attachable_in(organization, today) if said in each.title.casefold()][:1]
    events.add_event(event, organization=organization, activities=served, by=by, at=entered)
    people = people_of_pairs(event, pairs_on(event)) or set(candidates(event).values_list("pk", flat=True)[:12])
    events.mark_people(event, shown=people, present=people, by=by, at=entered)
    if on <= today:
        events.hold_event(event, guests=spec["guests"], by=by, at=entered)
        event.refresh_from_db()
    return event


def _award(organization: Organization, event: Event, *, by: User, at: datetime) -> None:
    mentors = event.people.filter(role=Participation.Role.MENTOR).select_related("person__organization")[:AWARDED]
    datives = {row: name_of(row.person).dative for row in mentors}
    if datives:
        awards.issue_awards(
            datives, kind="thanks", words="за участие в подготовке и проведении группового мероприятия наставников",
            on=event.on, organization=organization, event=event, by=by, at=at,
        )  # fmt: skip


def _look_back(organization: Organization, said: list[str], today: date, *, by: User, at: datetime) -> None:
    pairs = with_people(Pairing.objects.active(today).filter(organization=organization)).order_by("pk")[:SAID]
    for pairing in pairs:
        mentee = pairing.members[0].mentee
        answers = [
            closing.Said(pairing, who, reached=reached, valuable=valuable, goes_on=True)
            for who, reached, valuable in ((pairing.mentor, said[0], said[1]), (mentee, said[2], said[3]))
        ]
        closing.record_reflections(answers, on=today, by=by, at=at)


def _write_cases(organization: Organization, specs: list[dict], *, by: User, at: datetime) -> None:
    """The first is open to others as a practice; the second stays with its pair."""
    pairing = Pairing.objects.filter(organization=organization).exclude(state=Pairing.State.DRAFT).first()
    for place, spec in enumerate(specs):
        case = CaseStory(title=spec["title"], text=spec["text"], pairing=pairing if place else None)
        cases.add_case(case, people=[], organization=organization, by=by, at=at)
        if not place:
            cases.share_practice(case, despite=True, by=by, at=at)
