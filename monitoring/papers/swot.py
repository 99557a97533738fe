"""The SWOT card on paper: two by two."""

from datetime import datetime

from core.calendar import long_date
from core.documents import Cell, Column, Document, Heading, Note, Paragraph, Row, Table

from ..models import SwotCard


def swot_document(card: SwotCard, *, at: datetime) -> Document:
    rows = [
        Row((Cell("Сильные стороны (+)", bold=True), Cell("Слабые стороны (−)", bold=True))),
        Row((_lines(card.strengths), _lines(card.weaknesses))),
        Row((Cell("Возможности (+)", bold=True), Cell("Угрозы (−)", bold=True))),
        Row((_lines(card.opportunities), _lines(card.threats))),
    ]
    blocks = [
        Heading("SWOT-анализ программы наставничества"),
        Paragraph(card.organization.full_name, align="center", indent=False),
        Paragraph(f"По состоянию на {long_date(card.on)}", align="center", indent=False),
        Table([Column("Положительное"), Column("Отрицательное")], rows, name="SWOT"),
        Note(
            "Вверху внутренние факторы программы, внизу внешние. Процентные утверждения взяты из последних итоговых "
            "опросов участников."
        ),
    ]
    return Document(
        title="SWOT-анализ программы наставничества",
        blocks=blocks,
        file_name=f"SWOT {card.on:%d.%m.%Y}",
        created_at=at,
        author=card.organization.full_name,
        orientation="landscape",
    )


def _lines(text: str) -> str:
    return "\n".join(f"• {line.strip()}" for line in text.splitlines() if line.strip())
