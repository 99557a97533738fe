"""Enterprises, NGOs and other organisations, educational ones left out (order № 344, 5.2)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from participants.models import Agreement, Participation, Partner

from ..intervals import Interval, clipped, joined
from ..models import FOREVER, Fact
from .keys import partner_key
from .work import Work

DAY = timedelta(days=1)


@dataclass
class _Part:
    """How a partner takes part: by agreements, by its people in the bank of mentors, by mentors in pairs."""

    agreed: list[Interval] = field(default_factory=list)
    offered: list[Interval] = field(default_factory=list)
    mentored: list[Interval] = field(default_factory=list)


def facts(work: Work) -> Iterator[Fact]:
    """Partners taking part, and those that gave mentors who work in pairs."""
    parts = _parts(work)
    rows = Partner.objects.filter(organization__in=work.institutions).exclude(kind__in=Partner.EDUCATIONAL)
    for number, organization, inn, kind, since, ended in rows.values_list(
        "pk", "organization_id", "inn", "kind", "since", "ended_on"
    ).order_by():
        part, until = parts[number], ended or FOREVER
        key = partner_key(number, inn)
        taking_part = joined([*part.agreed, *part.offered, *part.mentored])
        for measure, days in (("partners", taking_part), ("mentoring_partners", joined(part.mentored))):
            for starts, ends in clipped(days, since, until):
                yield Fact(
                    organization_id=organization, measure=measure, key=key, detail=kind, starts_on=starts, ends_on=ends
                )


def _parts(work: Work) -> dict[int, _Part]:
    found = defaultdict(_Part)
    agreements = Agreement.objects.filter(partner__organization__in=work.institutions)
    for number, signed, until, terminated in agreements.values_list(
        "partner_id", "signed_on", "valid_until", "terminated_on"
    ).order_by():
        found[number].agreed.append((signed, min(until + DAY if until else FOREVER, terminated or FOREVER)))
    mentors = Participation.objects.mentors().filter(
        person__organization__in=work.institutions, person__partner__isnull=False
    )
    for number, joined_on, left_on in mentors.values_list("person__partner_id", "joined_on", "left_on").order_by():
        found[number].offered.append((joined_on, left_on or FOREVER))
    for pair in work.pairs:
        if pair.mentor.partner_id:
            found[pair.mentor.partner_id].mentored += pair.days
    return found
