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

from ..models import Consent, ConsentText, Participation
from ..models.consents import ConsentKind
from .stages import lacking_kind

SOON = timedelta(days=30)


class ConsentState(TextChoices):
    VALID = "valid", pgettext_lazy("consent", "in force")
    ENDING = "ending", pgettext_lazy("consent", "ends soon")
    ENDED = "ended", pgettext_lazy("consent", "has run out")
    REPLACED = "replaced", pgettext_lazy("consent", "signed anew")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")


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
