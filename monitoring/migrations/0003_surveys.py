"""Letters with links to surveys, surveys closed early, the common templates (fixtures/reference)."""

from django.db import migrations, models

from monitoring.survey_templates import load


def add_common_templates(apps, schema_editor):
    load(apps.get_model("monitoring", "SurveyTemplate"), apps.get_model("monitoring", "Question"))


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0002_reference"),
    ]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closed before its day"),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts to send"),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="error",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it was not sent"),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="letter_due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="letter due"),
        ),
        migrations.AddField(
            model_name="surveyinvitation",
            name="letter_sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="letter sent"),
        ),
        migrations.RunPython(add_common_templates, migrations.RunPython.noop),
    ]
