"""The access matrix of sites: an institution publishes, the methodologist of the municipality checks."""

from datetime import date
from typing import Any

from monitoring.models import PublishedAct, RequiredDocument, SiteCheck

from .access_row import Row
from .factories import World

OWN = "302 403 200 403 200 200 403 403 403"  # curators and directors of institutions
OWN_ROW = "302 404 404 403 200 200 403 403 403"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "monitoring:site": Row(OWN),
    "monitoring:act_add": Row(OWN),
    "monitoring:act_change": Row(OWN_ROW, "published_act"),
    "monitoring:act_remove": Row(OWN_ROW, "published_act"),
    "monitoring:site_mended": Row(OWN_ROW, "site_remark"),
    "monitoring:site_package": Row(OWN),
    "monitoring:sites": Row("302 403 403 403 403 403 200 200 403"),
    "monitoring:site_history": Row("302 404 404 403 403 403 200 200 403", "school"),
    "monitoring:site_check": Row("302 404 404 403 403 403 200 403 403", "school"),
}


def site_subjects(world: World) -> dict[str, Any]:
    """A link of school a1 and a remark on it."""
    act = PublishedAct.objects.create(
        organization=world.a1, document=RequiredDocument.REGULATION, url="https://a1.example/polozhenie"
    )
    check = SiteCheck.objects.create(
        organization=world.a1, document=RequiredDocument.REGULATION, on=date(2026, 10, 5), result="outdated",
        remark="Старая редакция", by=world.methodologist,
    )  # fmt: skip
    return {"published_act": act, "site_remark": check}
