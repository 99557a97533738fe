"""Declensions that people confirm or correct; they are kept for the organisation's later orders."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core import audit
from core.revisions import save_revised
from organizations.models import Organization, User

from ..models import NameForms, Order
from ..proposing import names_in
from .drafts import check_editable


@transaction.atomic
def confirm_names(order: Order, *, forms: Mapping[str, Mapping[str, str]], seen: int, by: User, at: datetime) -> None:
    """Keeps the forms by words and case, and puts them into the text where the old ones stood.

    The rest of an edited text stays as it is. Raises StaleRevision, OrderRefused for an order that is no draft.
    """
    check_editable(order)
    changed = {}
    for used in names_in(order):
        given = {
            case: form for case, form in forms.get(used.words, {}).items() if case in used.wanted and form.strip()
        }
        changed |= {getattr(used.cases, case): form for case, form in given.items()}
        known, _created = NameForms.objects.get_or_create(organization=order.organization, words=used.words)
        known.sex, known.forms = used.cases.gender, known.forms | given
        known.save(update_fields=["sex", "forms"])
    order.title, order.clauses = _replaced(order.title, changed), _replaced(order.clauses, changed)
    save_revised(order, seen=seen, fields=["title", "clauses"])
    audit.record("order.names_confirmed", order, by=by, at=at, scope=order.organization.path)


def forget_names(organization: Organization, words: list[str]) -> int:
    """Deletes what is known of names whose data are destroyed; how many there were."""
    return NameForms.objects.filter(organization=organization, words__in=words).delete()[0]


def _replaced(value, changed: Mapping[str, str]):
    """The same text, list or clause with the new forms in the place of the old ones."""
    if isinstance(value, dict):
        return {key: _replaced(part, changed) for key, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, changed) for part in value]
    for old, new in changed.items():
        value = value.replace(old, new)
    return value
