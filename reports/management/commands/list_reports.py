"""`list_reports [--json]`: every report with its formats and parameters."""

import json

from django.core.management.base import BaseCommand

from reports.catalog import REPORTS


class Command(BaseCommand):
    help = "Lists the reports that build_report can make."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of a text")

    def handle(self, *, as_json: bool, **options):
        reports = [
            {
                "code": report.code,
                "title": str(report.title),
                "formats": list(report.formats),
                "parameters": report.parameters,
            }
            for report in REPORTS.values()
        ]
        if as_json:
            self.stdout.write(json.dumps({"reports": reports}, ensure_ascii=False, indent=2))
            return
        for report in reports:
            self.stdout.write(f"{report['code']}: {report['title']} ({', '.join(report['formats'])})")
            self.stdout.write(f"    {', '.join(report['parameters']) or '–'}")
