"""Classes that were kept before there was one spelling («8А», «8-а») become «8 «А»»; once more changes nothing."""

from django.db import migrations

from participants.classes import one_spelling


def write_one_way(apps, schema_editor):
    people = apps.get_model("participants", "Person").objects.using(schema_editor.connection.alias)
    for written in people.exclude(class_group="").order_by().values_list("class_group", flat=True).distinct():
        if (group := one_spelling(written)) != written:
            people.filter(class_group=written).update(class_group=group)


class Migration(migrations.Migration):
    dependencies = [("participants", "0009_topics_for_whom")]

    operations = [migrations.RunPython(write_one_way, migrations.RunPython.noop, elidable=True)]
