from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Participants")
    audit_verbs = {
        "person.added": _("person entered"),
        "person.changed": _("personal data changed"),
        "person.viewed": _("card looked at"),
        "person.exported": _("name exported in a list"),
        "person.archived": _("person put into the archive"),
        "person.restored": _("person brought back from the archive"),
        "person.merged": _("records of one person merged"),
        "representative.added": _("representative added"),
        "representative.changed": _("data of a representative changed"),
        "representative.deleted": _("representative struck out"),
        "participation.entered": _("participation begun"),
        "participation.changed": _("participation changed"),
        "participation.left": _("participation ended"),
        "participation.returned": _("participation taken up again"),
        "programme.added": _("mentoring programme added"),
        "programme.changed": _("mentoring programme changed"),
        "programme.closed": _("mentoring programme closed"),
        "programme.reopened": _("mentoring programme opened again"),
        "bank.exported": _("list of people exported"),
        "bank_settings.changed": _("settings of the banks changed"),
        "target_group.counted": _("target group counted"),
        "reference.added": _("local word added"),
        "reference.hidden": _("local word taken out of use"),
    }
