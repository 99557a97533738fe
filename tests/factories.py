"""The world in which tests live: region > two municipalities > four institutions, a person per role, a stranger.

Plain functions; what a test does not name gets a sensible value. Nothing here goes round a constraint.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from orders.models import Order, OrderSeries
from organizations.models import Membership, Organization, Role, User
from pairing.models import Membership as PairMembership
from pairing.models import PairChange, Pairing
from participants.consenting import signer_at
from participants.fingerprints import fingerprint
from participants.models import Consent, ConsentText, MentoringForm, Participation, Person
from roadmaps.models import Activity, Roadmap, Section

PASSWORD = "nastavnik-demo"
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))
TODAY = NOW.date()
DEMO_AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))


def make_organization(slug: str, parent: Organization | None = None, **fields) -> Organization:
    """An organisation below `parent`; its level follows from the parent's."""
    below = {None: "region", "region": "municipality", "municipality": "institution"}
    level = fields.pop("level", below[parent.level if parent else None])
    organization = Organization.objects.create(
        level=level,
        kind=fields.pop("kind", "school" if level == "institution" else "authority"),
        parent=parent,
        path=f"?{slug}",
        slug=slugify(slug),
        full_name=fields.pop("full_name", f"Организация {slug}"),
        short_name=fields.pop("short_name", slug),
        **fields,
    )
    organization.path = (parent.path if parent else "") + organization.own_path_step
    organization.save(update_fields=["path"])
    OrderSeries.objects.create(organization=organization, code="main", title="Основная деятельность", pattern="{n}-од")
    return organization


def make_user(email: str, **fields) -> User:
    name = email.split("@")[0]
    return User.objects.create_user(
        email,
        PASSWORD,
        last_name=fields.pop("last_name", name.capitalize()),
        first_name=fields.pop("first_name", "Мария"),
        patronymic=fields.pop("patronymic", "Петровна"),
        **fields,
    )


def make_member(role: str, organization: Organization | None, email: str = "", **fields) -> User:
    """A new person with one membership."""
    user = make_user(email or f"{role}@{organization.slug if organization else 'example'}.example", **fields)
    Membership.objects.create(user=user, organization=organization, role=role, since=date(2020, 9, 1))
    return user


def make_roadmap(organization: Organization, *, sections: int = 1, activities: int = 2, **fields) -> Roadmap:
    """A draft with `sections` × `activities` rows due «до 15.04.2027»."""
    roadmap = Roadmap.objects.create(
        organization=organization,
        title=fields.pop("title", f"Дорожная карта {organization.slug}"),
        track=fields.pop("track", "students"),
        period_from=fields.pop("period_from", date(2026, 9, 1)),
        period_to=fields.pop("period_to", date(2027, 8, 31)),
        created_at=NOW,
        **fields,
    )
    for s in range(1, sections + 1):
        section = Section.objects.create(roadmap=roadmap, position=s, number=str(s), title=f"Раздел {s}")
        for a in range(1, activities + 1):
            Activity.objects.create(
                section=section,
                position=a,
                number=f"{s}.{a}",
                title=f"Мероприятие {s}.{a}",
                deadline="до 15.04.2027",
                result="Приказ",
            )
    return roadmap


@dataclass
class World:
    """Two municipalities of one region; `people` by role at school `a1` and above, `stranger` at `b1`."""

    region: Organization
    north: Organization
    south: Organization
    a1: Organization
    a2: Organization
    b1: Organization
    b2: Organization
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def make_world() -> World:
    region = make_organization("region", short_name="Северный край")
    north = make_organization("north", region, short_name="УО Северного района")
    south = make_organization("south", region, short_name="УО Южного района")
    world = World(
        region=region,
        north=north,
        south=south,
        a1=make_organization("a1", north, short_name="Школа № 1"),
        a2=make_organization("a2", north, short_name="Школа № 2"),
        b1=make_organization("b1", south, short_name="Лицей № 3"),
        b2=make_organization("b2", south, short_name="Гимназия № 4"),
    )
    world.people = {
        "curator": make_member(Role.CURATOR, world.a1),
        "director": make_member(Role.DIRECTOR, world.a1),
        "executor": make_member(Role.EXECUTOR, world.a1),
        "methodologist": make_member(Role.METHODOLOGIST, north),
        "head": make_member(Role.DIRECTOR, north),
        "coordinator": make_member(Role.COORDINATOR, region),
        "administrator": make_member(Role.ADMINISTRATOR, None),
        "stranger": make_member(Role.CURATOR, world.b1),
        "nobody": make_user("nobody@example.org"),
    }
    return world


