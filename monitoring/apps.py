from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Monitoring")
    audit_verbs = {
        "reportingperiod.opened": _("reporting period opened"),
        "reportingperiod.extended": _("period opened for one organisation"),
        "submission.begun": _("submission begun"),
        "submission.counted": _("figures counted again"),
        "submission.filled_in": _("figures filled in"),
        "submission.sent_to_sign": _("submission sent for signature"),
        "submission.taken_back": _("submission taken back"),
        "submission.submitted": _("submission signed and submitted"),
        "submission.accepted": _("submission accepted"),
        "submission.returned": _("submission returned"),
        "submission.corrected": _("correction of a submission begun"),
        "remark.answered": _("remark answered"),
    }
    audit_words = {
        "without": _("left without a number"),
    }

    def ready(self):
        from notifications import kinds
        from participants import erasure

        from .kinds import KINDS
        from .services.facts import settle

        erasure.register("monitoring", settle)
        for kind in KINDS:
            kinds.register(kind)
