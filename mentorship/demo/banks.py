"""The banks of institutions: invented people at every stage."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from django.utils import timezone

from core.calendar import SchoolYear
from organizations.models import Organization, User
from participants.consenting import needed_kinds, signer_at
from participants.drafts import ParticipationDraft, PersonDraft, RepresentativeDraft
from participants.models import (
    BankSettings,
    Certificate,
    Consent,
    ConsentText,
    MentoringForm,
    Participation,
    Person,
    Programme,
    Topic,
)
from participants.models.reference import Track
from participants.services.consents import record_consent
from participants.services.participation import add_participant, leave
from participants.services.people import add_person
from participants.services.programmes import add_programme
from participants.services.settings import change_settings, count_groups

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

Kind, Role = Person.Kind, Participation.Role
WITHOUT_QUESTIONNAIRE = 7  # every so many-eth has not filled it in yet
WITHOUT_CONSENT = 5
GONE = 11
OPERATOR = {"operator_inn": "1234567894", "operator_ogrn": "1234567890127"}  # invented; the check digits are right
ADULT_SIDES = {"teacher": Kind.EMPLOYEE, "head": Kind.EMPLOYEE, "employer": Kind.EXTERNAL, "partner": Kind.EXTERNAL}


@dataclass
class Cast:
    """Invented people without end, the same from one loading to the next."""

    organization: Organization
    spec: dict
    year: SchoolYear
    data: dict = field(default_factory=lambda: demo_data("banks"))

    def __post_init__(self):
        self.random = Random(self.organization.slug)  # noqa: S311 - a demo, not a secret
        self.numbers = count()
        self.surnames = self.random.sample(self.data["last"], len(self.data["last"]))

    def person(self, side: str, role: str) -> PersonDraft:
        female = self.random.random() < (0.55 if side == "learner" else 0.8)
        kind = ADULT_SIDES.get(side, Kind.LEARNER)
        names = self._names(female, adult=kind != Kind.LEARNER)
        if kind == Kind.LEARNER:
            older = role == Role.MENTOR
            return PersonDraft(kind=kind, **names, birth_on=self._born(15 if older else 11, 17 if older else 15),
                               class_group=self.random.choice(self.spec["groups"]))  # fmt: skip
        born = self._born(30, 58) if role == Role.MENTOR else self._born(22, 27)
        work = {"position": "специалист", "workplace": self.random.choice(self.data["workplaces"])}
        if kind == Kind.EMPLOYEE:
            began = self.year.start_year - (self.random.randint(9, 25) if role == Role.MENTOR else 1)
            since = max(date(began, 9, 1), date(born.year + 21, 9, 1))
            work = {"position": self.random.choice(self.spec["positions"]), "experience_since": since}
        return PersonDraft(kind=kind, **names, birth_on=born, phone=self._phone(), **work)

    def parent_of(self, child: PersonDraft) -> RepresentativeDraft:
        male, female = next(pair for pair in self.data["last"] if child.last_name in pair)
        mother = self.random.random() < 0.8
        first = self.random.choice(self.data["women" if mother else "men"])
        patronymic = self.random.choice(self.data["fathers"])[mother]
        name = f"{female if mother else male} {first} {patronymic}"
        return RepresentativeDraft(name, "mother" if mother else "father", phone=self._phone())

    def _names(self, female: bool, *, adult: bool) -> dict[str, str]:
        number = next(self.numbers)
        firsts = self.data[("women" if female else "men") if adult else ("girls" if female else "boys")]
        return {
            "last_name": self.surnames[number % len(self.surnames)][female],
            "first_name": self.random.choice(firsts),
            "patronymic": self.random.choice(self.data["fathers"])[female],
            "sex": Person.Sex.FEMALE if female else Person.Sex.MALE,
        }

    def _born(self, youngest: int, oldest: int) -> date:
        return self.year.starts - timedelta(days=self.random.randint(youngest * 365 + 20, oldest * 365 + 340))

    def _phone(self) -> str:
        return f"8 900 {self.random.randint(100, 999)}-{self.random.randint(10, 99)}-{self.random.randint(10, 99)}"


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """Fills the banks that are empty."""
    for slug, spec in demo_data("banks")["banks"].items():
        organization = tree[slug]
        if not Person.objects.filter(organization=organization).exists():
            Filling(organization, spec, at).fill()


class Filling:
    """One institution's bank, written as its curator would have, in September and October."""

    def __init__(self, organization: Organization, spec: dict, at: datetime):
        self.organization, self.spec, self.now = organization, spec, at
        self.year = SchoolYear.of(timezone.localdate(at))
        self.cast = Cast(organization, spec, self.year)
        self.random, self.data = self.cast.random, self.cast.data
        self.by: User = keeper(organization)
        self.topics = list(Topic.objects.usable_in(organization))
        texts = ConsentText.objects.usable_in(organization).filter(organization=None).order_by("version")
        self.texts = {text.kind: text for text in texts}

    def fill(self) -> None:
        self._name_the_operator()
        for spec in self.spec["programmes"]:
            programme = self._programme(spec)
            for role in (Role.MENTOR, Role.MENTEE):
                for number in range(1, spec[f"{role}s"] + 1):
                    self._participant(programme, role, number)
        self._somebody_twice()
        groups = {"disability": 3, "gifted": 11, "hardship": 4, "low_income": 9}
        on = min(date(self.year.start_year, 10, 1), timezone.localdate(self.now))
        count_groups(groups, organization=self.organization, on=on, by=self.by, at=self.now)

    def _name_the_operator(self) -> None:
        """What the blanks of consents say of the institution."""
        address = f"{self.organization.place or self.organization.parent.place}, ул. Школьная, д. 1"
        settings = BankSettings(organization=self.organization, operator_address=address, **OPERATOR)
        change_settings(settings, seen=1, **self._clock(date(self.year.start_year, 9, 1)))

    def _clock(self, day: date) -> dict:
        return {"by": self.by, "at": working_hour(day, now=self.now)}

    def _programme(self, spec: dict) -> Programme:
        programme = Programme(
            title=spec["title"],
            form=MentoringForm.objects.get(organization=None, code=spec["form"]),
            goal=spec["goal"],
            expected=spec["expected"],
            starts_on=self.year.starts,
            ends_on=date(self.year.start_year + 1, 5, 31),
            weeks=30,
            training_required=spec["training_required"],
            meetings_a_month=spec.get("meetings_a_month", 2),
        )
        return add_programme(programme, organization=self.organization, **self._clock(self.year.starts))

    def _participant(self, programme: Programme, role: str, number: int) -> None:
        side = programme.form.mentor_side if role == Role.MENTOR else programme.form.mentee_side
        draft = self.cast.person(side, role)
        joined = working_day(self.year.starts + timedelta(days=14 + self.random.randint(0, 30)))
        joined = min(joined, timezone.localdate(self.now))
        parent = self.cast.parent_of(draft) if _is_minor(draft, joined) else None
        person = add_participant(
            draft, self._role(programme, role, number, draft, joined), parent,
            organization=self.organization, **self._clock(joined),
        )  # fmt: skip
        if number % WITHOUT_CONSENT:
            self._sign(person, role, joined)
        participation = person.participations.get()
        if role == Role.MENTOR and programme.training_required and number % 4:
            self._train(participation, joined, number)
        if number % GONE == 0:
            self._leave(participation, joined)

    def _role(self, programme, role: str, number: int, draft: PersonDraft, joined: date) -> ParticipationDraft:
        mentor, adult = role == Role.MENTOR, draft.kind != Kind.LEARNER
        words = self.data["competences" if mentor else "adult_requests" if adult else "requests"]
        return ParticipationDraft(
            role=role,
            form=programme.form,
            programme=programme,
            joined_on=joined,
            questionnaire_on=joined if number % WITHOUT_QUESTIONNAIRE else None,
            areas=self._topics(self._areas(programme), 2),
            interests=self._topics([topic for topic in self.topics if topic.kind == Topic.Kind.INTEREST], 3),
            request=self.random.choice(words),
            achievements=self.random.choice(self.data["achievements"]) if mentor and adult else "",
            wished_age_from=11 if mentor and programme.form.mentee_side == "learner" else None,
            wished_age_to=15 if mentor and programme.form.mentee_side == "learner" else None,
            hours_a_week=self.random.choice([1, 2, 2, 3]),
            times=self.random.sample(["mon-evening", "tue-day", "wed-evening", "thu-day", "sat-day"], 2),
            capacity=self.random.choice([1, 1, 2, 3]) if mentor else 1,
            certificate_seen_on=joined if draft.kind == Kind.EXTERNAL else None,
        )

    def _areas(self, programme: Programme) -> list[Topic]:
        titles = self.data["adult_areas" if programme.form.track == Track.TEACHERS else "areas"]
        return [topic for topic in self.topics if topic.kind == Topic.Kind.AREA and topic.title in titles]

    def _topics(self, topics: list[Topic], number: int) -> tuple[Topic, ...]:
        return tuple(self.random.sample(topics, number))

    def _sign(self, person: Person, role: str, day: date) -> None:
        signer = signer_at(person.age_on(day), person.kind)
        representative = person.representatives.first() if signer != Consent.Signer.SELF else None
        for kind in (kind for kind in needed_kinds(role, person.kind) if kind in self.texts):
            record_consent(
                person, text=self.texts[kind], signed_on=day, signer=signer, representative=representative,
                **self._clock(day),
            )  # fmt: skip

    def _train(self, participation: Participation, joined: date, number: int) -> None:
        Certificate.objects.create(
            participation=participation,
            number=f"{self.year.start_year}-{participation.pk}",
            issued_on=joined,
            hours=16,
            issuer="Институт развития образования",
            title="Школа наставников: основы сопровождения",
        )

    def _leave(self, participation: Participation, joined: date) -> None:
        day = min(joined + timedelta(days=28), timezone.localdate(self.now))
        leave(participation, on=day, leaving=Participation.Leaving.MOVED, **self._clock(day))

    def _somebody_twice(self) -> None:
        """A record that another curator entered a second time, a letter apart: something to merge."""
        first = Person.objects.filter(organization=self.organization, kind=Kind.LEARNER).order_by("pk").first()
        if first:
            again = PersonDraft(
                last_name=first.last_name, first_name=first.first_name, birth_on=first.birth_on,
                class_group=first.class_group,
            )  # fmt: skip
            add_person(again, organization=self.organization, by=self.by, at=self.now)


def _is_minor(draft: PersonDraft, on: date) -> bool:
    return draft.kind == Kind.LEARNER and draft.birth_on.replace(year=draft.birth_on.year + 18) > on
