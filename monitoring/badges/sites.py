"""How an act stands on a site, in words, with an icon and tone; the short names of acts for headings of columns."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from core.templatetags.interface import Status

from ..models import RequiredDocument, SiteCheck
from ..selectors.sites import MENDED, NOT_GIVEN, UNCHECKED

Result = SiteCheck.Result
SHORT: dict[RequiredDocument, str | Promise] = {
    RequiredDocument.SITE: pgettext_lazy("act", "Section of the site"),
    RequiredDocument.IMPLEMENT_ORDER: pgettext_lazy("act", "Order on the launch"),
    RequiredDocument.CURATOR_ORDER: pgettext_lazy("act", "Order on the curator"),
    RequiredDocument.REGULATION: pgettext_lazy("act", "Regulation"),
    RequiredDocument.ROADMAP: pgettext_lazy("act", "Roadmap"),
    RequiredDocument.PROGRAMME: pgettext_lazy("act", "Programme"),
    RequiredDocument.PLANNED_RESULTS: pgettext_lazy("act", "Planned results"),
    RequiredDocument.REPORTS: pgettext_lazy("act", "Reports"),
}
LOOKS = {
    Result.GOOD: ("circle-check", "good"),
    Result.OUTDATED: ("clock-exclamation", "warning"),
    Result.MISSING: ("circle-x", "bad"),
    Result.BROKEN: ("unlink", "bad"),
    Result.PERSONAL: ("user-x", "bad"),
}
OTHERS = {
    MENDED: Status(pgettext_lazy("site", "mended, to be looked at again"), icon="refresh", tone="waiting"),
    UNCHECKED: Status(pgettext_lazy("site", "not checked yet"), icon="circle-dashed", tone="neutral"),
    NOT_GIVEN: Status(pgettext_lazy("site", "no link given"), icon="minus", tone="neutral"),
}


def site_status(state: str) -> Status:
    """Of a state of `selectors.sites.Cell`."""
    if state in OTHERS:
        return OTHERS[state]
    icon, tone = LOOKS[Result(state)]
    return Status(Result(state).label, icon, tone)


@cache
def site_badge(state: str) -> str:
    return render_to_string("_status.html", {"status": site_status(state)})


def all_states() -> list[Status]:
    """For the legend of the matrix."""
    return [site_status(state) for state in (*LOOKS, *OTHERS)]
