"""Kinds of notifications of this app (notifications/kinds.py)."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind

SURVEY = Kind("survey", _("A survey opens or closes soon"), optional=True)

PERIOD_DUE = Kind("period.due", _("Figures of a period are due"))

KINDS = (
    PERIOD_DUE,
    Kind("submission.to_sign", _("A submission awaits your signature")),
    Kind("submission.submitted", _("A submission has come")),
    Kind("submission.returned", _("The submission was returned with remarks")),
    Kind("submission.accepted", _("The submission is accepted"), optional=True),
    SURVEY,
)
