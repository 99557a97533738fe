"""The access matrix of partners, the School of mentors, questionnaires, assessments and shared mentors."""

from datetime import date
from typing import Any

from core.files import store_bytes
from participants.models import Agreement, Partner

from .access_people import KEEPERS, NAMELESS, NAMELESS_KEPT
from .access_row import Row
from .factories import NOW, World

READ_BY_ALL = "302 403 200 403 200 200 200 200 200"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "participants:partners": Row(READ_BY_ALL),
    "participants:partner_add": Row(KEEPERS),
    "participants:partner": Row(NAMELESS, "partner"),
    "participants:partner_edit": Row(NAMELESS_KEPT, "partner"),
    "participants:partner_end": Row(NAMELESS_KEPT, "partner"),
    "participants:partner_resume": Row(NAMELESS_KEPT, "partner"),
    "participants:agreement_add": Row(NAMELESS_KEPT, "partner"),
    "participants:agreement_edit": Row(NAMELESS_KEPT, "agreement"),
    "participants:agreement_scan": Row(NAMELESS_KEPT, "agreement"),
}


def partners_subjects(world: World) -> dict[str, Any]:
    """The rows of school a1 that these URLs are about."""
    scan = store_bytes(
        b"%PDF-1.7", name="s.pdf", content_type="application/pdf", scope=world.a1.path, by=world.curator, at=NOW
    )
    partner = Partner.objects.create(
        organization=world.a1, name="ООО «Север»", kind="enterprise", since=date(2026, 9, 1), contact="Ким, 8 900 1"
    )
    return {
        "partner": partner,
        "agreement": Agreement.objects.create(partner=partner, signed_on=date(2026, 9, 1), scan=scan),
    }
