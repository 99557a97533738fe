"""What becomes of a pair after its assignment moves from columns of the pair into rows of its own."""

from datetime import timedelta

from django.db import migrations, models

KINDS = {"completed": "completed", "terminated": "ended_early"}


def keep_ends(apps, schema_editor):
    Pairing, PairChange = apps.get_model("pairing", "Pairing"), apps.get_model("pairing", "PairChange")
    ended = Pairing.objects.filter(state__in=KINDS)
    replaced = set(Pairing.objects.exclude(replaces=None).values_list("replaces", flat=True))
    for pair in ended.order_by("pk").iterator():
        last_day = pair.ended_on - timedelta(days=1)
        PairChange.objects.create(
            pairing=pair,
            kind="replaced" if pair.pk in replaced else KINDS[pair.state],
            last_day=last_day,
            order_id=pair.end_order_id,
            initiator=pair.end_initiator,
            reason=pair.end_reason,
            notice_on=pair.notice_on,
        )
    ended.update(state="approved", ended_on=None)


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_legal_acts"), ("pairing", "0005_roll_over")]

    operations = [
        migrations.CreateModel(
            name="PairChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("extended", "extended"),
                            ("replaced", "mentor replaced"),
                            ("ended_early", "ended early"),
                            ("completed", "completed"),
                        ],
                        max_length=11,
                        verbose_name="change",
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "initiator",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mentor", "the mentor"),
                            ("mentee", "the mentee"),
                            ("institution", "the institution"),
                        ],
                        max_length=11,
                        verbose_name="who ended it",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("notice_on", models.DateField(blank=True, null=True, verbose_name="notice given on")),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.deletion.PROTECT,
                        related_name="pair_changes",
                        to="orders.order",
                        verbose_name="order",
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE,
                        related_name="changes",
                        to="pairing.pairing",
                        verbose_name="pair or group",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a pair",
                "verbose_name_plural": "changes of pairs",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(model_name="pairing", name="pairing_ended_has_a_day"),
        migrations.RunPython(keep_ends, migrations.RunPython.noop),
    ]
