"""The common forms, kinds and topics (fixtures/reference)."""

from django.db import migrations

from participants.reference import load

TABLES = (("MentoringForm", "forms"), ("MentoringKind", "kinds"), ("Topic", "topics"))


def add_common_rows(apps, schema_editor):
    for model, name in TABLES:
        load(apps.get_model("participants", model), name)


class Migration(migrations.Migration):
    dependencies = [("participants", "0001_initial")]
    operations = [migrations.RunPython(add_common_rows, migrations.RunPython.noop)]
