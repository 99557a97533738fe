"""Letters become deliveries. What stood in a letter has been told; it is not planned again."""

from django.db import migrations, models
from django.db.models import F


def count_as_planned(apps, schema_editor):
    written = apps.get_model("notifications", "Notification").objects.filter(planned_at=None).exclude(letter=None)
    written.update(planned_at=F("created_at"))


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0003_deliveries"),
    ]

    operations = [
        migrations.RunPython(count_as_planned, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="notification", name="letter"),
        migrations.DeleteModel(name="Letter"),
        migrations.AddField(
            model_name="notification",
            name="due",
            field=models.DateField(blank=True, help_text="the deadline of what it speaks of", null=True, verbose_name="due"),
        ),
        migrations.RemoveConstraint(model_name="notification", name="notification_told_once"),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(fields=("subject", "moment", "kind", "recipient"), name="notification_told_once"),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(choices=[("waiting", "waiting"), ("sending", "being sent"), ("sent", "sent"), ("failed", "not sent"), ("needless", "not needed")], default="waiting", max_length=8, verbose_name="state"),
        ),
    ]
