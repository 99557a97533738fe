"""Certificates and letters of thanks as they were issued: a framed sheet for each, one or many in a file."""

from collections.abc import Sequence

from core.calendar import long_date
from core.documents import Block, Diploma, Document, PageBreak

from ..models import Award

TITLES = {Award.Kind.CERTIFICATE: "СЕРТИФИКАТ", Award.Kind.THANKS: "БЛАГОДАРСТВЕННОЕ ПИСЬМО"}
ORIENTATION = {Award.Kind.CERTIFICATE: "landscape", Award.Kind.THANKS: "portrait"}
EDGE = 10  # millimetres: the frame stands in the middle of the sheet


def awards_document(awards: Sequence[Award]) -> Document:
    """A sheet for each, certificates across and letters upright. Equal awards give equal papers at any time."""
    blocks: list[Block] = []
    for award in awards:
        blocks += [PageBreak(ORIENTATION[award.kind])] if blocks else []
        blocks.append(_sheet(award))
    first = awards[0]
    name = f"{TITLES[first.kind].capitalize()} № {first.reg_number}" if len(awards) == 1 else "Награды участников"
    return Document(
        title=name,
        blocks=blocks,
        file_name=name,
        created_at=max(award.issued_at for award in awards),
        author=first.facts["issuer"],
        orientation=ORIENTATION[first.kind],
        left_margin=EDGE,
        bundle=True,
    )


def _sheet(award: Award) -> Diploma:
    facts = award.facts
    return Diploma(
        above=facts["founder"],
        issuer=facts["issuer"],
        title=TITLES[award.kind],
        number=f"№ {award.reg_number}",
        lead="вручается",
        whom=facts["dative"],
        detail=facts["detail"],
        words=award.words,
        position=facts["position"],
        name=facts["signer"],
        issued=", ".join(filter(None, (facts["place"], long_date(award.on)))),
    )
