"""Facts follow what changed: the audit trail tells which institutions, and only these are counted again."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from core import bulk
from core.models import AuditEntry
from core.tenancy import below
from organizations.models import Organization
from participants.models import Person

from ..measures import facts_of
from ..measures.keys import person_key
from ..models import Fact, FactCursor, FactState
from ..selectors.rules import rules_of_each

TOGETHER = 20  # institutions counted in one transaction
UNCOUNTED = (  # entries about what is made of counts, or beside them: else a report of a region would stale it whole
    Q(subject_type__startswith="reports.")
    | Q(subject_type__startswith="roadmaps.")
    | Q(subject_type__in=[f"monitoring.{name}" for name in ("indicator", "reportingperiod", "submission", "target")])
)
AT_ONCE = 60  # stale institutions that a person waits for; more are left to the worker


def count_again(institutions: Iterable[Organization], *, at: datetime) -> int:
    """Replaces the facts of institutions; how many facts there are now. Settled ones stay."""
    institutions = list(institutions)
    parts = (institutions[begin : begin + TOGETHER] for begin in range(0, len(institutions), TOGETHER))
    return sum(_count_some(part, at) for part in parts)


@transaction.atomic
def _count_some(institutions: Sequence[Organization], at: datetime) -> int:
    states = [FactState(organization=each, stale=False, counted_at=at) for each in institutions]
    FactState.objects.bulk_create(
        states, update_conflicts=True, unique_fields=["organization"], update_fields=["stale", "counted_at"]
    )  # first: it locks the rows against another count of the same institutions
    Fact.objects.filter(organization__in=institutions, settled=False).delete()
    facts = list(facts_of(institutions, rules_of_each(institutions)))
    bulk.insert(facts)
    return len(facts)


@transaction.atomic
def notice_changes() -> None:
    """Marks as stale every institution of which the audit trail has a new entry, and those never counted.

    An entry above an institution (rules of counting, a survey template) concerns everything below it; UNCOUNTED none.
    """
    cursor, _made = FactCursor.objects.select_for_update().get_or_create(pk=1)
    fresh = AuditEntry.objects.filter(pk__gt=cursor.entry_id).order_by()
    last = fresh.values_list("pk", flat=True).order_by("-pk").first()
    if last is not None:
        for path in fresh.exclude(UNCOUNTED | Q(scope="")).values_list("scope", flat=True).distinct():
            FactState.objects.filter(below("organization__path", path)).update(stale=True)
        FactCursor.objects.filter(pk=cursor.pk).update(entry_id=last)
    uncounted = Organization.objects.institutions().filter(fact_state=None)
    FactState.objects.bulk_create((FactState(organization=each) for each in uncounted), ignore_conflicts=True)


def catch_up(organization: Organization, *, at: datetime, most: int | None = AT_ONCE) -> int:
    """Counts the stale institutions at or below a node, at most so many (None: all); how many are still stale."""
    notice_changes()
    stale = stale_at(organization.path)
    count_again(list(stale[:most]), at=at)
    return stale.count()


def count_stale(*, at: datetime) -> None:
    """Counts every stale institution, a few in each transaction, so that what is done stays done."""
    notice_changes()
    count_again(stale_at(""), at=at)


def forget_counts() -> None:
    """Marks everything stale: once a day, should a transaction have written to the trail behind the cursor's back."""
    FactState.objects.update(stale=True)


def stale_at(path: str | None):
    """The institutions at or below a node whose facts lag behind."""
    return Organization.objects.within(path).institutions().filter(fact_state__stale=True).order_by("pk")


def settle(person: Person, at: datetime) -> list[str]:
    """Before a person's data is destroyed: what they counted as stays, under a key that leads to nobody.

    An eraser (participants/erasure.py): it destroys nothing of its own, so it names no category.
    """
    count_again([person.organization], at=at)
    mine = Fact.objects.filter(organization=person.organization, key=person_key(person.pk, person.fingerprint))
    mine.update(settled=True, key=secrets.randbits(63))
    return []
