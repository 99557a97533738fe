"""`manage.py remind [--on DATE] [--json]`: the same sweep that the timetable runs."""

import json
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.services import sweep


class Command(BaseCommand):
    help = "Tells everybody what is due on a day (today when left out). Safe to repeat: nothing is told twice."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day, YYYY-MM-DD")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document")

    def handle(self, *args, on=None, as_json: bool = False, **options):
        numbers = sweep(on or timezone.localdate(), at=timezone.now())
        if as_json:
            self.stdout.write(json.dumps(numbers))
        else:
            self.stdout.write(
                "К напоминанию: {due}; отправлено: {sent}; было отправлено раньше: {already_sent}; "
                "не удалось: {failed}; уйдут завтра: {waiting}.".format(**numbers)
            )
