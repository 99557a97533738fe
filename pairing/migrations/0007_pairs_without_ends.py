
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0004_legal_acts'),
        ('pairing', '0006_pair_changes'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='pairing',
            name='end_initiator',
        ),
        migrations.RemoveField(
            model_name='pairing',
            name='end_order',
        ),
        migrations.RemoveField(
            model_name='pairing',
            name='end_reason',
        ),
        migrations.RemoveField(
            model_name='pairing',
            name='ended_on',
        ),
        migrations.RemoveField(
            model_name='pairing',
            name='notice_on',
        ),
        migrations.AlterField(
            model_name='individualplan',
            name='order',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='orders.order', verbose_name='order of approval'),
        ),
        migrations.AlterField(
            model_name='individualplan',
            name='pairing',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan', to='pairing.pairing', verbose_name='pair or group'),
        ),
        migrations.AlterField(
            model_name='pairing',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('approved', 'by order')], default='draft', max_length=10, verbose_name='state'),
        ),
    ]
