"""What the signature under a draft order brings about, pair by pair and by name (orders/subjects.py).

Made of the rows that come into force, not of the text, so that the director compares the two before signing.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from orders.models import Order
from orders.subjects import Effect

from .models import IndividualPlan, PairChange, Pairing
from .selectors.standing import BY_MENTOR, with_people


def effects_of(order: Order) -> Iterator[Effect]:
    for pair in with_people(Pairing.objects.filter(changes__order=order)).order_by(*BY_MENTOR):
        yield _effect(pair, _changed(pair, pair.pending_change))
    for pair in with_people(Pairing.objects.filter(order=order)).order_by(*BY_MENTOR):
        yield _effect(pair, _begun(pair))
    plans = IndividualPlan.objects.filter(order=order)
    for pair in with_people(Pairing.objects.filter(plan__in=plans)).order_by(*BY_MENTOR):
        yield _effect(pair, _("the personalised programme is approved"))


def _effect(pair: Pairing, becomes: str) -> Effect:
    mentees = ", ".join(member.mentee.person.list_name for member in pair.members if member.left_on is None)
    return Effect(f"{pair.mentor.person.list_name} — {mentees}", becomes, pair.get_absolute_url())


def _begun(pair: Pairing) -> str:
    said = {"first": f"{pair.starts_on:%d.%m.%Y}", "last": f"{pair.last_day:%d.%m.%Y}"}
    if pair.replaces_id:
        return _("a new pair in place of the former: from %(first)s to %(last)s") % said
    return _("begins to work: from %(first)s to %(last)s") % said


def _changed(pair: Pairing, change: PairChange | None) -> str:
    """`change` is None when the order has been signed or given up meanwhile."""
    if change is None:
        return ""
    said = {"day": f"{change.last_day:%d.%m.%Y}", "before": f"{pair.last_day:%d.%m.%Y}"}
    words = {
        PairChange.Kind.EXTENDED: _("extended to %(day)s, now planned to %(before)s"),
        PairChange.Kind.REPLACED: _("the mentor is replaced, the last day with the former one is %(day)s"),
        PairChange.Kind.ENDED_EARLY: _("ends early, the last day is %(day)s"),
        PairChange.Kind.COMPLETED: _("completed, the last day is %(day)s"),
    }
    return words[change.kind] % said
