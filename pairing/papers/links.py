"""Slips with mentors' links: cut along the lines and handed over, each to its owner."""

from collections.abc import Sequence
from datetime import date, datetime

from core.calendar import long_date
from core.documents import Document, Note, Slip
from organizations.models import Organization
from participants.models import Person


def link_slips(
    slips: Sequence[tuple[Person, str]], organization: Organization, *, until: date, at: datetime
) -> Document:
    """A slip for each mentor and address; the address opens the mentor's page until that day."""
    text = (
        "Страница наставника. Наведите камеру телефона на код или наберите адрес: там ваши пары, ближайшие встречи, "
        f"и там же отмечают встречу. Ссылка личная, действует до {long_date(until)}; никому её не передавайте."
    )
    blocks = [Slip(person.get_full_name(), text, address) for person, address in slips]
    return Document(
        title="Ссылки наставников",
        blocks=[*blocks, Note("Разрежьте по линиям и отдайте каждому только его ссылку.")],
        file_name=f"Ссылки наставников {at:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
        font_size=11,
    )
