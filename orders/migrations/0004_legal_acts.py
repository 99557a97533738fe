"""Gives a new database the acts that orders on mentoring refer to (fixtures/reference/legal_acts.json; domain.md 1.1).

Runs once, so acts that the administrator changes or deletes stay so; one that is there already is left as it is.
"""

import json

from django.conf import settings
from django.db import migrations

SOURCE = settings.BASE_DIR / "fixtures" / "reference" / "legal_acts.json"


def load(apps, schema_editor):
    LegalAct = apps.get_model("orders", "LegalAct")
    acts = [LegalAct(**act) for act in json.loads(SOURCE.read_text(encoding="utf-8"))]
    LegalAct.objects.using(schema_editor.connection.alias).bulk_create(acts, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("orders", "0003_drafts")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