def make_person(organization: Organization, **fields) -> Person:
    """A learner of 14 unless said otherwise; the fingerprint follows from the names and the birth date."""
    values = {"kind": Person.Kind.LEARNER, "last_name": "Соколова", "first_name": "Дарья", "patronymic": "Олеговна"}
    if fields.get("kind", Person.Kind.LEARNER) == Person.Kind.LEARNER:
        values |= {"birth_on": date(2012, 5, 14), "class_group": "8 «А»"}
    person = Person(organization=organization, created_at=NOW, **{**values, **fields})
    person.fingerprint = fingerprint(person.last_name, person.first_name, person.patronymic, person.birth_on)
    person.save()
    return person


def make_participation(person: Person, role: str = "mentee", **fields) -> Participation:
    """In the programme since the beginning of the school year, questionnaire filled, «ученик – ученик»."""
    form = (
        fields.pop("form", None)
        or MentoringForm.objects.get_or_create(
            organization=None,
            code="pupil-pupil",
            defaults={
                "title": "Ученик – ученик",
                "track": "students",
                "mentor_side": "learner",
                "mentee_side": "learner",
                "is_official": True,
            },
        )[0]
    )
    values = {"track": form.track, "joined_on": date(2026, 9, 1), "questionnaire_on": date(2026, 9, 1)}
    return Participation.objects.create(person=person, role=role, form=form, created_at=NOW, **{**values, **fields})


def make_consent(person: Person, kind: str = "processing", **fields) -> Consent:
    """Signed on 1 September by whoever signs at that age, without a term."""
    text = (
        fields.pop("text", None)
        or ConsentText.objects.get_or_create(
            organization=None,
            kind=kind,
            version=1,
            defaults={"purpose": "Цель", "data_list": "ФИО", "body": "Согласие", "published_on": date(2026, 8, 1)},
        )[0]
    )
    signed_on = fields.pop("signed_on", date(2026, 9, 1))
    age = person.age_on(signed_on)
    values = {"signer": signer_at(age, person.kind), "age_at_signing": age, "recorded_at": NOW}
    return Consent.objects.create(person=person, kind=kind, text=text, signed_on=signed_on, **{**values, **fields})


def make_pairing(mentor: Participation, *mentees: Participation, **fields) -> Pairing:
    """A pair or group of the school year, by an order signed on its first day unless `state` says it is a draft."""
    organization, state = mentor.person.organization, fields.pop("state", "approved")
    values = {"starts_on": date(2026, 9, 21), "ends_on": date(2027, 5, 31), "form": mentor.form, **fields}
    if state != "draft" and "order" not in values:
        values["order"] = make_order(organization, signed_on=values["starts_on"])
    pairing = Pairing.objects.create(organization=organization, mentor=mentor, state=state, created_at=NOW, **values)
    for mentee in mentees:
        PairMembership.objects.create(pairing=pairing, mentee=mentee, joined_on=pairing.starts_on)
    return pairing


def end_pairing(pairing: Pairing, last_day: date, kind: str = "completed", **fields) -> PairChange:
    """The pair has ended with the day, without an order."""
    return PairChange.objects.create(pairing=pairing, kind=kind, last_day=last_day, **fields)


def make_order(organization: Organization, **fields) -> Order:
    """A signed order; the next free number of its year unless one is given."""
    signed_on = fields.pop("signed_on", date(2026, 9, 21))
    series = OrderSeries.objects.get(organization=organization)
    number = fields.pop("number", None) or f"{1 + Order.objects.filter(series=series).count()}-од"
    values = {"kind": "assign_pairs", "state": Order.State.SIGNED, "title": "О закреплении наставнических пар"}
    return Order.objects.create(
        organization=organization, series=series, number=number, signed_on=signed_on, year=signed_on.year,
        created_at=NOW, **{**values, **fields},
    )  # fmt: skip
