"""Slips with personal links: cut along the lines and handed over, each to its owner."""

from collections.abc import Sequence
from datetime import datetime

from core.calendar import long_date
from core.documents import Document, Note, Slip
from organizations.models import Organization

from ..models import Person


def slips_document(
    slips: Sequence[tuple[Person, str]], organization: Organization, *, until: datetime, at: datetime
) -> Document:
    """A slip for each person and address; the address opens the questionnaire until that moment, once."""
    text = (
        "Анкета программы наставничества. Наведите камеру телефона на код или наберите адрес. "
        f"Ссылка личная, действует до {long_date(until)}, отправить анкету можно один раз."
    )
    blocks = [Slip(f"{person.get_full_name()}{_place(person)}", text, address) for person, address in slips]
    return Document(
        title="Ссылки на анкеты",
        blocks=[*blocks, Note("Разрежьте по линиям и отдайте каждому только его ссылку.")],
        file_name=f"Ссылки на анкеты {at:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
        font_size=11,
    )


def _place(person: Person) -> str:
    return f", {person.class_group}" if person.class_group else ""
