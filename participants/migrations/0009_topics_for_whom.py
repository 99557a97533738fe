"""Topics say for whom they are; a participation that a merge of records has closed is no leaving."""

from django.db import migrations, models

from participants.reference import common_rows

MERGED = "Записи одного человека объединены"  # the remark that merging left until now


def say_for_whom(apps, schema_editor):
    topics = apps.get_model("participants", "Topic").objects.filter(organization=None)
    for row in common_rows("topics"):
        if "track" in row:
            topics.filter(kind=row["kind"], title=row["title"]).update(track=row["track"])


def tell_merged(apps, schema_editor):
    closed = apps.get_model("participants", "Participation").objects.filter(leaving="other", leaving_note=MERGED)
    closed.update(leaving="merged", leaving_note="")


class Migration(migrations.Migration):
    dependencies = [("participants", "0008_told_and_compared")]
    operations = [
        migrations.AddField(
            model_name="topic",
            name="track",
            field=models.CharField(
                blank=True,
                choices=[("students", "learners"), ("teachers", "teaching staff")],
                help_text="Empty: for everybody.",
                max_length=8,
                verbose_name="for whom",
            ),
        ),
        migrations.AlterField(
            model_name="participation",
            name="leaving",
            field=models.CharField(
                blank=True,
                choices=[
                    ("completed", "completed the programme"),
                    ("own_wish", "own wish"),
                    ("moved", "left the institution"),
                    ("graduated", "graduated"),
                    ("consent", "consent withdrawn"),
                    ("other", "other reason"),
                    ("merged", "joined with another record"),
                ],
                max_length=9,
                verbose_name="why left",
            ),
        ),
        migrations.RunPython(say_for_whom, migrations.RunPython.noop),
        migrations.RunPython(tell_merged, migrations.RunPython.noop),
    ]
