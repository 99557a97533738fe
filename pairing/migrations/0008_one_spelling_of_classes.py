"""Changes of classes that may be taken back name them as the cards of people do now (participants 0010)."""

from django.db import migrations

from participants.classes import one_spelling


def write_one_way(apps, schema_editor):
    moves = apps.get_model("pairing", "ClassMove").objects.using(schema_editor.connection.alias)
    for name in ("before", "after"):
        for written in moves.exclude(**{name: ""}).order_by().values_list(name, flat=True).distinct():
            if (group := one_spelling(written)) != written:
                moves.filter(**{name: written}).update(**{name: group})


class Migration(migrations.Migration):
    dependencies = [
        ("pairing", "0007_pairs_without_ends"),
        ("participants", "0010_one_spelling_of_classes"),
    ]

    operations = [migrations.RunPython(write_one_way, migrations.RunPython.noop, elidable=True)]
