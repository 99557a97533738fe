"""`build_report CODE --organization SLUG [--period 2022Q1 | --on DATE] [--roadmap ID] --format F --output FILE`."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import Quarter
from core.documents import FORMATS, render
from core.errors import Refused
from monitoring.period_codes import last_ended, understood
from organizations.models import Organization
from organizations.selectors import zone_of
from reports.catalog import REPORTS, Report
from reports.selectors import keeper_of
from reports.services import make_document

DAYS = {"on", "period", "year"}


def last_day(period: str) -> date:
    """The last day of «2022Q1», «2022H1» or «2022»."""
    return understood(period_code(period)).ends


def period_code(period: str) -> str:
    """The code as it was written, if it is one."""
    try:
        understood(period)
    except ValueError as error:
        raise ArgumentTypeError(f"{period!r} is no period: write 2022Q1, 2022H1 or 2022") from error
    return period.upper()


class Command(BaseCommand):
    help = "Builds a report as the keeper of an organisation's programme would get it, and writes it to a file."

    def add_arguments(self, parser):
        parser.add_argument("code", choices=REPORTS, metavar="CODE", help=", ".join(REPORTS))
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--roadmap", type=int, metavar="ID", help="without it the report chooses the likeliest")
        day = parser.add_mutually_exclusive_group()
        day.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as of this day; without it today")
        day.add_argument("--period", type=period_code, metavar="PERIOD", help="2022Q1, 2022H1 or 2022, as of its end")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *, code: str, organization: str, format: str, output: Path, **options):
        owner = _organization(organization)
        with timezone.override(zone_of(owner)):
            self._build(REPORTS[code], owner, format, output, options)

    def _build(self, report: Report, owner: Organization, format: str, output: Path, options: dict[str, Any]) -> None:
        """By the clock of the organisation."""
        keeper = keeper_of(owner)
        if format not in report.formats:
            raise CommandError(_("This report is made as %(formats)s.") % {"formats": ", ".join(report.formats)})
        if not keeper.has_perm(report.permission):
            raise CommandError(_("This report is not for an organisation of this level. Name one above it."))
        at = timezone.localtime()
        parameters = self._parameters(report, keeper, options)
        try:
            document = make_document(report, parameters, user=keeper, at=at, format=format)
            output.write_bytes(render(document, format))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(
                _("The file cannot be written: %(path)s. Check the folder and the right to write there.")
                % {"path": output}
            ) from error
        self.stderr.write(f"{output}")

    def _parameters(self, report: Report, keeper, options: dict[str, Any]) -> dict[str, Any]:
        """What was said on the command line, as far as the report asks for it, and its own defaults for the rest."""
        today = timezone.localdate()
        period = options["period"] or (str(Quarter.of(options["on"])) if options["on"] else last_ended(today))
        on = options["on"] or (last_day(options["period"]) if options["period"] else today)
        said = {"roadmap": options["roadmap"], "period": period, "on": on.isoformat(), "year": on.year}
        known = {name: value for name, value in said.items() if name in report.parameters and value is not None}
        for option, names in (("on", DAYS), ("period", DAYS), ("roadmap", {"roadmap"})):
            if options[option] and not names & set(report.parameters):
                self.stderr.write(
                    _("«%(report)s» does not depend on --%(option)s.") % {"report": report.title, "option": option}
                )
        return report.defaults(keeper, known)


def _organization(slug: str) -> Organization:
    found = Organization.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no organisation «%(slug)s». Check the short code.") % {"slug": slug})
    return found
