"""Many rows at once, by INSERT and, on PostgreSQL, by COPY: every value comes back as it was."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from core import bulk, copying
from core.models import AuditEntry, CalendarDay
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HARD = ("tab\there", "line\nbreak\r\n", r"back\slash \N \.", "«ёлочки» '\"", "", "None")


def entries(number: int) -> list[AuditEntry]:
    return [
        AuditEntry(
            at=NOW, verb="thing.done", scope="0000001", subject_type="core.thing", subject_id=str(each),
            subject_label=HARD[each % len(HARD)], changes={"title": [None, HARD[each % len(HARD)]], "number": each},
        )
        for each in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize("number", [1, copying.FEWEST - 1, copying.FEWEST, 2 * copying.FEWEST + 1])
def test_rows_come_back_as_they_were(number):
    written = entries(number)
    bulk.insert(written)
    found = AuditEntry.objects.in_bulk([each.pk for each in written])
    assert len(found) == number
    for each in written:
        kept = found[each.pk]
        assert (kept.at, kept.subject_id, kept.subject_label, kept.changes, kept.actor_id) == (
            NOW, each.subject_id, each.subject_label, each.changes, None,
        )  # fmt: skip


def test_the_next_row_gets_the_next_number():
    written = entries(copying.FEWEST)
    bulk.insert(written)
    [alone] = entries(1)
    alone.save()
    assert alone.pk > max(each.pk for each in written)


def test_a_broken_constraint_is_an_error_of_the_database():
    day = {"date": date(2027, 1, 11), "kind": "off", "title": "Выходной"}
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert([CalendarDay(**day) for _turn in range(copying.FEWEST)])


def test_only_postgresql_copies_and_only_many_rows():
    fields = [field for field in AuditEntry._meta.local_concrete_fields if not field.primary_key]
    assert copying.suits(fields, copying.FEWEST) == (connection.vendor == "postgresql")
    assert not copying.suits(fields, copying.FEWEST - 1)
