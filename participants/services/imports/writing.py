"""The rows of a chunk as people, participations and representatives: built in memory, written in bulk."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models

from core import audit, bulk

from ...fingerprints import fingerprint
from ...judging import TOPICS, Judgement, column_value, stored
from ...models import BankImport, BankImportRow, Participation, Person, Representative
from ...selectors.bank import Bank, Row, name_key
from ..consent_terms import count_anew, follow_leavings

BATCH = 1_000
MODELS: dict[str, type[models.Model]] = {
    "person": Person, "participation": Participation, "representative": Representative,
}  # fmt: skip


class Writer:
    """Collects the rows of one chunk; `write` costs the same number of queries however many there are."""

    def __init__(self, batch: BankImport, *, by, at: datetime):
        self.batch, self.at = batch, at
        self.audited = {"by": by, "at": at, "scope": batch.organization.path}
        self.rows: list[BankImportRow] = []
        self.people: dict[Any, Person] = {}  # by number, those that are new by name and birth date
        self.taken: set[tuple] = set()
        self.new: dict[str, list] = {name: [] for name in MODELS}
        self.changed: dict[str, list] = {name: [] for name in MODELS}
        self.fields: dict[str, set[str]] = {name: set() for name in MODELS}
        self.topics: dict[str, list[tuple[Participation, list[int]]]] = {name: [] for name in TOPICS}
        self.said: list[tuple[str, models.Model, dict[str, Any]]] = []

    def takes(self, row: BankImportRow, judgement: Judgement) -> bool:
        """False for a second row about the same participation."""
        about = judgement.participation or (judgement.person or _identity(row.values), row.values.get("form"))
        is_first = about not in self.taken
        self.taken.add(about)
        return is_first

    def add(self, row: BankImportRow, judgement: Judgement, bank: Bank) -> None:
        """Takes up a row with its judgement of this moment."""
        changes = judgement.changes
        row.verdict, row.before = judgement.verdict, {}
        row.person = self._person(row, changes.get("person", {}), bank.people.get(judgement.person))
        there = {one["id"]: one for one in bank.participations.get(judgement.person, [])}
        row.participation = self._participation(
            row, changes.get("participation", {}), there.get(judgement.participation), judgement.participation is None
        )
        if wanted := changes.get("representative"):
            known = {one["id"]: one for one in bank.representatives.get(judgement.person, [])}
            self._representative(row, wanted, known.get(judgement.representative))
        for name in TOPICS:
            if name in changes:
                row.before[name] = [bank.topics[name].get(judgement.participation, []), changes[name]]
                self.topics[name].append((row.participation, changes[name]))
        self.rows.append(row)

    def write(self) -> None:
        for name in MODELS:
            self._write(name)
        if "birth_on" in self.fields["person"]:
            count_anew(self.changed["person"])
        follow_leavings(self._leavings())
        for name, pairs in self.topics.items():
            _write_topics(name, pairs)
        for row in self.rows:
            if made := row.before.pop("representative_made", None):
                row.before["representative_id"] = made.pk
        bulk.update(self.rows, ("verdict", "before", "person", "participation"))
        for verb in dict.fromkeys(verb for verb, _subject, _changes in self.said):
            pairs = [(subject, changes) for said, subject, changes in self.said if said == verb]
            audit.record_pairs(verb, pairs, **self.audited)

    def _person(self, row: BankImportRow, wanted: Row, known: Row | None) -> Person:
        key = known["id"] if known else _identity(row.values)
        if person := self.people.get(key):
            return person
        if known is None:
            person = Person(organization=self.batch.organization, created_at=self.at, **_columns(wanted))
            self.people[key] = person
            self._print(person)
            self._make("person", person, row)
            self._say("person.added", person, {"kind": [None, person.kind], "role": [None, self.batch.role]})
            return person
        person = self.people[key] = Person(**known)
        if wanted:
            self._change("person", person, wanted, row)
            self._print(person)
            self.fields["person"].add("fingerprint")
            self._say("person.changed", person, dict.fromkeys(wanted, audit.MASKED))
        return person

    def _participation(self, row: BankImportRow, wanted: Row, known: Row | None, is_new: bool) -> Participation:
        if is_new:
            columns = _columns(wanted)
            participation = Participation(person=row.person, role=self.batch.role, created_at=self.at, **columns)
            self._make("participation", participation, row)
            if "person" not in row.before["created"]:  # otherwise it is part of the person's own entry
                self._say("participation.entered", participation, {"joined_on": [None, wanted["joined_on"]]})
            return participation
        participation = Participation(**known)
        participation.person = row.person
        if wanted:
            self._change("participation", participation, wanted, row)
            self._say("participation.changed", participation, dict.fromkeys(wanted, audit.MASKED))
        return participation

    def _representative(self, row: BankImportRow, wanted: Row, known: Row | None) -> None:
        if known is None:
            made = Representative(person=row.person, **wanted)
            row.before["representative_made"] = made
            self._make("representative", made, row)
            if "person" not in row.before["created"]:
                self._say("representative.added", made, {})
            return
        representative = Representative(**known)
        row.before["representative_id"] = known["id"]
        self._change("representative", representative, wanted, row)
        self._say("representative.changed", representative, dict.fromkeys(wanted, audit.MASKED))

    def _leavings(self) -> Iterator[tuple[int, date | None]]:
        """Whose day of leaving the rows say, with the day that was there before."""
        for row in self.rows:
            if "participation" in row.before.get("created", ()):
                if row.participation.left_on:
                    yield row.person.pk, None
            elif said := row.before.get("participation", {}).get("left_on"):
                yield row.person.pk, column_value("left_on", said[0])

    def _make(self, name: str, instance: models.Model, row: BankImportRow) -> None:
        self.new[name].append(instance)
        row.before.setdefault("created", []).append(name)

    def _change(self, name: str, instance: models.Model, wanted: Row, row: BankImportRow) -> None:
        row.before[name] = {}
        for column, value in wanted.items():
            row.before[name][column] = [stored(getattr(instance, column)), value]
            setattr(instance, column, column_value(column, value))
        self.fields[name].update(wanted)
        if hasattr(instance, "revision"):
            instance.revision += 1
            self.fields[name].add("revision")
        self.changed[name].append(instance)

    def _print(self, person: Person) -> None:
        person.fingerprint = fingerprint(person.last_name, person.first_name, person.patronymic, person.birth_on)

    def _say(self, verb: str, subject: models.Model, changes: dict[str, Any]) -> None:
        self.said.append((verb, subject, {**changes, "upload": self.batch.pk}))

    def _write(self, name: str) -> None:
        bulk.insert(self.new[name])
        bulk.update(self.changed[name], self.fields[name])


def _identity(values: Row) -> tuple:
    names = (values.get(name) or "" for name in ("last_name", "first_name", "patronymic"))
    return name_key(*names), values.get("birth_on") or values.get("birth_year")


def _columns(wanted: Row) -> Row:
    return {name: column_value(name, value) for name, value in wanted.items()}


def _write_topics(name: str, pairs: list[tuple[Participation, list[int]]]) -> None:
    through = getattr(Participation, name).through
    through.objects.filter(participation__in=[participation.pk for participation, _topics in pairs]).delete()
    through.objects.bulk_create(
        (through(participation=one, topic_id=topic) for one, topics in pairs for topic in topics), batch_size=BATCH
    )
