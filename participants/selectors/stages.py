"""Where a participation stands: derived from what is there, in one query (domain.md 1.4).

The path is questionnaire, consent, training, ready, in a pair, and out: completed or left.
"""

from datetime import date

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

from ..consenting import needed_kinds
from ..engagement import paired
from ..models import Certificate, Consent, Participation, Person
from ..models.consents import ConsentKind


class Stage(TextChoices):
    QUESTIONNAIRE = "questionnaire", pgettext_lazy("stage", "questionnaire")
    CONSENT = "consent", pgettext_lazy("stage", "consent")
    TRAINING = "training", pgettext_lazy("stage", "training")
    READY = "ready", pgettext_lazy("stage", "ready")
    PAIRED = "paired", pgettext_lazy("stage", "in a pair")
    COMPLETED = "completed", pgettext_lazy("stage", "completed")
    LEFT = "left", pgettext_lazy("stage", "left")


MENTEE_PATH = (Stage.QUESTIONNAIRE, Stage.CONSENT, Stage.READY, Stage.PAIRED, Stage.COMPLETED)
MENTOR_PATH = (Stage.QUESTIONNAIRE, Stage.CONSENT, Stage.TRAINING, Stage.READY, Stage.PAIRED, Stage.COMPLETED)
GONE = (Stage.COMPLETED, Stage.LEFT)


def with_stage(rows: QuerySet[Participation], on: date) -> QuerySet[Participation]:
    """Adds `stage`, a code of Stage, and `lacks_consent`, whether a needed consent does not hold on the day."""
    lacking = lacking_consent(on)
    stage = Case(
        When(gone(on) & Q(leaving=Participation.Leaving.COMPLETED), then=Value(Stage.COMPLETED.value)),
        When(gone(on), then=Value(Stage.LEFT.value)),
        When(questionnaire_on=None, then=Value(Stage.QUESTIONNAIRE.value)),
        When(lacking, then=Value(Stage.CONSENT.value)),
        When(_untrained(), then=Value(Stage.TRAINING.value)),
        When(paired(on), then=Value(Stage.PAIRED.value)),
        default=Value(Stage.READY.value),
        output_field=CharField(),
    )
    lacks = Case(When(lacking, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(stage=stage, lacks_consent=lacks)


def gone(on: date) -> Q:
    """The condition, over participations, of being completed or left: either of the last two stages, asked cheaply."""
    return Q(left_on__lte=on)


def count_by_stage(rows: QuerySet[Participation]) -> dict[str, int]:
    """How many of the rows of `with_stage` stand at each stage; every stage is there."""
    counted = dict(rows.order_by().values_list("stage").annotate(number=Count("pk")))
    return {stage: counted.get(stage, 0) for stage in Stage.values}


def lacking_consent(on: date) -> Q:
    """The condition, over participations, that one of the needed consents does not hold on the day."""
    lacking = Q()
    for kind in ConsentKind.values:
        lacking |= lacking_kind(kind, on) or Q()
    return lacking


def lacking_kind(kind: str, on: date) -> Q | None:
    """The same of one kind; None when nobody needs it."""
    needing = _needing(kind)
    if needing is None:
        return None
    held = Consent.objects.valid_on(on).filter(kind=kind, person=OuterRef("person"))
    return needing & ~Q(Exists(held))


def _needing(kind: str) -> Q | None:
    """Who needs a consent of the kind, by role and kind of person (consenting.needed_kinds); None: nobody."""
    pairs = [
        (role, person_kind)
        for role in Participation.Role.values
        for person_kind in Person.Kind.values
        if kind in needed_kinds(role, person_kind)
    ]
    if not pairs:
        return None
    if len(pairs) == len(Participation.Role) * len(Person.Kind):
        return Q()
    needing = Q()
    for role, person_kind in pairs:
        needing |= Q(role=role, person__kind=person_kind)
    return needing


def _untrained() -> Q:
    """A mentor whose programme wants training first, without a certificate."""
    certificate = Certificate.objects.filter(participation=OuterRef("pk"))
    return Q(role=Participation.Role.MENTOR, programme__training_required=True) & ~Q(Exists(certificate))
