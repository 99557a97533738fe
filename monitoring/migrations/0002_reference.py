"""The common indicators and their federal plans (fixtures/reference)."""

from django.db import migrations

from monitoring.reference import load


def add_common_rows(apps, schema_editor):
    load(apps.get_model("monitoring", "Indicator"), apps.get_model("monitoring", "Target"))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]
    operations = [migrations.RunPython(add_common_rows, migrations.RunPython.noop)]
