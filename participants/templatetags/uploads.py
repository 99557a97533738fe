"""How uploads and official tables are said on pages: `{% load uploads %}`."""

from django import template
from django.utils.translation import pgettext_lazy

from core.documents.values import shown as as_shown
from core.templatetags.interface import STATUSES, Status

from ..models import BankImport, BankImportRow

register = template.Library()

VERDICTS = {
    BankImportRow.Verdict.NEW: ("user-plus", "good"),
    BankImportRow.Verdict.CHANGED: ("pencil", "active"),
    BankImportRow.Verdict.SAME: ("circle-check", "neutral"),
    BankImportRow.Verdict.DOUBT: ("user-question", "warning"),
    BankImportRow.Verdict.REJECTED: ("alert-circle", "bad"),
}
DECISIONS = {
    "new": pgettext_lazy("row", "will be a new person"),
    "update": pgettext_lazy("row", "will change the person"),
    "skip": pgettext_lazy("row", "left out"),
}


@register.inclusion_tag("_status.html")
def import_verdict(row: BankImportRow) -> dict:
    """The verdict on a row of an upload, or what somebody has decided of it."""
    icon, tone = VERDICTS[BankImportRow.Verdict(row.verdict)]
    if row.decision in DECISIONS:
        return {"status": Status(DECISIONS[row.decision], "check", "active")}
    return {"status": Status(row.get_verdict_display(), icon, tone)}


@register.inclusion_tag("_status.html")
def import_state(batch: BankImport) -> dict:
    """The state of an upload in its own words, with the look of the one vocabulary."""
    look = STATUSES[batch.status]
    return {"status": Status(batch.get_state_display(), look.icon, look.tone)}


@register.filter
def shown(value) -> str:
    """A cell of an official table as paper shows it."""
    return as_shown(value)
