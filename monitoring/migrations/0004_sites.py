"""Checks of sites are of an act of an institution, with or without a link; until now nothing could write one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

DOCUMENTS = [
    (1, "order on the launch of the target model"),
    (2, "order on the working group"),
    (3, "regulation on mentorship"),
    (4, "roadmap"),
    (5, "order on the appointment of the curator"),
    (6, "mentoring programme"),
    (7, "planned results"),
    (8, "banks of mentees, mentors, programmes, cases"),
    (9, "consents to processing of personal data"),
    (10, "written consents of the pairs, additional agreements"),
    (11, "order on the assignment of pairs and groups"),
    (12, "personalised programmes"),
    (13, "order on the School of mentors"),
    (14, "agreements with partners"),
    (15, "journal of meetings"),
    (16, "questionnaires, summary, SWOT"),
    (17, "reports upward"),
    (18, "order on the results and rewards"),
    (19, "section of the site"),
]
RESULTS = [
    ("good", "published and up to date"),
    ("outdated", "published, out of date"),
    ("missing", "not there"),
    ("broken", "the link does not open"),
    ("personal", "personal data is published"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0003_surveys"),
        ("organizations", "0002_time_zone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedact",
            name="published_on",
            field=models.DateField(blank=True, null=True, verbose_name="published on"),
        ),
        migrations.DeleteModel(name="SiteCheck"),
        migrations.CreateModel(
            name="SiteCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.PositiveSmallIntegerField(choices=DOCUMENTS, verbose_name="document")),
                ("on", models.DateField(verbose_name="checked on")),
                ("result", models.CharField(choices=RESULTS, max_length=8, verbose_name="result")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                ("addresses", models.TextField(blank=True, verbose_name="addresses")),
                ("mended_on", models.DateField(blank=True, null=True, verbose_name="mended on")),
                ("mended", models.CharField(blank=True, max_length=300, verbose_name="what was mended")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="site_checks",
                        to="organizations.organization",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a site",
                "verbose_name_plural": "checks of sites",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "document", "on"), name="site_check_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mended_on", None), models.Q(("result", "good"), _negated=True), _connector="OR"
                        ),
                        name="site_check_mended_was_wanting",
                    ),
                ],
            },
        ),
    ]
