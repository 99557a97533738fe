from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Mechanisms")
    audit_words = {  # what services of many apps note
        "count": _("how many"),
        "files": _("files"),
        "format": _("file"),
        "kind": _("kind"),
        "list": _("list"),
        "number": _("number"),
        "on": _("date"),
        "people": _("people"),
        "reason": _("reason"),
        "remark": _("remark"),
        "scan": _("scan"),
        "sha256": _("checksum (SHA-256)"),
        "until": _("until"),
    }
    audit_codes = {"format": {"pdf": "PDF", "docx": "DOCX", "xlsx": "XLSX", "csv": "CSV", "ics": "ICS", "zip": "ZIP"}}

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from .sessions import begin

        user_logged_in.connect(begin)
