"""`manage.py remind [--on DATE | --by-timetable] [--json]`: tells everybody what is due, now or at their hour."""

import json
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.services import sweep, sweep_by_timetable


class Command(BaseCommand):
    help = (
        "Tells everybody what is due on a day (today when left out), and sends it now, whatever the hour and day."
        " Safe to repeat: nothing is told twice."
    )

    def add_arguments(self, parser):
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day, YYYY-MM-DD")
        when.add_argument(
            "--by-timetable",
            action="store_true",
            help="as the timetable does it: at the hour that each person has chosen, not on days off",
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document")

    def handle(self, *args, on=None, by_timetable: bool = False, as_json: bool = False, **options):
        at = timezone.now()
        if by_timetable:
            numbers = sweep_by_timetable(at=at, clock=timezone.now)
        else:
            numbers = sweep(on or timezone.localdate(at), at=at, clock=timezone.now)
        if as_json:
            self.stdout.write(json.dumps(numbers))
        else:
            self.stdout.write(
                "К напоминанию: {due}; отправлено: {sent}; было отправлено раньше: {already_sent}; "
                "не удалось: {failed}; ждут своего часа: {waiting}.".format(**numbers)
            )
