"""Monitoring of sites in a quarter: a matrix, the remarks, the addresses («Абан» 5.1); for one institution a list."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.calendar import Quarter
from core.documents import Block, Cell, Column, Document, Heading, Note, Paragraph, Row, Table
from organizations.models import Organization
from roadmaps.papers.people import executor_note, head_signature

from ..models import TO_PUBLISH, RequiredDocument, SiteCheck
from ..period_codes import in_words
from ..selectors.sites import MENDED, NOT_GIVEN, UNCHECKED, SiteRow
from ..selectors.sites import Cell as Square
from .wording import sentence

Result = SiteCheck.Result
WORDS = {
    Result.GOOD: ("размещено, актуально", "+", "done"),
    Result.OUTDATED: ("размещено, устарело", "у", "in_progress"),
    Result.MISSING: ("не размещено", "–", "overdue"),
    Result.BROKEN: ("ссылка не открывается", "с", "overdue"),
    Result.PERSONAL: ("размещены персональные данные", "ПД", "overdue"),
    MENDED: ("исправлено, ждёт проверки", "и", "waiting"),
    UNCHECKED: ("не проверено", "?", "not_started"),
    NOT_GIVEN: ("не проверено, ссылка не указана", "?", "not_started"),
}
LEGEND = (
    "«+» – размещено и актуально, «у» – устарело, «–» – не размещено, «с» – ссылка не открывается, "
    "«ПД» – размещены персональные данные, «и» – замечание исправлено, ждёт проверки, «?» – не проверено."
)
MOST_WITH_ADDRESSES = 100
SHORT = {
    RequiredDocument.SITE: "Раздел сайта",
    RequiredDocument.IMPLEMENT_ORDER: "Приказ о внедрении",
    RequiredDocument.CURATOR_ORDER: "Приказ о кураторе",
    RequiredDocument.REGULATION: "Положение",
    RequiredDocument.ROADMAP: "Дорожная карта",
    RequiredDocument.PROGRAMME: "Программа",
    RequiredDocument.PLANNED_RESULTS: "Плановые показатели",
    RequiredDocument.REPORTS: "Отчёты",
}


def sites_document(owner: Organization, rows: Sequence[SiteRow], quarter: Quarter, *, at: datetime) -> Document:
    """The paper of a quarter as it stands at the moment."""
    title = f"Мониторинг сайтов, {in_words(quarter)}"
    single = [row.organization for row in rows] == [owner]
    return Document(
        title=title,
        blocks=list(_blocks(owner, rows, quarter, single)),
        file_name=f"{title} {owner.short_name}",
        created_at=at,
        author=owner.full_name,
        orientation="portrait" if single else "landscape",
    )


def _blocks(owner: Organization, rows: Sequence[SiteRow], quarter: Quarter, single: bool) -> Iterator[Block]:
    yield Heading(
        f"{owner.full_name}\nМониторинг сайтов образовательных организаций\n"
        f"на наличие локальных актов о наставничестве, {in_words(quarter)}"
    )
    if single:
        yield _list(rows[0])
    elif rows:
        yield _matrix(rows)
        yield Note(LEGEND)
        yield from _unchecked(rows)
        yield from _remarks(rows)
        yield from _addresses(rows)
    else:
        yield Paragraph("Учреждений нет.")
    yield head_signature(owner)
    yield from executor_note(owner)


def _matrix(rows: Sequence[SiteRow]) -> Table:
    columns = [
        Column("№", 3, align="center"),
        Column("Учреждение", 18),
        *(Column(SHORT[each], 9.4, align="center", group="Акты") for each in TO_PUBLISH),
        Column("Проверен", 9.5, align="center"),
    ]
    lines = [
        Row([number, row.organization.short_name, *map(_sign, row.cells), row.checked_on or "нет"])
        for number, row in enumerate(rows, start=1)
    ]
    good = [sum(row.cells[place].state == Result.GOOD for row in rows) for place in range(len(TO_PUBLISH))]
    checked = f"{sum(row.is_checked for row in rows)} из {len(rows)}"
    lines.append(Row(["", "Размещено и актуально", *good, checked], kind="total"))
    return Table(columns, lines, name="Мониторинг сайтов", frozen_columns=2)


def _sign(square: Square) -> Cell:
    _words, sign, tint = WORDS[square.state]
    return Cell(sign, status=tint)


def _unchecked(rows: Sequence[SiteRow]) -> Iterator[Paragraph]:
    names = ", ".join(row.organization.short_name for row in rows if not row.is_checked)
    if names:
        yield Paragraph(f"Проверены не полностью: {names}.")


def _remarks(rows: Sequence[SiteRow]) -> Iterator[Block]:
    found = [(row, cell) for row in rows for cell in row.cells if cell.check and cell.check.result != Result.GOOD]
    yield Heading("Замечания", level=2, align="left")
    if not found:
        yield Paragraph("Замечаний нет.")
        return
    columns = [
        Column("Учреждение", 22), Column("Акт", 16), Column("Установлено", 18), Column("Замечание", 26),
        Column("Дата", 10), Column("Исправлено", 18),
    ]  # fmt: skip
    lines = [Row([row.organization.short_name, SHORT[cell.document], *_found(cell.check)]) for row, cell in found]
    yield Table(columns, lines, name="Замечания")


def _found(check: SiteCheck) -> Iterator[object]:
    words, _sign, tint = WORDS[Result(check.result)]
    yield Cell(words, status=tint)
    yield check.remark
    yield check.on
    yield f"{check.mended_on:%d.%m.%Y}: {check.mended}" if check.mended_on else "нет"


def _addresses(rows: Sequence[SiteRow]) -> Iterator[Block]:
    """Every link, by institution, while they are few enough to be read."""
    if len(rows) > MOST_WITH_ADDRESSES:
        yield Note("Адреса актов – в отчётах муниципалитетов.")
        return
    columns = [Column("Учреждение", 26), Column("Акт", 18), Column("Адрес", 44), Column("Размещён", 12)]
    lines = [
        Row([row.organization.short_name, SHORT[cell.document], act.url, act.published_on or ""])
        for row in rows
        for cell in row.cells
        for act in cell.acts
    ]
    if lines:
        yield Table(columns, lines, name="Адреса", caption="Адреса актов")


def _list(row: SiteRow) -> Table:
    """One institution: each act with its addresses and how it was found."""
    columns = [
        Column("№", 5, align="center"), Column("Акт", 24), Column("Адрес", 33), Column("Установлено", 20),
        Column("Замечание", 18),
    ]  # fmt: skip
    lines = []
    for number, cell in enumerate(row.cells, start=1):
        words, _sign, tint = WORDS[cell.state]
        said = f"{words}, {cell.check.on:%d.%m.%Y}" if cell.check else words
        addresses = "\n".join(act.url for act in cell.acts) or "не указан"
        remark = cell.check.remark if cell.check else ""
        lines.append(Row([number, sentence(cell.document.label), addresses, Cell(said, status=tint), remark]))
    return Table(columns, lines, name="Сайт")
