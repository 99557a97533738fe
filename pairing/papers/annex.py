"""The annex of an order about pairs: a row for each mentee, with the consents that it rests on (domain.md 4.5).

The titles of its columns are those of orders/kinds/common.py.
"""

from collections.abc import Iterator, Sequence

from participants.models import Consent, Participation, Person
from participants.models.consents import ConsentKind

from ..models import Membership, Pairing


def annex_rows(pairs: Sequence[Pairing]) -> Iterator[list[str]]:
    """Mentor, position, mentee, class, form, kind, period, consents: a row for each mentee.

    The pairs with `mentor`, `form` and `kind`; their mentees and consents are read here, at once for all.
    """
    members = Membership.objects.filter(pairing__in=pairs).select_related("mentee__person", "pairing")
    of_pair: dict[int, list[Membership]] = {}
    for member in members:
        of_pair.setdefault(member.pairing_id, []).append(member)
    people = [pair.mentor for pair in pairs] + [member.mentee for member in members]
    consents = _consents(people)
    for pair in pairs:
        for member in of_pair.get(pair.pk, ()):
            yield [
                pair.mentor.person.get_full_name(),
                pair.mentor.person.studies_or_works,
                member.mentee.person.get_full_name(),
                member.mentee.person.studies_or_works,
                pair.form.title,
                pair.kind.title if pair.kind else "группа" if len(of_pair[pair.pk]) > 1 else "пара",
                f"{member.joined_on:%d.%m.%Y} – {pair.last_day:%d.%m.%Y}",
                _ground(pair.mentor, member.mentee, consents),
            ]


def _ground(mentor: Participation, mentee: Participation, consents: dict) -> str:
    """«согласие наставника от …, согласие наставляемого от …»"""
    kind = ConsentKind.MENTOR_DUTY if mentor.person.kind == Person.Kind.EMPLOYEE else ConsentKind.PARTICIPATION
    said = (
        ("согласие наставника", consents.get((mentor.person_id, kind))),
        ("согласие наставляемого", consents.get((mentee.person_id, ConsentKind.PARTICIPATION))),
    )
    return ", ".join(f"{whose} от {day:%d.%m.%Y}" for whose, day in said if day)


def _consents(people: Sequence[Participation]) -> dict[tuple[int, str], object]:
    """The day of the latest consent of each kind that was not withdrawn, by person."""
    found = Consent.objects.filter(person__in={row.person_id for row in people}, withdrawn_on=None)
    found = found.order_by("signed_on").values_list("person_id", "kind", "signed_on")
    return {(person, kind): signed_on for person, kind, signed_on in found}
