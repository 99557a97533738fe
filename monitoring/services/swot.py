"""The SWOT card of an institution: begun from what the surveys say, edited by the curator."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.revisions import save_revised
from organizations.models import Organization, User

from ..models import SwotCard
from ..selectors.swot import statements_of

PARTS = ["strengths", "weaknesses", "opportunities", "threats"]


class SwotRefused(Refused):
    """The card cannot be made."""


@transaction.atomic
def begin_card(organization: Organization, *, on: date, by: User, at: datetime) -> SwotCard:
    """A card as of a day with the statements of the latest surveys already in it. Raises SwotRefused."""
    statements = statements_of(organization)
    try:
        with transaction.atomic():
            card = SwotCard.objects.create(organization=organization, on=on, **statements)
    except IntegrityError as error:
        raise SwotRefused(_("There is a card of this day already. Open it in the list.")) from error
    audit.record("swotcard.begun", card, by=by, at=at, scope=organization.path)
    return card


@transaction.atomic
def change_card(card: SwotCard, *, seen: int, by: User, at: datetime) -> None:
    """Writes the four parts. Raises StaleRevision."""
    save_revised(card, seen=seen, fields=PARTS)
    audit.record("swotcard.changed", card, by=by, at=at, scope=card.organization.path)
