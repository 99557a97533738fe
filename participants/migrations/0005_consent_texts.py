"""The common texts of the four consents (fixtures/reference)."""

from django.db import migrations

from participants.reference import load


def add_common_texts(apps, schema_editor):
    load(apps.get_model("participants", "ConsentText"), "consent_texts")


class Migration(migrations.Migration):
    dependencies = [("participants", "0004_form_once")]
    operations = [migrations.RunPython(add_common_texts, migrations.RunPython.noop)]
