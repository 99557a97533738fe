"""The answer to a person who asks what is known about them (152-FZ article 14 part 7)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from core.audit import verb_label
from core.calendar import long_date
from core.documents import (
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    Paragraph,
    Row,
    Signature,
    Table,
)

from ..models import Consent, Person
from ..selectors.reports import Stored
from ..selectors.settings import settings_of

ENDED = "действующего согласия нет; обработка ограничена хранением до получения согласия или уничтожения"
NO_CONSENT = "согласие не зарегистрировано; обработка ограничена хранением до получения согласия или уничтожения"
METHODS = (
    "сбор, запись, систематизация, накопление, хранение, уточнение, использование, удаление, уничтожение — с "
    "использованием средств автоматизации и без них; решения только на основании автоматизированной обработки не "
    "принимаются"
)


def access_report(person: Person, stored: Stored, *, at: datetime) -> Document:
    """The paper: who processes, why, what, and who has looked."""
    return Document(
        title="Сведения об обработке персональных данных",
        blocks=list(_blocks(person, stored, at)),
        file_name=f"Сведения о персональных данных участника № {person.pk}",
        created_at=at,
        author=person.organization.full_name,
        font_size=11,
    )


def _blocks(person: Person, stored: Stored, at: datetime) -> Iterator[Block]:
    organization = person.organization
    yield Letterhead(organization.founder, organization.full_name, organization.short_name)
    yield Heading("СВЕДЕНИЯ\nоб обработке персональных данных")
    yield Paragraph(f"Составлены {long_date(at.date())} для субъекта персональных данных по статье 14 Федерального "
                    "закона от 27.07.2006 № 152-ФЗ «О персональных данных».", indent=False)  # fmt: skip
    yield KeyValues(list(_grounds(person, stored)))
    for heading, facts in stored.facts:
        if facts:
            yield Heading(heading, level=3, align="left")
            yield KeyValues([(f"{label}:", value) for label, value in facts])
    yield Heading("Кто и когда обращался к данным", level=2, align="left")
    rows = [
        Row((_moment(entry.at), str(verb_label(entry.verb)), entry.actor_name or "информационная система"))
        for entry in stored.trail
    ]
    yield Table([Column("Дата и время", 20), Column("Событие", 50), Column("Кто", 30)], rows)
    yield Note(f"Всего записей: {len(rows)}. Файлы (сканы) названы, копии выдаются по отдельной просьбе.")
    yield Signature(organization.head_position, "")


def _grounds(person: Person, stored: Stored) -> Iterator[tuple[str, str]]:
    operator = settings_of(person.organization)
    named = ", ".join(filter(None, (person.organization.full_name, operator.operator_address)))
    grounds = [f"{consent.text.purpose} (согласие от {long_date(consent.signed_on)})" for consent in stored.consents]
    grounds = grounds or [NO_CONSENT if not stored.ended else ENDED]
    grounds += [f"{_kind(consent)} от {long_date(consent.signed_on)}: {_end(consent)}" for consent in stored.ended]
    yield ("Оператор:", named)
    yield ("Обработка подтверждается:", f"да, учётная запись № {person.pk}")
    yield ("Цели и основания:", "\n".join(grounds))
    yield ("Способы обработки:", METHODS)
    yield ("Кто имеет доступ:", "куратор программы наставничества и руководитель организации")
    if operator.processor:
        yield ("По поручению оператора:", operator.processor)
    yield ("Источник данных:", "субъект персональных данных, его законный представитель, анкета участника")
    yield ("Сроки хранения:", "до окончания участия в программе или отзыва согласия; согласия — ещё три года")
    yield ("Трансграничная передача:", "не производится")


def _kind(consent: Consent) -> str:
    return f"Согласие {consent.get_kind_display()}"


def _end(consent: Consent) -> str:
    if consent.withdrawn_on:
        return f"отозвано {long_date(consent.withdrawn_on)}"
    return f"действовало до {long_date(consent.valid_until)}" if consent.valid_until else "ещё не действует"


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")
