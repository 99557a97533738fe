"""Runs: asked for once, claimed once, ended with a file or with a reason."""

from datetime import timedelta

import pytest

from core.documents import LONGEST_PDF, Column, Document, Row, Table
from core.models import AuditEntry, StoredFile
from organizations.models import Membership
from reports.catalog import REPORTS, ParametersForm, Report
from reports.models import ReportRun
from reports.services import ask_report, build_run, take_up_unfinished
from reports.services.building import MAX_ATTEMPTS

from ..factories import NOW, TODAY


class FailingReport(Report):
    """Stands for a report with a mistake in it."""

    code, title, permission, form_class = "failing", "Отчёт", "reports.ask_roadmap", ParametersForm

    def subject(self, parameters):
        return "ни о чём"

    def build(self, parameters, user, at):
        raise ZeroDivisionError


class LongReport(FailingReport):
    """Has a row too many for a PDF."""

    def build(self, parameters, user, at):
        table = Table([Column("№")], [Row([number]) for number in range(LONGEST_PDF + 1)])
        return Document("Отчёт", [table], file_name="Отчёт", created_at=at, author="")


@pytest.fixture
def add_report(monkeypatch):
    def add(report: Report) -> Report:
        monkeypatch.setitem(REPORTS, report.code, report)
        return report

    return add


def ask(report: Report, user, parameters=None, format="xlsx", at=NOW) -> ReportRun:
    form = report.form_class(parameters or {}, user=user, today=TODAY)
    assert form.is_valid(), form.errors
    return ask_report(report, form, format=format, by=user, at=at)


def clock():
    return NOW + timedelta(minutes=1)


def test_a_run_remembers_who_asked_for_what_and_as_whom(world, roadmap):
    run = ask(REPORTS["execution"], world.curator, {"roadmap": roadmap.pk})
    assert (run.state, run.asked_by, run.organization) == ("waiting", world.curator, world.a1)
    assert run.membership_id == world.curator.acting.pk
    assert run.parameters == {"roadmap": roadmap.pk, "on": TODAY.isoformat()}
    assert "16.11.2026" in run.title


def test_the_same_wish_is_not_made_twice_while_it_is_unfinished(world, roadmap):
    wish = REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk}
    first = ask(*wish)
    assert ask(*wish) == first
    build_run(first, clock=clock)
    assert ask(*wish) != first


@pytest.mark.parametrize(("format", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_run_ends_with_a_file(world, roadmap, format, begins):
    run = ask(REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk}, format)
    build_run(run, clock=clock)
    run.refresh_from_db()
    assert (run.state, run.attempts, run.finished_at) == ("ready", 1, clock())
    with run.file.content.open("rb") as file:
        assert file.read().startswith(begins)
    assert AuditEntry.objects.get(verb="report.built").changes["parameters"] == {"roadmap": roadmap.pk}


def test_a_run_is_claimed_once(world, roadmap):
    run = ask(REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk})
    same = ReportRun.objects.get(pk=run.pk)
    build_run(run, clock=clock)
    build_run(same, clock=clock)
    assert ReportRun.objects.get(pk=run.pk).attempts == 1
    assert StoredFile.objects.count() == 1


def test_a_report_shows_what_its_asker_may_see_when_it_is_built(world, roadmap):
    """Between asking and building the roadmap went to another organisation."""
    run = ask(REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk})
    roadmap.organization = world.b1
    roadmap.save()
    build_run(run, clock=clock)
    run.refresh_from_db()
    assert (run.state, run.file) == ("failed", None)
    assert run.error


def test_a_role_that_has_ended_gets_no_report(world, roadmap):
    run = ask(REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk})
    Membership.objects.filter(pk=run.membership_id).update(ended_on=TODAY)
    build_run(run, clock=clock)
    run.refresh_from_db()
    assert run.state == "failed"


def test_a_report_that_is_gone_is_said_to_be(world, roadmap):
    run = ask(REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk})
    ReportRun.objects.filter(pk=run.pk).update(report="forgotten")
    run.refresh_from_db()
    build_run(run, clock=clock)
    assert ReportRun.objects.get(pk=run.pk).state == "failed"


def test_an_error_is_tried_again_and_then_given_up(world, add_report):
    run = ask(add_report(FailingReport()), world.curator)
    for attempt in range(1, MAX_ATTEMPTS):
        build_run(run, clock=clock)
        assert (run.state, run.attempts) == ("waiting", attempt)
    build_run(run, clock=clock)
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("failed", MAX_ATTEMPTS)
    assert "ZeroDivisionError" not in run.error


def test_a_report_too_long_for_a_pdf_says_what_to_do(world, add_report):
    report = add_report(LongReport())
    as_pdf, as_xlsx = ask(report, world.curator, format="pdf"), ask(report, world.curator)
    build_run(as_pdf, clock=clock)
    build_run(as_xlsx, clock=clock)
    as_pdf.refresh_from_db()
    assert as_pdf.state == "failed"
    assert "XLSX" in as_pdf.error
    assert as_xlsx.state == "ready"


def test_the_sweep_takes_up_what_was_left(world, roadmap):
    wish = REPORTS["roadmap"], world.curator, {"roadmap": roadmap.pk}
    fresh, lost, dead, exhausted, running = (ask(*wish, format=format, at=at) for format, at in (
        ("pdf", NOW),
        ("docx", NOW - timedelta(minutes=2)),
        ("xlsx", NOW - timedelta(hours=2)),
        ("a", NOW - timedelta(hours=2)),
        ("b", NOW - timedelta(hours=2)),
    ))  # fmt: skip
    long_ago, lately = NOW - timedelta(hours=1), NOW - timedelta(minutes=5)
    for run, claimed_at, attempts in ((dead, long_ago, 1), (exhausted, long_ago, MAX_ATTEMPTS), (running, lately, 1)):
        ReportRun.objects.filter(pk=run.pk).update(state="running", claimed_at=claimed_at, attempts=attempts)
    assert take_up_unfinished(at=NOW) == [dead, lost]
    assert ReportRun.objects.get(pk=exhausted.pk).state == "failed"
    assert ReportRun.objects.get(pk=running.pk).state == "running"
    assert ReportRun.objects.get(pk=fresh.pk).state == "waiting"
