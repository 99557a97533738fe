"""Gives a new database the production calendar of Russia from 2021 on (fixtures/calendar/russia.json).

The holidays are those of article 112 of the Labour Code, with its rule that a holiday on a Saturday or Sunday (outside
January) gives the next working day off. The other transferred days and working Saturdays are the Government's, one
resolution for each year:

    2021  10.10.2020 No. 1648        2024  10.08.2023 No. 1314
    2022  16.09.2021 No. 1564        2025  04.10.2024 No. 1335
    2023  29.08.2022 No. 1505        2026  24.09.2025 No. 1466

A pre-holiday day is shortened by article 95; a working Saturday is, when the day it was exchanged for would have been.
2027 has the statutory days only: the administrator enters its transfers by the resolution. Not here: the days that the
President declared non-working in May and in autumn 2021, and the holidays of single regions.

Runs once, so days that the administrator changes or deletes stay so; a day that is there already is left as it is.
"""

import json

from django.conf import settings
from django.db import migrations

SOURCE = settings.BASE_DIR / "fixtures" / "calendar" / "russia.json"


def load(apps, schema_editor):
    CalendarDay = apps.get_model("core", "CalendarDay")
    years = json.loads(SOURCE.read_text(encoding="utf-8"))
    days = [
        CalendarDay(date=date, kind=kind, title=title) for year in years for date, kind, title in year["days"]
    ]
    CalendarDay.objects.using(schema_editor.connection.alias).bulk_create(days, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("core", "0003_calendar_day")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
