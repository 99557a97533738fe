"""Every phrase of the tables is read as the table says."""

import pytest

from .tables import dates_of, kinds_of, rows


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.phrase)
def test_phrase(row):
    schedule = row.read()
    assert (kinds_of(schedule), dates_of(schedule), schedule.remainder) == (row.kinds, row.dates, row.remainder)


def test_the_wording_is_kept_untouched():
    for row in rows():
        assert row.read().phrase == row.phrase


def test_what_is_unclear_has_no_dates():
    unclear = rows("unclear")
    assert len(unclear) > 50
    for row in unclear:
        assert row.kinds == "-"
        assert row.dates == ""
        assert row.read().explanation == "срок требует уточнения"
