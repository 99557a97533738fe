"""Legal representatives of minors (domain.md 5.3)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused

from ..drafts import RepresentativeDraft
from ..models import Person, Representative
from .people import check_kept

FIELDS = tuple(RepresentativeDraft.__dataclass_fields__)


class RepresentativeRefused(Refused):
    """What was given is no representative."""


@transaction.atomic
def add_representative(person: Person, draft: RepresentativeDraft, *, by, at: datetime) -> Representative:
    """Adds a representative. Raises RepresentativeRefused, PersonRefused."""
    check_kept(person)
    _check(draft)
    made = Representative.objects.create(person=person, **{name: getattr(draft, name) for name in FIELDS})
    _record("representative.added", person, {}, by=by, at=at)
    return made


@transaction.atomic
def change_representative(representative: Representative, draft: RepresentativeDraft, *, by, at: datetime) -> None:
    """Writes a representative anew. Raises RepresentativeRefused, PersonRefused."""
    check_kept(representative.person)
    _check(draft)
    before = Representative.objects.get(pk=representative.pk)
    changed = [name for name in FIELDS if getattr(before, name) != getattr(draft, name)]
    for name in FIELDS:
        setattr(representative, name, getattr(draft, name))
    representative.save(update_fields=FIELDS)
    if changed:
        _record("representative.changed", representative.person, dict.fromkeys(changed, audit.MASKED), by=by, at=at)


@transaction.atomic
def delete_representative(representative: Representative, *, by, at: datetime) -> None:
    """Strikes a representative out; consents keep the name that signed them."""
    _record("representative.deleted", representative.person, {}, by=by, at=at)
    Representative.objects.filter(pk=representative.pk).delete()


def _check(draft: RepresentativeDraft) -> None:
    if not draft.full_name.strip():
        raise RepresentativeRefused(_("Give the full name of the representative."))


def _record(verb: str, person: Person, changes: dict, *, by, at: datetime) -> None:
    """The entry is about the person: a representative that is struck out leaves a trace on the card."""
    audit.record(verb, person, by=by, at=at, scope=person.organization.path, changes=changes)
