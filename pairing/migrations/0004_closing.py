from django.db import migrations, models


class Migration(migrations.Migration):
    """Awards are made anew: nothing could be issued before, so no row is lost."""

    dependencies = [
        ('organizations', '0002_time_zone'),
        ('pairing', '0003_mentor_links'),
        ('participants', '0007_acts_without_papers'),
    ]

    operations = [
        migrations.DeleteModel(name='Award'),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('certificate', 'certificate of a participant'), ('thanks', 'letter of thanks')], max_length=11, verbose_name='kind')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='year')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('on', models.DateField(verbose_name='date')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='what for')),
                ('facts', models.JSONField(blank=True, default=dict, help_text="participants' and signer's words", verbose_name='as printed')),
                ('issued_at', models.DateTimeField(verbose_name='entered')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=models.deletion.PROTECT, related_name='awards', to='pairing.event', verbose_name='handed over at')),
                ('organization', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='awards', to='organizations.organization', verbose_name='organisation')),
                ('participation', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='awards', to='participants.participation')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': ['-year', '-number'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'year', 'number'), name='award_number_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='GroupReflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reached', models.TextField(blank=True, max_length=2000, verbose_name='what was reached')),
                ('valuable', models.TextField(blank=True, max_length=2000, verbose_name='what was most valuable')),
                ('missing', models.TextField(blank=True, max_length=2000, verbose_name='what was missing')),
                ('proposals', models.TextField(blank=True, max_length=2000, verbose_name='what to do otherwise next time')),
                ('event', models.OneToOneField(on_delete=models.deletion.CASCADE, related_name='reflection', to='pairing.event')),
            ],
            options={
                'verbose_name': 'group reflection',
                'verbose_name_plural': 'group reflections',
            },
        ),
        migrations.AlterModelOptions(
            name='casestory',
            options={'ordering': ['-created_at', '-pk'], 'verbose_name': 'case', 'verbose_name_plural': 'bank of cases'},
        ),
        migrations.AddField(
            model_name='casestory',
            name='people',
            field=models.ManyToManyField(blank=True, related_name='cases', to='participants.participation', verbose_name='others whom it tells of'),
        ),
        migrations.AddConstraint(
            model_name='casestory',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('published_url', '')), models.Q(('published_on__isnull', False), models.Q(('published_url', ''), _negated=True)), _connector='OR'), name='case_published_somewhere'),
        ),
    ]
