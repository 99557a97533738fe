from django.db import migrations


def open_desks(apps, schema_editor):
    """Whoever stands above the tree by now reads the desk of accounts, as those do who are invited from now on."""
    Membership = apps.get_model("organizations", "Membership")
    above = Membership.objects.filter(organization=None, ended_on=None)
    apps.get_model("organizations", "User").objects.filter(memberships__in=above).update(
        is_staff=True, is_superuser=True
    )


class Migration(migrations.Migration):
    dependencies = [("organizations", "0004_hides_first_steps")]

    operations = [migrations.RunPython(open_desks, migrations.RunPython.noop, elidable=True)]
