"""Partners of the institutions with agreements: one that ends soon, one that has ended, one still to be made."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from core.calendar import SchoolYear
from organizations.models import Organization
from participants.drafts import PersonDraft
from participants.models import Agreement, Partner, Person
from participants.services.partners import add_agreement, add_partner
from participants.services.people import change_person

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper
from .scans import scan

TERM = timedelta(days=365)


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Gives partners to the institutions that have none yet."""
    for slug, specs in demo_data("surroundings")["partners"].items():
        if not Partner.objects.filter(organization=tree[slug]).exists():
            for spec in specs:
                _make(tree[slug], spec, at=at)


def _make(organization: Organization, spec: dict, *, at: datetime) -> None:
    """A partner since `begins` days after the beginning of the school year, its agreements, its people of the bank."""
    today, by = timezone.localdate(at), keeper(organization)
    since = min(working_day(SchoolYear.of(today).starts + timedelta(days=spec["begins"])), today)
    clock = {"by": by, "at": working_hour(since, now=at)}
    fields = {name: spec[name] for name in ("name", "kind", "inn", "contact", "site")}
    partner = add_partner(Partner(**fields, since=since), organization=organization, **clock)
    for agreement in spec["agreements"]:
        _agree(partner, agreement, by=by, at=at)
    for person in Person.objects.filter(organization=organization, workplace=partner.name, partner=None):
        draft = replace(PersonDraft.of(person), partner=partner)
        change_person(person, draft, seen=person.revision, by=by, at=at)


def _agree(partner: Partner, spec: dict, *, by, at: datetime) -> None:
    """An agreement of a year or two that runs out `ends_in` days after today."""
    today = timezone.localdate(at)
    ends = today + timedelta(days=spec["ends_in"])
    signed = _signed(ends, today)
    agreement = Agreement(number=spec["number"], subject=spec["subject"], signed_on=signed, valid_until=ends)
    moment = working_hour(max(signed, partner.since), now=at)
    add_agreement(partner, agreement, scan=scan(f"Соглашение № {spec['number']}.pdf"), by=by, at=moment)


def _signed(ends: date, today: date) -> date:
    signed = ends - TERM
    return working_day(signed if signed <= today else signed - TERM)
