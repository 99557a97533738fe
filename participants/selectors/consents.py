"""The consent register: which texts are in use, how each consent stands, who lacks which."""

from datetime import date, timedelta

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import pgettext_lazy

from organizations.models import Organization

from ..classes import school_order
from ..consenting import needed_kinds
from ..models import Consent, ConsentText, Participation, Person
from ..models.consents import ConsentKind
from .blocking import unblocked
from .stages import lacking_kind

SOON = timedelta(days=30)


class ConsentState(TextChoices):
    VALID = "valid", pgettext_lazy("consent", "in force")
    ENDING = "ending", pgettext_lazy("consent", "ends soon")
    ENDED = "ended", pgettext_lazy("consent", "has run out")
    REPLACED = "replaced", pgettext_lazy("consent", "signed anew")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")


def processed_people(on: date) -> QuerySet[Consent]:
    """The numbers of the people whose data may be processed on the day: a consent to it is in force."""
    return Consent.objects.valid_on(on).filter(kind=ConsentKind.PROCESSING).order_by().values("person")


def texts_in_use(organization: Organization) -> dict[str, ConsentText]:
    """The text that an institution gives to sign, by kind: its own latest one, else that of those above, else the
    common one."""
    texts = ConsentText.objects.usable_in(organization).select_related("organization")
    nearest_last = sorted(
        texts, key=lambda text: (len(text.organization.path) if text.organization else 0, text.version)
    )
    return {text.kind: text for text in nearest_last}


def with_state(consents: QuerySet[Consent], on: date) -> QuerySet[Consent]:
    """Adds `state`, a code of ConsentState; what ran out or is about to is not spoken of once it was signed anew."""
    later = Consent.objects.valid_on(on).filter(person=OuterRef("person"), kind=OuterRef("kind"))
    later = later.filter(
        Q(signed_on__gt=OuterRef("signed_on")) | Q(signed_on=OuterRef("signed_on"), pk__gt=OuterRef("pk"))
    )
    state = Case(
        When(withdrawn_on__lte=on, then=Value(ConsentState.WITHDRAWN.value)),
        When(Exists(later), then=Value(ConsentState.REPLACED.value)),
        When(valid_until__lt=on, then=Value(ConsentState.ENDED.value)),
        When(valid_until__lte=on + SOON, then=Value(ConsentState.ENDING.value)),
        default=Value(ConsentState.VALID.value),
        output_field=CharField(),
    )
    return consents.annotate(state=state)


def count_by_state(consents: QuerySet[Consent]) -> dict[str, int]:
    """How many of the consents of `with_state` stand how; every state is there."""
    counted = dict(consents.order_by().values_list("state").annotate(number=Count("pk")))
    return {state: counted.get(state, 0) for state in ConsentState.values}


def with_missing(participations: QuerySet[Participation], on: date) -> QuerySet[Participation]:
    """Adds `lacks_<kind>` for every kind that somebody needs: whether it does not hold on the day."""
    lacks = {
        f"lacks_{kind}": Case(When(lacking, then=Value(True)), default=Value(False), output_field=BooleanField())
        for kind in ConsentKind.values
        if (lacking := lacking_kind(kind, on)) is not None
    }
    return participations.annotate(**lacks)


def missing_kinds(participation: Participation) -> list[ConsentKind]:
    """The kinds that a row of `with_missing` lacks."""
    return [kind for kind in ConsentKind if getattr(participation, f"lacks_{kind}", False)]


def classes_of(user) -> list[str]:
    """The classes and groups of the people of the institution: «2 «Б»» before «10 «А»»."""
    people = Person.objects.visible_to(user).kept().filter(archived_on=None).exclude(class_group="")
    return sorted(people.order_by().values_list("class_group", flat=True).distinct(), key=school_order)


def papers_to_sign(
    participations: QuerySet[Participation], kinds: list[str], *, only_missing: bool, on: date
) -> list[tuple[Person, list[ConsentKind]]]:
    """Who of these participants is to sign what, by name; each person once, though they take part in two roles."""
    rows = unblocked(participations.in_force(on)).select_related("person").prefetch_related("person__representatives")
    held: set[tuple[int, str]] = set()
    if only_missing:
        valid = Consent.objects.valid_on(on).filter(person__in=participations.order_by().values("person"))
        held = set(valid.values_list("person", "kind"))
    wanted: dict[Person, set[str]] = {}
    for row in rows:
        suits = {*needed_kinds(row.role, row.person.kind), ConsentKind.DISSEMINATION}
        wanted.setdefault(row.person, set()).update(suits.intersection(kinds))
    papers = [
        (person, [kind for kind in ConsentKind if kind in theirs and (person.pk, kind) not in held])
        for person, theirs in wanted.items()
    ]
    return [paper for paper in papers if paper[1]]
