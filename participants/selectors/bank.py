"""A bank as an upload is compared with it: everybody of the institution, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from organizations.models import Organization

from ..fingerprints import normalised
from ..models import MentoringForm, Participation, Person, Programme, Representative
from .blocking import blocked
from .duplicates import Known, blocks_of, seem_one

Row = dict[str, Any]


@dataclass
class Bank:
    """Rows as dictionaries of their columns, by number or by the number of their person."""

    role: str
    people: dict[int, Row]
    participations: dict[int, list[Row]]
    representatives: dict[int, list[Row]]
    topics: dict[str, dict[int, list[int]]]
    forms: dict[int, MentoringForm]
    programme_forms: dict[int, int]
    blocked: set[int] = field(default_factory=set)
    by_fingerprint: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, organization: Organization, role: str) -> "Bank":
        """Eight queries, however many people there are."""
        people = Person.objects.kept().filter(organization=organization).order_by()
        inside = Participation.objects.kept().filter(person__organization=organization, role=role).order_by()
        bank = cls(
            role=role,
            people={row["id"]: row for row in people.values()},
            participations=_grouped(inside.order_by("joined_on", "pk").values()),
            representatives=_grouped(Representative.objects.filter(person__in=people).order_by("pk").values()),
            topics={name: _topics(name, inside) for name in ("areas", "interests")},
            forms={form.pk: form for form in MentoringForm.objects.usable_in(organization)},
            programme_forms=dict(Programme.objects.filter(organization=organization).values_list("pk", "form_id")),
            blocked=set(blocked(people).values_list("pk", flat=True)),
        )
        for pk, row in bank.people.items():
            if row["fingerprint"]:
                bank.by_fingerprint.setdefault(row["fingerprint"], pk)
            bank.by_name[name_key(row["last_name"], row["first_name"], row["patronymic"])].append(pk)
        return bank

    @cached_property
    def blocks(self) -> dict[tuple, list[Known]]:
        """Who may be one with whom (selectors.duplicates)."""
        blocks: dict[tuple, list[Known]] = defaultdict(list)
        for pk, row in self.people.items():
            names = (row["last_name"], row["first_name"], row["patronymic"])
            known = Known.of(pk, *names, row["birth_on"])
            for key in blocks_of(known):
                blocks[key].append(known)
        return blocks

    def similar(self, last: str, first: str, patronymic: str, birth_on: date | None) -> list[int]:
        """The numbers of those who are probably the same human, spelt a little differently."""
        if not self.people:
            return []
        wanted = Known.of(None, last, first, patronymic, birth_on)
        near = {known.pk: known for key in blocks_of(wanted) for known in self.blocks.get(key, ())}
        return sorted(pk for pk, known in near.items() if seem_one(wanted, known))


def name_key(last: str, first: str, patronymic: str) -> str:
    """Full names that are written alike but for capitals, «ё», spaces and hyphens have one key."""
    return normalised(last + first + patronymic)


def _grouped(rows) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["person_id"]].append(row)
    return found


def _topics(name: str, inside) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    through = getattr(Participation, name).through.objects
    rows = through.filter(participation__in=inside).order_by("topic_id").values_list("participation_id", "topic_id")
    for participation, topic in rows:
        found[participation].append(topic)
    return found
