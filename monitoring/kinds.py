"""Kinds of notifications of this app (notifications/kinds.py)."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind

SURVEY = Kind("survey", _("A survey opens or closes soon"), optional=True)

PERIOD_DUE = Kind("period.due", _("Figures of a period are due"))
PERIOD_DAYS = Kind("period.days", _("The days of a period have changed"))

SITE_REMARKS = Kind("site.remarks", _("Remarks on the site of the institution"))
SITE_PERSONAL = Kind("site.personal", _("Personal data is published on the site"), urgent=True)
SITE_CHECK = Kind("site.check", _("Sites of institutions are to be looked through this quarter"), optional=True)

KINDS = (
    PERIOD_DUE,
    PERIOD_DAYS,
    Kind("submission.to_sign", _("A submission awaits your signature")),
    Kind("submission.draft", _("The figures came back without a signature")),
    Kind("submission.submitted", _("A submission has come")),
    Kind("submission.returned", _("The submission was returned with remarks")),
    Kind("submission.accepted", _("The submission is accepted"), optional=True),
    SURVEY,
    SITE_REMARKS,
    SITE_PERSONAL,
    SITE_CHECK,
)
