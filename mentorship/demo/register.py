"""Orders of the demo that were signed on paper."""

from datetime import date, datetime

from orders.models import Order
from orders.selectors import free_ordinal
from orders.services import default_series, register_paper_order
from organizations.models import Organization, Role

from .organizations import holder


def next_number(organization: Organization, day: date) -> str:
    """The next of the register, further on the later in the year: most of an institution's orders are not ours."""
    series = default_series(organization)
    a_day = 0.4 + organization.pk % 7 / 10
    return series.numbered(max(free_ordinal(series, day.year), int(day.timetuple().tm_yday * a_day)))


def paper_order(organization: Organization, title: str, *, signed_on: date, by, at: datetime) -> Order:
    """Enters an order that the head has signed on a day."""
    return register_paper_order(
        organization=organization,
        number=next_number(organization, signed_on),
        signed_on=signed_on,
        title=title,
        signer_name=holder(organization, Role.DIRECTOR).signature_name,
        signer_position=organization.head_position,
        by=by,
        at=at,
    )
