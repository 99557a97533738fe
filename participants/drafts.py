"""What is known about somebody before there is a row: forms, uploads and questionnaires hand these to the services."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .classes import one_spelling
from .models import MentoringForm, Participation, Partner, Person, Programme, Representative, Topic


@dataclass(frozen=True)
class PersonDraft:
    """A person of a bank; `declension` holds only the cases that were corrected by hand.

    The class is of one spelling whoever gives it, so that lists and the change of the school year know it again.
    """

    kind: str = Person.Kind.LEARNER
    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""
    sex: str = ""
    birth_on: date | None = None
    class_group: str = ""
    position: str = ""
    experience_since: date | None = None
    workplace: str = ""
    partner: Partner | None = None
    phone: str = ""
    email: str = ""
    declension: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        object.__setattr__(self, "class_group", one_spelling(self.class_group))

    @classmethod
    def of(cls, person: Person) -> "PersonDraft":
        return cls(**{name: getattr(person, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class RepresentativeDraft:
    """The parent or guardian of a minor."""

    full_name: str
    relation: str = Representative.Relation.MOTHER
    basis: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class ParticipationDraft:
    """A row of the bank; without a `track` that of the form holds."""

    role: str
    joined_on: date
    form: MentoringForm | None = None
    track: str = ""
    programme: Programme | None = None
    questionnaire_on: date | None = None
    areas: tuple[Topic, ...] = ()
    interests: tuple[Topic, ...] = ()
    request: str = ""
    achievements: str = ""
    interests_text: str = ""
    wished_age_from: int | None = None
    wished_age_to: int | None = None
    hours_a_week: Decimal | None = None
    times: list[str] = field(default_factory=list)
    mode: str = Participation.Mode.ANY
    language: str = ""
    capacity: int = 1
    certificate_seen_on: date | None = None
    results: str = ""
    case_url: str = ""
    completed_mark: str = ""

    TOPICS = ("areas", "interests")

    @classmethod
    def of(cls, participation: Participation) -> "ParticipationDraft":
        values = {name: getattr(participation, name) for name in cls.__dataclass_fields__ if name not in cls.TOPICS}
        topics = {name: tuple(getattr(participation, name).all()) for name in cls.TOPICS}
        return cls(**values, **topics)
