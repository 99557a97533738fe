"""Calendar items remember what they called the event and when it was. The table is made anew: nothing wrote to it yet."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("organizations", "0001_initial"),
        ("notifications", "0004_no_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name="CalendarItem"),
        migrations.CreateModel(
            name="CalendarItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=150)),
                ("title", models.CharField(max_length=300)),
                ("day", models.DateField()),
                ("url", models.CharField(max_length=300)),
                ("fingerprint", models.CharField(max_length=64)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("modified_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("organization", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organizations.organization")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="calendar_items", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "calendar item",
                "verbose_name_plural": "calendar items",
                "constraints": [models.UniqueConstraint(fields=("user", "uid"), name="calendar_item_once")],
            },
        ),
    ]
