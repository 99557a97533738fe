"""What is written about a pair and needs no order: kind, programme, role model, the agreement with an employee."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.revisions import save_revised

from ..models import Pairing

FACTS = ["kind", "programme", "role_model", "agreement_number", "agreement_on", "pay", "pay_basis"]


@transaction.atomic
def change_facts(pairing: Pairing, *, seen: int, by, at: datetime) -> None:
    """Writes the facts over the revision that was seen. Raises StaleRevision."""
    before = Pairing.objects.get(pk=pairing.pk)
    save_revised(pairing, seen=seen, fields=FACTS)
    changed = [name for name in FACTS if getattr(before, name) != getattr(pairing, name)]
    if changed:
        changes = dict.fromkeys(changed, audit.MASKED)
        audit.record("pairing.changed", pairing, by=by, at=at, scope=pairing.organization.path, changes=changes)
