"""Personalised programmes and cases."""

from collections.abc import Iterator

from pairing.models import CaseStory, IndividualPlan, Pairing

from ..intervals import clipped
from ..models import FOREVER, Fact
from .keys import row_key
from .work import Work


def facts(work: Work) -> Iterator[Fact]:
    """A programme works while its pair does, from the day it was written; it is completed with the pair."""
    days = {pair.number: pair.days for pair in work.pairs}
    rows = IndividualPlan.objects.filter(pairing__organization__in=work.institutions).values_list(
        "pk", "pairing_id", "pairing__organization_id", "pairing__state", "pairing__ended_on", "created_at__date"
    )
    for number, pair, organization, state, ended, made in rows.order_by():
        key = row_key("plan", number)
        for starts, ends in clipped(days.get(pair, []), made, FOREVER):
            yield Fact(organization_id=organization, measure="plans", key=key, starts_on=starts, ends_on=ends)
        if state == Pairing.State.COMPLETED and days.get(pair):
            yield Fact(
                organization_id=organization, measure="completed_plans", key=key, starts_on=max(ended, made),
                ends_on=FOREVER,
            )  # fmt: skip
    cases = CaseStory.objects.filter(organization__in=work.institutions)
    for number, organization, made in cases.values_list("pk", "organization_id", "created_at__date").order_by():
        yield Fact(
            organization_id=organization, measure="cases", key=row_key("case", number), starts_on=made,
            ends_on=FOREVER,
        )  # fmt: skip
