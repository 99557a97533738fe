"""What the log says of an unexpected error: kind and place, never the text."""

import logging

import pytest
from django.db import IntegrityError

from core.faults import in_log, traceback_in_log
from mentorship.logs import HideSecrets

ROW = "Failing row contains (5, Тайнова, Ариадна, 2012-05-14)."


def fail() -> None:
    try:
        raise ValueError(ROW)
    except ValueError as cause:
        raise IntegrityError(ROW) from cause


@pytest.fixture
def error() -> IntegrityError:
    with pytest.raises(IntegrityError) as caught:
        fail()
    return caught.value


def test_kind_and_place(error):
    said = in_log(error)
    assert said.startswith("ValueError at ") and "test_faults.py:" in said and "Тайнова" not in said
    assert in_log(ValueError(ROW)) == "ValueError"


def test_the_way_to_it_and_to_its_cause(error):
    said = traceback_in_log(error)
    assert said.index("ValueError") < said.rindex("IntegrityError")
    assert "in fail" in said and "Тайнова" not in said


def test_whoever_logs_an_error_logs_it_without_its_text(error):
    """Celery and Django log what a task or a page raises by themselves, the text in the message and below it."""
    exc_info = (type(error), error, error.__traceback__)
    context = {"name": "participants.accept_import", "exc": repr(error), "traceback": ROW}
    record = logging.makeLogRecord({"msg": "Task %(name)s raised: %(exc)s", "args": (context,), "exc_info": exc_info})
    record.args = context
    assert HideSecrets().filter(record)
    written = logging.Formatter("%(message)s").format(record)
    assert "Task participants.accept_import raised: IntegrityError" in written
    assert "in fail" in written and "Тайнова" not in written
