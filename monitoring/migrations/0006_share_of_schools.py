"""The share of schools counts schools: what was counted of kindergartens and others goes."""

from django.db import migrations


def forget_others(apps, schema_editor):
    facts = apps.get_model("monitoring", "Fact").objects.filter(measure="teaching_institutions")
    facts.exclude(organization__kind="school").delete()


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_exchange")]

    operations = [migrations.RunPython(forget_others, migrations.RunPython.noop)]
