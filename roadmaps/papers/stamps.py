"""Stamps of approval and agreement, and the signatures under the table (domain.md 6.4)."""

from collections.abc import Iterator

from core.documents import Signature, Stamp, Stamps

from ..models import ApprovalStamp, Roadmap
from .wording import date_on_its_own_line, names_somebody, quoted_date, unbroken

Kind, Side = ApprovalStamp.Kind, ApprovalStamp.Side

HEADINGS = {
    Kind.APPROVE: "УТВЕРЖДАЮ",
    Kind.APPROVED_BY_ORDER: "УТВЕРЖДЕНО",
    Kind.AGREED: "СОГЛАСОВАНО",
    Kind.ADOPTED: "ПРИНЯТО",
    Kind.CONSIDERED: "РАССМОТРЕНО",
}
HAND = "____________"
DAY_BY_HAND = "«___» __________ 20__ г."


def head_stamps(roadmap: Roadmap, *, as_annex: bool = False, without_names: bool = False) -> Stamps | None:
    """The stamps above the title, each on its side; an annex is approved by its order, not by a stamp.

    `without_names` leaves positions, documents and days.
    """
    stamps = [stamp for stamp in roadmap.stamps.all() if not (as_annex and stamp.kind == Kind.APPROVED_BY_ORDER)]
    left, right = (
        [Stamp(list(_lines(stamp, without_names))) for stamp in stamps if stamp.side == side]
        for side in (Side.LEFT, Side.RIGHT)
    )
    return Stamps(left, right) if left or right else None


def foot_signatures(roadmap: Roadmap) -> list[Signature]:
    """Who signs under the table."""
    return [
        Signature(stamp.position, unbroken(stamp.who), quoted_date(stamp.date) if stamp.date else "")
        for stamp in roadmap.stamps.all()
        if stamp.side == Side.BOTTOM
    ]


def _lines(stamp: ApprovalStamp, without_names: bool) -> Iterator[str]:
    """A stamp by a document gives the document; one by a person gives position, room for the hand and the day."""
    yield stamp.wording or HEADINGS.get(stamp.kind, "")
    if stamp.kind == Kind.APPROVED_BY_ORDER:
        yield date_on_its_own_line(stamp.document or f"приказом {HAND} от {HAND} № {HAND}")
        return
    if stamp.position:
        yield stamp.position
        if not without_names:
            yield f"{HAND} {unbroken(stamp.who)}".rstrip()
    elif stamp.who and not (without_names and names_somebody(stamp.who)):
        yield stamp.who
    if stamp.document:
        yield date_on_its_own_line(stamp.document)
    if stamp.date:
        if f"{stamp.date:%d.%m.%Y}" not in stamp.document:
            yield quoted_date(stamp.date)
    elif stamp.position:
        yield DAY_BY_HAND
