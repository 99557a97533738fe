"""Blanks of consents, filled with the person's data: a paper for each purpose (152-FZ articles 9 and 10.1).

Passports and addresses are lines for the hand: they are not kept in the product. What the paper must hold is in
article 9 part 4, for dissemination in the order of Roskomnadzor 18 of 24.02.2021, for the mentor's duty in article
351.8 of the Labour Code (domain.md 2.5, 5.1-5.3).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import long_date
from core.documents import (
    Block,
    Clause,
    Clauses,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
)

from ..models import BankSettings, ConsentText, Person, Representative
from ..models.consents import ConsentKind
from .consent_wording import OPENINGS, TITLES, Signer

FONT = 11
LINE = "_" * 48
DOCUMENT = f"серия, номер ____________________, выдан (дата) ____________\nкем {'_' * 44}"
ABOUT_DATA = (ConsentKind.PROCESSING, ConsentKind.DISSEMINATION)  # where article 9 asks for address and passport


@dataclass(frozen=True)
class Blank:
    """What one paper is filled with; without a person it is the empty form."""

    text: ConsentText
    signer: str
    person: Person | None = None
    representative: Representative | None = None


def blanks_document(
    blanks: Sequence[Blank], operator: BankSettings, *, name: str, at: datetime, two_sided: bool = False
) -> Document:
    """The papers, each from a new page; printed on two sides, no sheet holds papers of two people."""
    blocks: list[Block] = []
    for blank in blanks:
        if blocks:
            blocks.append(PageBreak())
        blocks.extend(_paper(blank, operator))
    return Document(
        title=name,
        blocks=blocks,
        file_name=name,
        created_at=at,
        author=operator.organization.full_name,
        font_size=FONT,
        bundle=True,
        two_sided=two_sided,
    )


def _paper(blank: Blank, operator: BankSettings) -> Iterator[Block]:
    yield Heading(TITLES[ConsentKind(blank.text.kind)])
    yield KeyValues(list(_who(blank)))
    yield Paragraph(OPENINGS[blank.text.kind, blank.signer], indent=False)
    yield Clauses(list(_terms(blank, operator)))
    if blank.text.kind == ConsentKind.DISSEMINATION:
        yield from _permissions(blank.text)
    for line in filter(None, map(str.strip, blank.text.body.splitlines())):
        yield Paragraph(line)
    yield Signatures(list(_signatures(blank)))
    yield Note(f"Текст согласия: редакция {blank.text.version} от {long_date(blank.text.published_on)}")


def _who(blank: Blank) -> Iterator[tuple[str, str]]:
    person, with_passport = blank.person, blank.text.kind in ABOUT_DATA
    if blank.signer == Signer.REPRESENTATIVE:
        yield from _representative("Я, законный представитель:", blank.representative, with_passport)
        yield ("несовершеннолетний участник:", _name_and_birth(person))
    else:
        yield ("Я, фамилия, имя, отчество:", _name_and_birth(person) if blank.signer == Signer.BOTH else _name(person))
    if person and person.studies_or_works:
        yield ("класс (группа), должность:", person.studies_or_works)
    if with_passport:
        child = " несовершеннолетнего" if blank.signer == Signer.REPRESENTATIVE else ""
        yield (f"адрес{child}:", LINE)
        yield ("свидетельство о рождении:" if child else "паспорт (свидетельство о рождении):", DOCUMENT)
    if blank.text.kind == ConsentKind.DISSEMINATION:
        yield ("телефон, электронная почта или почтовый адрес:", _contacts(blank) or LINE)
    if blank.signer == Signer.BOTH:
        yield from _representative("законный представитель:", blank.representative, with_passport)


def _representative(
    label: str, representative: Representative | None, with_passport: bool
) -> Iterator[tuple[str, str]]:
    yield (label, f"{representative.full_name} ({_relation(representative)})" if representative else LINE)
    if with_passport:
        yield ("адрес представителя:", LINE)
        yield ("паспорт представителя:", DOCUMENT)
    yield ("документ о полномочиях:", representative and representative.basis or LINE)


def _relation(representative: Representative) -> str:
    """A relation that nobody has told is left to be written by hand: it is the ground on which they sign."""
    if representative.relation == Representative.Relation.UNSTATED:
        return f"кем приходится: {'_' * 16}"
    return representative.get_relation_display()


def _name(person: Person | None) -> str:
    return person.get_full_name() if person else LINE


def _name_and_birth(person: Person | None) -> str:
    if person is None:
        return LINE
    born = f", дата рождения: {long_date(person.birth_on)}" if person.birth_on else ", дата рождения: ____________"
    return person.get_full_name() + born


def _contacts(blank: Blank) -> str:
    source = blank.person if blank.signer == Signer.SELF else blank.representative
    return ", ".join(filter(None, (source.phone, source.email))) if source else ""


def _terms(blank: Blank, operator: BankSettings) -> Iterator[Clause]:
    text, about_data = blank.text, blank.text.kind in ABOUT_DATA
    label = "Работодатель" if text.kind == ConsentKind.MENTOR_DUTY else "Оператор" if about_data else "Организация"
    yield Clause(f"{label}: {_operator(operator, about_data)}.")
    if operator.processor and text.kind == ConsentKind.PROCESSING:
        yield Clause(f"Лицо, обрабатывающее персональные данные по поручению оператора: {operator.processor}.")
    if text.kind == ConsentKind.DISSEMINATION:
        yield Clause(f"Информационные ресурсы оператора: {operator.site or LINE}.")
    yield Clause(f"Цель: {text.purpose}.")
    if text.data_list and text.kind != ConsentKind.DISSEMINATION:
        yield Clause(f"Перечень персональных данных: {'; '.join(_lines(text.data_list))}.")
    if text.actions:
        yield Clause(f"Действия с персональными данными: {text.actions}.")
    yield Clause(f"Срок действия согласия: {_term(blank)}.")


def _operator(operator: BankSettings, about_data: bool) -> str:
    parts = [operator.organization.full_name]
    if about_data or operator.operator_address:
        parts.append(f"адрес: {operator.operator_address or LINE}")
    if about_data:
        parts.append(f"ИНН {operator.operator_inn or '_' * 12}, ОГРН {operator.operator_ogrn or '_' * 15}")
    return ", ".join(parts)


def _term(blank: Blank) -> str:
    months = blank.text.term_months
    if months is None:
        term = "со дня подписания до окончания участия в программе наставничества либо до отзыва"
    else:
        word = "месяца" if months % 10 == 1 and months % 100 != 11 else "месяцев"
        term = f"{months} {word} со дня подписания либо до отзыва"
    return f"{term}, но не дольше, чем до 18-летия участника" if blank.signer == Signer.REPRESENTATIVE else term


def _permissions(text: ConsentText) -> Iterator[Block]:
    """What may be published, item by item, with the subject's bans and conditions (order 18, points 8 to 10)."""
    items = [Row((number, item, "", "")) for number, item in enumerate(_lines(text.data_list), start=1)]
    columns = [
        Column("№", 5, align="center"),
        Column("Персональные данные (общие)", 45),
        Column("Разрешаю (да / нет)", 16, align="center"),
        Column("Условия и запреты", 34),
    ]
    yield Table(columns, items)
    yield Note(
        "Специальные категории и биометрические персональные данные не распространяются. Условия передачи полученных "
        "данных (только по внутренней сети, с использованием сетей общего пользования либо без передачи) заполняются "
        "по желанию: " + LINE
    )


def _signatures(blank: Blank) -> Iterator[Signature]:
    adult = "Работник" if blank.text.kind == ConsentKind.MENTOR_DUTY else "Участник"
    if blank.signer != Signer.REPRESENTATIVE:
        yield Signature(adult, blank.person.list_name if blank.person else "")
    if blank.signer != Signer.SELF:
        yield Signature("Законный представитель", _short(blank.representative))


def _short(representative: Representative | None) -> str:
    """«Соколова А. И.»"""
    if representative is None:
        return ""
    last, *others = representative.full_name.split()
    return " ".join([last, *(f"{name[0]}." for name in others[:2])])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
