"""No report names anybody to those outside the institution: every one of the catalogue, in every format, and refused.

A new report is tried by itself; a parameter that stands in no other report fails until it is given here.
"""

from datetime import date

import pytest

from core.documents import render
from core.errors import Refused
from reports.catalog import REPORTS
from reports.services import make_document

from ..factories import NOW
from ..hidden import NAME, OUTSIDERS, hide_names, told_in

CASES = [(code, format) for code, report in REPORTS.items() for format in report.formats]
LATER = date(2027, 5, 1)


@pytest.fixture(scope="module")
def hidden(shared_world, django_db_blocker):
    """The world of all rows, with the name in each that is about people."""
    with django_db_blocker.unblock():
        hide_names(shared_world.world, shared_world.subjects)
    return shared_world


@pytest.fixture
def world(db, hidden, settings):
    settings.MEDIA_ROOT = hidden.files
    return hidden.world


@pytest.fixture
def offered(hidden):
    """What may be given as each parameter: one's own, and rows of the institution of the hidden."""
    subjects = hidden.subjects
    return {
        "period": ["2026Q3", "2026Q1", "2025Q4"],
        "on": [LATER.isoformat()],
        "year": ["2026"],
        "quarter": ["", "2026Q3"],
        "roadmap": [subjects.approved.pk, subjects.model.pk],
        "stage": [subjects.approved.sections.get().pk, subjects.model.sections.get().pk],
    }


def parameter_sets(report, offered):
    """Each value once, the others as they come first."""
    usual = {name: offered[name][0] for name in report.parameters}
    return [usual | {name: value} for name in report.parameters for value in offered[name]]


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize(("code", "format"), CASES)
def test_no_report_names_anybody(world, offered, code, format, role):
    report, user = REPORTS[code], world.people[role]
    if not user.has_perm(report.permission):
        pytest.skip(f"{role} may not ask for it")
    made = 0
    for parameters in parameter_sets(report, offered):
        try:
            document = make_document(report, parameters, user=user, at=NOW, format=format)
        except Refused as refusal:
            assert not told_in(str(refusal).encode()), parameters
            continue
        made += 1
        said = f"{document.download_name(format)} {document.title} {document.author}"
        assert not told_in(said.encode()), parameters
        assert not told_in(render(document, format)), parameters
    assert made or role not in ("methodologist", "coordinator"), "no parameters fit: nothing was looked at"


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_name_is_there_to_be_told(world, offered, format):
    """To its own curator the execution of the roadmap quotes the note in which it stands."""
    parameters = {"roadmap": offered["roadmap"][0], "on": LATER.isoformat()}
    document = make_document(REPORTS["execution"], parameters, user=world.curator, at=NOW, format=format)
    assert told_in(render(document, format)), NAME
