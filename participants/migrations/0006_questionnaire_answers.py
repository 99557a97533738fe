from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0005_consent_texts")]

    operations = [
        migrations.AddField(
            model_name="questionnairelink",
            name="answers",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text='[{"field": ..., "before": ..., "after": ...}], in words: what the answers have changed',
                verbose_name="answers",
            ),
        ),
    ]
